import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallCitizen, TicketContacts } from '../../../contract/ticket-contact.ts'
import { useAction } from '../../look/use-action.ts'
import { api, Problem } from '../../server/api.ts'
import { ticketKey } from '../../server/ticket.ts'

/** While a call is under way it is looked at this often, and one that another server has. */
const LOOK_MS = 1_000
const LOOK_ELSEWHERE_MS = 10_000

const contactsKey = (ticketNo: string) => ['ticket-contacts', ticketNo] as const
export const isGoing = ({ outcome, stage }: TicketContacts['items'][number]): boolean => outcome === null && stage !== null

/** Calls to the citizen of the ticket, and whether the reader may make one; followed while one is under way. */
export const useContacts = (ticketNo: string) =>
  useQuery({
    queryKey: contactsKey(ticketNo),
    queryFn: ({ signal }) => api.get<TicketContacts>(`/tickets/${ticketNo}/calls`, {}, { signal }),
    refetchInterval: ({ state }) => (lookAgainMs(state.data?.items ?? [])),
  })

function lookAgainMs(items: TicketContacts['items']): number | false {
  if (items.some(isGoing)) return LOOK_MS
  return items.some(({ outcome }) => outcome === null) ? LOOK_ELSEWHERE_MS : false
}

/** Asks for the call; what stands in its way is said, and shown as it is now. */
export function useCallCitizen(ticketNo: string): { busy: boolean; call: (wanted: CallCitizen) => Promise<boolean> } {
  const client = useQueryClient()
  const { busy, run } = useAction(async (wanted: CallCitizen) => {
    try {
      client.setQueryData(contactsKey(ticketNo), await api.send<TicketContacts>('POST', `/tickets/${ticketNo}/call`, wanted))
    } catch (error) {
      if (error instanceof Problem && error.status === 409) for (const key of [contactsKey(ticketNo), ticketKey(ticketNo)]) void client.invalidateQueries({ queryKey: key })
      throw error
    }
  })
  return { busy, call: run }
}
