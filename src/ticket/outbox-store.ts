import type { Knex } from 'knex'
import { z } from 'zod'
import type { Outbox, Parcel, Tried } from '../platform/sender.ts'

const Row = z.object({ id: z.string(), ticketId: z.string(), kind: z.enum(['exchange', 'status']), target: z.string(), bodySealed: z.string(), placedAt: z.int(), fence: z.int(), ticketState: z.string() })

export interface TicketParcel extends Parcel {
  ticketId: string
  /** exchange: the matter, for the system of its line; status: what became of it, for the one it came from. */
  kind: 'exchange' | 'status'
}

export interface TicketOutbox extends Outbox<TicketParcel> {
  /** The other system has the matter, as it says itself: it is sent no more. */
  taken: (ticketId: string, reference: string) => Promise<void>
}

const COLUMNS = {
  id: 'ticket_outbox.id', ticketId: 'ticket_id', kind: 'kind', target: 'target', bodySealed: 'body_sealed', placedAt: 'placed_at', fence: 'fence', ticketState: 'tickets.state',
} as const
const DUE = ['waiting', 'sending']
/** Others may be quicker with the first ones. */
const LOOK_AT = 5
/** A matter that was taken back before it was ever sent is not sent. */
const GOES_OUT = ['pending_dispatch', 'transferred']

/** The claim is one conditional update, so that each try belongs to one process on either database. */
export function ticketOutboxStore(db: Knex, giveUpMs: () => number): TicketOutbox {
  const change = async ({ id, fence }: { id: string; fence: number }, states: readonly string[], to: object): Promise<boolean> =>
    (await db('ticket_outbox').where({ id, fence }).whereIn('state', [...states]).update(to)) === 1

  async function due(now: number): Promise<z.infer<typeof Row>[]> {
    const rows: unknown = await db('ticket_outbox').join('tickets', 'tickets.id', 'ticket_outbox.ticket_id').whereIn('ticket_outbox.state', DUE).where('run_at', '<=', now)
      .orderBy(['run_at', 'ticket_outbox.id']).limit(LOOK_AT).select(COLUMNS)
    return Row.array().parse(rows)
  }

  return {
    async claim(now, leaseUntil) {
      for (let found = await due(now); found.length > 0; found = await due(now)) {
        let dropped = false
        for (const { placedAt, ticketState, ...one } of found) {
          if (one.kind === 'exchange' && one.fence === 0 && !GOES_OUT.includes(ticketState)) {
            await change(one, DUE, { state: 'dropped' })
            dropped = true
            continue
          }
          const fence = one.fence + 1
          if (await change(one, DUE, { state: 'sending', run_at: leaseUntil, fence })) return { ...one, fence, expiresAt: placedAt + giveUpMs() }
        }
        if (!dropped) return undefined
      }
      return undefined
    },
    settle: async (parcel, tried) => await change(parcel, ['sending'], after(tried)),
    taken: async (ticketId, reference) => void (await db('ticket_outbox').where({ ticket_id: ticketId, kind: 'exchange' }).whereNot({ state: 'acknowledged' }).update({ state: 'acknowledged', reference: reference || null, error: null })),
  }
}

function after(tried: Tried): Readonly<Record<string, unknown>> {
  switch (tried.how) {
    case 'acknowledged':
      return { state: 'acknowledged', reference: tried.reference, error: null }
    case 'delivered':
      return { state: 'delivered', error: null }
    case 'failed':
      return { state: 'waiting', error: tried.error, run_at: tried.nextTryAt }
    case 'dead':
      return { state: 'dead', error: tried.error }
  }
}
