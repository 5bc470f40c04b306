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
