import type { DissatisfiedReason, Satisfied, Solved } from './ticket-event.ts'

// The form of the call-back, by a person or by the machine (domain.md §5.12, A-X04): the same questions in the same order with
// the same keys, so that both kinds of answers can be compared. Identity first: nothing of the matter is said before it.
// Values and no schemas: the browser takes this file as it is.

export type SurveyIdentity = 'self' | 'not_now' | 'wrong_person'

export interface Answers {
  identity: SurveyIdentity | null
  solved: Solved | null
  satisfied: Satisfied | null
  reason: DissatisfiedReason | null
  /** In the citizen's words. */
  remark: string
  wantsPerson: boolean
}

export const NO_ANSWERS: Answers = { identity: null, solved: null, satisfied: null, reason: null, remark: '', wantsPerson: false }

/** What is chosen with one key, in the order it is asked. */
export const SURVEY = {
  identity: { 1: 'self', 2: 'not_now', 9: 'wrong_person' },
  solved: { 1: 'solved', 2: 'partly', 3: 'unsolved' },
  satisfied: { 1: 'satisfied', 2: 'basically', 3: 'dissatisfied' },
  reason: { 1: 'attitude', 2: 'ability', 3: 'convenience', 4: 'efficiency', 5: 'result' },
} as const satisfies Record<string, Readonly<Record<number, string>>>
export type SurveyQuestion = keyof typeof SURVEY
export const SURVEY_QUESTIONS = Object.keys(SURVEY) as readonly SurveyQuestion[]

/** At any question: somebody shall speak with the citizen. */
export const PERSON_KEY = 0

/** Whether it is asked at all, after what was answered so far. */
export function isAsked(question: SurveyQuestion, { identity, satisfied }: Answers): boolean {
  if (question === 'identity') return true
  return identity === 'self' && (question !== 'reason' || satisfied === 'dissatisfied')
}

/** What is asked next; null = everything was answered, or there is nothing to ask. */
export const nextQuestion = (answers: Answers): SurveyQuestion | null => SURVEY_QUESTIONS.find((one) => isAsked(one, answers) && answers[one] === null) ?? null

/** With the answer of this key; a key that means nothing there changes nothing. What does not apply any more is taken out. */
export function answered(answers: Answers, question: SurveyQuestion, key: number): Answers {
  const value = (SURVEY[question] as Readonly<Record<number, string>>)[key]
  if (value === undefined || !isAsked(question, answers)) return answers
  const next = { ...answers, [question]: value } as Answers
  if (next.identity !== 'self') return { ...NO_ANSWERS, identity: next.identity }
  return next.satisfied === 'dissatisfied' ? next : { ...next, reason: null }
}

/** What the ticket is told: the fields of `callbackResult`. Half of it counts too. */
export const resultOf = ({ solved, satisfied, reason, remark, wantsPerson }: Answers): { solved: Solved | null; satisfied: Satisfied | null; reason: DissatisfiedReason | null; wantsPerson: boolean; note: string } => ({
  solved, satisfied, reason, wantsPerson, note: remark.trim(),
})

/** Whether there is anything the ticket can be told. */
export const saidAnything = ({ identity, solved, satisfied, wantsPerson }: Answers): boolean => identity === 'self' && (solved !== null || satisfied !== null || wantsPerson)
