import type { Knex } from 'knex'
import type { CallLeg, CallRecord } from '../contract/call.ts'
import type { CallId, LegId } from '../contract/ids.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { fromRow, type CallRow } from './calls-store.ts'

export interface CallFilter {
  dnis?: string | undefined
  ani?: string | undefined
  outcome?: string | undefined
  agent?: string | undefined
  /** Half-open: from ≤ arrived < to, Unix ms. */
  from?: number | undefined
  to?: number | undefined
  /** Only calls that go on now. */
  open?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

interface Deps {
  cipher: { open: (sealed: string) => string; index: (text: string) => string }
  /** Ticket numbers of calls; kept by the tickets. */
  ticketsOf: (calls: readonly CallId[]) => Promise<ReadonlyMap<CallId, string>>
}

export interface CallReader {
  list: (filter: CallFilter) => Promise<{ items: CallRecord[]; nextCursor: string | null }>
  find: (call: CallId) => Promise<CallRecord | undefined>
  legs: (call: CallId) => Promise<CallLeg[]>
  /** Which of these calls have a record. */
  recorded: (calls: readonly CallId[]) => Promise<ReadonlySet<CallId>>
}

/** Reads the records of calls, newest first; a cursor goes on after the last one seen, whatever has come since. */
export function callReader(db: Knex, { cipher, ticketsOf }: Deps): CallReader {
  const withTickets = async (rows: readonly CallRow[]): Promise<CallRecord[]> => {
    const records = rows.map((row) => fromRow({ ...row, ticket_no: null }, cipher))
    const tickets = await ticketsOf(records.map(({ id }) => id))
    return records.map((record) => ({ ...record, ticketId: tickets.get(record.id) ?? null }))
  }

  return {
    async list(filter) {
      const rows: CallRow[] = await filtered(db, filter, cipher.index).orderBy([{ column: 'arrived_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(filter.limit + 1)
      const { items, nextCursor } = pageOf(rows, filter.limit, ({ arrived_at: at, id }) => ({ at, id }))
      return { items: await withTickets(items), nextCursor }
    },
    async find(call) {
      const row: CallRow | undefined = await db('calls').where({ id: call }).first()
      return row ? (await withTickets([row]))[0] : undefined
    },
    async legs(call) {
      const rows: LegRow[] = await db('call_legs').where({ call_id: call }).orderBy(['started_at', 'id'])
      return rows.map((row) => ({
        id: row.id as LegId, role: row.role, party: row.party, startedAt: row.started_at, answeredAt: row.answered_at, endedAt: row.ended_at, end: row.offer_end,
      }))
    },
    async recorded(calls) {
      if (calls.length === 0) return new Set()
      const rows: { id: CallId }[] = await db('calls').select('id').whereIn('id', [...calls])
      return new Set(rows.map(({ id }) => id))
    },
  }
}

interface LegRow {
  id: string
  role: CallLeg['role']
  party: string
  started_at: number
  answered_at: number | null
  ended_at: number | null
  offer_end: string | null
}

function filtered(db: Knex, filter: CallFilter, index: (text: string) => string): Knex.QueryBuilder {
  const query = db('calls')
  if (filter.dnis !== undefined) void query.where('dnis', filter.dnis)
  if (filter.ani !== undefined) void query.where('ani_index', index(filter.ani))
  if (filter.outcome !== undefined) void query.where('outcome', filter.outcome)
  if (filter.agent !== undefined) void query.where('agent', filter.agent)
  if (filter.from !== undefined) void query.where('arrived_at', '>=', filter.from)
  if (filter.to !== undefined) void query.where('arrived_at', '<', filter.to)
  if (filter.open !== undefined) void (filter.open ? query.whereNull('ended_at') : query.whereNotNull('ended_at'))
  if (filter.cursor !== undefined) {
    const { at, id } = fromCursor(filter.cursor)
    void query.whereRaw('(arrived_at < ? or (arrived_at = ? and id < ?))', [at, at, id])
  }
  return query
}
