import { z } from 'zod'
import { CallCitizen, TicketContacts } from '../../contract/ticket-contact.ts'
import { TicketNo } from '../../contract/ticket.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { type Route, route, type RouteRequest } from '../../platform/route.ts'
import type { Contacting } from './contacting.ts'

const ByNo = z.object({ ticketNo: TicketNo }).strict()
type About<Body> = RouteRequest<z.infer<typeof ByNo>, unknown, Body, Principal>

/** What is whose is settled ticket by ticket. */

/** GET /tickets/{ticketNo}/calls, POST …/call. */
export const contactRoutes = (contacting: Contacting): Route[] => [
  route({
    method: 'get',
    path: '/tickets/:ticketNo/calls',
    action: 'ticket.read',
    summary: 'Calls to the citizen about it, made through the server, and the phones the reader may have rung for another',
    about: ownOf,
    params: ByNo,
    result: TicketContacts,
    handle: async ({ params, user }: About<unknown>) => await contacting.list(params.ticketNo, user),
  }),
  route({
    method: 'post',
    path: '/tickets/:ticketNo/call',
    action: 'ticket.call',
    summary: 'Rings your registered phone, then the citizen; neither sees the other’s number. Who and why is audited',
    about: ownOf,
    params: ByNo,
    body: CallCitizen,
    result: TicketContacts,
    status: 201,
    async handle({ params, body, user }: About<CallCitizen>) {
      await contacting.call(params.ticketNo, user, body)
      return await contacting.list(params.ticketNo, user)
    },
  }),
]
