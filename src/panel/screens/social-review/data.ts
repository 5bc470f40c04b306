import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Reviewer, SocialReview, SocialReviewDetail } from '../../../contract/social-review.ts'
import { api } from '../../server/api.ts'

const REFRESH_MS = 10_000

interface Listed<Item> {
  items: Item[]
}

export const useReviews = () => useQuery({ queryKey: ['social-reviews'], queryFn: ({ signal }) => api.get<Listed<SocialReview>>('/social-reviews', { limit: 100 }, { signal }), refetchInterval: REFRESH_MS })
export const useReview = (id: string) => useQuery({ queryKey: ['social-reviews', id], queryFn: ({ signal }) => api.get<SocialReviewDetail>(`/social-reviews/${id}`, {}, { signal }), refetchInterval: REFRESH_MS })
export const useReviewers = () => useQuery({ queryKey: ['social-reviewers'], queryFn: ({ signal }) => api.get<Listed<Reviewer>>('/social-reviewers', {}, { signal }) })

/** Sends, and shows what the server answers with. */
export function useReviewStep(id: string): (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<void> {
  const known = useQueryClient()
  return async (method, path, body = {}) => {
    known.setQueryData(['social-reviews', id], await api.send<SocialReviewDetail>(method, `/social-reviews/${id}${path}`, method === 'DELETE' ? undefined : body))
    await known.invalidateQueries({ queryKey: ['social-reviews'] })
  }
}
