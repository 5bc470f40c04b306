import { z } from 'zod'
import { CallId, Extension } from './ids.ts'
import { TicketNo } from './ticket.ts'

/** An emergency line's number, or the id of a platform of the site: "110", "language". */
export const PeerId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/)

/** answered, abandoned and the ways of not being reached are of calls; accepted and undelivered are of orders. */
export const LinkageResult = z.enum(['answered', 'no_answer', 'busy', 'declined', 'unreachable', 'cancelled', 'abandoned', 'accepted', 'undelivered'])
export type LinkageResult = z.infer<typeof LinkageResult>

export const OrderState = z.enum(['waiting', 'sending', 'delivered', 'acknowledged', 'dead'])
export type OrderState = z.infer<typeof OrderState>

/** One matter in which we and a peer acted together (domain.md §5.6, U31). */
export const Linkage = z
  .object({
    id: z.string(),
    /** out: we asked them. */
    direction: z.enum(['out', 'in']),
    peer: z.string(),
    /** voice: they were rung, or handed us a caller; three_way: they spoke with caller and agent. */
    mode: z.enum(['voice', 'three_way', 'order']),
    callId: CallId.nullable(),
    ticketNo: TicketNo.nullable(),
    agent: Extension.nullable(),
    requestedBy: z.string().nullable(),
    /** Instants in Unix ms; null = did not happen. */
    requestedAt: z.int(),
    /** They picked up, or confirmed the order. */
    acknowledgedAt: z.int().nullable(),
    endedAt: z.int().nullable(),
    result: LinkageResult.nullable(),
    /** Theirs, of an order. */
    reference: z.string().nullable(),
    /** How often they were rung, or the order was sent. */
    attempts: z.int(),
    place: z.string().nullable(),
    summary: z.string().nullable(),
    /** Of orders: where the sending stands. `error`: what went wrong last. */
    order: z.object({ state: OrderState, nextTryAt: z.int().nullable(), error: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Linkage' })
export type Linkage = z.infer<typeof Linkage>

const order = {
  peer: PeerId,
  place: z.string().trim().min(1).max(200),
  summary: z.string().trim().min(1).max(1_000),
  /** Whether they are told the caller's number, where the policy allows it (linkage.callerNumberTo). */
  callerNumber: z.boolean().default(false),
}
export const CallOrder = z.object(order).strict().meta({ id: 'CallOrder' })
export type CallOrder = z.infer<typeof CallOrder>
export const NewOrder = z.object({ ...order, ticketNo: TicketNo.optional() }).strict().meta({ id: 'NewOrder' })
export type NewOrder = z.infer<typeof NewOrder>

/** What a peer says about an order, signed by it. */
export const Acknowledgement = z.object({ reference: z.string().min(1).max(120).optional() }).strict().meta({ id: 'Acknowledgement' })
export type Acknowledgement = z.infer<typeof Acknowledgement>

/** Who handles what: between us and the emergency lines, in both directions (J09). */
export const Diversion = z
  .object({
    matter: z.string(),
    /** "12345", or the number of an emergency line. */
    side: z.string(),
    keywords: z.array(z.string()),
  })
  .meta({ id: 'Diversion' })
export type Diversion = z.infer<typeof Diversion>
