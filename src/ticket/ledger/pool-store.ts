import type { Knex } from 'knex'
import { z } from 'zod'
import { type PoolCounts, type PoolFinding, type PoolGrade, PoolReview } from '../../contract/pool.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Mark } from '../../platform/cursor.ts'
import { narrow } from '../list/filter-store.ts'
import { RECORD_COLUMNS, recordOf, type RecordRow } from '../record-row.ts'
import type { Sight } from '../rules/visibility.ts'
import { parseRows, TICKET_COLUMNS, type TicketRow } from '../store.ts'
import type { Cipher } from '../view.ts'

export interface PoolFilter {
  sight: Sight
  units?: readonly string[] | undefined
  grade?: PoolGrade | undefined
  /** Whether it is in the pool, or was struck off. */
  state: 'open' | 'done'
  /** To be looked at by then. */
  dueBy?: number | undefined
}

export interface PoolRow {
  row: TicketRow
  record: TicketRecord
  /** Its place in the list. */
  at: number
}

export interface Finding extends Omit<PoolFinding, 'ticketNo' | 'title'> {
  reviewId: string
  ticketId: string
  recordId: string
}

/** Later than anything that has a time. */
const NEVER = 8_640_000_000_000_000
const number = z.coerce.number().int()
const Counted = z.object({ C: number, D: number, due: number, undated: number })
const ReviewRow = PoolReview.extend({ entries: number, kept: number, struckOff: number })
const Noted = z.object({ note: z.string(), approver: z.string() })
const FindingRow = z.object({ ticketNo: z.string(), title: z.string(), outcome: z.enum(['kept', 'struck_off']), noteSealed: z.string(), nextAt: z.int().nullable(), at: z.int(), actor: z.string() })
const prefixed = (columns: Readonly<Record<string, string>>, table: string, before = ''): Record<string, string> => Object.fromEntries(Object.entries(columns).map(([name, column]) => [`${before}${name}`, `${table}.${column}`]))

export type PoolStore = ReturnType<typeof poolStore>

export function poolStore(db: Knex, { seal, open }: Pick<Cipher, 'seal' | 'open'>) {
  const all = ({ sight, units, grade, state, dueBy }: PoolFilter): Knex.QueryBuilder => {
    const mine = db('tickets').modify(narrow, { sight, units }).select('id')
    const query = db('ticket_records as r').join('tickets as t', 't.id', 'r.ticket_id').where({ 'r.kind': 'pool', 'r.state': state }).whereIn('r.ticket_id', mine)
    if (grade !== undefined) void query.where({ 'r.what': grade })
    if (dueBy !== undefined) void query.where('r.due_at', '<=', dueBy)
    return query
  }
  const reviews = (): Knex.QueryBuilder =>
    db('pool_reviews as v').select({ id: 'v.id', openedAt: 'v.opened_at', openedBy: 'v.opened_by', closedAt: 'v.closed_at', closedBy: 'v.closed_by', entries: 'v.entries' })
      .select(...(['kept', 'struck_off'] as const).map((outcome) => db('pool_review_entries as e').whereRaw('e.review_id = v.id').where({ outcome }).count('*').as(outcome === 'kept' ? 'kept' : 'struckOff')))

  return {
    /** In the pool: what is to be looked at first; struck off: the latest first. */
    async page(filter: PoolFilter, after: Mark | undefined, limit: number): Promise<PoolRow[]> {
      const [place, order] = filter.state === 'open' ? [`coalesce(r.due_at, ${NEVER})`, 'asc'] : ['r.settled_at', 'desc']
      const query = all(filter).select({ ...prefixed(TICKET_COLUMNS, 't'), ...prefixed(RECORD_COLUMNS, 'r', 'record_') }).select(db.raw(`${place} as place_at`)).orderByRaw(`${place} ${order}, r.id ${order}`).limit(limit)
      if (after) void query.whereRaw(`(${place}, r.id) ${order === 'asc' ? '>' : '<'} (?, ?)`, [after.at, after.id])
      const found: Record<string, unknown>[] = await query
      return parseRows(found).flatMap((row, n) => {
        const raw = found[n] ?? {}
        const record = Object.fromEntries(Object.keys(RECORD_COLUMNS).map((name) => [name, raw[`record_${name}`]])) as unknown as RecordRow
        return [{ row, record: recordOf(record, open), at: number.parse(raw['place_at']) }]
      })
    },
    async counts(filter: Omit<PoolFilter, 'state'>, now: number): Promise<PoolCounts> {
      const of = (what: string): string => `coalesce(sum(case when ${what} then 1 else 0 end), 0)`
      const row: unknown = await all({ ...filter, state: 'open' }).select(db.raw(`${of(`r.what = 'C'`)} as "C", ${of(`r.what = 'D'`)} as "D", ${of('r.due_at <= ?')} as due, ${of('r.due_at is null')} as undated`, [now])).first()
      return Counted.parse(row)
    },
    /** How often the ticket's entry was kept by a review. */
    async kept(ticketIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const rows: { ticket_id: string; count: number | string }[] = await db('pool_review_entries').where({ outcome: 'kept' }).whereIn('ticket_id', [...ticketIds]).groupBy('ticket_id').select('ticket_id').count({ count: '*' }) as never
      return new Map(rows.map(({ ticket_id, count }) => [ticket_id, Number(count)]))
    },
    /** Newest first. */
    reviews: async (workspace: string | null, limit: number): Promise<PoolReview[]> => ReviewRow.array().parse(await reviews().where({ 'v.workspace': workspace }).orderBy([{ column: 'v.opened_at', order: 'desc' }, { column: 'v.id', order: 'desc' }]).limit(limit)),
    review: async (workspace: string | null, id: string): Promise<PoolReview | undefined> => ReviewRow.optional().parse(await reviews().where({ 'v.id': id, 'v.workspace': workspace }).first()),
    /** The one that is under way. */
    underWay: async (workspace: string | null): Promise<PoolReview | undefined> => ReviewRow.optional().parse(await reviews().where({ 'v.workspace': workspace }).whereNull('v.closed_at').first()),
    async begin(review: { id: string; workspace: string | null; openedAt: number; openedBy: string; entries: number }): Promise<void> {
      await db('pool_reviews').insert({ id: review.id, workspace: review.workspace, opened_at: review.openedAt, opened_by: review.openedBy, entries: review.entries })
    },
    /** False when it is closed already. */
    close: async (id: string, at: number, by: string): Promise<boolean> => (await db('pool_reviews').where({ id }).whereNull('closed_at').update({ closed_at: at, closed_by: by })) === 1,
    /** In the transaction of the ticket; throws when the review was closed meanwhile, or has the ticket already. */
    async find(trx: Knex.Transaction, { reviewId, ticketId, recordId, outcome, note, approver, nextAt, at, actor }: Finding): Promise<boolean> {
      if ((await trx('pool_reviews').where({ id: reviewId }).whereNull('closed_at').first('id')) === undefined) return false
      const known: unknown = await trx('pool_review_entries').where({ review_id: reviewId, ticket_id: ticketId }).first('record_id')
      if (known !== undefined) return false
      await trx('pool_review_entries').insert({ review_id: reviewId, ticket_id: ticketId, record_id: recordId, outcome, note_sealed: seal(JSON.stringify({ note, approver })), next_at: nextAt, at, by: actor })
      return true
    },
    /** What was found in a review, in order. */
    async findings(reviewId: string): Promise<PoolFinding[]> {
      const rows: unknown = await db('pool_review_entries as e').join('tickets as t', 't.id', 'e.ticket_id').where({ 'e.review_id': reviewId }).orderBy(['e.at', 'e.ticket_id'])
        .select({ ticketNo: 't.ticket_no', title: 't.title', outcome: 'e.outcome', noteSealed: 'e.note_sealed', nextAt: 'e.next_at', at: 'e.at', actor: 'e.by' })
      return FindingRow.array().parse(rows).map(({ noteSealed, ticketNo, ...one }) => ({ ...one, ticketNo: ticketNo as PoolFinding['ticketNo'], ...Noted.parse(JSON.parse(open(noteSealed))) }))
    },
  }
}
