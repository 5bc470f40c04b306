import { useQuery } from '@tanstack/react-query'
import { api } from '../../server/api.ts'

const AGAIN_MS = 60_000

/** What is due until then is nearly due by now, by the rule of the yellow card: the server knows the working days. null = not known yet. */
export function useNearBy(): number | null {
  const { data } = useQuery({ queryKey: ['nearly-due'], queryFn: ({ signal }) => api.get<{ nearBy: number }>('/tickets/nearly-due', {}, { signal }), staleTime: AGAIN_MS, refetchInterval: AGAIN_MS })
  return data?.nearBy ?? null
}
