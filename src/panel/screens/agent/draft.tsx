import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import type { CallDetail } from '../../../contract/call.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

const load = async () => await import('../ticket-draft/ticket-draft.tsx')
/** Fetched with the first call, while the phone rings; not with the page. */
const TicketDraft = lazy(async () => ({ default: (await load()).TicketDraft }))

const OPENS_MS = 800

/** The ticket that the call opened, or is about. */
export function Draft({ call, ringing }: { call: string | null; ringing: boolean }) {
  const w = useWords(words).draft
  const { data: ticketNo, error, refetch } = useTicketNo(call)
  useEffect(() => {
    if (ringing) load().catch(() => {}) // asked for again, and said, when it is needed
  }, [ringing])
  if (call === null) return <Empty title={w.none} />
  if (ticketNo) return <Suspense fallback={<Loading />}><TicketDraft key={call} ticketNo={ticketNo} /></Suspense>
  return error ? <Failed error={error} retry={() => void refetch()} /> : <Empty title={w.opening} />
}

/** Asked until there is one, and not again: once merged, the call belongs to another, but in front of the agent stays the one that was written. */
const useTicketNo = (call: string | null) =>
  useQuery<CallDetail['ticketId']>({
    queryKey: ['ticket-no-of-call', call], enabled: call !== null, staleTime: Infinity, refetchInterval: ({ state }) => (state.data ? false : OPENS_MS),
    queryFn: async ({ signal }) => (await api.get<CallDetail>(`/calls/${call}`, {}, { signal })).ticketId,
  })
