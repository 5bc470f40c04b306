import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rank } from '../../contract/call.ts'
import type { CallId, Extension, GroupId } from '../../contract/ids.ts'
import type { Offer, QueueEntry } from '../port.ts'
import { createMatcher, type Matcher } from './matcher.ts'

type Step =
  | { do: 'enter'; entry: QueueEntry }
  | { do: 'widen'; call: CallId; groups: GroupId[] }
  | { do: 'move'; call: CallId; to: { headAt: number | null; groups: GroupId[] } }
  | { do: 'leave'; call: CallId }
  | { do: 'idle'; agent: Extension; groups: GroupId[]; idleSince: number }
  | { do: 'gone'; agent: Extension }

const RANKS: readonly Rank[] = ['emergency', 'elder', 'return', 'normal']
const GROUPS = ['general', 'hr', 'fund'] as GroupId[]
const call = fc.nat(9).map((n) => `c${n}` as CallId)
const agent = fc.nat(5).map((n) => `${1001 + n}` as Extension)
const groups = fc.subarray(GROUPS, { minLength: 1 })
const instant = fc.nat(5)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('enter' as const),
    entry: fc.record({ call, rank: fc.constantFrom(...RANKS), arrivedAt: instant, groups }),
  }),
  fc.record({ do: fc.constant('widen' as const), call, groups }),
  fc.record({ do: fc.constant('move' as const), call, to: fc.record({ headAt: fc.constantFrom(null, 1, 2), groups }) }),
  fc.record({ do: fc.constant('leave' as const), call }),
  fc.record({ do: fc.constant('idle' as const), agent, groups, idleSince: instant }),
  fc.record({ do: fc.constant('gone' as const), agent }),
)

function take(matcher: Matcher, step: Step): readonly Offer[] {
  switch (step.do) {
    case 'enter':
      return matcher.enter(step.entry)
    case 'widen':
      return matcher.widen(step.call, step.groups)
    case 'move':
      return matcher.move(step.call, step.to)
    case 'leave':
      return matcher.leave(step.call)
    case 'idle':
      return matcher.agentIdle(step.agent, step.groups, step.idleSince)
    case 'gone':
      matcher.agentGone(step.agent)
      return []
  }
}

/** The same rule told in words over plain lists, with a scan for everything. */
function oracle() {
  let line: QueueEntry[] = []
  let idle: { agent: Extension; groups: GroupId[]; idleSince: number }[] = []
  let offers: Offer[] = []

  const isOffered = (c: CallId): boolean => offers.some((offer) => offer.call === c)
  const isAsked = (a: Extension): boolean => offers.some((offer) => offer.agent === a)
  const share = (a: readonly GroupId[], b: readonly GroupId[]): boolean => a.some((group) => b.includes(group))
  const sorted = (): QueueEntry[] =>
    line.toSorted(
      (a, b) =>
        (b.headAt ?? 0) - (a.headAt ?? 0) || RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || a.arrivedAt - b.arrivedAt || (a.call < b.call ? -1 : 1),
    )
  /** The caller asks for the longest-idle agent who is not asked already and may serve the caller. */
  function callerAsks(caller: QueueEntry | undefined, but: Extension | null): Offer[] {
    if (!caller || isOffered(caller.call)) return []
    const [found] = idle
      .filter((a) => a.agent !== but && !isAsked(a.agent) && share(a.groups, caller.groups))
      .toSorted((a, b) => a.idleSince - b.idleSince || (a.agent < b.agent ? -1 : 1))
    return found ? make({ call: caller.call, agent: found.agent }) : []
  }
  /** The agent takes the first in line who is not being offered and whom the agent may serve. */
  function agentAsks(extension: Extension): Offer[] {
    const free = idle.find((a) => a.agent === extension)
    if (!free || isAsked(extension)) return []
    const caller = sorted().find((c) => !isOffered(c.call) && share(c.groups, free.groups))
    return caller ? make({ call: caller.call, agent: extension }) : []
  }
  function make(offer: Offer): Offer[] {
    offers.push(offer)
    return [offer]
  }
  function withdraw(c: CallId): Extension | null {
    const agent = offers.find((offer) => offer.call === c)?.agent ?? null
    offers = offers.filter((offer) => offer.call !== c)
    line = line.filter((entry) => entry.call !== c)
    return agent
  }

  return {
    take(step: Step): Offer[] {
      if (step.do === 'enter') {
        const released = withdraw(step.entry.call)
        line.push(step.entry)
        return [...callerAsks(step.entry, released), ...(released ? agentAsks(released) : [])]
      }
      if (step.do === 'leave') {
        const released = withdraw(step.call)
        return released ? agentAsks(released) : []
      }
      if (step.do === 'widen') {
        line = line.map((e) => (e.call === step.call ? { ...e, groups: [...e.groups, ...step.groups] } : e))
        return callerAsks(
          line.find((entry) => entry.call === step.call),
          null,
        )
      }
      if (step.do === 'move') {
        line = line.map((e) => (e.call === step.call ? { ...e, ...step.to } : e))
        return callerAsks(line.find((entry) => entry.call === step.call), null)
      }
      idle = idle.filter((a) => a.agent !== step.agent)
      if (step.do === 'gone') return []
      idle.push(step)
      return agentAsks(step.agent)
    },
    order: () => sorted().map((entry) => [entry.call, offers.find((o) => o.call === entry.call)?.agent ?? null]),
    idleAndFree: () => idle.filter((a) => !isAsked(a.agent)),
  }
}

describe('the matcher', () => {
  it('offers what the rule in words offers, in any history', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const matcher = createMatcher()
        const words = oracle()
        for (const next of steps) {
          expect(take(matcher, next)).toEqual(words.take(next))
          expect(matcher.waiting().map((c) => [c.call, c.offeredTo])).toEqual(words.order())
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('never leaves a waiting caller and an idle agent of a shared group side by side', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const matcher = createMatcher()
        const words = oracle()
        for (const next of steps) {
          take(matcher, next)
          words.take(next)
        }
        const unserved = matcher.waiting().filter((c) => c.offeredTo === null)
        const possible = unserved.filter((c) =>
          words.idleAndFree().some((a) => a.groups.some((group) => c.groups.includes(group))),
        )
        expect(possible).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  it('asks one agent for one caller only, and tells every caller the same place', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const matcher = createMatcher()
        for (const next of steps) {
          take(matcher, next)
          const line = matcher.waiting()
          const asked = line.flatMap((c) => c.offeredTo ?? [])
          expect(new Set(asked).size).toBe(asked.length)
          expect(line.map((c) => matcher.ahead(c.call))).toEqual(line.map((_, place) => place))
          expect(matcher.size()).toBe(line.length)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
