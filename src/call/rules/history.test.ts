import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallFact } from '../facts.ts'
import { agentLeg, anArrival, anna, aPlan, bo, call, callerLeg, T0 } from '../testing/examples.ts'
import { begin, step, wakeAt } from './step.ts'
import type { CallCommand, CallEvent } from './state.ts'

const legs = [callerLeg, agentLeg(1), agentLeg(2), agentLeg(3)]
const aLeg = fc.constantFrom(...legs)
const anEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  { arbitrary: fc.record({ type: fc.constant('offered' as const), agent: fc.constantFrom(anna, bo) }), weight: 4 },
  { arbitrary: fc.record({ type: fc.constant('legAnswered' as const), leg: aLeg }), weight: 4 },
  { arbitrary: fc.record({ type: fc.constant('legJoined' as const), leg: aLeg }), weight: 5 },
  { arbitrary: fc.record({ type: fc.constant('legEnded' as const), leg: aLeg, cause: fc.constantFrom(0, 16, 17, 19, 20, 21, 44) }), weight: 2 },
  fc.record({ type: fc.constant('legLeft' as const), leg: fc.constantFrom(...legs.slice(1)) }),
  fc.record({ type: fc.constant('digit' as const), leg: aLeg, digit: fc.constantFrom('1', '2', '3', '9', '#') }),
  { arbitrary: fc.record({ type: fc.constant('promptEnded' as const), playback: fc.integer({ min: 1, max: 6 }).map((n) => `p00${n}${call}`) }), weight: 3 },
  { arbitrary: fc.record({ type: fc.constant('woke' as const), ahead: fc.constantFrom(null, 0, 5) }), weight: 3 },
  fc.record({ type: fc.constant('recordFailed' as const), recording: fc.constant(`r01${call}`), why: fc.constant('unavailable') }),
  fc.constantFrom<CallEvent>({ type: 'hold' }, { type: 'resume' }, { type: 'hangUp' }),
)
const plans = [aPlan(), aPlan({ announcements: [{ id: 'welcome', values: {} }, { id: 'recording_notice', values: {} }] })]
const aHistory = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), anEvent), { maxLength: 60 })

interface Told {
  commands: CallCommand[]
  facts: CallFact[]
  afterEnd: CallCommand[]
  timeline: { type: string }[]
}

/** Plays a history, then lets the caller hang up, then plays it once more. */
function play(history: readonly (readonly [number, CallEvent])[], plan: ReturnType<typeof aPlan>): Told {
  const told: Told = { commands: [], facts: [], afterEnd: [], timeline: [] }
  let now = T0
  let { state, commands, facts } = begin(anArrival({ plan }), now)
  const note = (): void => {
    told.facts.push(...facts)
    told.commands.push(...commands)
    told.timeline.push(...facts, ...commands)
  }
  note()
  const hear = (event: CallEvent): void => {
    const over = state.at === 'ended'
    ;({ state, commands, facts } = step(state, event, now))
    note()
    if (over) told.afterEnd.push(...commands)
  }
  for (const [laterMs, event] of history) {
    now += laterMs
    hear(event)
  }
  hear({ type: 'legEnded', leg: callerLeg, cause: 16 })
  expect(state.at).toBe('ended')
  expect(wakeAt(state)).toBeNull()
  for (const [, event] of history) hear(event)
  return told
}

describe('whatever happens in whatever order', () => {
  const anyHistory = (check: (told: Told) => void): void => {
    fc.assert(fc.property(aHistory, fc.constantFrom(...plans), (history, plan) => check(play(history, plan))), { numRuns: 10_000 })
  }

  it('a call ends in exactly one record, once, and is not commanded after that except to let agents go', () => {
    anyHistory(({ facts, afterEnd }) => {
      expect(facts.filter(({ type }) => type === 'callEnded')).toHaveLength(1)
      expect(facts.filter(({ type }) => type === 'callArrived')).toHaveLength(1)
      for (const command of afterEnd) {
        expect(['hangUp', 'agentOfferEnded']).toContain(command.type)
        if (command.type === 'hangUp') expect(command.leg).not.toBe(callerLeg)
      }
    })
  })

  it('every phone that was rung is accounted for exactly once: let go, or talked to and released', () => {
    anyHistory(({ commands, facts }) => {
      const of = (type: string): number => commands.filter((command) => command.type === type).length
      const offers = facts.filter((fact) => fact.type === 'offerEnded')
      expect(offers).toHaveLength(of('ring'))
      expect(new Set(offers.map((fact) => fact.attempt)).size).toBe(offers.length)
      expect(of('agentTalking')).toBe(of('agentReleased'))
      expect(offers.filter((fact) => fact.how === 'answered')).toHaveLength(of('agentTalking'))
    })
  })

  it('a phone is rung only when the one before it is accounted for', () => {
    anyHistory(({ timeline }) => {
      let rung = 0
      let accounted = 0
      for (const { type } of timeline) {
        if (type === 'offerEnded') accounted++
        if (type === 'ring') expect(accounted).toBe(rung++)
      }
    })
  })

  it('bridged time is never more than talked time, and neither is negative', () => {
    anyHistory(({ facts }) => {
      const ended = facts.find((fact) => fact.type === 'callEnded')
      expect(ended?.bridgedMs).toBeGreaterThanOrEqual(0)
      expect(ended?.bridgedMs).toBeLessThanOrEqual(ended?.talkedMs ?? -1)
      expect(ended?.waitedMs).toBeGreaterThanOrEqual(0)
    })
  })
})
