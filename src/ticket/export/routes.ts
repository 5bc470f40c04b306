import { z } from 'zod'
import { TicketNo } from '../../contract/ticket-no.ts'
import { AskExport, TicketExport } from '../../contract/ticket-export.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Prints } from '../print/prints.ts'
import type { Exports } from './exports.ts'

const ByNo = z.object({ ticketNo: TicketNo }).strict()
const ById = z.object({ id: z.string().regex(/^[\w-]{1,60}$/) }).strict()
/** Everybody exports what they may read. */
type Asks<Params, Body> = RouteRequest<Params, unknown, Body, Principal>

/** POST /ticket-exports, GET and DELETE /ticket-exports/{id}, GET /ticket-exports/{id}/file. */
export const exportRoutes = (exports: Exports): Route[] => [
  route({
    method: 'post',
    path: '/ticket-exports',
    action: 'ticket.read',
    summary: 'Writes the tickets of a filter into a file, one export after the other; who asks is on record',
    about: ownOf,
    body: AskExport,
    result: TicketExport,
    status: 201,
    handle: async ({ body, user, language }: Asks<unknown, AskExport>) => await exports.ask(body, user, language),
  }),
  route({
    method: 'get',
    path: '/ticket-exports/:id',
    action: 'ticket.read',
    summary: 'How far it is',
    about: ownOf,
    params: ById,
    result: TicketExport,
    handle: async ({ params, user }: Asks<z.infer<typeof ById>, unknown>) => exports.of(params.id, user),
  }),
  route({
    method: 'get',
    path: '/ticket-exports/:id/file',
    action: 'ticket.read',
    summary: 'The file, for who asked for it, for an hour; on record',
    about: ownOf,
    params: ById,
    download: true,
    handle: async ({ params, user }: Asks<z.infer<typeof ById>, unknown>) => await exports.download(params.id, user),
  }),
  route({
    method: 'delete',
    path: '/ticket-exports/:id',
    action: 'ticket.read',
    summary: 'Deletes the file, or gives up the export',
    about: ownOf,
    params: ById,
    status: 204,
    handle: async ({ params, user }: Asks<z.infer<typeof ById>, unknown>) => await exports.remove(params.id, user),
  }),
]

/** GET /tickets/{ticketNo}/print. */
export const printRoutes = (prints: Prints): Route[] => [
  route({
    method: 'get',
    path: '/tickets/:ticketNo/print',
    action: 'ticket.read',
    summary: 'The work order as PDF, with what you may see of it; who printed it is on record',
    about: ownOf,
    params: ByNo,
    download: true,
    handle: async ({ params, user, language }: Asks<z.infer<typeof ByNo>, unknown>) => await prints.order(params.ticketNo, user, language),
  }),
]
