import { z } from 'zod'
import { TicketNo } from './ticket-no.ts'
import { TicketRecord } from './ticket-record.ts'
import { Ticket } from './ticket.ts'

export const PoolGrade = z.enum(['C', 'D'])
export type PoolGrade = z.infer<typeof PoolGrade>

/** A matter that is watched (工单监测池, G44), or was. */
export const PoolEntry = z
  .object({
    ticket: Ticket,
    record: TicketRecord,
    grade: PoolGrade,
    /** Event that brought it in, or "" when nobody knows. */
    cause: z.string(),
    /** Since when, over every review and change of grade. */
    since: z.int(),
    /** Reviews that kept it. */
    reviews: z.int(),
  })
  .meta({ id: 'PoolEntry' })
export type PoolEntry = z.infer<typeof PoolEntry>

/** `due`: to be looked at by now; `undated`: no day is set. */
export const PoolCounts = z.object({ C: z.int(), D: z.int(), due: z.int(), undated: z.int() }).meta({ id: 'PoolCounts' })
export type PoolCounts = z.infer<typeof PoolCounts>

const Outcome = z.enum(['kept', 'struck_off'])

/** What was found about one entry of the pool (一周一盘点), and what is done about it. */
export const NewPoolFinding = z
  .object({
    ticketNo: TicketNo,
    version: z.int(),
    record: z.string().regex(/^[\w.:-]{1,80}$/),
    outcome: Outcome,
    /** Why it is kept, or the result it is struck off with. */
    note: z.string().trim().min(1).max(500),
    /** Of one that is struck off. */
    approver: z.string().trim().max(30).default(''),
    /** Of one that is kept: when it is looked at again. */
    nextAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)).nullable().default(null),
  })
  .strict()
  .meta({ id: 'NewPoolFinding' })
export type NewPoolFinding = z.infer<typeof NewPoolFinding>

const PoolFinding = z.object({ ticketNo: TicketNo, title: z.string(), outcome: Outcome, note: z.string(), approver: z.string(), nextAt: z.int().nullable(), at: z.int(), actor: z.string() })
export type PoolFinding = z.infer<typeof PoolFinding>

export const PoolReview = z
  .object({
    id: z.string(),
    openedAt: z.int(),
    openedBy: z.string(),
    closedAt: z.int().nullable(),
    closedBy: z.string().nullable(),
    /** In the pool when it began; looked at and kept; struck off. */
    entries: z.int(),
    kept: z.int(),
    struckOff: z.int(),
  })
  .meta({ id: 'PoolReview' })
export type PoolReview = z.infer<typeof PoolReview>

export const PoolReviewDetail = PoolReview.extend({ findings: z.array(PoolFinding) }).meta({ id: 'PoolReviewDetail' })
export type PoolReviewDetail = z.infer<typeof PoolReviewDetail>
