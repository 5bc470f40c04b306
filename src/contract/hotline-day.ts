import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { Extension } from './ids.ts'
import { AgendaTicket, SentInstant } from './session-agenda.ts'
import { TicketNo } from './ticket-no.ts'

const said = (max: number) => z.string().trim().min(1).max(max)
const text = (max: number) => z.string().trim().max(max)

/** 市长热线日, 县(市、区)长热线日, 领导接电 (G02, G13, Z15). */
export const HotlineDayLevel = z.enum(['city', 'county', 'leader_answers'])
export type HotlineDayLevel = z.infer<typeof HotlineDayLevel>

export const HotlineDayState = z.enum(['planned', 'held', 'closed'])
export type HotlineDayState = z.infer<typeof HotlineDayState>

const settings = {
  level: HotlineDayLevel,
  startsAt: SentInstant,
  place: said(60),
  /** Title of whoever chairs it or takes the calls, not a name: "分管副市长". */
  chair: said(30),
  /** District whose session it is; GB/T 2260. */
  area: z.string().regex(/^\d{6}$/).nullable(),
  /** Seat at which the leader takes calls: what came in there that day is offered for the agenda. */
  seat: Extension.nullable(),
}
export const NewHotlineDay = z.object({ ...settings, area: settings.area.default(null), seat: settings.seat.default(null) }).strict().meta({ id: 'NewHotlineDay' })
export type NewHotlineDay = z.infer<typeof NewHotlineDay>

/** Only before it begins. */
export const ChangeHotlineDay = z.object({ ...settings, version: z.int() }).omit({ level: true }).partial().required({ version: true }).strict().meta({ id: 'ChangeHotlineDay' })
export type ChangeHotlineDay = z.infer<typeof ChangeHotlineDay>

/** What the session decides about one ticket (G13, G37); it is written into the ticket by its own steps. */
export const SessionDecision = z
  .object({
    /** The ticket's. */
    version: z.int(),
    /** Department that is to lead; null = as it is. */
    lead: DepartmentCode.nullable().default(null),
    section: said(30).nullable().default(null),
    /** Why a department outside the matter's district. */
    overrideReason: text(200).default(''),
    /** It may not be returned (Z15). */
    final: z.boolean().default(false),
    /** 协办单位, each with its task. */
    tasks: z.array(z.object({ unit: DepartmentCode, task: said(500) }).strict()).max(10).default([]),
    /** 办件方式, 工作要求. */
    method: text(200).default(''),
    requirements: text(500).default(''),
    /** By when the session wants it done. */
    dueAt: SentInstant.nullable().default(null),
    /** 包案领导: title of a leader who sees to it; empty = nobody. */
    sponsor: text(30).default(''),
    text: said(1_000),
  })
  .strict()
  .meta({ id: 'SessionDecision' })
export type SessionDecision = z.infer<typeof SessionDecision>

export const AgendaItem = z
  .object({
    id: z.string(),
    position: z.int(),
    /** ended: the matter came to its end by itself, so there was nothing left to decide. */
    state: z.enum(['waiting', 'decided', 'carried_over', 'ended']),
    /** Why it is on the agenda, or why it was carried over. */
    reason: z.string(),
    addedAt: z.int(),
    addedBy: z.string(),
    ticket: AgendaTicket,
    /** The matter came to its end before the session got to it. */
    endedMeanwhile: z.boolean(),
    decision: SessionDecision.omit({ version: true, dueAt: true }).nullable(),
    decidedAt: z.int().nullable(),
    decidedBy: z.string().nullable(),
    dueAt: z.int().nullable(),
    /** What became of the decision; null = none. */
    followUp: z.enum(['open', 'overdue', 'done']).nullable(),
  })
  .meta({ id: 'AgendaItem' })
export type AgendaItem = z.infer<typeof AgendaItem>

export const HotlineDay = z
  .object({
    id: z.string(),
    level: HotlineDayLevel,
    state: HotlineDayState,
    area: z.string().nullable(),
    startsAt: z.int(),
    place: z.string(),
    chair: z.string(),
    seat: z.string().nullable(),
    openedAt: z.int(),
    openedBy: z.string(),
    heldAt: z.int().nullable(),
    closedAt: z.int().nullable(),
    version: z.int(),
    counts: z.object({ items: z.int(), decided: z.int(), carriedOver: z.int(), /** Decided, and closed by now. */ resolved: z.int() }),
  })
  .meta({ id: 'HotlineDay' })
export type HotlineDay = z.infer<typeof HotlineDay>

export const HotlineDayDetail = HotlineDay.extend({
  /** Closing words. */
  minutes: z.string(),
  items: z.array(AgendaItem),
  /** Taken at the seat that day, and not on the agenda yet. */
  taken: z.array(AgendaTicket),
}).meta({ id: 'HotlineDayDetail' })
export type HotlineDayDetail = z.infer<typeof HotlineDayDetail>

export const NewAgendaItem = z.object({ ticketNo: TicketNo, reason: text(500).default('') }).strict().meta({ id: 'NewAgendaItem' })
export type NewAgendaItem = z.infer<typeof NewAgendaItem>

/** Sessions held and what they settled in the time asked for, by level (seed: 145 held, over 500 settled). */
export const HotlineDayCounts = z
  .object({ items: z.array(z.object({ level: HotlineDayLevel, held: z.int(), items: z.int(), decided: z.int(), resolved: z.int(), overdue: z.int() })) })
  .meta({ id: 'HotlineDayCounts' })
export type HotlineDayCounts = z.infer<typeof HotlineDayCounts>

/** A decision and the session it was made in. */
export const FollowUpEntry = AgendaItem.extend({ session: HotlineDay.pick({ id: true, level: true, startsAt: true, chair: true }) }).meta({ id: 'FollowUpEntry' })
export type FollowUpEntry = z.infer<typeof FollowUpEntry>
