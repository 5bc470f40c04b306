import type { ExchangeStatus, ExchangeTaken } from '../contract/intake.ts'
import type { Ticket, TicketNo } from '../contract/ticket.ts'
import type { Trx } from '../platform/store.ts'
import { AppError } from '../platform/errors.ts'
import { type IntakeStore, ReceivedBefore } from './store.ts'

type Event = { event: 'acknowledged'; reference: string } | { event: 'mirrored'; status: string; text: string; done: boolean }

export interface ExchangeDeps {
  store: Pick<IntakeStore, 'message' | 'keepMessage'>
  ticketOf: (ticketNo: TicketNo) => Promise<Pick<Ticket, 'id' | 'state' | 'dnis' | 'processing'> | undefined>
  /** False when it does not fit the ticket any more. */
  system: (ticketId: string, event: Event, also?: (trx: Trx) => Promise<void>) => Promise<boolean>
  /** The other system has it: it is sent no more. */
  taken: (ticketId: string, reference: string) => Promise<void>
  now: () => number
}

export type Exchange = ReturnType<typeof createExchange>

/** What the systems of exchange lines say about the matters they work on (U07, T35). */
export function createExchange({ store, ticketOf, system, taken, now }: ExchangeDeps) {
  async function answered(hotline: string, { id, ticketNo }: ExchangeStatus): Promise<ExchangeTaken | undefined> {
    const known = await store.message(hotline, id)
    if (known && known.ticketNo !== ticketNo) throw new AppError('IDEMPOTENCY_MISMATCH')
    return known && { id, ticketNo, receivedAt: known.receivedAt }
  }

  return {
    /** Each message counts once, and gets the same answer again. Throws NOT_FOUND (no such ticket of this line), ILLEGAL_TRANSITION, IDEMPOTENCY_MISMATCH. */
    async hear(hotline: string, said: ExchangeStatus): Promise<ExchangeTaken> {
      const { id, ticketNo, reference, status, text, done } = said
      const before = await answered(hotline, said)
      if (before) return before
      const ticket = await ticketOf(ticketNo)
      if (ticket?.dnis !== hotline || ticket.processing !== 'exchange') throw new AppError('NOT_FOUND')
      // It speaks of the matter, so it has it, even if its acknowledgement was lost on the way.
      if (ticket.state === 'pending_dispatch') {
        await system(ticket.id, { event: 'acknowledged', reference })
        await taken(ticket.id, reference)
      }
      try {
        const at = now()
        if (await system(ticket.id, { event: 'mirrored', status, text, done }, async (trx) => await store.keepMessage(trx, { hotline, id, ticketNo, at }))) return { id, ticketNo, receivedAt: at }
      } catch (error) {
        if (!(error instanceof ReceivedBefore)) throw error
      }
      const meanwhile = await answered(hotline, said)
      if (!meanwhile) throw new AppError('ILLEGAL_TRANSITION', { allowed: [] })
      return meanwhile
    },
  }
}
