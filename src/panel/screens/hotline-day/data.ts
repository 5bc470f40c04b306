import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FollowUpEntry, HotlineDay, HotlineDayDetail } from '../../../contract/hotline-day.ts'
import { api } from '../../server/api.ts'

const REFRESH_MS = 10_000

export const useDays = () => useQuery({ queryKey: ['hotline-days'], queryFn: ({ signal }) => api.get<{ items: HotlineDay[] }>('/hotline-days', { limit: 100 }, { signal }), refetchInterval: REFRESH_MS })
export const useDay = (id: string) => useQuery({ queryKey: ['hotline-days', id], queryFn: ({ signal }) => api.get<HotlineDayDetail>(`/hotline-days/${id}`, {}, { signal }), refetchInterval: REFRESH_MS })
export const useFollowUp = () => useQuery({ queryKey: ['hotline-days', 'follow-up'], queryFn: ({ signal }) => api.get<{ items: FollowUpEntry[] }>('/hotline-days/follow-up', {}, { signal }) })

/** Sends, and shows what the server answers with. */
export function useDayStep(id: string): (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<void> {
  const known = useQueryClient()
  return async (method, path, body) => {
    known.setQueryData(['hotline-days', id], await api.send<HotlineDayDetail>(method, `/hotline-days/${id}${path}`, body))
    await known.invalidateQueries({ queryKey: ['hotline-days'] })
  }
}
