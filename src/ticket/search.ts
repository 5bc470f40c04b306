import type { Ticket } from '../contract/ticket.ts'
import { fromCursor, type Mark, toCursor } from '../platform/cursor.ts'
import type { Sorting, TicketFilter } from './filter-store.ts'
import { hasAll, type SearchWords, searchWords } from './rules/search-words.ts'
import { type Candidate, markOf, type SearchStore } from './search-store.ts'
import type { TicketRow, TicketStore } from './store.ts'
import { type Cipher, shown } from './view.ts'

export interface SearchDeps {
  store: Pick<TicketStore, 'list'>
  search: Pick<SearchStore, 'candidates' | 'texts'>
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

/** So many tickets are looked into for one page; what is left is for the next. */
const LOOKED_INTO = 1_000
/** How a ticket number begins when somebody types one into the search. */
const NUMBER = /^[a-z]{2,4}\d{4,14}$/i

export type Search = ReturnType<typeof createSearch>

/** Lists of tickets, page by page. */
export function createSearch({ store, search, cipher }: SearchDeps) {
  /** Those that really have the words, which a shared hash or words apart from each other can pretend. */
  async function having(words: SearchWords, found: readonly Candidate[]): Promise<Candidate[]> {
    const texts = await search.texts(found.map(({ row }) => row))
    return found.filter(({ row }) => hasAll(words, texts.get(row.id) ?? []))
  }

  const pageOf = (rows: readonly TicketRow[], next: Mark | null): Page => ({ items: rows.map((row) => shown(row, cipher.open)), nextCursor: next === null ? null : toCursor(next) })

  async function byWords(words: SearchWords, filter: TicketFilter, { sort = 'newest', cursor, limit }: Listing): Promise<Page> {
    const [hits, inTitle] = [[] as Candidate[], words.parts[0] ?? '']
    if (words.parts.length === 0) return pageOf([], null)
    let after = cursor === undefined ? undefined : fromCursor(cursor)
    for (let seen = 0; seen < LOOKED_INTO; ) {
      const found = await search.candidates({ filter, grams: words.grams, inTitle, sort, after, limit: limit + 1 })
      hits.push(...(await having(words, found)))
      if (hits.length > limit) return pageOf(hits.slice(0, limit).map(({ row }) => row), hits[limit - 1]?.mark ?? null)
      if (found.length <= limit) return pageOf(hits.map(({ row }) => row), null)
      after = found.at(-1)?.mark
      seen += found.length
    }
    return pageOf(hits.map(({ row }) => row), after ?? null)
  }

  return {
    /** Throws INVALID_REQUEST (the cursor). */
    async page(asked: Listing): Promise<Page> {
      const { sort = 'newest', text, cursor, limit } = asked
      const number = asked.number === undefined ? {} : { number: cipher.index(asked.number) }
      const filter: TicketFilter = { ...asked.filter, ...number, ...(text !== undefined && NUMBER.test(text) ? { ticketNo: text.toUpperCase() } : {}) }
      if (text !== undefined && !NUMBER.test(text)) return await byWords(searchWords(text), filter, asked)
      const rows = await store.list({ ...filter, sort, ...(cursor === undefined ? {} : { after: fromCursor(cursor) }), limit: limit + 1 })
      const [items, last] = [rows.slice(0, limit), rows[limit - 1]]
      return pageOf(items, rows.length > limit && last ? markOf(last, sort) : null)
    },
  }
}
