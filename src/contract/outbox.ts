import { z } from 'zod'
import { TicketNo } from './ticket-no.ts'

/** waiting and sending go on by themselves; dead was given up; dropped was never sent. */
export const OutboxState = z.enum(['waiting', 'sending', 'delivered', 'acknowledged', 'dead', 'dropped'])

/** Something for another system: exchange = a matter, withdrawal = it was taken back, status = news of it. What is written in it is not shown. */
export const OutboxItem = z
  .object({
    id: z.string(),
    ticketNo: TicketNo,
    kind: z.enum(['exchange', 'withdrawal', 'status']),
    /** Number of the line, or the source it came from. */
    target: z.string(),
    state: OutboxState,
    tries: z.int(),
    placedAt: z.int(),
    /** When it is tried next, or was due last. */
    runAt: z.int(),
    reference: z.string().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'OutboxItem' })
export type OutboxItem = z.infer<typeof OutboxItem>
