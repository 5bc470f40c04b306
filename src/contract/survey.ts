import { z } from 'zod'
import { CallId } from './ids.ts'
import { DissatisfiedReason, Satisfied, Solved } from './ticket-event.ts'
import { TicketNo } from './ticket-no.ts'

/** What the citizen has said so far; the questions and their order: survey-form.ts. */
export const SurveyAnswers = z
  .object({
    identity: z.enum(['self', 'not_now', 'wrong_person']).nullable(),
    solved: Solved.nullable(),
    satisfied: Satisfied.nullable(),
    reason: DissatisfiedReason.nullable(),
    remark: z.string().max(1_000),
    wantsPerson: z.boolean(),
  })
  .strict()
export type SurveyAnswers = z.infer<typeof SurveyAnswers>

/** A call-back that somebody is doing now. */
export const SurveyUnderWay = z
  .object({
    ticketNo: TicketNo,
    /** Who does it. */
    by: z.string(),
    begunAt: z.int(),
    savedAt: z.int(),
    /** The call to the citizen, once there is one. */
    call: CallId.nullable(),
    /** null = somebody else does it. */
    answers: SurveyAnswers.nullable(),
  })
  .meta({ id: 'SurveyUnderWay' })
export type SurveyUnderWay = z.infer<typeof SurveyUnderWay>

/** `takeOver`: although somebody else is at it. */
export const TakeSurvey = z.object({ takeOver: z.boolean().default(false) }).strict().meta({ id: 'TakeSurvey' })
/** null = not now: somebody else may do it. */
export const SaveSurvey = z.object({ answers: SurveyAnswers.nullable(), call: CallId.nullable().default(null) }).strict().meta({ id: 'SaveSurvey' })
export type SaveSurvey = z.infer<typeof SaveSurvey>

/** One for each feedback: the ticket's number and round, "JC202611230001-0". */
export const SurveyId = z.string().regex(/^[A-Z0-9]{1,20}-\d{1,3}$/)

/**
 * scheduled: the machine will call. calling: it is ringing or speaking. person: somebody has to call. answered: there is a
 * result. unanswered: over without one, `reason` says why.
 */
export const SurveyState = z.enum(['scheduled', 'calling', 'person', 'answered', 'unanswered'])
export type SurveyState = z.infer<typeof SurveyState>

/** Why a person calls: the matter is confidential, the citizen is elderly, the number may not be dialled, the site has it so; or, later, what the machine met with. */
export const SurveyByPerson = z.enum(['confidential', 'elder', 'number', 'site', 'tried', 'half', 'invalid', 'wrong_person', 'asked', 'failed', 'taken'])
export type SurveyByPerson = z.infer<typeof SurveyByPerson>

/**
 * How a try ended. answered: all of it; half: some of it; asked: for a person, key 0; left: hung up without an answer; silent:
 * picked up and no key, as a voice mailbox does; failed: the call could not be made; unknown: we were not there to see it.
 */
export const SurveyTryEnd = z.enum(['answered', 'half', 'asked', 'not_now', 'wrong_person', 'left', 'silent', 'no_answer', 'busy', 'rejected', 'invalid', 'failed', 'unknown'])
export type SurveyTryEnd = z.infer<typeof SurveyTryEnd>

export const SurveyTry = z.object({
  at: z.int(),
  mode: z.enum(['auto', 'human']),
  /** Account; null = the machine. */
  by: z.string().nullable(),
  call: CallId.nullable(),
  /** null = it goes on. */
  end: SurveyTryEnd.nullable(),
})
export type SurveyTry = z.infer<typeof SurveyTry>

/** The call-back of one round of a ticket: by the machine, by a person, or by both in turn. */
export const Survey = z
  .object({
    id: SurveyId,
    ticketNo: TicketNo,
    round: z.int(),
    title: z.string(),
    dnis: z.string().nullable(),
    leadUnit: z.string().nullable(),
    confidential: z.boolean(),
    state: SurveyState,
    /** Who calls, or had the answer. */
    mode: z.enum(['auto', 'human']),
    why: SurveyByPerson.nullable(),
    /** Where the citizen is called, masked; null for departments and where there is none. */
    number: z.string().nullable(),
    /** Feedback of the department. */
    openedAt: z.int(),
    /** The next try of the machine at the earliest, or by when a person has to call; null = over. */
    dueAt: z.int().nullable(),
    settledAt: z.int().nullable(),
    /** Why there is no answer; codes of `exempt`, and cancelled. */
    reason: z.string().nullable(),
    tries: z.array(SurveyTry),
    /** null = nothing yet, or not for the reader: departments know it once the matter is closed, or has come back to them. */
    answers: z.object({ solved: Solved.nullable(), satisfied: Satisfied.nullable(), reason: DissatisfiedReason.nullable(), remark: z.string(), wantsPerson: z.boolean(), /** A message was left: in the recording of this call. */ message: CallId.nullable() }).nullable(),
  })
  .meta({ id: 'Survey' })
export type Survey = z.infer<typeof Survey>

/** What a person was told, by the same form. `version` of the ticket; `againAt`: when somebody who had no time wants to be called. */
export const SurveyResult = z.object({ version: z.int(), answers: SurveyAnswers, againAt: z.iso.datetime({ offset: true }).nullable().default(null) }).strict().meta({ id: 'SurveyResult' })
export type SurveyResult = z.infer<typeof SurveyResult>
