import type { Knex } from 'knex'
import { z } from 'zod'
import type { CallId } from '../contract/ids.ts'
import { TicketDraft } from '../contract/ticket.ts'
import type { Mark } from '../platform/cursor.ts'

const Row = TicketDraft.omit({ ani: true }).extend({ aniSealed: z.string().nullable() })
export type TicketRow = z.infer<typeof Row>

export interface TicketFilter {
  callId?: string | undefined
  state?: string | undefined
  /** Only those of this agent. */
  agent?: string | undefined
  after?: Mark | undefined
  limit: number
}

export interface TicketStore {
  find: (ticketNo: string) => Promise<TicketRow | undefined>
  /** Newest first. */
  list: (filter: TicketFilter) => Promise<TicketRow[]>
}

const COLUMNS = {
  id: 'id',
  ticketNo: 'ticket_no',
  state: 'state',
  channel: 'channel',
  callId: 'call_id',
  dnis: 'dnis',
  aniSealed: 'ani_sealed',
  agent: 'agent',
  openedAt: 'opened_at',
  updatedAt: 'updated_at',
  version: 'version',
} as const satisfies Record<keyof TicketRow, string>

export function ticketStore(db: Knex): TicketStore {
  return {
    find: async (ticketNo) => Row.optional().parse(await db('tickets').where({ ticket_no: ticketNo }).first(COLUMNS)),
    async list({ callId, state, agent, after, limit }) {
      const rows = await db('tickets')
        .select(COLUMNS)
        .modify((query) => {
          if (callId !== undefined) void query.where({ call_id: callId })
          if (state !== undefined) void query.where({ state })
          if (agent !== undefined) void query.where({ agent })
          if (after) void query.whereRaw('(opened_at, id) < (?, ?)', [after.at, after.id])
        })
        .orderBy([{ column: 'opened_at', order: 'desc' }, { column: 'id', order: 'desc' }])
        .limit(limit)
      return Row.array().parse(rows)
    },
  }
}

/** Ticket numbers by call, for the lists of calls. */
export const ticketNosOf = (db: Knex) => async (calls: readonly CallId[]): Promise<ReadonlyMap<CallId, string>> => {
  if (calls.length === 0) return new Map()
  const rows: { call_id: CallId; ticket_no: string }[] = await db('tickets').whereIn('call_id', [...calls]).select('call_id', 'ticket_no')
  return new Map(rows.map((row) => [row.call_id, row.ticket_no]))
}
