import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { LedgerEntry, LedgerList, LedgerUnits, Letter, SupervisionCounts } from '../../../contract/ledger.ts'
import { api } from '../../server/api.ts'

/** What narrows the ledger, as it stands in the address. */
export interface Wanted {
  unit?: string
  area?: string
  level?: string
  problem?: string
}

/** Time passes too: what is near becomes late. */
const LOOK_AGAIN_MS = 60_000

export const useLedger = (list: LedgerList, wanted: Wanted) =>
  useInfiniteQuery({
    queryKey: ['ledger', list, wanted],
    queryFn: ({ pageParam, signal }) => api.get<{ items: LedgerEntry[]; nextCursor: string | null }>('/ledger', { list, ...wanted, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
    refetchInterval: LOOK_AGAIN_MS,
  })

export const useUnits = (wanted: Wanted) =>
  useQuery({ queryKey: ['ledger', 'units', wanted], queryFn: ({ signal }) => api.get<LedgerUnits>('/ledger/units', { ...wanted }, { signal }), placeholderData: (before) => before, refetchInterval: LOOK_AGAIN_MS })

export const useCounts = (from: number) =>
  useQuery({ queryKey: ['ledger', 'counts', from], queryFn: ({ signal }) => api.get<SupervisionCounts>('/supervision/counts', { from: new Date(from).toISOString() }, { signal }), placeholderData: (before) => before })

export const useLetter = (id: string) => useQuery({ queryKey: ['letter', id], queryFn: ({ signal }) => api.get<Letter>(`/letters/${id}`, {}, { signal }) })
