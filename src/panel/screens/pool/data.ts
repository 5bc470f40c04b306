import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { PoolCounts, PoolEntry, PoolReview, PoolReviewDetail } from '../../../contract/pool.ts'
import { api } from '../../server/api.ts'

export interface PoolWanted {
  state: 'open' | 'done'
  grade?: string
  due?: string
}

export const usePool = (wanted: PoolWanted) =>
  useInfiniteQuery({
    queryKey: ['pool', 'entries', wanted],
    queryFn: ({ pageParam, signal }) => api.get<{ items: PoolEntry[]; nextCursor: string | null }>('/pool', { ...wanted, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  })

export const usePoolCounts = () => useQuery({ queryKey: ['pool', 'counts'], queryFn: ({ signal }) => api.get<PoolCounts>('/pool/counts', {}, { signal }), placeholderData: (before) => before })

/** For those who review. */
export const useReviews = (on: boolean) => useQuery({ queryKey: ['pool', 'reviews'], queryFn: async ({ signal }) => (await api.get<{ items: PoolReview[] }>('/pool/reviews', {}, { signal })).items, enabled: on })

export const useReview = (id: string | null) => useQuery({ queryKey: ['pool', 'review', id], queryFn: ({ signal }) => api.get<PoolReviewDetail>(`/pool/reviews/${id ?? ''}`, {}, { signal }), enabled: id !== null })
