import type { Knex } from 'knex'
import type { TicketSort } from '../../contract/ticket-list.ts'
import { DONE_STATES, type TicketState } from '../../contract/ticket.ts'
import type { Mark } from '../../platform/cursor.ts'
import type { Sight } from '../rules/visibility.ts'

/** From the first to the last instant, both included. */
export interface Span {
  from?: number | undefined
  to?: number | undefined
}

export interface TicketFilter {
  callId?: string | undefined
  /** Any of them. */
  states?: readonly TicketState[] | undefined
  dnis?: string | undefined
  channel?: string | undefined
  type?: string | undefined
  urgency?: string | undefined
  grade?: string | undefined
  /** null = the centre's. */
  workspace?: string | null | undefined
  /** Hash of a number that called, or was given to be reached at. */
  number?: string | undefined
  /** Beginning of the ticket number, letters and digits. */
  ticketNo?: string | undefined
  /** One of these numbers. */
  ticketNos?: readonly string[] | undefined
  /** Beginning of the code. */
  area?: string | undefined
  category?: string | undefined
  /** The lead department is one of them. */
  units?: readonly string[] | undefined
  /** Only those of this agent. */
  agent?: string | undefined
  /** Only what the reader may see; not said: the server itself asks. */
  sight?: Sight | undefined
  opened?: Span | undefined
  due?: Span | undefined
  closed?: Span | undefined
  /** Nobody has replied yet, and the deadline lies in this span. */
  unanswered?: Span | undefined
}

export type Sorting = TicketSort

/** Each has an index of its own. */
const ORDERS = {
  newest: { column: 'opened_at', order: 'desc' },
  oldest: { column: 'opened_at', order: 'asc' },
  dueAt: { column: 'due_at', order: 'asc' },
  changed: { column: 'updated_at', order: 'desc' },
} as const satisfies Record<Sorting, { column: string; order: 'asc' | 'desc' }>

const AREA_DIGITS = 12
const CATEGORY_DIGITS = 4
const NUMBER_DIGITS = 14

/** The tickets that are asked for. */
export function narrow(query: Knex.QueryBuilder, filter: TicketFilter): void {
  if (filter.sight !== undefined) seenBy(query, filter.sight)
  const { callId, dnis, channel, type, urgency, grade, workspace, agent } = filter
  const same = { call_id: callId, dnis, channel, type, urgency, grade, agent }
  for (const [column, value] of Object.entries(same)) if (value !== undefined) void query.where(column, value)
  if (workspace !== undefined) void (workspace === null ? query.whereNull('workspace') : query.where({ workspace }))
  if (filter.states !== undefined) void query.whereIn('state', [...filter.states])
  if (filter.units !== undefined) void query.whereIn('lead_unit', [...filter.units])
  const { number } = filter
  if (number !== undefined) void query.where((either) => void either.where({ ani_index: number }).orWhere({ contact_index: number }))
  if (filter.ticketNo !== undefined) void query.whereBetween('ticket_no', rangeOfNumbers(filter.ticketNo))
  if (filter.ticketNos !== undefined) void query.whereIn('ticket_no', [...filter.ticketNos])
  if (filter.area !== undefined) void query.whereBetween('area_code', [filter.area, filter.area.padEnd(AREA_DIGITS, '9')])
  if (filter.category !== undefined) void query.whereBetween('category_code', [filter.category, filter.category.padEnd(CATEGORY_DIGITS, '9')])
  within(query, 'opened_at', filter.opened)
  within(query, 'due_at', filter.due)
  within(query, 'closed_at', filter.closed)
  if (filter.unanswered !== undefined) {
    void query.whereNull('feedback_at').whereNotIn('state', [...DONE_STATES])
    within(query, 'due_at', filter.unanswered)
  }
}

/** The same for many as resourceOf says of one. */
function seenBy(query: Knex.QueryBuilder, sight: Sight): void {
  if (sight.kind === 'none') return void query.whereRaw('1 = 0')
  if (sight.kind === 'agent') return void query.where({ agent: sight.agent })
  const { workspace } = sight
  // Nearly all tickets are the centre's: SQLite, which keeps no figures of its own, would look them up one by one and sort
  // them all for a page. The sign before the column tells it that an index is of no use here (sqlite.org/optoverview.html).
  const [its, agent, state] = ofSqlite(query) && (workspace === null || sight.kind === 'units') ? ['+workspace', '+agent', '+state'] : ['workspace', 'agent', 'state']
  const [theirs, given]: [string[], string[]] = workspace === null ? [[`${its} is null`, `${state} = 'draft'`], []] : [[`${its} = ?`], [workspace]]
  if (sight.kind === 'units') {
    void query.whereIn('id', (ids: Knex.QueryBuilder) => void ids.from('ticket_units').select('ticket_id').whereIn('unit', [...sight.units]))
    if (workspace !== null) theirs.push(`${its} is null`)
  } else if (sight.agent !== null) {
    theirs.push(`${agent} = ?`)
    given.push(sight.agent)
  }
  void query.whereRaw(`(${theirs.join(' or ')})`, given)
}

const ofSqlite = (query: Knex.QueryBuilder): boolean => (query as Knex.QueryBuilder & { client: { config: { client: string } } }).client.config.client === 'sqlite3'

function within(query: Knex.QueryBuilder, column: string, span: Span | undefined): void {
  if (span?.from !== undefined) void query.where(column, '>=', span.from)
  if (span?.to !== undefined) void query.where(column, '<=', span.to)
}

/** An index finds a range whatever the database's order of letters is; `like` only in some. */
const rangeOfNumbers = (prefix: string): [string, string] => {
  const [, letters = '', digits = ''] = /^([A-Z]*)(\d*)$/.exec(prefix) ?? []
  return [letters + digits.padEnd(NUMBER_DIGITS, '0'), letters + digits.padEnd(NUMBER_DIGITS, '9')]
}

/** In its order, behind the mark. */
export function inOrder(query: Knex.QueryBuilder, sort: Sorting, after: Mark | undefined): void {
  const { column, order } = ORDERS[sort]
  if (sort === 'dueAt') void query.whereNotNull(column)
  if (after) void query.whereRaw(`(${column}, tickets.id) ${order === 'desc' ? '<' : '>'} (?, ?)`, [after.at, after.id])
  void query.orderBy([{ column, order }, { column: 'tickets.id', order }])
}

/** Every so many-th ticket of the list in its order: where pages begin. The last column counts all of them. */
export function everyNth(db: Knex, filter: TicketFilter, sort: Sorting, every: number): Knex.QueryBuilder {
  const { column, order } = ORDERS[sort]
  const all = db('tickets').modify(narrow, filter).modify((query: Knex.QueryBuilder) => void (sort === 'dueAt' && query.whereNotNull(column)))
    .select({ at: column, id: 'tickets.id' }).select(db.raw(`row_number() over (order by ${column} ${order}, tickets.id ${order}) as n`))
  return db.from(all.as('numbered')).whereRaw('n % ? = 0', [every]).orderBy('n').select('at', 'id', 'n')
}
