import { z } from 'zod'
import { CallOutcome } from './call.ts'
import { CallId, HotlineNumber } from './ids.ts'
import { TicketNo } from './ticket.ts'

/** A language by its ISO 639 code, "ug", "en"; callers are led to the group "language-<code>". */
export const CallerLanguage = z.string().regex(/^[a-z]{2,3}$/)
export type CallerLanguage = z.infer<typeof CallerLanguage>

/** What an agent found out about the caller, for the next time. What is left out stays as it is. */
export const MarkCaller = z
  .object({ elder: z.boolean().optional(), language: CallerLanguage.nullable().optional() })
  .strict()
  .meta({ id: 'MarkCaller' })
export type MarkCaller = z.infer<typeof MarkCaller>

/** A matter or a call of this number. Of another area the numbers are left out, and `hidden` is true (domain.md §5.8). */
const Earlier = z.object({
  ticketNo: TicketNo.nullable(),
  dnis: HotlineNumber.nullable(),
  at: z.int(),
  hidden: z.boolean(),
})

export const CallerView = z
  .object({
    call: CallId,
    /** The number dialled. */
    dnis: HotlineNumber,
    arrivedAt: z.int(),
    /** Whole for the seats in the call while it goes on, masked for others: "138****1234"; null = withheld. */
    number: z.string().nullable(),
    elder: z.boolean(),
    language: CallerLanguage.nullable(),
    /** Conversations of the last thirty days with this number, this one counted. */
    timesIn30Days: z.int(),
    /** Three or more of them: 重复诉求. */
    repeat: z.boolean(),
    /** Newest first, at most fifty. */
    openTickets: z.array(Earlier.extend({ state: z.string() })),
    /** The last ten besides this one, newest first. */
    recentCalls: z.array(Earlier.extend({ id: CallId.nullable(), direction: z.enum(['inbound', 'outbound']), outcome: CallOutcome.nullable() })),
  })
  .meta({ id: 'Caller' })
export type CallerView = z.infer<typeof CallerView>

export const ElderSource = z.enum(['registry', 'label', 'agent'])
export type ElderSource = z.infer<typeof ElderSource>

export const ElderCount = z.object({ count: z.int(), bySource: z.record(ElderSource, z.int()) }).meta({ id: 'ElderCount' })
export type ElderCount = z.infer<typeof ElderCount>

/** What came of a list of numbers. Lines that hold no usable number are told by their place, 1 = first; at most a hundred. */
export const ElderList = z.object({ changed: z.int(), unchanged: z.int(), wrong: z.int(), wrongLines: z.array(z.int()) }).meta({ id: 'ElderList' })
export type ElderList = z.infer<typeof ElderList>
