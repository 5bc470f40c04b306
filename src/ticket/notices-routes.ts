import { z } from 'zod'
import { TicketNotice } from '../contract/ticket-notice.ts'
import type { Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Notices } from './notices.ts'

const ListQuery = z
  .object({
    seen: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const NoticeList = z.object({ items: z.array(TicketNotice), nextCursor: z.string().nullable() }).meta({ id: 'TicketNoticeList' })
const ById = z.object({ id: z.string().regex(/^[\w.-]{1,100}$/) }).strict()
/** Everybody reads their own. */
const ownOf = (_: unknown, { extension, department }: Principal) => ({ extension, department })

/** GET /ticket-notices, POST /ticket-notices/{id}/seen. */
export const noticeRoutes = (notices: Notices): Route[] => [
  route({
    method: 'get',
    path: '/ticket-notices',
    action: 'ticket.read',
    summary: 'What you are told of tickets: first what nobody has seen, then the rest, each newest first; seen=false: the first only',
    about: ownOf,
    query: ListQuery,
    result: NoticeList,
    handle: async ({ query, user }: RouteRequest<unknown, z.infer<typeof ListQuery>, unknown, Principal>) => await notices.list(user, query),
  }),
  route({
    method: 'post',
    path: '/ticket-notices/:id/seen',
    action: 'ticket.read',
    summary: 'Says that you have seen it; for everybody at the same desk',
    about: ownOf,
    params: ById,
    result: TicketNotice,
    handle: async ({ params, user }: RouteRequest<z.infer<typeof ById>, unknown, unknown, Principal>) => await notices.see(params.id, user),
  }),
]
