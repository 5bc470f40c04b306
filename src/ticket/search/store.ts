import type { Knex } from 'knex'
import { z } from 'zod'
import type { Mark } from '../../platform/cursor.ts'
import { everyNth, inOrder, narrow, type Sorting, type TicketFilter } from '../list/filter-store.ts'
import { asInteger, gramHash, type IndexCipher } from './index-store.ts'
import { searchesBare, type Sight } from '../rules/visibility.ts'
import { textsOf } from './texts-store.ts'
import { parseRows, TICKET_COLUMNS, type TicketRow } from '../store.ts'

export interface Asked {
  filter: TicketFilter
  /** None: by the title alone, which has to contain this. */
  grams: readonly string[]
  inTitle: string
  sort: Sorting
  after?: Mark | undefined
  limit: number
}

/** A ticket that may be what is searched for, and where the list goes on behind it. */
export interface Candidate {
  row: TicketRow
  mark: Mark
}

export interface SearchStore {
  /** Tickets that have all of the grams, in order. Hardly ever one without: the words have still to be looked for in it. */
  candidates: (asked: Asked) => Promise<Candidate[]>
  /** Everything in these tickets that can be searched for with this sight, by id. */
  texts: (tickets: readonly TicketRow[], sight: Sight | undefined) => Promise<ReadonlyMap<string, readonly string[]>>
  /** Where every so many-th ticket of a list is, and how many there are. */
  marks: (asked: { filter: TicketFilter; sort: Sorting; every: number }) => Promise<{ total: number; marks: Mark[] }>
  /** How many there are, counted up to `most`. */
  count: (filter: TicketFilter, most: number) => Promise<number>
  /** Ids of tickets with text that are not kept for the search: from before there was one. */
  left: (limit: number) => Promise<string[]>
}

const Place = z.object({ at: z.coerce.number(), id: z.string() })

export function searchStore(db: Knex, cipher: IndexCipher): SearchStore {
  const hash = gramHash(cipher)
  const postgres = db.client.config.client === 'pg'
  const having = postgres ? havingOnPostgres : havingOnSqlite(db)
  // SQLite reads the index in order only by its own name for it.
  const doc = postgres ? 'ticket_search.doc' : 'ticket_grams.rowid'

  return {
    async candidates({ filter, grams, inTitle, sort, after, limit }) {
      if (grams.length === 0) {
        const rows = parseRows(await db('tickets').select(TICKET_COLUMNS).modify(narrow, filter).whereLike('title', `%${inTitle}%`).modify(inOrder, sort, after).limit(limit))
        return rows.map((row) => ({ row, mark: markOf(row, sort) }))
      }
      const query = db.select({ ...TICKET_COLUMNS, doc: 'ticket_search.doc' }).modify(having, grams.map(hash)).modify(narrow, filter).limit(limit)
      if (sort === 'dueAt' || sort === 'changed') return parseRows(await query.modify(inOrder, sort, after)).map((row) => ({ row, mark: markOf(row, sort) }))
      // The order of the index is that of the list: it is read no further than the page.
      const order = sort === 'oldest' ? 'asc' : 'desc'
      const found: { doc: number }[] = await query.modify(behind, doc, order, after).orderBy(doc, order)
      const rows = parseRows(found)
      return rows.map((row, at) => ({ row, mark: { at: found[at]?.doc ?? 0, id: row.id } }))
    },
    async marks({ filter, sort, every }) {
      const [found, { count }] = await Promise.all([everyNth(db, filter, sort, every), db('tickets').modify(narrow, filter).modify((query: Knex.QueryBuilder) => void (sort === 'dueAt' && query.whereNotNull('due_at'))).count({ count: '*' }).first()])
      return { total: Number(count), marks: Place.array().parse(found) }
    },
    async count(filter, most) {
      const { count } = await db.from(db('tickets').select(db.raw('1 as one')).modify(narrow, filter).limit(most).as('some')).count({ count: '*' }).first()
      return Number(count)
    },
    texts: async (tickets, sight) => await textsOf(db, tickets, cipher.open, (ticket) => searchesBare(sight, ticket)),
    left: async (limit) =>
      await db('tickets').whereNotNull('written_sealed').whereNotExists(db('ticket_search').whereRaw('ticket_search.ticket_id = tickets.id')).orderBy('id').limit(limit).pluck<string[]>('id'),
  }
}

/** Where a list in this order goes on behind the ticket. */
export const markOf = ({ openedAt, updatedAt, dueAt, id }: Pick<TicketRow, 'openedAt' | 'updatedAt' | 'dueAt' | 'id'>, sort: Sorting): Mark => ({ at: sort === 'dueAt' ? (dueAt ?? 0) : sort === 'changed' ? updatedAt : openedAt, id })

function behind(query: Knex.QueryBuilder, doc: string, order: 'asc' | 'desc', after: Mark | undefined): void {
  if (after) void query.where(doc, order === 'asc' ? '>' : '<', after.at)
}

function havingOnPostgres(query: Knex.QueryBuilder, hashes: readonly string[]): void {
  void query.from('ticket_search').join('tickets', 'tickets.id', 'ticket_search.ticket_id').whereRaw('grams @> ?::integer[]', [`{${hashes.map(asInteger).join(',')}}`])
}

/** A cross join keeps its order in SQLite: the words first, then the tickets. */
const havingOnSqlite = (db: Knex) => (query: Knex.QueryBuilder, hashes: readonly string[]): void => {
  void query.from(db.raw('ticket_grams cross join ticket_search on ticket_search.doc = ticket_grams.rowid cross join tickets on tickets.id = ticket_search.ticket_id'))
    .whereRaw('ticket_grams match ?', [hashes.map((one) => `"${one}"`).join(' AND ')])
}
