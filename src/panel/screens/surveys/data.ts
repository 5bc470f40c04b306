import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Survey, SurveyState } from '../../../contract/survey.ts'
import { api } from '../../server/api.ts'

interface Listed {
  items: Survey[]
  nextCursor: string | null
}

const KEY = 'survey-rounds'
const LOOK_AGAIN_MS = 5_000
const SELDOM_MS = 30_000
const PAGE = 50

/** Call-backs in one state, as the dialer goes through them. */
export const useSurveyList = (state: SurveyState) =>
  useInfiniteQuery({
    queryKey: [KEY, state],
    queryFn: ({ pageParam, signal }) => api.get<Listed>('/surveys', { state, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: LOOK_AGAIN_MS,
  })

/** Every round of a ticket; asked again when the ticket changes, and while the machine calls or will. */
export const useRounds = (ticketNo: string, version: number) =>
  useQuery({ queryKey: [KEY, 'ticket', ticketNo, version], queryFn: async ({ signal }) => (await api.get<Listed>('/surveys', { ticketNo }, { signal })).items, placeholderData: (before) => (before?.[0]?.ticketNo === ticketNo ? before : undefined), refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'calling') ? LOOK_AGAIN_MS : state.data?.some((one) => one.state === 'scheduled') ? SELDOM_MS : false) })

/** Now, within the hours of calling; says when. */
export function useDialNow(): (id: string) => Promise<Survey> {
  const known = useQueryClient()
  return async (id) => {
    const survey = await api.send<Survey>('POST', `/surveys/${id}/dial`)
    await Promise.all([known.invalidateQueries({ queryKey: [KEY] }), known.invalidateQueries({ queryKey: ['dialer'] })])
    return survey
  }
}
