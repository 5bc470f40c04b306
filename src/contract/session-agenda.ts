import { z } from 'zod'
import { Ticket } from './ticket.ts'

/** An instant as it is sent; Unix ms inside. */
export const SentInstant = z.iso.datetime({ offset: true }).transform((given) => Date.parse(given))

/** A ticket as an agenda names it: nothing personal, and what its deadline is. */
export const AgendaTicket = Ticket.pick({
  ticketNo: true, state: true, title: true, type: true, categoryCode: true, areaCode: true, urgency: true, confidential: true, leadUnit: true, dueAt: true, round: true, bounceCount: true, repeatCount: true, stateSince: true, version: true,
}).meta({ id: 'AgendaTicket' })
export type AgendaTicket = z.infer<typeof AgendaTicket>
