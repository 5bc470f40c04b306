import { describe, expect, it } from 'vitest'
import { answered, type Answers, nextQuestion, NO_ANSWERS, resultOf, saidAnything, SURVEY, SURVEY_QUESTIONS, type SurveyQuestion } from './survey-form.ts'
import { SurveyAnswers } from './survey.ts'
import { DissatisfiedReason, Satisfied, Solved } from './ticket-event.ts'

const keyed = (...keys: readonly number[]): Answers => keys.reduce((now, key) => answered(now, nextQuestion(now) ?? 'identity', key), NO_ANSWERS)

describe('the form of the call-back', () => {
  it('asks who it is first, and nothing of the matter before it', () => {
    expect(nextQuestion(NO_ANSWERS)).toBe('identity')
    expect(answered(NO_ANSWERS, 'solved', 1)).toEqual(NO_ANSWERS)
    for (const [key, identity] of [[2, 'not_now'], [9, 'wrong_person']] as const) expect([keyed(key), nextQuestion(keyed(key))]).toEqual([{ ...NO_ANSWERS, identity }, null])
  })

  it('asks for a reason only of who is dissatisfied', () => {
    expect([keyed(1), keyed(1, 1), keyed(1, 1, 1), keyed(1, 3, 3), keyed(1, 3, 3, 5)].map(nextQuestion)).toEqual(['solved', 'satisfied', null, 'reason', null])
    expect(resultOf({ ...keyed(1, 3, 3, 5), remark: ' 无人上门 ' })).toEqual({ solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', wantsPerson: false, note: '无人上门' })
  })

  it('takes out what does not apply any more when an answer is changed', () => {
    expect(answered(keyed(1, 3, 3, 1), 'satisfied', 1)).toMatchObject({ satisfied: 'satisfied', reason: null })
    expect(answered(keyed(1, 3, 3, 1), 'identity', 9)).toEqual({ ...NO_ANSWERS, identity: 'wrong_person' })
  })

  it('knows no other keys', () => {
    for (const question of SURVEY_QUESTIONS) expect(answered(keyed(1), question, 7)).toEqual(keyed(1))
  })

  it('has half an answer to tell, too (A-X04)', () => {
    expect([keyed(), keyed(1), keyed(9)].map(saidAnything)).toEqual([false, false, false])
    expect([saidAnything(keyed(1, 2)), resultOf(keyed(1, 2))]).toEqual([true, { solved: 'partly', satisfied: null, reason: null, wantsPerson: false, note: '' }])
  })

  it('has a key for every answer there is, and keeps them all', () => {
    const values = (question: SurveyQuestion): string[] => Object.values(SURVEY[question])
    expect([values('solved'), values('satisfied'), values('reason')]).toEqual([Solved.options, Satisfied.options, DissatisfiedReason.options])
    expect(values('identity').toSorted()).toEqual(SurveyAnswers.shape.identity.unwrap().options.toSorted())
    expect(SurveyAnswers.parse(keyed(1, 3, 3, 5))).toEqual(keyed(1, 3, 3, 5))
  })
})
