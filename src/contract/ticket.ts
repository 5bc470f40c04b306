import { z } from 'zod'
import { CallId, Extension, HotlineNumber } from './ids.ts'
import { ProcessingMode } from './hotline.ts'
import { Grade, Satisfied, Solved, SYSTEM_EVENTS, TICKET_EVENTS } from './ticket-event.ts'
import { TicketNo } from './ticket-no.ts'

export { TicketNo } from './ticket-no.ts'
export { CancelReason, TicketEvent, TicketEventName, TICKET_EVENTS } from './ticket-event.ts'

/** domain.md §4.1. */
export const TICKET_STATES = [
  'draft', 'pending_dispatch', 'in_triage', 'dispatched', 'signed', 'handling', 'reply_review', 'pending_callback', 'callback_review', 'social_review',
  'closed', 'archived', 'rejected', 'cancelled', 'merged', 'transferred',
] as const
export const TicketState = z.enum(TICKET_STATES)
export type TicketState = z.infer<typeof TicketState>

/** Nothing more is to be done about the matter, unless it is opened again. */
export const DONE_STATES: readonly TicketState[] = ['closed', 'archived', 'rejected', 'cancelled', 'merged', 'transferred']

/** 接听受理 分拣派单 接收核查 办理反馈 督办回访 (J22). */
export const TICKET_STAGES = ['intake', 'dispatch', 'verification', 'handling', 'callback'] as const
export const TicketStage = z.enum(TICKET_STAGES)
export type TicketStage = z.infer<typeof TicketStage>

/** Where a matter came in (J13). */
export const TicketChannel = z.enum(['phone', 'mayor_mailbox', 'public_opinion', 'wechat', 'app', 'provincial', 'web', 'sms', 'weibo', 'service_station', 'grid_patrol', 'city_platform', 'national', 'emergency_peer', 'proactive'])
export type TicketChannel = z.infer<typeof TicketChannel>

/** 咨询 求助 投诉 举报 建议 表扬 其他 (domain.md §6.3). */
export const TicketType = z.enum(['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise', 'other'])
export type TicketType = z.infer<typeof TicketType>

export const CategoryCode = z.string().regex(/^\d{4}$/)
/** GB/T 2260, or the longer statistical code of a street or community. */
export const AreaCode = z.string().regex(/^\d{6}(\d{3}){0,2}$/)
const UnitCode = z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/)

const text = (max: number) => z.string().max(max)

/** What an agent fills in (domain.md §2.11). Empty text and null: not said. */
export const TicketFields = z.object({
  /** Readable by whoever may list tickets: no personal data. Empty: made from category and place. */
  title: text(100),
  content: text(4_000),
  type: TicketType.nullable(),
  categoryCode: CategoryCode.nullable(),
  areaCode: AreaCode.nullable(),
  address: text(200),
  /** 被反映对象: whom or what it is about. */
  respondent: text(120),
  urgency: z.enum(['normal', 'urgent', 'emergency']),
  callerName: text(60),
  callerSex: z.enum(['female', 'male']).nullable(),
  callerAge: z.int().min(0).max(130).nullable(),
  subjectType: z.enum(['person', 'enterprise']),
  callerLabels: z.array(z.enum(['elder', 'disabled', 'minor'])).max(3),
  /** Where to reach the citizen, if not on the calling number. Digits, with the area code. */
  contactPhone: z.string().regex(/^(\d{5,12}|)$/),
  /** The citizen leaves neither name nor number. */
  anonymous: z.boolean(),
  confidential: z.boolean(),
  wantsReply: z.boolean(),
  /** What the citizen was told: 答复内容. */
  reply: text(4_000),
  /** Department that should have it. */
  suggestedUnit: UnitCode.nullable(),
  /** Fields of the category's template, by id. */
  extra: z.record(z.string().regex(/^[a-z][A-Za-z]{0,30}$/), text(300)).refine((given) => Object.keys(given).length <= 30),
})
export type TicketFields = z.infer<typeof TicketFields>
export type TicketField = keyof TicketFields

/** Only what changed, and the version it was changed from. */
export const ChangeTicket = TicketFields.partial().extend({ version: z.int() }).strict().meta({ id: 'ChangeTicket' })
export type ChangeTicket = z.infer<typeof ChangeTicket>

export const NewTicket = TicketFields.partial()
  .extend({
    channel: TicketChannel.default('phone'),
    dnis: HotlineNumber.nullable().default(null),
    /** Number in the system it came from. */
    externalNo: z.string().regex(/^[\w.-]{1,60}$/).nullable().default(null),
  })
  .strict()
  .meta({ id: 'NewTicket' })
export type NewTicket = z.infer<typeof NewTicket>

export const Ticket = z
  .object({
    id: z.string(),
    ticketNo: TicketNo,
    state: TicketState,
    channel: TicketChannel,
    callId: CallId.nullable(),
    dnis: HotlineNumber.nullable(),
    /** Masked: "138****1234"; null = withheld. */
    ani: z.string().nullable(),
    /** Who has the caller, or had them last. */
    agent: Extension.nullable(),
    /** direct: answered at once; three_way: together with somebody who knows the matter (A-U09). */
    disposition: z.enum(['direct', 'three_way', 'dispatch', 'coordinated']).nullable(),
    /** Department that should have it: chosen, or the caller could not be handed on to. */
    suggestedUnit: z.string().nullable(),
    title: z.string(),
    type: TicketType.nullable(),
    categoryCode: z.string().nullable(),
    areaCode: z.string().nullable(),
    urgency: TicketFields.shape.urgency,
    confidential: z.boolean(),
    /** Later calls about the same matter, merged into this one. */
    repeatCount: z.int(),
    mergedInto: TicketNo.nullable(),
    externalNo: z.string().nullable(),
    openedAt: z.int(),
    /** Submitted. */
    acceptedAt: z.int().nullable(),
    closedAt: z.int().nullable(),
    closeReason: z.string().nullable(),
    /** How the line's matters are worked on; that of the moment it was opened (U11). */
    processing: ProcessingMode,
    /** null = the centre's. */
    workspace: z.string().nullable(),
    /** When it came into its state. */
    stateSince: z.int().nullable(),
    /** 工单管家: the one department that has it (I1). */
    leadUnit: z.string().nullable(),
    section: z.string().nullable(),
    /** First sent to; stays so when it is passed down. */
    accountableUnit: z.string().nullable(),
    /** How often it went back to be done again. */
    round: z.int(),
    bounceCount: z.int(),
    extensionCount: z.int(),
    reopenCount: z.int(),
    /** Joint determination: may not be returned. */
    final: z.boolean(),
    districtFallback: z.boolean(),
    /** Out of the assessment (I5). */
    exempt: z.boolean(),
    grade: Grade.nullable(),
    gradeByPerson: z.boolean(),
    reasonable: z.enum(['reasonable', 'unreasonable', 'undecided']).nullable(),
    /** What the citizen said last. */
    solved: Solved.nullable(),
    satisfied: Satisfied.nullable(),
    replyAuthor: z.string().nullable(),
    dispatchedAt: z.int().nullable(),
    respondBy: z.int().nullable(),
    returnBy: z.int().nullable(),
    triageBy: z.int().nullable(),
    judgeBy: z.int().nullable(),
    signedAt: z.int().nullable(),
    dueAt: z.int().nullable(),
    /** Working days given. */
    limitDays: z.int().nullable(),
    feedbackAt: z.int().nullable(),
    updatedAt: z.int(),
    version: z.int(),
  })
  .meta({ id: 'Ticket' })
export type Ticket = z.infer<typeof Ticket>

/** How many tickets of a workspace stand there; null = the centre's. */
export const TicketCount = z.object({ workspace: z.string().nullable(), state: TicketState, count: z.int() })
export type TicketCount = z.infer<typeof TicketCount>

/** Somebody who spoke with caller and agent. */
export const TicketParticipant = z.object({
  kind: z.enum(['seat', 'outside']),
  /** Extension, line, department, or a masked number. */
  party: z.string(),
  name: z.string(),
  purpose: z.enum(['consult', 'transfer', 'emergency']),
  joinedAt: z.int(),
  endedAt: z.int().nullable(),
  lengthMs: z.int().nullable(),
})
export type TicketParticipant = z.infer<typeof TicketParticipant>

/** hand_over_failed: nobody of the other centre or department took the caller. */
export const TicketNote = z.object({
  at: z.int(),
  kind: z.enum(['hand_over_failed']),
  party: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  how: z.enum(['no_answer', 'busy', 'declined', 'unreachable', 'closed']),
})
export type TicketNote = z.infer<typeof TicketNote>

/** One entry of the history: what happened, by whom, from which state to which. Never changed afterwards (I4). */
export const TimelineEntry = z.object({
  /** From 0, the opening. */
  seq: z.int(),
  at: z.int(),
  /** Account, or "system". */
  actor: z.string(),
  /** open, edit (somebody else began to write), an event, repeat (a later matter was merged into this one). */
  event: z.enum(['open', 'edit', ...TICKET_EVENTS, ...SYSTEM_EVENTS]),
  from: TicketState.nullable(),
  to: TicketState,
  reason: z.string().nullable(),
  note: z.string(),
  /** The other ticket of a merge. */
  ticketNo: TicketNo.nullable(),
  /** Codes and instants of what was decided; nothing personal. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  /** How long it had been in the state it left; null = it did not leave. */
  inStateMs: z.int().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** What a later ticket about the same matter said. */
export const TicketSupplement = z.object({ at: z.int(), ticketNo: TicketNo, callId: CallId.nullable(), agent: Extension.nullable(), text: z.string() })
export type TicketSupplement = z.infer<typeof TicketSupplement>

/** By event: the fields it needs, whether they are filled or not. */
export const Needed = z.object({ submit: z.array(z.string()), directAnswer: z.array(z.string()) })
