import { z } from 'zod'
import { CallId } from './ids.ts'

/**
 * How a call to the citizen came out. not_picked_up: nobody was at the phone of whoever asked, so that nobody rang at the
 * citizen's; cancelled: whoever asked hung up before the citizen answered.
 */
export const ContactOutcome = z.enum(['answered', 'no_answer', 'busy', 'declined', 'unreachable', 'cancelled', 'not_picked_up'])
export type ContactOutcome = z.infer<typeof ContactOutcome>

/** A call to the citizen about a ticket, made through the server: proof that the citizen was contacted (J24). Neither number is in it. */
export const TicketContact = z
  .object({
    /** For its recording; null for departments. */
    callId: CallId.nullable(),
    /** Account; null = the server itself. */
    by: z.string().nullable(),
    /** Department; null = the centre. */
    unit: z.string().nullable(),
    reason: z.string(),
    at: z.int(),
    /** When the citizen answered. */
    answeredAt: z.int().nullable(),
    endedAt: z.int().nullable(),
    /** How long they spoke; null unless they did. */
    lengthMs: z.int().nullable(),
    /** null = under way. */
    outcome: ContactOutcome.nullable(),
  })
  .meta({ id: 'TicketContact' })
export type TicketContact = z.infer<typeof TicketContact>

/** What a call under way is doing: the own phone rings, one is told, the citizen's rings, they talk. */
export const ContactStage = z.enum(['phone', 'told', 'citizen', 'talking'])
export type ContactStage = z.infer<typeof ContactStage>

/** A phone that may be rung first; only registered ones. `number` is masked where it is a person's. */
export const ContactPhone = z.object({
  id: z.string(),
  kind: z.enum(['own', 'office', 'duty', 'handler', 'deputy', 'head']),
  name: z.string(),
  number: z.string(),
})
export type ContactPhone = z.infer<typeof ContactPhone>

export const TicketContacts = z
  .object({
    /** Whether the reader may call now; if not, the code that says why. */
    allowed: z.boolean(),
    refusal: z.string().nullable(),
    /** The first is rung when none is chosen. Empty for those who may not call. */
    phones: z.array(ContactPhone),
    /** Newest first. */
    items: z.array(TicketContact.extend({ stage: ContactStage.nullable() })),
  })
  .meta({ id: 'TicketContacts' })
export type TicketContacts = z.infer<typeof TicketContacts>

/** Why, and which of the registered phones is rung first. Never a number: nobody is to be called on our bill. */
export const CallCitizen = z
  .object({ reason: z.string().trim().min(2).max(200), phone: z.string().regex(/^[a-z0-9-]{1,30}$/).optional() })
  .strict()
  .meta({ id: 'CallCitizen' })
export type CallCitizen = z.infer<typeof CallCitizen>
