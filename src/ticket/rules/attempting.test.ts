import { describe, expect, it } from 'vitest'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { done, refused } from '../testing/deciding.ts'
import { context, given } from '../testing/sample.ts'
import { isUnreachable, triesOf } from './attempting.ts'
import type { Case, EventOf } from './case.ts'

const { now: at, limits } = context()
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const record = (kind: TicketRecord['kind'], more: Partial<TicketRecord> = {}): TicketRecord => ({ id: kind, kind, state: 'open', unit: 'HB', round: 0, openedAt: 0, openedBy: 'x', dueAt: null, settledAt: null, settledBy: null, data: {}, ...more })
const fedBack = (tried: TicketRecord['data'] = {}, more: Partial<Case> = {}): Case =>
  given({ state: 'pending_callback', feedbackAt: at, records: [record('reply', { state: 'done', data: { resolved: 'solved' } }), record('survey', { data: tried })], ...more })
const tried = (outcome: EventOf<'callbackAttempt'>['outcome'], againAt: number | null = null): EventOf<'callbackAttempt'> => ({ event: 'callbackAttempt', outcome, againAt, note: '' })
const survey = ({ records }: Case) => records.find(({ kind }) => kind === 'survey')
/** One try after the other, at these times. */
const row = (now: Case, ...tries: readonly [EventOf<'callbackAttempt'>['outcome'], number][]): Case => tries.reduce((before, [outcome, then]) => done(before, tried(outcome), { now: then }).after, now)

describe('a try to call back', () => {
  it('stands on the survey with when to try again, and leaves the ticket where it is', () => {
    const { after, last } = done(fedBack(), tried('no_answer'))
    expect([after.state, survey(after)]).toMatchObject(['pending_callback', { state: 'open', dueAt: at + limits.callbackGapMs, data: { human: 1, last: 'no_answer', lastAt: at } }])
    expect(last.details).toEqual({ outcome: 'no_answer', counts: true, attempts: 1, againAt: at + limits.callbackGapMs })
  })

  it('closes it as not to be reached after three automatic tries and one by a person (T30, A-J19)', () => {
    const { after } = done(fedBack({ automatic: 3 }, { satisfied: null, solved: 'solved' }), tried('no_answer'))
    expect(after).toMatchObject({ state: 'closed', closeReason: 'unreachable', satisfied: null, grade: 'B', exempt: false })
    expect(survey(after)).toMatchObject({ state: 'dropped', data: { human: 1, reason: 'unreachable' } })
  })

  it('takes a person as many tries where no machine has tried, and they lie hours apart', () => {
    const hours = (...all: readonly number[]): [EventOf<'callbackAttempt'>['outcome'], number][] => all.map((n) => ['no_answer', at + n * HOUR_MS])
    expect(row(fedBack(), ...hours(0, 2, 4)).state).toBe('pending_callback')
    expect(row(fedBack(), ...hours(0, 2, 4, 6)).state).toBe('closed')
    const hasty = row(fedBack(), ...hours(0, 0.1, 0.2, 0.3, 0.4, 1.9))
    expect([hasty.state, triesOf(hasty).human, survey(hasty)?.dueAt]).toEqual(['pending_callback', 1, at + 2 * HOUR_MS])
  })

  it('is none while the line is busy or the citizen asks for another time, a few times', () => {
    const busy = row(fedBack(), ['busy', at], ['busy', at + MINUTE_MS], ['busy', at + 2 * MINUTE_MS])
    expect([triesOf(busy), survey(busy)?.dueAt]).toMatchObject([{ human: 0, busy: 3 }, at + 17 * MINUTE_MS])
    expect(triesOf(row(busy, ['busy', at + 3 * MINUTE_MS])).human).toBe(1)
    const wish = tried('not_now', at + 5 * HOUR_MS)
    const later = done(done(fedBack(), wish).after, wish).after
    expect([triesOf(later), survey(later)?.dueAt]).toMatchObject([{ human: 0, notNow: 2 }, at + 5 * HOUR_MS])
    expect(triesOf(done(later, wish).after).human).toBe(1)
  })

  it('needs the time the citizen asks for, ahead and not too far', () => {
    expect(refused(fedBack(), tried('not_now'))).toEqual([{ path: 'againAt', why: 'needed' }])
    expect(refused(fedBack(), tried('not_now', at))).toEqual([{ path: 'againAt', why: 'past' }])
    expect(refused(fedBack(), tried('not_now', at + 15 * 24 * HOUR_MS))).toEqual([{ path: 'againAt', why: 'againLate' }])
  })

  it('of a number that is nobody’s, or somebody else’s, lets a person close it at once', () => {
    expect(isUnreachable(fedBack(), limits)).toBe(false)
    for (const outcome of ['invalid', 'wrong_person'] as const) {
      const vain = done(fedBack(), tried(outcome)).after
      expect([vain.state, isUnreachable(vain, limits)]).toEqual(['pending_callback', true])
      expect(done(vain, { event: 'exempt', reason: 'unreachable', note: '' }).after).toMatchObject({ state: 'closed', closeReason: 'unreachable' })
    }
    // Another number was found after all.
    expect(isUnreachable(row(fedBack(), ['invalid', at], ['no_answer', at + 1]), limits)).toBe(false)
  })

  it('of an earlier round counts no more', () => {
    expect(triesOf({ ...fedBack({ human: 3, automatic: 3 }), round: 1 })).toMatchObject({ human: 0, automatic: 0 })
  })
})
