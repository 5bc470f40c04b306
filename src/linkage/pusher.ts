import { createSender, type Outbox, type Sender, type SenderDeps, type Parcel } from '../platform/sender.ts'

export interface LinkageAlarm {
  /** peer_no_answer: an emergency line did not pick up. order_delayed, order_undelivered: an order does not get through. */
  kind: 'peer_no_answer' | 'order_delayed' | 'order_undelivered'
  at: number
  details: Readonly<Record<string, unknown>>
}

export interface PusherDeps extends Pick<SenderDeps<Parcel>, 'post' | 'cipher' | 'policy' | 'clock' | 'log'> {
  outbox: Outbox
  /** Where the peer takes orders now; null when it does not. */
  urlOf: (peer: string) => string | null
  secretOf: (peer: string) => string
  alarm: (alarm: LinkageAlarm) => void
}

/** Sends the orders to peers; supervisors are told when one does not get through at once, and when it is given up. */
export const createPusher = ({ urlOf, secretOf, alarm, ...deps }: PusherDeps): Sender =>
  createSender({
    ...deps,
    urlOf: ({ target }) => urlOf(target),
    secretOf: ({ target }) => secretOf(target),
    tried({ id, target, fence }, tried, at) {
      const about = { linkage: id, peer: target, tries: fence }
      if (tried.how === 'failed' && fence === 1) alarm({ kind: 'order_delayed', at, details: { ...about, error: tried.error } })
      if (tried.how === 'dead') alarm({ kind: 'order_undelivered', at, details: { ...about, error: tried.error } })
    },
  })
