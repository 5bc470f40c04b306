import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentView } from '../contract/agent.ts'
import type { WaitingView } from '../contract/queue.ts'
import type { AgentChange, CallChange, LiveCall, QueueChange, Snapshot } from '../contract/socket.ts'
import type { Clock } from '../platform/clock.ts'
import { createFeed, type Panel } from './feed.ts'
import type { LiveView } from './rules/delta.ts'

const waiting = (call: string, more: Partial<WaitingView> = {}): WaitingView =>
  ({ call, position: 1, dnis: '12345', rank: 'normal', groups: ['general'], arrivedAt: 0, headAt: null, waitedMs: 0, offeredTo: null, ...more }) as WaitingView
const agent = (extension: string, state = 'ready'): AgentView => ({ extension, name: extension, groups: [], state, reason: null, since: 0, call: null, reachable: true }) as unknown as AgentView
const call = (id: string, by: string | null = null): LiveCall => ({ call: id, dnis: '12345', ani: '13812345678', stage: 'talking', agent: by, arrivedAt: 0 }) as LiveCall

function view({ line = [], agents = [], calls = [], talking = 0 }: { line?: WaitingView[]; agents?: AgentView[]; calls?: LiveCall[]; talking?: number } = {}): LiveView {
  return { queue: { waiting: line, agents, byState: {}, offers: [], talking }, calls }
}

/** Time that passes when told. */
function aClock() {
  let now = 0
  let timers: { at: number; task: () => void; every: number | null }[] = []
  const clock: Clock = {
    now: () => now,
    at(at, task) {
      const timer = { at, task, every: null }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
    every(everyMs, task) {
      const timer = { at: now + everyMs, task, every: everyMs }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
  }
  const pass = (ms: number): void => {
    const until = now + ms
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (!next) break
      now = Math.max(now, next.at)
      if (next.every === null) timers = timers.filter((other) => other !== next)
      else next.at += next.every
      next.task()
    }
    now = until
  }
  return { clock, pass }
}

function aFeed(first = view()) {
  const { clock, pass } = aClock()
  const state = { view: first }
  const feed = createFeed({ view: () => state.view, clock })
  const show = (next: LiveView): void => {
    state.view = next
    feed.changed()
  }
  return { feed, pass, show }
}

function aPanel({ queue = true, alarms = true, own = null as string | null } = {}) {
  const got: [string, Record<string, unknown> & { seq: number }][] = []
  const line = { drained: true, dropped: null as string | null }
  const panel: Panel = {
    sight: { queue, alarms, seesCall: (one) => own === null || one.agent === own },
    drained: () => line.drained,
    send: (event, message) => void got.push([event, structuredClone(message) as unknown as Record<string, unknown> & { seq: number }]),
    drop: (why) => void (line.dropped = why),
  }
  return { panel, got, line, events: () => got.map(([event]) => event) }
}

describe('the live feed', () => {
  it('begins with the whole state and then tells what changed, each message numbered', () => {
    const { feed, pass, show } = aFeed(view({ line: [waiting('c1')], agents: [agent('1001')] }))
    const { panel, got } = aPanel()
    feed.join(panel)
    expect(got[0]).toMatchObject(['snapshot', { seq: 1, queue: { waiting: [{ call: 'c1' }] } }])
    show(view({ line: [waiting('c1', { offeredTo: '1001' as never }), waiting('c2')], agents: [agent('1001', 'ringing')] }))
    pass(200)
    show(view({ agents: [], calls: [call('c1', '1001')], talking: 1 }))
    pass(200)
    expect(got.slice(1)).toMatchObject([
      ['queue', { seq: 2, waiting: [{ call: 'c1', offeredTo: '1001' }, { call: 'c2' }], left: [] }],
      ['agent', { seq: 3, agents: [{ extension: '1001', state: 'ringing' }] }],
      ['queue', { seq: 4, waiting: [], left: ['c1', 'c2'], talking: 1 }],
      ['agent', { seq: 5, agents: [], gone: ['1001'] }],
      ['call', { seq: 6, calls: [{ call: 'c1', ani: '138****5678' }], ended: [] }],
    ])
  })

  it('says nothing when only waiting times and places moved on', () => {
    const { feed, pass, show } = aFeed(view({ line: [waiting('c1'), waiting('c2', { position: 2 })] }))
    const { panel, got } = aPanel()
    feed.join(panel)
    show(view({ line: [waiting('c1', { waitedMs: 900 }), waiting('c2', { position: 3, waitedMs: 900 })] }))
    pass(5_000)
    expect(got.length).toBe(1)
  })

  it('sends at most five updates a second however much happens', () => {
    const { feed, pass, show } = aFeed()
    const { panel, got } = aPanel()
    feed.join(panel)
    for (let n = 1; n <= 1_000; n += 1) {
      show(view({ talking: n }))
      pass(1)
    }
    expect(got.length).toBeLessThanOrEqual(1 + 6)
    pass(200)
    expect(got.at(-1)).toMatchObject(['queue', { talking: 1_000 }])
  })

  it('shows within a second what nobody told of', () => {
    const { clock, pass } = aClock()
    let now = view()
    const feed = createFeed({ view: () => now, clock })
    const { panel, got } = aPanel()
    feed.join(panel)
    now = view({ talking: 3 })
    pass(1_200)
    expect(got.at(-1)).toMatchObject(['queue', { talking: 3 }])
  })

  it('shows everybody only what they may see', () => {
    const { feed, pass, show } = aFeed(view({ line: [waiting('c9')], calls: [call('c1', '1001'), call('c2', '1002')] }))
    const [seat, dispatcher] = [aPanel({ own: '1001', alarms: false }), aPanel({ queue: false, alarms: false })]
    feed.join(seat.panel)
    feed.join(dispatcher.panel)
    expect(seat.got[0]).toMatchObject(['snapshot', { calls: [{ call: 'c1' }], queue: { waiting: [{ call: 'c9' }] } }])
    expect(dispatcher.got[0]).toMatchObject(['snapshot', { calls: [{ call: 'c1' }, { call: 'c2' }], queue: { waiting: [], agents: [] } }])
    show(view({ line: [], calls: [call('c1', '1002'), call('c2', '1001')] }))
    pass(200)
    expect(seat.got.slice(1)).toMatchObject([['queue', { left: ['c9'] }], ['call', { calls: [{ call: 'c2' }], ended: ['c1'] }]])
    expect(dispatcher.events()).toEqual(['snapshot', 'call'])
    feed.alarm({ at: 1, kind: 'unknown_number', details: {} })
    expect([...seat.events(), ...dispatcher.events()]).not.toContain('alarm')
  })

  it('numbers alarms with the rest', () => {
    const { feed } = aFeed()
    const { panel, got } = aPanel()
    feed.join(panel)
    feed.alarm({ at: 1, kind: 'unknown_number', details: { dnis: '12399' } })
    expect(got[1]).toEqual(['alarm', { seq: 2, at: 1, kind: 'unknown_number', details: { dnis: '12399' } }])
  })

  it('leaves a slow panel alone, then tells it the whole difference, and drops it after ten seconds', () => {
    const { feed, pass, show } = aFeed()
    const slow = aPanel()
    feed.join(slow.panel)
    slow.line.drained = false
    for (let n = 1; n <= 20; n += 1) {
      show(view({ talking: n }))
      pass(200)
    }
    expect(slow.events()).toEqual(['snapshot'])
    slow.line.drained = true
    pass(200)
    expect(slow.got.slice(1)).toMatchObject([['queue', { seq: 2, talking: 20 }]])
    slow.line.drained = false
    show(view({ talking: 21 }))
    pass(9_900)
    expect(slow.line.dropped).toBeNull()
    pass(600)
    expect(slow.line.dropped).toBe('too slow')
  })

  it('answers resync with a snapshot, as often as five times a second', () => {
    const { feed, pass } = aFeed()
    const { panel, events } = aPanel()
    const { resync } = feed.join(panel)
    for (let n = 0; n < 50; n += 1) {
      resync()
      pass(20)
    }
    pass(200)
    expect(events().length).toBeLessThanOrEqual(1 + 6)
    expect(new Set(events())).toEqual(new Set(['snapshot']))
  })

  it('tells a panel that left nothing more, and looks at nothing without panels', () => {
    const { clock, pass } = aClock()
    let looks = 0
    const feed = createFeed({ view: () => ((looks += 1), view({ talking: looks })), clock })
    const { panel, got } = aPanel()
    feed.join(panel).leave()
    feed.changed()
    pass(10_000)
    expect([got.length, looks]).toEqual([1, 1])
  })

  it('leads every panel to the state as it is, whatever happened on the way and however slow it was', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd')
    const anyView = fc.record({
      line: fc.uniqueArray(fc.record({ id: ids, offered: fc.constantFrom(null, '1001') }), { selector: ({ id }) => id }),
      states: fc.dictionary(fc.constantFrom('1001', '1002', '1003'), fc.constantFrom('ready', 'talking')),
      calls: fc.dictionary(ids, fc.constantFrom(null, '1001', '1002')),
      talking: fc.nat(3),
    }).map(({ line, states, calls, talking }) => view({
      line: line.map(({ id, offered }) => waiting(id, { offeredTo: offered as never })),
      agents: Object.entries(states).map(([extension, state]) => agent(extension, state)),
      calls: Object.entries(calls).map(([id, by]) => call(id, by)),
      talking,
    }))
    fc.assert(
      fc.property(fc.array(fc.record({ next: anyView, drained: fc.boolean() }), { minLength: 1, maxLength: 12 }), fc.constantFrom(null, '1001'), (steps, own) => {
        const { feed, pass, show } = aFeed()
        const { panel, got, line } = aPanel({ own })
        feed.join(panel)
        for (const { next, drained } of steps) {
          line.drained = drained
          show(next)
          pass(200)
        }
        line.drained = true
        pass(400)
        expect(got.map(([, { seq }]) => seq)).toEqual(got.map((_, n) => n + 1))
        const end = steps.at(-1)?.next ?? view()
        expect(replay(got)).toEqual({
          waiting: Object.fromEntries(end.queue.waiting.map((one) => [one.call, one.offeredTo])),
          agents: Object.fromEntries(end.queue.agents.map((one) => [one.extension, one.state])),
          calls: Object.fromEntries(end.calls.filter((one) => own === null || one.agent === own).map((one) => [one.call, one.agent])),
          talking: end.queue.talking,
        })
      }),
    )
  })
})

/** What a panel makes of the messages. */
function replay(got: readonly (readonly [string, unknown])[]) {
  let [waitingNow, agents, calls, talking] = [new Map<string, unknown>(), new Map<string, unknown>(), new Map<string, unknown>(), 0]
  for (const [event, message] of got) {
    if (event === 'snapshot') {
      const { queue, calls: open } = message as Snapshot
      waitingNow = new Map(queue.waiting.map((one) => [one.call, one.offeredTo]))
      agents = new Map(queue.agents.map((one) => [one.extension, one.state]))
      calls = new Map(open.map((one) => [one.call, one.agent]))
      talking = queue.talking
    } else if (event === 'queue') {
      const change = message as QueueChange
      for (const one of change.waiting) waitingNow.set(one.call, one.offeredTo)
      for (const id of change.left) waitingNow.delete(id)
      talking = change.talking
    } else if (event === 'agent') {
      const change = message as AgentChange
      for (const one of change.agents) agents.set(one.extension, one.state)
      for (const id of change.gone) agents.delete(id)
    } else if (event === 'call') {
      const change = message as CallChange
      for (const one of change.calls) calls.set(one.call, one.agent)
      for (const id of change.ended) calls.delete(id)
    }
  }
  return { waiting: Object.fromEntries(waitingNow), agents: Object.fromEntries(agents), calls: Object.fromEntries(calls), talking }
}

describe('what is told to some', () => {
  it('the tab that has the softphone is told to the panels of its extension alone, numbered like everything', () => {
    const { feed } = aFeed()
    const own = aPanel()
    const other = aPanel()
    own.panel.sight.extension = '1001'
    other.panel.sight.extension = '1002'
    feed.join(own.panel)
    feed.join(other.panel)
    feed.softphone({ extension: '1001' as never, tab: 't2' })
    expect(own.got.at(-1)).toEqual(['softphone', { extension: '1001', tab: 't2', seq: 2 }])
    expect(other.events()).toEqual(['snapshot'])
  })

  it('a supervisor on the line is shown to whom it may be shown', () => {
    const monitored = { ...call('c1', '1001'), monitor: { by: '8001', mode: 'listen', active: true } } as unknown as LiveCall
    const { feed, pass, show } = aFeed(view({ calls: [monitored] }))
    const agentsPanel = aPanel({ own: '1001' })
    const supervisors = aPanel()
    agentsPanel.panel.sight.monitors = false
    feed.join(agentsPanel.panel)
    feed.join(supervisors.panel)
    show(view({ calls: [{ ...monitored, onHold: true }] }))
    pass(200)
    expect(agentsPanel.got.map(([, message]) => (message['calls'] as LiveCall[])[0]?.monitor)).toEqual([null, null])
    expect(supervisors.got.map(([, message]) => (message['calls'] as LiveCall[])[0]?.monitor?.mode)).toEqual(['listen', 'listen'])
  })
})

describe('tickets that were changed', () => {
  const ticket = (ticketNo: string, version = 2, leadUnit: string | null = 'HB') => ({ ticketNo, version, state: 'dispatched', agent: null, openedBy: null, workspace: null, leadUnit, accountableUnit: null, coUnits: [] }) as never

  it('are told together, each as it was last, to whoever may read them', () => {
    const { feed, pass } = aFeed()
    const [office, unit] = [aPanel(), aPanel()]
    office.panel.sight.seesTicket = () => true
    unit.panel.sight.seesTicket = ({ leadUnit }) => leadUnit === 'HB'
    feed.join(office.panel)
    feed.join(unit.panel)
    for (const one of [ticket('a'), ticket('b', 3, 'SW'), ticket('a', 4)]) feed.ticket(one)
    pass(200)
    expect(office.got.slice(1)).toEqual([['tickets', { seq: 2, tickets: [{ ticketNo: 'a', version: 4, state: 'dispatched' }, { ticketNo: 'b', version: 3, state: 'dispatched' }] }]])
    expect(unit.got.slice(1)).toEqual([['tickets', { seq: 2, tickets: [{ ticketNo: 'a', version: 4, state: 'dispatched' }] }]])
  })

  it('make a snapshot for a panel that could not take them', () => {
    const { feed, pass } = aFeed()
    const slow = aPanel()
    slow.panel.sight.seesTicket = () => true
    feed.join(slow.panel)
    slow.line.drained = false
    pass(1_200)
    feed.ticket(ticket('a'))
    pass(400)
    slow.line.drained = true
    pass(1_400)
    expect(slow.events()).toEqual(['snapshot', 'snapshot'])
  })
})
