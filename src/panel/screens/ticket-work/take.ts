import { useQueryClient } from '@tanstack/react-query'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { Ticket, TicketEventName } from '../../../contract/ticket.ts'
import { useAction } from '../../look/use-action.ts'
import { api, Problem } from '../../server/api.ts'
import { ticketKey } from '../../server/ticket.ts'

/** Lists that a step of a ticket may have changed are asked for again. */
export function useAfterStep(): (done: TicketDetail) => void {
  const client = useQueryClient()
  return (done) => {
    client.setQueryData(ticketKey(done.ticketNo), done)
    for (const key of ['tickets', 'worklists', 'worklist']) void client.invalidateQueries({ queryKey: [key] })
  }
}

/** A step that needs no form, taken at once; what stands in its way is said, and the ticket shown as it is now. */
export function useTake(): { busy: boolean; take: (of: Pick<Ticket, 'ticketNo' | 'version'>, event: TicketEventName, fields?: object) => Promise<boolean> } {
  const client = useQueryClient()
  const after = useAfterStep()
  const { busy, run } = useAction(async ({ ticketNo, version }: Pick<Ticket, 'ticketNo' | 'version'>, event: TicketEventName, fields: object = {}) => {
    try {
      after(await api.send<TicketDetail>('POST', `/tickets/${ticketNo}/events`, { event, version, ...fields }))
    } catch (error) {
      if (error instanceof Problem && error.status === 409) for (const key of [ticketKey(ticketNo), ['worklists'], ['worklist']]) void client.invalidateQueries({ queryKey: key })
      throw error
    }
  })
  return { busy, take: run }
}
