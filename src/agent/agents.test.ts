import { describe, expect, it } from 'vitest'
import type { CallId, Extension, GroupId } from '../contract/ids.ts'
import { silentLog } from '../platform/log.ts'
import { createAgents, type AgentDesk } from './agents.ts'
import { memoryAgentStore } from './memory-store.ts'
import type { AgentStore } from './store.ts'

const anna = '1001' as Extension
const bao = '1002' as Extension
const general = ['general' as GroupId]
const call = 'c1' as CallId
const accounts = [
  { extension: anna, name: '安娜', groups: general },
  { extension: bao, name: '阿宝', groups: general },
]
const policy = { wrapUp: { maxMs: 120_000 }, offer: { retryGapMs: 1_000 } }

/** A clock that is set by hand; tasks that are due run in their order. */
function handClock() {
  let now = 0
  let tasks: { at: number; task: () => void }[] = []
  return {
    now: () => now,
    at(at: number, task: () => void) {
      const entry = { at, task }
      tasks.push(entry)
      return () => void (tasks = tasks.filter((other) => other !== entry))
    },
    every: () => () => {},
    pass(ms: number) {
      const until = now + ms
      for (;;) {
        const [next] = tasks.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
        if (!next) break
        tasks = tasks.filter((other) => other !== next)
        now = Math.max(now, next.at)
        next.task()
      }
      now = until
    },
    pending: () => tasks.length,
  }
}

async function open(store: AgentStore = memoryAgentStore()) {
  const clock = handClock()
  const agents = createAgents({ store, clock, policy, log: silentLog })
  const idle: [string, boolean][] = []
  agents.onIdle(({ extension }, now) => idle.push([extension, now]))
  await agents.load(accounts)
  return { agents, clock, idle, store }
}

const oneCall = (agents: AgentDesk): void => {
  agents.ringing(anna, call)
  agents.offerEnded(anna, call, 'answered')
  agents.released(anna, call)
}

describe('agents', () => {
  it('are told to be idle only when the server has begun', async () => {
    const { agents, idle } = await open()
    await agents.wish(anna, { state: 'ready' })
    expect(idle).toEqual([])
    agents.begin()
    expect(idle).toEqual([[anna, true]])
  })

  it('are idle, busy and idle again around a call', async () => {
    const { agents, clock, idle } = await open()
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    oneCall(agents)
    clock.pass(119_999)
    expect(idle).toEqual([[anna, true], [anna, false]])
    clock.pass(1)
    expect(idle.at(-1)).toEqual([anna, true])
  })

  it('rest for a moment after a failed offer, even when they wish to be ready at once', async () => {
    const { agents, clock, idle } = await open()
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    agents.ringing(anna, call)
    agents.offerEnded(anna, call, 'no_answer')
    expect(agents.find(anna)).toMatchObject({ state: 'not_ready', reason: 'rna' })
    await agents.wish(anna, { state: 'ready' })
    expect(idle.at(-1)).toEqual([anna, false])
    clock.pass(1_000)
    expect(idle.at(-1)).toEqual([anna, true])
  })

  it('keep their turn when the caller gave up, once the phone has stopped ringing', async () => {
    const { agents, clock, idle } = await open()
    agents.recover([])
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    clock.pass(500)
    agents.ringing(anna, call)
    agents.offerEnded(anna, call, 'withdrawn')
    expect(agents.find(anna)).toMatchObject({ state: 'ready', since: 0 })
    expect(idle.at(-1)).toEqual([anna, false])
    clock.pass(1_000)
    expect(idle.at(-1)).toEqual([anna, true])
  })

  it('are all told again on a new beginning, but for those who rest', async () => {
    const { agents, idle } = await open()
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    await agents.wish(bao, { state: 'ready' })
    agents.ringing(bao, call)
    agents.offerEnded(bao, call, 'withdrawn')
    idle.length = 0
    agents.begin()
    expect(idle).toEqual([[anna, true]])
  })

  it('are told as not idle when they take a call, even if nobody was told that they were idle', async () => {
    const { agents, idle } = await open()
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    agents.ringing(anna, call)
    agents.offerEnded(anna, call, 'withdrawn')
    idle.length = 0
    agents.ringing(anna, 'c2' as CallId)
    expect(idle).toEqual([[anna, false]])
  })

  it('are told again as idle when their groups change', async () => {
    const { agents } = await open()
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    const told: string[][] = []
    agents.onIdle(({ groups }) => told.push(groups))
    agents.setAccounts([{ extension: anna, name: '安娜', groups: ['hr' as GroupId] }])
    expect(told).toEqual([['hr']])
  })

  it('leave the house after the call in hand', async () => {
    const { agents, clock } = await open()
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    agents.ringing(anna, call)
    agents.offerEnded(anna, call, 'answered')
    agents.setAccounts([])
    expect(agents.all().map(({ extension, state }) => [extension, state])).toEqual([[anna, 'talking']])
    agents.released(anna, call)
    clock.pass(120_000)
    expect(agents.all()).toEqual([])
    await expect(agents.wish(anna, { state: 'ready' })).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
  })

  it('tell every change with what was before', async () => {
    const { agents } = await open()
    const told: string[] = []
    agents.onChange((now, before) => told.push(`${before.state} → ${now.state}`))
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    agents.setReachable(anna, true)
    oneCall(agents)
    expect(told).toEqual(['offline → ready', 'ready → ready', 'ready → ringing', 'ringing → talking', 'talking → acw'])
  })
})

describe('after a restart', () => {
  it('agents are what they were, and in the calls that live on', async () => {
    const before = await open()
    before.agents.begin()
    await before.agents.wish(anna, { state: 'ready' })
    await before.agents.wish(bao, { state: 'not_ready', reason: 'lunch' })
    before.agents.ringing(anna, call)
    await before.agents.stop()

    const { agents, idle } = await open(before.store)
    agents.recover([{ call, agent: anna, as: 'talking' }])
    agents.begin()
    expect(agents.find(anna)).toMatchObject({ state: 'talking', call })
    expect(agents.find(bao)).toMatchObject({ state: 'not_ready', reason: 'lunch' })
    expect(idle).toEqual([])
  })

  it('an agent whose call ended meanwhile wraps up, one who was being rung is ready', async () => {
    const before = await open()
    before.agents.begin()
    await before.agents.wish(anna, { state: 'ready' })
    await before.agents.wish(bao, { state: 'ready' })
    before.agents.ringing(anna, call)
    before.agents.ringing(bao, 'c2' as CallId)
    before.agents.offerEnded(anna, call, 'answered')
    await before.agents.stop()

    const { agents, clock, idle } = await open(before.store)
    agents.recover([])
    agents.begin()
    expect(agents.find(anna)).toMatchObject({ state: 'acw' })
    expect(idle).toEqual([[bao, true]])
    clock.pass(120_000)
    expect(idle.at(-1)).toEqual([anna, true])
  })
})

describe('saving', () => {
  it('keeps every change in order, and gathers the writes', async () => {
    const store = memoryAgentStore()
    let writes = 0
    const { agents } = await open({ ...store, save: (...all) => ((writes += 1), store.save(...all)) })
    agents.begin()
    await agents.wish(anna, { state: 'ready' })
    oneCall(agents)
    await agents.stop()
    expect((await store.changes(0, 1)).map(({ state }) => state)).toEqual(['ready', 'ringing', 'talking', 'acw'])
    expect(writes).toBe(2)
  })

  it('is tried again after a failure, in order, and no wish fails for it', async () => {
    const store = memoryAgentStore()
    let broken = true
    const { agents, clock } = await open({
      ...store,
      save: (...all) => (broken ? Promise.reject(new Error('disk full')) : store.save(...all)),
    })
    agents.begin()
    await expect(agents.wish(anna, { state: 'ready' })).resolves.toMatchObject({ state: 'ready' })
    agents.ringing(anna, call)
    broken = false
    clock.pass(2_000)
    await agents.stop()
    expect((await store.changes(0, 1)).map(({ state }) => state)).toEqual(['ready', 'ringing'])
    expect(clock.pending()).toBe(0)
  })
})
