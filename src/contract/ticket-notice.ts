import { z } from 'zod'
import { TicketNo } from './ticket-no.ts'

/** Why somebody is told of a ticket. */
export const NOTICE_KINDS = [
  'dispatched', 'emergency', 'callout', 'returned', 'respond_late', 'yellow_card', 'red_card', 'overdue', 'triage', 'triage_late', 'dispatch_late', 'co_task', 'whistle', 'supervision', 'reminder', 'sponsor_late',
  'judge', 'judge_late', 'rework', 'extension', 'upgrade', 'approval', 'pushed_down', 'return_request', 'review', 'pool_review', 'repeats', 'problem', 'taken_back', 'instruction', 'supplement', 'callback', 'complaint', 'remark',
] as const
export const NOTICE_AUDIENCES = ['unit', 'deputy', 'head', 'leader', 'dispatcher', 'supervisor', 'callback'] as const
export type NoticeAudience = (typeof NOTICE_AUDIENCES)[number]
export const NoticeKind = z.enum(NOTICE_KINDS)
export type NoticeKind = z.infer<typeof NoticeKind>

/** emergency: rings until somebody at the desk takes it. soon: told at once. later: may be told with others. */
export const NoticeUrgency = z.enum(['emergency', 'soon', 'later'])
export type NoticeUrgency = z.infer<typeof NoticeUrgency>

/** Something the reader is to know of a ticket. One that somebody of the same desk has seen is seen. */
export const TicketNotice = z
  .object({
    id: z.string(),
    at: z.int(),
    kind: NoticeKind,
    urgency: NoticeUrgency,
    /** Until when something is to be done about it; null = no time is set. */
    dueBy: z.int().nullable(),
    /** Whom it is for: people of the department `unit`, or of the centre. */
    audience: z.enum(NOTICE_AUDIENCES),
    unit: z.string().nullable(),
    ticketNo: TicketNo,
    /** Nothing personal. */
    title: z.string(),
    /** Codes and instants. */
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    seenAt: z.int().nullable(),
    seenBy: z.string().nullable(),
  })
  .meta({ id: 'TicketNotice' })
export type TicketNotice = z.infer<typeof TicketNotice>

/** What nobody at the reader's desk has seen yet. */
export const NoticeCount = z.object({ unseen: z.int(), emergencies: z.int() }).meta({ id: 'TicketNoticeCount' })
export type NoticeCount = z.infer<typeof NoticeCount>
