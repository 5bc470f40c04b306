import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentView } from '../../../contract/agent.ts'
import type { WaitingView } from '../../../contract/queue.ts'
import type { LiveCall } from '../../../contract/socket.ts'
import { createFeed } from '../../../panel-api/feed.ts'
import type { LiveView } from '../../../panel-api/rules/delta.ts'
import { applied, lineOf, type Live, NOTHING } from './live.ts'

const RANKS = ['emergency', 'elder', 'return', 'normal'] as const
const waiting = fc.record({ n: fc.nat(8), rank: fc.constantFrom(...RANKS), arrivedAt: fc.nat(3) }).map(({ n, rank, arrivedAt }) => ({ call: `c${n}`, position: 0, dnis: '12345', rank, groups: ['general'], arrivedAt, waitedMs: 0, offeredTo: null }) as unknown as WaitingView)
const agent = fc.record({ n: fc.nat(5), state: fc.constantFrom('ready', 'talking') }).map(({ n, state }) => ({ extension: `100${n}`, state }) as unknown as AgentView)
const call = fc.record({ n: fc.nat(8), agent: fc.constantFrom(null, '1001') }).map(({ n, agent: by }) => ({ call: `c${n}`, ani: null, agent: by }) as unknown as LiveCall)
const view = fc
  .record({ line: fc.uniqueArray(waiting, { selector: (one) => one.call }), agents: fc.uniqueArray(agent, { selector: (one) => one.extension }), calls: fc.uniqueArray(call, { selector: (one) => one.call }), talking: fc.nat(9) })
  .map(({ line, agents, calls, talking }): LiveView => ({ queue: { waiting: line, agents, byState: { ready: agents.length }, offers: [], talking }, calls }))

/** A server's feed whose messages reach the reducer, but for those that get lost. */
function feedOf(first: LiveView) {
  const state = { view: first, live: NOTHING as Live, losing: false, now: 0 }
  let due: (() => void) | null = null
  const feed = createFeed({
    view: () => state.view,
    clock: { now: () => state.now, at: (_, task) => ((due = task), () => void (due = null)), every: () => () => {} },
  })
  const pass = (): void => {
    state.now += 1_000
    const task = due
    due = null
    task?.()
  }
  const joined = feed.join({
    sight: { queue: true, alarms: true, seesCall: () => true },
    drained: () => true,
    send(event, message) {
      if (state.losing) return
      const next = applied(state.live, event, structuredClone(message))
      if (next === 'gap') joined.resync()
      else state.live = next
    },
    drop: (why) => expect.unreachable(why),
  })
  const show = (next: LiveView): void => {
    state.view = next
    feed.changed()
    pass()
  }
  return { state, show, pass }
}

const sorted = <Item>(items: Iterable<Item>): string[] => [...items].map((item) => JSON.stringify(item)).sort()

describe('what the panel knows', () => {
  it('is what the server has, whatever changed and whichever messages were lost', () => {
    fc.assert(
      fc.property(view, fc.array(fc.record({ next: view, lost: fc.boolean() }), { maxLength: 12 }), (first, steps) => {
        const { state, show, pass } = feedOf(first)
        for (const { next, lost } of steps) {
          state.losing = lost
          show(next)
        }
        state.losing = false
        show({ ...state.view, queue: { ...state.view.queue, talking: 99 } }) // a gap is noticed with the next message
        pass()
        const { queue, calls } = state.view
        expect(sorted(state.live.waiting.values())).toEqual(sorted(queue.waiting))
        expect(sorted(state.live.agents.values())).toEqual(sorted(queue.agents))
        expect(sorted(state.live.calls.values())).toEqual(sorted(calls))
        expect(state.live).toMatchObject({ talking: 99, byState: queue.byState, offers: queue.offers })
      }),
    )
  })

  it('has the waiting in order of rank, arrival and id, each with its place', () => {
    fc.assert(
      fc.property(fc.uniqueArray(waiting, { selector: (one) => one.call }), (line) => {
        const known = { waiting: new Map(line.map((one) => [one.call as string, one])) }
        const inLine = lineOf(known)
        expect(inLine.map(({ position }) => position)).toEqual(line.map((_, i) => i + 1))
        const key = (one: WaitingView): string => `${RANKS.indexOf(one.rank)} ${one.arrivedAt} ${one.call}` // single digits
        for (const [i, one] of inLine.entries()) {
          const before = inLine[i - 1]
          if (before) expect(key(before) < key(one)).toBe(true)
        }
        expect(lineOf(known)).toBe(inLine)
      }),
    )
  })

  it('asks for the whole state when it hears of a change before it heard the state', () => {
    expect(applied(NOTHING, 'queue', { seq: 1 })).toBe('gap')
    expect(applied({ ...NOTHING, seq: 4 }, 'agent', { seq: 6, agents: [], gone: [] })).toBe('gap')
  })

  it('counts messages it knows nothing of', () => {
    expect(applied({ ...NOTHING, seq: 4 }, 'softphone', { seq: 5 })).toMatchObject({ seq: 5 })
  })
})
