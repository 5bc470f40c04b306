import { z } from 'zod'

/** Prefix of the site, its calendar day, and the count of that day: JC20261121000123. */
export const TicketNo = z.string().regex(/^[A-Z]{2,4}\d{14}$/).brand<'TicketNo'>()
export type TicketNo = z.infer<typeof TicketNo>
