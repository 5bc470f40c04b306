import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { WorklistCount, WorklistEntry, WorklistName } from '../../../contract/worklist.ts'
import { api } from '../../server/api.ts'

/** Besides what the feed tells at once. */
const LOOK_AGAIN_MS = 15_000
const PAGE = 50

export const useCounts = (below: boolean) =>
  useQuery({ queryKey: ['worklists', below], queryFn: async ({ signal }) => (await api.get<{ items: WorklistCount[] }>('/worklists', { below }, { signal })).items, refetchInterval: LOOK_AGAIN_MS })

export const useWorklist = (name: WorklistName, below: boolean) =>
  useInfiniteQuery({
    queryKey: ['worklist', name, below],
    queryFn: ({ pageParam, signal }) => api.get<{ items: WorklistEntry[]; nextCursor: string | null }>(`/worklists/${name}`, { below, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: LOOK_AGAIN_MS,
  })

export const keyOf = ({ ticket, record }: WorklistEntry): string => record?.id ?? ticket.id

/** Entries that came while the list was looked at; all are old when another list is opened. */
export function useNewcomers(list: string, entries: readonly WorklistEntry[] | undefined): ReadonlySet<string> {
  const known = useRef<{ list: string; keys: Set<string> } | null>(null)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (entries === undefined) return
    const keys = entries.map(keyOf)
    if (known.current?.list !== list) {
      known.current = { list, keys: new Set(keys) }
      return setFresh(new Set())
    }
    const seen = known.current.keys
    const came = keys.filter((key) => !seen.has(key))
    if (came.length === 0) return
    for (const key of came) seen.add(key)
    setFresh((before) => new Set([...before, ...came]))
  }, [list, entries])
  return fresh
}

const WIDE = window.matchMedia('(min-width: 1100px)')
const subscribe = (listener: () => void): (() => void) => {
  WIDE.addEventListener('change', listener)
  return () => WIDE.removeEventListener('change', listener)
}

/** Whether list and ticket fit beside each other. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => WIDE.matches)
