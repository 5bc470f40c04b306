import { type Answers, isAsked, nextQuestion, resultOf, saidAnything, SURVEY_QUESTIONS, type SurveyQuestion } from '../../../../contract/survey-form.ts'

/** What came of the call, if it was no conversation about the matter. */
export type NotReached = 'no_answer' | 'busy' | 'rejected' | 'invalid'

/** What the clerk is about to record besides the answers. */
export type Instead = { kind: 'attempt'; outcome: NotReached } | { kind: 'refused' } | { kind: 'unreachable' } | { kind: 'half' } | null

type Event = { event: 'callbackAttempt' | 'callbackResult' | 'exempt' } & Record<string, unknown>

/** The step that the form amounts to now; null = something is still to be asked. `againAt` as ISO 8601; '' = not said yet. */
export function eventOf(answers: Answers, instead: Instead, againAt: string): Event | null {
  const note = answers.remark.trim()
  if (instead?.kind === 'attempt') return { event: 'callbackAttempt', outcome: instead.outcome, againAt: null, note }
  if (instead?.kind === 'refused' || instead?.kind === 'unreachable') return { event: 'exempt', reason: instead.kind, note }
  if (answers.identity === 'not_now') return againAt === '' ? null : { event: 'callbackAttempt', outcome: 'not_now', againAt, note }
  if (answers.identity === 'wrong_person') return { event: 'callbackAttempt', outcome: 'wrong_person', againAt: null, note }
  const whole = nextQuestion(answers) === null || (answers.identity === 'self' && answers.wantsPerson)
  return whole || (instead?.kind === 'half' && saidAnything(answers)) ? { event: 'callbackResult', ...resultOf(answers) } : null
}

/** Questions to show: those that were answered and the next one. */
export function shownQuestions(answers: Answers): SurveyQuestion[] {
  const next = nextQuestion(answers)
  return SURVEY_QUESTIONS.filter((one) => isAsked(one, answers) && (answers[one] !== null || one === next))
}

/** Half of it was said: what is recorded when the line breaks. */
export const isHalf = (answers: Answers): boolean => saidAnything(answers) && nextQuestion(answers) !== null && !answers.wantsPerson
