import { z } from 'zod'
import { CallId, Extension, HotlineNumber } from './ids.ts'

/** Prefix of the site, its calendar day, and the count of that day: JC20261121000123. */
export const TicketNo = z.string().regex(/^[A-Z]{2,4}\d{14}$/).brand<'TicketNo'>()
export type TicketNo = z.infer<typeof TicketNo>

/** What an answered call opens; the form and the loop follow. */
export const TicketDraft = z
  .object({
    id: z.string(),
    ticketNo: TicketNo,
    state: z.enum(['draft']),
    channel: z.enum(['phone']),
    callId: CallId.nullable(),
    dnis: HotlineNumber.nullable(),
    /** Masked: "138****1234"; null = withheld. */
    ani: z.string().nullable(),
    agent: Extension.nullable(),
    openedAt: z.int(),
    updatedAt: z.int(),
    version: z.int(),
  })
  .meta({ id: 'TicketDraft' })
export type TicketDraft = z.infer<typeof TicketDraft>
