import type { Knex } from 'knex'
import { z } from 'zod'
import type { SurveyState } from '../../contract/survey.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Mark } from '../../platform/cursor.ts'
import { narrow } from '../list/filter-store.ts'
import { RECORD_COLUMNS, recordOf, type RecordRow } from '../record-row.ts'
import type { Sight } from '../rules/visibility.ts'
import { parseRows, TICKET_COLUMNS, type TicketRow } from '../store.ts'

export interface SurveyFilter {
  sight: Sight
  ticketNo?: string | undefined
  states?: readonly SurveyState[] | undefined
  /** Subjects of the jobs that are called about now. */
  calling: readonly string[]
}

export interface SurveyRow {
  row: TicketRow
  record: TicketRecord
  mark: Mark
}

/** Later than anything that has a time. */
const NEVER = 8_640_000_000_000_000
const SUBJECT = "r.ticket_id || '/' || r.round"
const OPEN: ReadonlySet<SurveyState> = new Set<SurveyState>(['scheduled', 'calling', 'person'])
const Place = z.coerce.number().int()
const prefixed = (columns: Readonly<Record<string, string>>, table: string, before = ''): Record<string, string> => Object.fromEntries(Object.entries(columns).map(([name, column]) => [`${before}${name}`, `${table}.${column}`]))

/** Its record's id without what a cursor may not have. */
const placeOf = (recordId: string): string => recordId.replaceAll(':', '.')

export type SurveyListStore = ReturnType<typeof surveyListStore>

export function surveyListStore(db: Knex, open: (sealed: string) => string) {
  const isOpen = { 'r.state': 'open' } as const
  function inState(one: Knex.QueryBuilder, state: SurveyState, calling: readonly string[]): void {
    if (state === 'answered') return void one.orWhere({ 'r.state': 'done' })
    if (state === 'unanswered') return void one.orWhereIn('r.state', ['dropped', 'refused'])
    void one.orWhere((both) => {
      void both.where(isOpen)
      if (state !== 'calling') void both.where({ 'r.what': state === 'person' ? 'human' : 'auto' })
      const among = calling.length === 0 ? '1 = 0' : `${SUBJECT} in (${calling.map(() => '?').join()})`
      void both.whereRaw(state === 'calling' ? `(${among})` : `not (${among})`, [...calling])
    })
  }

  return {
    /** What is still open: what is due first; otherwise the latest first. */
    async page({ sight, ticketNo, states, calling }: SurveyFilter, after: Mark | undefined, limit: number): Promise<SurveyRow[]> {
      const [place, order] = states?.every((state) => OPEN.has(state)) === true ? [`coalesce(r.due_at, ${NEVER})`, 'asc'] : ['r.opened_at', 'desc']
      const [id, sign] = ["replace(r.id, ':', '.')", order === 'asc' ? '>' : '<']
      const query = db('ticket_records as r').join('tickets as t', 't.id', 'r.ticket_id').where({ 'r.kind': 'survey' }).whereIn('r.ticket_id', db('tickets').modify(narrow, { sight }).select('id'))
        .select({ ...prefixed(TICKET_COLUMNS, 't'), ...prefixed(RECORD_COLUMNS, 'r', 'record_') }).select(db.raw(`${place} as place_at`)).orderByRaw(`${place} ${order}, ${id} ${order}`).limit(limit)
      if (ticketNo !== undefined) void query.where({ 't.ticket_no': ticketNo })
      if (states !== undefined) void query.where((any) => { for (const state of states) inState(any, state, calling) })
      if (after) void query.whereRaw(`(${place}, ${id}) ${sign} (?, ?)`, [after.at, after.id])
      const found: Record<string, unknown>[] = await query
      return parseRows(found).flatMap((row, n) => {
        const raw = found[n] ?? {}
        const record = recordOf(Object.fromEntries(Object.keys(RECORD_COLUMNS).map((name) => [name, raw[`record_${name}`]])) as unknown as RecordRow, open)
        return [{ row, record, mark: { at: Place.parse(raw['place_at']), id: placeOf(record.id) } }]
      })
    },
  }
}
