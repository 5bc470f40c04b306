import type { ListMarks } from '../../contract/ticket-list.ts'
import type { Ticket } from '../../contract/ticket.ts'
import { fromCursor, type Mark, toCursor } from '../../platform/cursor.ts'
import type { Sorting, TicketFilter } from '../list/filter-store.ts'
import { hasAll, type SearchWords, searchWords } from '../rules/search-words.ts'
import { type Candidate, markOf, type SearchStore } from './store.ts'
import type { TicketRow, TicketStore } from '../store.ts'
import { type Cipher, shown } from '../view.ts'

export interface SearchDeps {
  store: Pick<TicketStore, 'list'>
  search: Pick<SearchStore, 'candidates' | 'texts' | 'marks' | 'count'>
  cipher: Pick<Cipher, 'open' | 'index'>
}

export interface Listing {
  filter: Omit<TicketFilter, 'number'>
  /** Words that are in the ticket. */
  text?: string | undefined
  /** A number that called, or was given to be reached at. */
  number?: string | undefined
  sort?: Sorting | undefined
  cursor?: string | undefined
  limit: number
}

export interface Page {
  items: Ticket[]
  nextCursor: string | null
}

/** A page as the store has it. */
export interface Rows {
  rows: readonly TicketRow[]
  nextCursor: string | null
}

/** So many tickets are looked into for one page; what is left is for the next. */
const LOOKED_INTO = 1_000
/** How a ticket number begins when somebody types one into the search. */
const NUMBER = /^[a-z]{2,4}\d{4,14}$/i

export type Search = ReturnType<typeof createSearch>

/** Lists of tickets, page by page. */
export function createSearch({ store, search, cipher }: SearchDeps) {
  /** Those that really have the words, which a shared hash or words apart from each other can pretend. */
  async function having(words: SearchWords, found: readonly Candidate[], { sight }: TicketFilter): Promise<Candidate[]> {
    const texts = await search.texts(found.map(({ row }) => row), sight)
    return found.filter(({ row }) => hasAll(words, texts.get(row.id) ?? []))
  }

  const pageOf = (rows: readonly TicketRow[], next: Mark | null): Rows => ({ rows, nextCursor: next === null ? null : toCursor(next) })

  async function byWords(words: SearchWords, filter: TicketFilter, { sort = 'newest', cursor, limit }: Listing): Promise<Rows> {
    const [hits, inTitle] = [[] as Candidate[], words.parts[0] ?? '']
    if (words.parts.length === 0) return pageOf([], null)
    let after = cursor === undefined ? undefined : fromCursor(cursor)
    for (let seen = 0; seen < LOOKED_INTO; ) {
      const found = await search.candidates({ filter, grams: words.grams, inTitle, sort, after, limit: limit + 1 })
      hits.push(...(await having(words, found, filter)))
      if (hits.length > limit) return pageOf(hits.slice(0, limit).map(({ row }) => row), hits[limit - 1]?.mark ?? null)
      if (found.length <= limit) return pageOf(hits.map(({ row }) => row), null)
      after = found.at(-1)?.mark
      seen += found.length
    }
    return pageOf(hits.map(({ row }) => row), after ?? null)
  }

  /** The filter with what was typed, and the words to be found besides, if any. */
  function narrowed({ filter, number, text }: Pick<Listing, 'filter' | 'number' | 'text'>): { filter: TicketFilter; words: SearchWords | null } {
    const isNumber = text !== undefined && NUMBER.test(text)
    return {
      filter: { ...filter, ...(number === undefined ? {} : { number: cipher.index(number) }), ...(isNumber ? { ticketNo: text.toUpperCase() } : {}) },
      words: text === undefined || isNumber ? null : searchWords(text),
    }
  }

  /** Throws INVALID_REQUEST (the cursor). */
  async function rowsOf(asked: Listing): Promise<Rows> {
    const { sort = 'newest', cursor, limit } = asked
    const { filter, words } = narrowed(asked)
    if (words !== null) return await byWords(words, filter, asked)
    const rows = await store.list({ ...filter, sort, ...(cursor === undefined ? {} : { after: fromCursor(cursor) }), limit: limit + 1 })
    const [items, last] = [rows.slice(0, limit), rows[limit - 1]]
    return pageOf(items, rows.length > limit && last ? markOf(last, sort) : null)
  }

  return {
    rows: rowsOf,
    /** Throws INVALID_REQUEST (the cursor). */
    async page(asked: Listing): Promise<Page> {
      const { rows, nextCursor } = await rowsOf(asked)
      return { items: rows.map((row) => shown(row, cipher.open)), nextCursor }
    },
    /** Where the pages of a list begin; a search by words can only be read from the front. */
    async marks(asked: Omit<Listing, 'cursor' | 'limit'>, every: number): Promise<ListMarks> {
      const { filter, words } = narrowed(asked)
      if (words !== null) return { total: null, every, marks: [] }
      const { total, marks } = await search.marks({ filter, sort: asked.sort ?? 'newest', every })
      return { total, every, marks: marks.map(toCursor) }
    },
    /** How many there are, up to `most`; null for a search by words. */
    async count(asked: Omit<Listing, 'cursor' | 'limit' | 'sort'>, most: number): Promise<number | null> {
      const { filter, words } = narrowed(asked)
      return words === null ? await search.count(filter, most) : null
    },
  }
}
