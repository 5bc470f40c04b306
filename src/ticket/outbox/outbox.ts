import { createSender, type Sender, type SenderDeps } from '../../platform/sender.ts'
import type { Acting } from '../acting.ts'
import type { TicketOutbox, TicketParcel } from './store.ts'

export interface TicketAlarm {
  /** A matter for, or news to, another system does not get through: tried again, or given up. */
  kind: 'exchange_delayed' | 'exchange_undelivered' | 'status_undelivered'
  at: number
  details: Readonly<Record<string, unknown>>
}

export interface TicketSenderDeps extends Pick<SenderDeps<TicketParcel>, 'post' | 'cipher' | 'policy' | 'clock' | 'log' | 'urlOf' | 'secretOf'> {
  outbox: TicketOutbox
  acting: Pick<Acting, 'system'>
  alarm: (alarm: TicketAlarm) => void
}

/**
 * Sends matters to the systems of their lines (U07), and news of matters to the systems they came from (A-J12). A matter
 * is transferred once its system has given it a number; one that took it without a number says so later, with its first status.
 */
export function createTicketSender({ outbox, acting, alarm, ...deps }: TicketSenderDeps): Sender {
  return createSender<TicketParcel>({
    ...deps,
    outbox: {
      claim: outbox.claim,
      async settle(parcel, tried) {
        // First the ticket: if we die in between, it is sent again with the same key, and acknowledged again.
        if (parcel.kind === 'exchange' && tried.how === 'acknowledged') await acting.system(parcel.ticketId, { event: 'acknowledged', reference: tried.reference })
        const heard = parcel.kind !== 'exchange' && tried.how === 'delivered' ? ({ how: 'acknowledged', at: deps.clock.now(), reference: '' } as const) : tried
        return await outbox.settle(parcel, heard)
      },
    },
    tried({ kind, target, fence }, tried, at) {
      const about = kind === 'status' ? { peer: target, tries: fence } : { dnis: target, tries: fence }
      if (kind === 'exchange' && tried.how === 'failed' && fence === 1) alarm({ kind: 'exchange_delayed', at, details: { ...about, error: tried.error } })
      if (tried.how === 'dead') alarm({ kind: kind === 'status' ? 'status_undelivered' : 'exchange_undelivered', at, details: { ...about, error: tried.error } })
    },
  })
}
