import { describe, expect, it } from 'vitest'
import type { JobEnd } from '../../dialer/port.ts'
import { outcomeOf } from './outcome.ts'

const asked = { kind: 'poll', questions: 2, attemptsMax: 2 } as const
const fresh = { attempts: 0, busy: 0, notNow: 0 }
const HOUR = 3_600_000
const of = (keys: readonly [string, string][], end: JobEnd = 'completed', tried = fresh, how: { kind: 'poll' | 'notice'; questions: number; attemptsMax: number } = asked) =>
  outcomeOf(how, tried, { end, answers: keys.map(([step, value]) => ({ step, value, at: 1 })), now: 0 })

describe('what comes of a call of a campaign', () => {
  it('is every answer that was given, however it ended', () => {
    expect(of([['open', 'yes'], ['q1', '1'], ['q2', '3']], 'left')).toMatchObject({ state: 'completed', attempts: 1, againAt: null })
    expect(of([['open', 'yes'], ['q1', '1']], 'left')).toMatchObject({ state: 'partial', againAt: null })
    expect(of([['open', 'yes']], 'completed', fresh, { kind: 'notice', questions: 0, attemptsMax: 2 })).toMatchObject({ state: 'completed' })
    // Heard by a mailbox: not heard.
    expect(of([], 'silent', fresh, { kind: 'notice', questions: 0, attemptsMax: 2 })).toMatchObject({ state: 'waiting' })
  })
  it('is never another call for who wants none, and another time for who asks for one, twice', () => {
    expect(of([['open', 'never']])).toMatchObject({ state: 'do_not_call' })
    expect(of([['open', 'not_now']], 'not_now')).toMatchObject({ state: 'waiting', attempts: 0, notNow: 1, againAt: 27 * HOUR })
    expect(of([['open', 'not_now']], 'not_now', { ...fresh, notNow: 2 })).toMatchObject({ state: 'refused' })
    expect(of([['open', 'yes']], 'completed')).toMatchObject({ state: 'refused' })
  })
  it('is another try on another day, as often as was allowed; a busy line does not count at first', () => {
    for (const end of ['no_answer', 'silent', 'rejected', 'left', 'failed', 'unknown'] as const) expect(of([], end)).toMatchObject({ state: 'waiting', attempts: 1, againAt: 27 * HOUR })
    expect([of([], 'no_answer', { ...fresh, attempts: 1 }).state, of([], 'left', { ...fresh, attempts: 1 }).state, of([], 'invalid').state]).toEqual(['unreached', 'refused', 'invalid'])
    expect(of([], 'busy')).toMatchObject({ state: 'waiting', attempts: 0, busy: 1, againAt: HOUR / 4 })
    expect(of([], 'busy', { ...fresh, busy: 3 })).toMatchObject({ state: 'waiting', attempts: 1, busy: 0, againAt: 27 * HOUR })
  })
})
