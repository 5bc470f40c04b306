import { describe, expect, it } from 'vitest'
import type { AttemptResult } from '../../contract/callback.ts'
import { afterTry, BREATH_MS, resultOf, type Tried } from './attempts.ts'

const MINUTE = 60_000
const retryMs = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE]
const T0 = Date.UTC(2026, 10, 21, 2)
const asked: Tried = { kind: 'queue', claimedBy: null, attempts: 0, roundFrom: 0 }
const ended = { outcome: 'unreached', unreached: 'no_answer', endedIn: 'dialling', answeredAt: null, missed: false } as const

describe('what came of a call of ours', () => {
  it('is what the telephone said', () => {
    for (const unreached of ['no_answer', 'busy', 'declined', 'unreachable'] as const) expect(resultOf({ ...ended, unreached })).toBe(unreached)
    expect(resultOf({ ...ended, unreached: 'cancelled' })).toBe('cancelled')
  })

  it('is reached once they talked, whoever hung up', () => {
    expect(resultOf({ ...ended, outcome: 'handled', unreached: null, endedIn: 'talking', answeredAt: T0 })).toBe('reached')
  })

  it('is cut off when a fault ended the talk, or the citizen was lost before it began', () => {
    expect(resultOf({ ...ended, outcome: 'interrupted', unreached: null, endedIn: 'talking', answeredAt: T0, missed: true })).toBe('cut_off')
    expect(resultOf({ ...ended, outcome: 'abandoned', unreached: null, endedIn: 'connecting' })).toBe('cut_off')
  })

  it('is nothing while nobody was dialled', () => {
    expect(resultOf({ ...ended, unreached: 'cancelled', endedIn: 'booked' })).toBe('withdrawn')
  })
})

describe('after a try', () => {
  it('the server tries again after 5, 15 and 30 minutes, then leaves it to a person', () => {
    const pauses: (number | null)[] = []
    let tried = asked
    for (let n = 0; n < 4; n++) {
      const next = afterTry(tried, 'no_answer', T0, retryMs)
      expect(next.state).toBe('open')
      pauses.push(next.nextAttemptAt === null ? null : next.nextAttemptAt - T0)
      tried = { ...tried, attempts: next.attempts }
    }
    expect(pauses).toEqual([...retryMs, null])
  })

  it('a citizen who asked again gets the whole round again', () => {
    expect(afterTry({ ...asked, attempts: 4, roundFrom: 4 }, 'busy', T0, retryMs)).toEqual({ state: 'open', attempts: 5, nextAttemptAt: T0 + retryMs[0]! })
  })

  it('a conversation that was cut off is taken up at once, but not for ever', () => {
    expect(afterTry(asked, 'cut_off', T0, retryMs)).toMatchObject({ nextAttemptAt: T0 + BREATH_MS })
    expect(afterTry({ ...asked, attempts: 3 }, 'cut_off', T0, retryMs)).toMatchObject({ state: 'open', nextAttemptAt: null })
  })

  it('one that was withdrawn does not count and is due at once', () => {
    expect(afterTry({ ...asked, attempts: 2 }, 'withdrawn', T0, retryMs)).toEqual({ state: 'open', attempts: 2, nextAttemptAt: T0 })
  })

  it('whoever claimed it keeps it, and it closes when the citizen was reached', () => {
    const claimed: Tried = { ...asked, kind: 'missed', claimedBy: 'li' }
    for (const result of ['no_answer', 'busy', 'cancelled', 'cut_off', 'withdrawn'] satisfies AttemptResult[]) expect(afterTry(claimed, result, T0, retryMs)).toMatchObject({ state: 'claimed', nextAttemptAt: null })
    expect(afterTry(claimed, 'reached', T0, retryMs)).toEqual({ state: 'closed', attempts: 1, nextAttemptAt: null })
  })

  it('a number that may not be dialled, and a missed call nobody claimed, are left to a person', () => {
    expect(afterTry(asked, 'not_allowed', T0, retryMs)).toMatchObject({ state: 'open', nextAttemptAt: null })
    expect(afterTry({ ...asked, kind: 'missed' }, 'busy', T0, retryMs)).toMatchObject({ state: 'open', nextAttemptAt: null })
  })
})
