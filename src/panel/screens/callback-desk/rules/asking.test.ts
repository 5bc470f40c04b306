import { describe, expect, it } from 'vitest'
import { answered, type Answers, nextQuestion, NO_ANSWERS } from '../../../../contract/survey-form.ts'
import { eventOf, isHalf, shownQuestions } from './asking.ts'

const keyed = (...keys: readonly number[]): Answers => keys.reduce((now, key) => answered(now, nextQuestion(now) ?? 'identity', key), NO_ANSWERS)

describe('the form of a call-back by a person', () => {
  it('shows what was answered and what is asked next, and nothing of the matter first', () => {
    expect([keyed(), keyed(1), keyed(1, 2), keyed(1, 3, 3), keyed(9)].map(shownQuestions)).toEqual([['identity'], ['identity', 'solved'], ['identity', 'solved', 'satisfied'], ['identity', 'solved', 'satisfied', 'reason'], ['identity']])
  })

  it('amounts to the answers once all is asked, or somebody shall see to it', () => {
    expect([eventOf(keyed(1, 1), null, ''), eventOf(keyed(1, 3, 3), null, '')]).toEqual([null, null])
    expect(eventOf(keyed(1, 1, 1), null, '')).toEqual({ event: 'callbackResult', solved: 'solved', satisfied: 'satisfied', reason: null, wantsPerson: false, note: '' })
    expect(eventOf({ ...keyed(1), wantsPerson: true }, null, '')).toMatchObject({ event: 'callbackResult', solved: null, wantsPerson: true })
  })

  it('amounts to half the answers only when the clerk says that the line broke', () => {
    expect([isHalf(keyed(1)), isHalf(keyed(1, 2)), isHalf(keyed(1, 1, 1))]).toEqual([false, true, false])
    expect([eventOf(keyed(1, 2), null, ''), eventOf(keyed(1, 2), { kind: 'half' }, '')]).toEqual([null, expect.objectContaining({ solved: 'partly', satisfied: null })])
  })

  it('amounts to a try when there was no conversation about the matter', () => {
    expect(eventOf(keyed(), { kind: 'attempt', outcome: 'busy' }, '')).toEqual({ event: 'callbackAttempt', outcome: 'busy', againAt: null, note: '' })
    expect([eventOf(keyed(2), null, ''), eventOf(keyed(2), null, '2026-12-01T01:00:00.000Z')]).toEqual([null, expect.objectContaining({ outcome: 'not_now', againAt: '2026-12-01T01:00:00.000Z' })])
    expect(eventOf(keyed(9), null, '')).toMatchObject({ outcome: 'wrong_person' })
    expect([eventOf(keyed(), { kind: 'refused' }, ''), eventOf(keyed(), { kind: 'unreachable' }, '')]).toMatchObject([{ event: 'exempt', reason: 'refused' }, { event: 'exempt', reason: 'unreachable' }])
  })
})
