import type { ListMarks } from '../../../../contract/ticket-list.ts'
import type { Ticket } from '../../../../contract/ticket.ts'

/** What has happened to a row since it was read: it was changed, or it does not fit the list any more. It stays where it is. */
export type RowNews = 'changed' | 'gone'

export interface ListAsks {
  page: (cursor: string | undefined, limit: number) => Promise<{ items: Ticket[]; nextCursor: string | null }>
  /** total null: the list can only be read from the front. */
  marks: (every: number) => Promise<ListMarks>
  /** Those of these tickets that are in the list. */
  some: (ticketNos: readonly string[]) => Promise<readonly Ticket[]>
  /** Whether a ticket has come into the list since it was read. */
  isNew: (ticket: Ticket, readAt: number) => boolean
  now: () => number
}

/** Everything about the list that is shown; replaced whenever something changed. */
export interface ListView {
  /** Rows there are, as far as is known. */
  rows: number
  /** null = not counted: searched by words. */
  total: number | null
  /** The first page is on its way. */
  pending: boolean
  /** Something could not be read. */
  error: unknown
  /** Tickets that came into the list since it was read. */
  fresh: number
}

export const PAGE = 50
const PAGES_KEPT = 80
const SOME_MOST = 100
const TRIES = 20

export type ListStore = ReturnType<typeof createList>

/**
 * A list of any length, read page by page as it is looked at. It stays as it was read: what was changed is marked where it
 * is, and what is new is counted, so that nothing jumps under the reader's hand.
 */
export function createList(asks: ListAsks) {
  const pages = new Map<number, readonly Ticket[]>()
  const cursors = new Map<number, string>()
  const loading = new Map<number, Promise<void>>()
  const news = new Map<string, RowNews>()
  const fresh = new Set<string>()
  const listeners = new Set<() => void>()
  let readAt = asks.now()
  let view: ListView = { rows: 0, total: null, pending: true, error: null, fresh: 0 }

  const become = (next: Partial<ListView>): void => {
    view = { ...view, ...next }
    for (const listener of listeners) listener()
  }

  function keep(n: number, items: readonly Ticket[]): void {
    pages.delete(n)
    pages.set(n, items)
    // What was looked at longest ago is forgotten, but never the beginning.
    for (const old of pages.keys()) if (pages.size > PAGES_KEPT && old !== 0 && old !== n) pages.delete(old)
  }

  async function read(n: number): Promise<void> {
    const cursor = cursors.get(n)
    if (n > 0 && cursor === undefined) return
    let { items, nextCursor } = await asks.page(cursor, PAGE)
    // A search by words gives what it has found after looking a while.
    for (let tries = 0; items.length < PAGE && nextCursor !== null && tries < TRIES; tries += 1) {
      const more = await asks.page(nextCursor, PAGE - items.length)
      items = [...items, ...more.items]
      nextCursor = more.nextCursor
    }
    keep(n, items)
    if (nextCursor !== null && !cursors.has(n + 1)) cursors.set(n + 1, nextCursor)
    const end = n * PAGE + items.length
    // Without a count the list goes on for one page more than is known; words may leave a page with few.
    const known = view.total === null ? Math.max(view.rows, nextCursor === null ? end : (n + 1) * PAGE + 1) : view.rows
    become({ rows: view.total === null && nextCursor === null ? end : known, pending: false, error: null })
  }

  function ensure(n: number): Promise<void> {
    const under = loading.get(n)
    if (under) return under
    if (pages.has(n)) return Promise.resolve()
    const reading = read(n).catch((error: unknown) => {
      become({ pending: false, error })
    }).finally(() => loading.delete(n))
    loading.set(n, reading)
    return reading
  }

  async function count(): Promise<void> {
    const { total, every, marks } = await asks.marks(PAGE)
    if (total === null) return
    for (const [i, mark] of marks.entries()) if (every === PAGE && !cursors.has(i + 1)) cursors.set(i + 1, mark)
    become({ total, rows: total })
  }

  const known = (ticketNo: string): { page: number; at: number } | null => {
    for (const [page, items] of pages) {
      const at = items.findIndex((one) => one.ticketNo === ticketNo)
      if (at >= 0) return { page, at }
    }
    return null
  }

  async function begin(): Promise<void> {
    readAt = asks.now()
    await ensure(0)
    // A list of one page is counted by itself.
    const first = pages.get(0)
    if (first === undefined) return
    if (!cursors.has(1)) return become({ total: first.length, rows: first.length })
    await count().catch(() => undefined) // still read from the front
  }

  return {
    view: (): ListView => view,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    begin,
    /** From the beginning once more; what was chosen or marked is forgotten. */
    async again(): Promise<void> {
      pages.clear()
      cursors.clear()
      news.clear()
      fresh.clear()
      become({ total: null, fresh: 0, pending: true })
      await begin()
    },
    /** The row, or undefined while it is on its way. */
    rowAt: (row: number): Ticket | undefined => pages.get(Math.floor(row / PAGE))?.[row % PAGE],
    newsOf: (ticketNo: string): RowNews | undefined => news.get(ticketNo),
    /** Reads what is to be shown. */
    look(from: number, to: number): void {
      for (let n = Math.floor(from / PAGE); n <= Math.floor(Math.max(from, to - 1) / PAGE); n += 1) void ensure(n)
    },
    /** The first so many rows, read if they are not. */
    async first(many: number): Promise<Ticket[]> {
      for (let n = 0; n * PAGE < Math.min(many, view.rows); n += 1) await ensure(n)
      return Array.from({ length: Math.min(many, view.rows) }, (_, row) => pages.get(Math.floor(row / PAGE))?.[row % PAGE]).filter((one) => one !== undefined)
    },
    /** These were changed, and are in these states now: their rows are read again where they are, others counted when they are new here. */
    async changed(ticketNos: readonly string[], states: ReadonlyMap<string, Ticket['state']> = new Map()): Promise<void> {
      for (let from = 0; from < ticketNos.length; from += SOME_MOST) {
        const asked = ticketNos.slice(from, from + SOME_MOST)
        const now = new Map((await asks.some(asked)).map((ticket) => [ticket.ticketNo as string, ticket]))
        for (const ticketNo of asked) {
          const [there, ticket] = [known(ticketNo), now.get(ticketNo)]
          const items = there ? (pages.get(there.page) ?? []) : []
          if (there && !ticket) {
            news.set(ticketNo, 'gone')
            const [before, state] = [items[there.at], states.get(ticketNo)]
            if (before && state) pages.set(there.page, items.with(there.at, { ...before, state }))
          }
          if (there && ticket) {
            if (items[there.at]?.version !== ticket.version) news.set(ticketNo, 'changed')
            pages.set(there.page, items.with(there.at, ticket))
          }
          if (!there && ticket && asks.isNew(ticket, readAt)) fresh.add(ticketNo)
          if (!there && !ticket) fresh.delete(ticketNo)
        }
      }
      become({ fresh: fresh.size })
    },
    /** Everything that is kept may have changed: what is looked at is read again. */
    async stale(from: number, to: number): Promise<void> {
      const shown = Array.from({ length: Math.max(0, to - from) }, (_, i) => pages.get(Math.floor((from + i) / PAGE))?.[(from + i) % PAGE]?.ticketNo).filter((no) => no !== undefined)
      for (const n of pages.keys()) if (n !== 0 && (n < Math.floor(from / PAGE) || n > Math.floor(to / PAGE))) pages.delete(n)
      await this.changed(shown)
    },
    /** The mark of a row has been seen. */
    seen(ticketNo: string): void {
      if (news.get(ticketNo) === 'changed' && news.delete(ticketNo)) become({})
    },
  }
}
