import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { TicketsChanged } from '../../contract/socket.ts'
import type { TicketDetail } from '../../contract/ticket-detail.ts'
import { api } from './api.ts'
import { onFeed } from './feed.ts'

export const ticketKey = (ticketNo: string) => ['ticket', ticketNo] as const

const ticketOf = (ticketNo: string) =>
  queryOptions({ queryKey: ticketKey(ticketNo), queryFn: ({ signal }) => api.get<TicketDetail>(`/tickets/${ticketNo}`, {}, { signal }), staleTime: Infinity, refetchOnWindowFocus: false })

/** One ticket, as it was when it was first shown or last written on. */
export const useTicket = (ticketNo: string) => useQuery(ticketOf(ticketNo))

interface Liveness {
  /** While true what is shown stays as it is, whatever others do. */
  still?: (shown: TicketDetail | undefined) => boolean
  /** Also asked for so often. */
  everyMs?: number
}

const NEVER = (): boolean => false

/** One ticket as it is now: asked for whenever it is shown, and when somebody has changed it. */
export function useLiveTicket(ticketNo: string, { still = NEVER, everyMs }: Liveness = {}) {
  const answer = useQuery({ ...ticketOf(ticketNo), refetchOnMount: 'always', refetchInterval: ({ state }) => (everyMs === undefined || still(state.data) ? false : everyMs) })
  const { data, refetch } = answer
  useTicketChange(ticketNo, () => {
    if (!still(data)) void refetch()
  })
  return answer
}

/** Told whenever somebody has changed the ticket. */
function useTicketChange(ticketNo: string, changed: () => void): void {
  const latest = useRef(changed)
  latest.current = changed
  useEffect(() => onFeed<TicketsChanged>('tickets', ({ tickets }) => {
    if (tickets.some((one) => one.ticketNo === ticketNo)) latest.current()
  }), [ticketNo])
}
