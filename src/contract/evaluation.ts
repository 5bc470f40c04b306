import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { Extension } from './ids.ts'
import { Grade } from './ticket-event.ts'
import { TicketNo } from './ticket-no.ts'

/** centre_lead: the centre rates the lead department; lead_co: the lead rates one that assisted (G46). */
export const EvaluationKind = z.enum(['centre_lead', 'lead_co'])
export type EvaluationKind = z.infer<typeof EvaluationKind>

const Score = z.int().min(1).max(5)
/** 接单及时性, 处理成效; 配合情况. */
const Scores = z.object({ timeliness: Score.nullable(), effect: Score.nullable(), cooperation: Score.nullable() })

/** `version`: of the one that is changed; null = the first. */
export const PutEvaluation = z
  .object({
    kind: EvaluationKind,
    about: DepartmentCode,
    /** Which time it was done; not said: the last. */
    round: z.int().min(0).max(99).optional(),
    timeliness: Score.nullable().default(null),
    effect: Score.nullable().default(null),
    cooperation: Score.nullable().default(null),
    remark: z.string().trim().max(500).default(''),
    version: z.int().nullable().default(null),
  })
  .strict()
  .meta({ id: 'PutEvaluation' })
export type PutEvaluation = z.infer<typeof PutEvaluation>

export const Evaluation = Scores.extend({
  kind: EvaluationKind,
  round: z.int(),
  about: z.string(),
  /** Department that rates; null = the centre. */
  byUnit: z.string().nullable(),
  remark: z.string(),
  ratedAt: z.int(),
  ratedBy: z.string(),
  /** Until then it may be changed. */
  finalAt: z.int(),
  version: z.int(),
}).meta({ id: 'Evaluation' })
export type Evaluation = z.infer<typeof Evaluation>

/** Somebody the reader may rate now. */
export const ToRate = z.object({ kind: EvaluationKind, round: z.int(), about: z.string() })
export type ToRate = z.infer<typeof ToRate>

export const TicketEvaluations = z.object({ items: z.array(Evaluation), open: z.array(ToRate) }).meta({ id: 'TicketEvaluations' })
export type TicketEvaluations = z.infer<typeof TicketEvaluations>

export const EvaluationDue = ToRate.extend({ ticketNo: TicketNo, title: z.string(), feedbackAt: z.int() }).meta({ id: 'EvaluationDue' })
export type EvaluationDue = z.infer<typeof EvaluationDue>

/** Averages with two decimals; null = nobody has rated that. */
export const EvaluationAverage = z
  .object({ unit: z.string(), asLead: z.int(), timeliness: z.number().nullable(), effect: z.number().nullable(), asCo: z.int(), cooperation: z.number().nullable() })
  .meta({ id: 'EvaluationAverage' })
export type EvaluationAverage = z.infer<typeof EvaluationAverage>

/** 服务态度, 业务能力, 办件方便程度, 办结效率 (H11). */
export const ComplaintReason = z.enum(['attitude', 'ability', 'convenience', 'efficiency'])
export const ComplaintState = z.enum(['open', 'answered', 'upheld', 'not_upheld'])
export type ComplaintState = z.infer<typeof ComplaintState>

/** Against a department or an agent, one of the two; about a ticket or a call, if there is one. */
export const NewComplaint = z
  .object({
    unit: DepartmentCode.nullable().default(null),
    agent: Extension.nullable().default(null),
    ticketNo: TicketNo.nullable().default(null),
    callId: z.string().regex(/^[\w.:-]{1,60}$/).nullable().default(null),
    reason: ComplaintReason,
    content: z.string().trim().min(1).max(1_000),
  })
  .strict()
  .meta({ id: 'NewComplaint' })
export type NewComplaint = z.infer<typeof NewComplaint>

/** How somebody was served, and what came of it (J36). */
export const ServiceComplaint = z
  .object({
    id: z.string(),
    source: z.enum(['survey', 'rating', 'person']),
    state: ComplaintState,
    unit: z.string().nullable(),
    agent: z.string().nullable(),
    ticketNo: TicketNo.nullable(),
    callId: z.string().nullable(),
    reason: ComplaintReason,
    content: z.string(),
    openedAt: z.int(),
    openedBy: z.string(),
    /** Until then it is answered. */
    dueAt: z.int(),
    answer: z.string(),
    answeredAt: z.int().nullable(),
    answeredBy: z.string().nullable(),
    decision: z.string(),
    decidedAt: z.int().nullable(),
    decidedBy: z.string().nullable(),
    version: z.int(),
    /** What the reader may do now. */
    may: z.array(z.enum(['answer', 'decide'])),
  })
  .meta({ id: 'ServiceComplaint' })
export type ServiceComplaint = z.infer<typeof ServiceComplaint>

export const AnswerComplaint = z.object({ version: z.int(), answer: z.string().trim().min(1).max(1_000) }).strict().meta({ id: 'AnswerComplaint' })
export const DecideComplaint = z.object({ version: z.int(), upheld: z.boolean(), decision: z.string().trim().min(1).max(1_000) }).strict().meta({ id: 'DecideComplaint' })

/** 典型案例 (G38): what others can learn from a ticket. */
export const PutTypicalCase = z
  .object({ lesson: z.string().trim().min(1).max(1_000), tags: z.array(z.string().trim().min(1).max(20)).max(8).default([]), version: z.int().nullable().default(null) })
  .strict()
  .meta({ id: 'PutTypicalCase' })
export type PutTypicalCase = z.infer<typeof PutTypicalCase>

export const TypicalCase = z
  .object({
    ticketNo: TicketNo,
    title: z.string(),
    categoryCode: z.string().nullable(),
    areaCode: z.string().nullable(),
    /** Department that dealt with it. */
    unit: z.string().nullable(),
    closedAt: z.int().nullable(),
    lesson: z.string(),
    tags: z.array(z.string()),
    markedAt: z.int(),
    markedBy: z.string(),
    version: z.int(),
  })
  .meta({ id: 'TypicalCase' })
export type TypicalCase = z.infer<typeof TypicalCase>

/** A typical case, or a matter of the same kind and place that a citizen was satisfied with; best first. */
export const SimilarCase = z
  .object({
    kind: z.enum(['typical', 'closed']),
    ticketNo: TicketNo,
    title: z.string(),
    categoryCode: z.string().nullable(),
    areaCode: z.string().nullable(),
    unit: z.string().nullable(),
    closedAt: z.int().nullable(),
    grade: Grade.nullable(),
    lesson: z.string(),
    tags: z.array(z.string()),
    /** What speaks for it. */
    why: z.object({ category: z.enum(['same', 'group']).nullable(), area: z.boolean(), words: z.array(z.string()) }),
  })
  .meta({ id: 'SimilarCase' })
export type SimilarCase = z.infer<typeof SimilarCase>
