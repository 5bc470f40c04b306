import type { Knex } from 'knex'
import { z } from 'zod'
import { Linkage, OrderState } from '../contract/linkage.ts'
import type { CallId } from '../contract/ids.ts'
import type { TicketNo } from '../contract/ticket.ts'
import type { Mark } from '../platform/cursor.ts'
import type { InTransaction } from '../platform/store.ts'

const Row = Linkage.omit({ place: true, summary: true, order: true }).extend({
  placeSealed: z.string().nullable(),
  summarySealed: z.string().nullable(),
  orderState: OrderState.nullable(),
  runAt: z.int().nullable(),
  error: z.string().nullable(),
})
export type LinkageRow = z.infer<typeof Row>

export interface LinkageFilter {
  id?: string | undefined
  peer?: string | undefined
  direction?: 'out' | 'in' | undefined
  callId?: string | undefined
  ticketNo?: string | undefined
  agent?: string | undefined
  /** Half-open, Unix ms. */
  from?: number | undefined
  to?: number | undefined
  after?: Mark | undefined
  limit: number
}

export interface NewOrderRow {
  id: string
  peer: string
  callId: CallId | null
  ticketNo: TicketNo | null
  agent: string | null
  requestedBy: string
  requestedAt: number
  placeSealed: string
  summarySealed: string
  bodySealed: string
  expiresAt: number
}

export interface LinkageStore {
  /** The linkage and its row in the outbox, both or none. */
  placeOrder: (order: NewOrderRow) => Promise<void>
  /** Newest first. */
  list: (filter: LinkageFilter) => Promise<LinkageRow[]>
  /** The first acknowledgement counts; a reference may be added later. False when there is no such order. */
  acknowledge: (id: string, at: number, reference: string | null) => Promise<boolean>
}

const COLUMNS = {
  id: 'linkages.id', direction: 'direction', peer: 'linkages.peer', mode: 'mode', callId: 'call_id', ticketNo: 'ticket_no', agent: 'agent', requestedBy: 'requested_by',
  requestedAt: 'requested_at', acknowledgedAt: 'acknowledged_at', endedAt: 'ended_at', result: 'result', reference: 'reference', attempts: 'attempts',
  placeSealed: 'place_sealed', summarySealed: 'summary_sealed', orderState: 'linkage_orders.state', runAt: 'linkage_orders.run_at', error: 'linkage_orders.error',
} as const satisfies Record<keyof LinkageRow, string>

export function linkageStore(db: Knex, inTransaction: InTransaction): LinkageStore {
  return {
    placeOrder: (order) =>
      inTransaction(async (trx) => {
        await trx('linkages').insert({
          id: order.id, direction: 'out', peer: order.peer, mode: 'order', call_id: order.callId, ticket_no: order.ticketNo, agent: order.agent,
          requested_by: order.requestedBy, requested_at: order.requestedAt, attempts: 0, place_sealed: order.placeSealed, summary_sealed: order.summarySealed,
        })
        await trx('linkage_orders').insert({
          linkage_id: order.id, peer: order.peer, body_sealed: order.bodySealed, state: 'waiting', run_at: order.requestedAt, expires_at: order.expiresAt, fence: 0,
        })
      }),
    async list({ id, peer, direction, callId, ticketNo, agent, from, to, after, limit }) {
      const rows = await db('linkages')
        .leftJoin('linkage_orders', 'linkage_orders.linkage_id', 'linkages.id')
        .select(COLUMNS)
        .modify((query) => {
          if (id !== undefined) void query.where('linkages.id', id)
          if (peer !== undefined) void query.where('linkages.peer', peer)
          if (direction !== undefined) void query.where({ direction })
          if (callId !== undefined) void query.where({ call_id: callId })
          if (ticketNo !== undefined) void query.where({ ticket_no: ticketNo })
          if (agent !== undefined) void query.where({ agent })
          if (from !== undefined) void query.where('requested_at', '>=', from)
          if (to !== undefined) void query.where('requested_at', '<', to)
          if (after) void query.whereRaw('(requested_at, linkages.id) < (?, ?)', [after.at, after.id])
        })
        .orderBy([{ column: 'requested_at', order: 'desc' }, { column: 'linkages.id', order: 'desc' }])
        .limit(limit)
      return Row.array().parse(rows)
    },
    acknowledge: (id, at, reference) =>
      inTransaction(async (trx) => {
        if ((await trx('linkage_orders').where({ linkage_id: id }).update({ state: 'acknowledged', error: null })) === 0) return false
        await trx('linkages').where({ id }).whereNull('acknowledged_at').update({ acknowledged_at: at, ended_at: at, result: 'accepted' })
        if (reference !== null) await trx('linkages').where({ id }).update({ reference })
        return true
      }),
  }
}
