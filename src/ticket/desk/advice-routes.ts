import { z } from 'zod'
import { DispatchAdvice, DispatchUnit } from '../../contract/dispatch-advice.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import type { Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Advising } from './advising.ts'

const ByNo = z.object({ ticketNo: TicketNo }).strict()
const Units = z.object({ items: z.array(DispatchUnit), nextCursor: z.null() }).meta({ id: 'DispatchUnits' })

/** GET /tickets/{ticketNo}/dispatch-advice and /dispatch-units. */
export const adviceRoutes = (advising: Advising): Route[] => [
  route({
    method: 'get',
    path: '/tickets/:ticketNo/dispatch-advice',
    action: 'ticket.dispatch',
    summary: 'Who should have the ticket by the responsibility list, by those who gave it back and by what was done before, and why',
    params: ByNo,
    result: DispatchAdvice,
    handle: async ({ params, user }: RouteRequest<z.infer<typeof ByNo>, unknown, unknown, Principal>) => await advising.advise(params.ticketNo, user),
  }),
  route({
    method: 'get',
    path: '/dispatch-units',
    action: 'ticket.dispatch',
    summary: 'Departments a ticket can be sent to, to be found by name, pinyin or code, with how much they have to do',
    result: Units,
    handle: async ({ user }: RouteRequest<unknown, unknown, unknown, Principal>) => ({ items: await advising.units(user), nextCursor: null }),
  }),
]
