import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { TicketsChanged } from '../../../contract/socket.ts'
import type { ListFilter, ListMarks } from '../../../contract/ticket-list.ts'
import type { Ticket } from '../../../contract/ticket.ts'
import { api } from '../../server/api.ts'
import { onFeed, serverNow } from '../../server/feed.ts'
import { useUser } from '../../server/session.ts'
import { createList, type ListStore, type ListView } from './rules/list-store.ts'
import { goesByState, keyOf } from './rules/wanted.ts'

export interface Kept {
  key: string
  list: ListStore
  /** How far it was scrolled, and the row the keys were at. */
  top: number
  row: number
}

/** The list one comes back to from a ticket, as it was left. */
let kept: Kept | null = null

/** Changes are read together, so that many at once do not ask many times. */
const COUNTED_AFTER_MS = 300
const TOGETHER_MS = 400
const BETWEEN_MS = 1_000

function listOf(wanted: ListFilter): ListStore {
  const ask = async (more: Readonly<Record<string, string | number | undefined>>) => await api.get<{ items: Ticket[]; nextCursor: string | null }>('/tickets', { ...wanted, ...more })
  const made: ListStore = createList({
    page: async (cursor, limit) => await ask({ cursor, limit }),
    // Counting reads the whole list: not while somebody is still choosing.
    async marks(every) {
      await new Promise((resolve) => setTimeout(resolve, COUNTED_AFTER_MS))
      return kept?.list === made ? await api.get<ListMarks>('/ticket-marks', { ...wanted, every }) : { total: null, every, marks: [] }
    },
    some: async (ticketNos) => (await ask({ ticketNos: ticketNos.join(','), limit: ticketNos.length })).items,
    isNew: ({ openedAt, stateSince }, readAt) => openedAt >= readAt || (goesByState(wanted) && (stateSince ?? 0) >= readAt),
    now: serverNow,
  })
  return made
}

/** The list that is wanted, kept up to date while it is shown. */
export function useList(wanted: ListFilter): { kept: Kept; view: ListView } {
  // Whoever signs in next at this desk has a list of their own.
  const key = `${useUser().id} ${keyOf(wanted)}`
  const mine = useMemo(() => {
    const back = kept?.key === key
    kept = back && kept ? kept : { key, list: listOf(wanted), top: 0, row: 0 }
    if (!back) void kept.list.begin()
    return kept
    // eslint-disable-next-line -- `key` says everything of `wanted`
  }, [key])
  useEffect(() => heed(mine), [mine])
  return { kept: mine, view: useSyncExternalStore(mine.list.subscribe, mine.list.view) }
}

/** Hears of changes as long as the list is shown; returns how to stop. */
function heed({ list, top }: Kept): () => void {
  const waiting = new Map<string, Ticket['state']>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let busyUntil = 0
  const take = (): void => {
    timer = null
    const some = new Map(waiting)
    waiting.clear()
    busyUntil = Date.now() + BETWEEN_MS
    // What could not be read now is read when it is looked at again.
    void list.changed([...some.keys()], some).catch(() => undefined)
  }
  const stopChanges = onFeed<TicketsChanged>('tickets', ({ tickets }) => {
    for (const { ticketNo, state } of tickets) waiting.set(ticketNo, state)
    timer ??= setTimeout(take, Math.max(TOGETHER_MS, busyUntil - Date.now()))
  })
  const around = Math.floor(top / 40)
  const stopSnapshots = onFeed('snapshot', () => void list.stale(Math.max(0, around - 20), around + 60).catch(() => undefined))
  if (!list.view().pending) void list.stale(Math.max(0, around - 20), around + 60).catch(() => undefined)
  return () => {
    stopChanges()
    stopSnapshots()
    if (timer !== null) clearTimeout(timer)
  }
}
