import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TicketForesight } from '../../../contract/ticket-foresight.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { api, Problem } from '../../server/api.ts'

const WHILE_TYPING_MS = 250

/** What a step would bring, as the server decides it now; nothing is done. Asked again when the typing rests. null: nothing is asked. */
export function useForesight({ ticketNo, version }: Pick<TicketDetail, 'ticketNo' | 'version'>, event: object | null): { foresight: TicketForesight | undefined; refused: Problem | null; asking: boolean } {
  const asked = event === null ? null : JSON.stringify({ ...event, version })
  const [rested, setRested] = useState(asked)
  useEffect(() => {
    const timer = setTimeout(() => setRested(asked), WHILE_TYPING_MS)
    return () => clearTimeout(timer)
  }, [asked])
  const { data, error, isFetching } = useQuery({
    queryKey: ['foresight', ticketNo, rested],
    queryFn: ({ signal }) => api.look<TicketForesight>(`/tickets/${ticketNo}/events/preview`, JSON.parse(rested ?? '{}') as object, { signal }),
    enabled: rested !== null,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  })
  const settled = asked !== null && asked === rested
  return { foresight: settled ? data : undefined, refused: settled && error instanceof Problem ? error : null, asking: asked !== null && (!settled || isFetching) }
}
