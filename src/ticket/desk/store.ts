import type { Knex } from 'knex'
import { z } from 'zod'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Mark } from '../../platform/cursor.ts'
import { narrow } from '../list/filter-store.ts'
import type { Sight } from '../rules/visibility.ts'
import type { Worklist } from '../rules/worklists.ts'
import { RECORD_COLUMNS, recordOf, type RecordRow } from '../record-row.ts'
import { columnOf, parseRows, TICKET_COLUMNS, type TicketRow } from '../store.ts'

/** Whose list, and when what is in it is due. */
export interface Asked {
  list: Worklist
  sight: Sight
  /** The reader's departments; null = the list is not narrowed to any. */
  units: readonly string[] | null
  due: { from?: number; to: number } | null
}

export interface WaitingRow {
  row: TicketRow
  record: TicketRecord | null
  by: number | null
  since: number
  mark: Mark
}

/** Later than anything that has a time. */
const NEVER = 8_640_000_000_000_000
const URGENCY = `case when urgency = 'emergency' then 0 else 1 end`
const Place = z.object({ rank: z.coerce.number().int(), by: z.coerce.number().int(), since: z.coerce.number().int(), place: z.string() })
const Counted = z.object({ count: z.coerce.number().int(), late: z.coerce.number().int() })

export type WorklistStore = ReturnType<typeof worklistStore>

export function worklistStore(db: Knex, open: (sealed: string) => string) {
  const all = ({ list, sight, units, due }: Asked): Knex.QueryBuilder => {
    const query = db('tickets').modify(narrow, { states: list.states, sight, ...(units !== null && list.whose === 'lead' ? { units } : {}) })
    if (list.record !== undefined) {
      const waiting = db('ticket_records').where({ kind: list.record, state: 'open' }).select({ record_id: 'id', record_of: 'ticket_id', record_by: 'due_at', record_since: 'opened_at' })
      if (units !== null && list.whose === 'record') void waiting.whereIn('unit', [...units])
      void query.join(waiting.as('waiting'), 'waiting.record_of', 'tickets.id')
    }
    // The centre's own: what another system dispatches is not waited for here (I9).
    if (list.states.includes('pending_dispatch') && list.states.length === 1) void query.whereNot({ processing: 'exchange' })
    if (list.only === 'emergency') void query.where({ urgency: 'emergency' })
    if (list.only === 'rework') void query.where('round', '>', 0)
    if (list.only === 'unanswered') void query.whereNull('feedback_at')
    if (due?.from !== undefined) void query.where('due_at', '>=', due.from)
    if (due) void query.where('due_at', '<=', due.to)
    return query
  }
  const sinceOf = ({ record }: Worklist): string => (record === undefined ? 'coalesce(state_since, opened_at)' : 'record_since')
  /** What nobody has set a time for goes by how long it has waited. */
  const byOf = (list: Worklist): string => (list.by === null ? sinceOf(list) : `coalesce(${list.by === 'record' ? 'record_by' : columnOf(list.by)}, ${NEVER})`)
  const placeOf = ({ record }: Worklist): string => (record === undefined ? 'tickets.id' : 'record_id')

  async function recordsOf(ids: readonly string[]): Promise<Map<string, TicketRecord>> {
    const rows: RecordRow[] = ids.length === 0 ? [] : await db('ticket_records').whereIn('id', [...ids]).select(RECORD_COLUMNS)
    return new Map(rows.map((row) => [row.id, recordOf(row, open)]))
  }

  return {
    /** Emergencies first, then by what is due first, then by what has waited longest. */
    async page(asked: Asked, after: Mark | undefined, limit: number): Promise<WaitingRow[]> {
      const { list } = asked
      const order = `${URGENCY}, ${byOf(list)}, ${placeOf(list)}`
      const query = all(asked).select({ ...TICKET_COLUMNS, id: 'tickets.id' })
        .select(db.raw(`${URGENCY} as place_rank, ${byOf(list)} as place_by, ${sinceOf(list)} as place_since, ${placeOf(list)} as place`))
      if (after) void query.whereRaw(`(${order}) > (?, ?, ?)`, [Number(after.id.slice(0, 1)), after.at, after.id.slice(2)])
      const found: Record<string, unknown>[] = await query.orderByRaw(order).limit(limit)
      const places = found.map((one) => Place.parse({ rank: one['place_rank'], by: one['place_by'], since: one['place_since'], place: one['place'] }))
      const records = list.record === undefined ? new Map<string, TicketRecord>() : await recordsOf(places.map(({ place }) => place))
      return parseRows(found).flatMap((row, n) => {
        const at = places[n]
        if (!at) return []
        return [{ row, record: records.get(at.place) ?? null, by: list.by === null || at.by === NEVER ? null : at.by, since: at.since, mark: { at: at.by, id: `${at.rank}.${at.place}` } }]
      })
    },
    async count(asked: Asked, now: number): Promise<{ count: number; late: number }> {
      const late = asked.list.by === null ? db.raw('0 as late') : db.raw(`coalesce(sum(case when ${byOf(asked.list)} < ? then 1 else 0 end), 0) as late`, [now])
      const found: unknown = await all(asked).select(db.raw('count(*) as count'), late).first()
      return Counted.parse(found)
    },
  }
}
