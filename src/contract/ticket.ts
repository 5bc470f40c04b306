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
    /** Who has the caller, or had them last. */
    agent: Extension.nullable(),
    /** three_way: answered together with somebody who knows the matter (A-U09). */
    disposition: z.enum(['three_way']).nullable(),
    /** Department the caller could not be handed on to. */
    suggestedUnit: z.string().nullable(),
    openedAt: z.int(),
    updatedAt: z.int(),
    version: z.int(),
  })
  .meta({ id: 'TicketDraft' })
export type TicketDraft = z.infer<typeof TicketDraft>

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
