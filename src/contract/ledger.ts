import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { SupervisionType } from './ticket-event.ts'
import { TicketNo } from './ticket-no.ts'
import { Ticket } from './ticket.ts'

/** Who is asked: 经办人, 分管负责人, 主要负责人, 分管市领导. */
export const SupervisionLevel = z.enum(['handler', 'deputy', 'head', 'leader'])
export type SupervisionLevel = z.infer<typeof SupervisionLevel>

/** 在办, 临期, 超期 (J31): what departments have and have not fed back; the two others are part of the first. */
export const LEDGER_LISTS = ['open', 'nearly_due', 'overdue'] as const
export const LedgerList = z.enum(LEDGER_LISTS)
export type LedgerList = z.infer<typeof LedgerList>

/** How much time is left: `workingDays` 0 on the day itself, below 0 behind it; `ms` by the clock. */
export const Remaining = z.object({ workingDays: z.int(), ms: z.int() })
export type Remaining = z.infer<typeof Remaining>

const Reminded = z.object({ phone: z.int(), message: z.int(), written: z.int(), yellow: z.int() })

/** A ticket in the ledger, with what has been done about it. */
export const LedgerEntry = z
  .object({
    ticket: Ticket,
    remaining: Remaining,
    /** Orders that nobody has answered: the highest of them; null = none. */
    order: z.object({ type: SupervisionType, level: SupervisionLevel, dueAt: z.int().nullable() }).nullable(),
    /** All there ever were. */
    orders: z.int(),
    /** By manner; `yellow`: cards given by the clock. */
    reminders: Reminded,
    /** Reworked or returned so often that it is one (domain.md §4.4). */
    problem: z.boolean(),
  })
  .meta({ id: 'LedgerEntry' })
export type LedgerEntry = z.infer<typeof LedgerEntry>

const Standing = z.object({ open: z.int(), nearlyDue: z.int(), overdue: z.int(), /** With an order that nobody has answered. */ supervised: z.int(), problem: z.int() })
export type LedgerStanding = z.infer<typeof Standing>

/** A department with all that lies below it. */
export const LedgerUnit = Standing.extend({ unit: z.string(), /** There are departments below it that have something. */ below: z.boolean() }).meta({ id: 'LedgerUnit' })
export type LedgerUnit = z.infer<typeof LedgerUnit>

export const LedgerUnits = z.object({ total: Standing, items: z.array(LedgerUnit) }).meta({ id: 'LedgerUnits' })
export type LedgerUnits = z.infer<typeof LedgerUnits>

/** 催办单, 督办单. */
export const LetterKind = z.enum(['reminder', 'order'])
export type LetterKind = z.infer<typeof LetterKind>

/** One letter to one department about some of its tickets; each ticket has it on its time line. */
export const NewLetter = z
  .object({
    kind: LetterKind,
    unit: DepartmentCode,
    tickets: z.array(z.object({ ticketNo: TicketNo, version: z.int() }).strict()).min(1).max(50),
    content: z.string().trim().min(1).max(500),
    /** Of an order: how, to whom, and until when it is answered. */
    type: SupervisionType.default('written'),
    level: SupervisionLevel.default('handler'),
    replyBy: z.iso.datetime({ offset: true }).transform((given) => Date.parse(given)).nullable().default(null),
  })
  .strict()
  .meta({ id: 'NewLetter' })
export type NewLetter = z.infer<typeof NewLetter>

export const Letter = z
  .object({
    id: z.string(),
    /** "R2026-0012", by kind (R reminder, S supervision) and year. */
    number: z.string(),
    kind: LetterKind,
    unit: z.string(),
    content: z.string(),
    replyBy: z.int().nullable(),
    issuedAt: z.int(),
    issuedBy: z.string(),
    /** `dueAt`: as it was when the letter was written. */
    tickets: z.array(z.object({ ticketNo: TicketNo, title: z.string(), dueAt: z.int().nullable() })),
  })
  .meta({ id: 'Letter' })
export type Letter = z.infer<typeof Letter>

/** What supervision was done in a time (H10): 电话催办, 催办单, 约谈 and how many were talked to. */
const Counted = z.object({
  reminders: Reminded.omit({ written: true }),
  /** Letters, not tickets: one may be about several. */
  slips: z.int(),
  orders: z.record(SupervisionType, z.int()),
  /** Talks that were held. */
  interviews: z.int(),
  persons: z.int(),
})
export type SupervisionCounted = z.infer<typeof Counted>
export const SupervisionCounts = z.object({ total: Counted, items: z.array(Counted.extend({ unit: z.string().nullable() })) }).meta({ id: 'SupervisionCounts' })
export type SupervisionCounts = z.infer<typeof SupervisionCounts>
