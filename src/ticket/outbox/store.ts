import type { Knex } from 'knex'
import { z } from 'zod'
import { OutboxItem } from '../../contract/outbox.ts'
import type { Mark } from '../../platform/cursor.ts'
import type { Outbox, Parcel, Tried } from '../../platform/sender.ts'

const Row = z.object({ id: z.string(), ticketId: z.string(), kind: z.enum(['exchange', 'withdrawal', 'status']), target: z.string(), bodySealed: z.string(), placedAt: z.int(), fence: z.int(), ticketState: z.string() })

export interface TicketParcel extends Parcel {
  ticketId: string
  /** exchange: the matter, for the system of its line; withdrawal: it was taken back; status: what became of it, for the one it came from. */
  kind: 'exchange' | 'withdrawal' | 'status'
}

export interface TicketOutbox extends Outbox<TicketParcel> {
  /** The other system has the matter, as it says itself: it is sent no more. */
  taken: (ticketId: string, reference: string) => Promise<void>
  /** Newest first. */
  list: (asked: { state?: string | undefined; after?: Mark | undefined; limit: number }) => Promise<OutboxItem[]>
  find: (id: string) => Promise<OutboxItem | undefined>
  /** Given up: tried again from the beginning, under the same key. False when it is not dead. */
  revive: (id: string, at: number) => Promise<boolean>
}

const COLUMNS = {
  id: 'ticket_outbox.id', ticketId: 'ticket_id', kind: 'kind', target: 'target', bodySealed: 'body_sealed', placedAt: 'placed_at', fence: 'fence', ticketState: 'tickets.state',
} as const
const ITEM = {
  id: 'ticket_outbox.id', ticketNo: 'tickets.ticket_no', kind: 'kind', target: 'target', state: 'ticket_outbox.state', tries: 'fence', placedAt: 'placed_at', runAt: 'run_at', reference: 'reference', error: 'error',
} as const
const DUE = ['waiting', 'sending']
/** Others may be quicker with the first ones. */
const LOOK_AT = 5
/** A matter in these states has still to reach the other system. */
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

  /** A matter that was taken back is sent no more; a withdrawal of one that was never sent, never. */
  async function isVoid({ kind, ticketId }: Pick<TicketParcel, 'kind' | 'ticketId'>, ticketState: string): Promise<boolean> {
    if (kind === 'exchange') return !GOES_OUT.includes(ticketState)
    if (kind === 'status') return false
    return (await db('ticket_outbox').where({ ticket_id: ticketId, kind: 'exchange' }).where('fence', '>', 0).first('id')) === undefined
  }
  const items = (): Knex.QueryBuilder => db('ticket_outbox').join('tickets', 'tickets.id', 'ticket_outbox.ticket_id').select(ITEM)

  return {
    async list({ state, after, limit }) {
      const query = items().orderBy([{ column: 'placed_at', order: 'desc' }, { column: 'ticket_outbox.id', order: 'desc' }]).limit(limit)
      if (state !== undefined) void query.where('ticket_outbox.state', state)
      if (after) void query.where((either) => void either.where('placed_at', '<', after.at).orWhere((same) => void same.where('placed_at', after.at).where('ticket_outbox.id', '<', after.id)))
      return OutboxItem.array().parse(await query)
    },
    find: async (id) => OutboxItem.optional().parse(await items().where('ticket_outbox.id', id).first()),
    revive: async (id, at) => (await db('ticket_outbox').where({ id, state: 'dead' }).update({ state: 'waiting', placed_at: at, run_at: at, error: null })) === 1,
    async claim(now, leaseUntil) {
      for (let found = await due(now); found.length > 0; found = await due(now)) {
        let dropped = false
        for (const { placedAt, ticketState, ...one } of found) {
          if (await isVoid(one, ticketState)) {
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
