import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { NotifyPreferences } from '../../contract/notify.ts'
import type { NoticeCount, TicketNotice } from '../../contract/ticket-notice.ts'
import type { TicketNoticeTold } from '../../contract/socket.ts'
import { api } from '../server/api.ts'
import { onFeed } from '../server/feed.ts'
import { queries } from '../server/queries.ts'
import { withNotice } from './rules/unseen.ts'

export interface NoticePage {
  items: TicketNotice[]
  nextCursor: string | null
}

const UNSEEN = ['notices', 'unseen'] as const
const COUNT = ['notices', 'count'] as const
export const HISTORY = ['notices', 'history'] as const
const WISHES = ['notify-preferences'] as const
/** What came by another server of the house, or was seen there. */
const REFRESH_MS = 60_000
const SHOWN = 100

/** What nobody at the reader's desk has seen, newest first, and how many there are in all. */
export function useUnseen(): { items: readonly TicketNotice[]; count: NoticeCount; error: unknown; pending: boolean; refetch: () => void } {
  const list = useQuery({ queryKey: UNSEEN, queryFn: async ({ signal }) => (await api.get<NoticePage>('/ticket-notices', { seen: false, limit: SHOWN }, { signal })).items, refetchInterval: REFRESH_MS })
  const count = useQuery({ queryKey: COUNT, queryFn: ({ signal }) => api.get<NoticeCount>('/ticket-notices/count', {}, { signal }), refetchInterval: REFRESH_MS })
  const items = list.data ?? []
  const seen = { unseen: Math.max(count.data?.unseen ?? 0, items.length), emergencies: Math.max(count.data?.emergencies ?? 0, items.filter(({ urgency }) => urgency === 'emergency').length) }
  return { items, count: seen, error: list.error, pending: list.isPending, refetch: () => void list.refetch() }
}

/** Keeps the list to what the live feed tells; once for the page. `came` hears of what is new. */
export function useNoticeFeed(came: (notice: TicketNotice) => void): void {
  useEffect(() => {
    const stop = [
      onFeed<TicketNoticeTold>('ticketNotice', ({ notice }) => {
        const before = queries.getQueryData<TicketNotice[]>(UNSEEN) ?? []
        queries.setQueryData(UNSEEN, withNotice(before, notice))
        // An answer on its way may not know of it yet.
        if (queries.isFetching({ queryKey: UNSEEN }) > 0) void queries.invalidateQueries({ queryKey: UNSEEN })
        void queries.invalidateQueries({ queryKey: COUNT })
        void queries.invalidateQueries({ queryKey: HISTORY })
        if (notice.seenAt === null && !before.some(({ id }) => id === notice.id)) came(notice)
      }),
      // After a break something may have been missed.
      onFeed('snapshot', () => void queries.invalidateQueries({ queryKey: ['notices'] })),
    ]
    return () => stop.forEach((end) => end())
  }, [came])
}

/** Says that these were seen, for the whole desk. */
export async function markSeen(chosen: { ids: readonly string[] } | { ticketNo: string }): Promise<void> {
  const { items } = await api.send<{ items: TicketNotice[] }>('POST', '/ticket-notices/seen', chosen)
  queries.setQueryData<TicketNotice[]>(UNSEEN, (before = []) => items.reduce<readonly TicketNotice[]>(withNotice, before) as TicketNotice[])
  await queries.invalidateQueries({ queryKey: ['notices'] })
}

export function useWishes(): { wishes: NotifyPreferences | undefined; error: unknown; refetch: () => void } {
  const { data, error, refetch } = useQuery({ queryKey: WISHES, queryFn: ({ signal }) => api.get<NotifyPreferences>('/notify-preferences', {}, { signal }), staleTime: Infinity })
  return { wishes: data, error, refetch: () => void refetch() }
}

export async function keepWishes(wishes: NotifyPreferences): Promise<void> {
  queries.setQueryData(WISHES, await api.send<NotifyPreferences>('PUT', '/notify-preferences', wishes))
}
