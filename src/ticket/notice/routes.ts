import { z } from 'zod'
import { TicketNo } from '../../contract/ticket-no.ts'
import { NoticeCount, NoticeKind, TicketNotice } from '../../contract/ticket-notice.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Notices } from './notices.ts'

const ListQuery = z
  .object({
    seen: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
    kind: NoticeKind.optional(),
    ticketNo: TicketNo.optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const NoticeList = z.object({ items: z.array(TicketNotice), nextCursor: z.string().nullable() }).meta({ id: 'TicketNoticeList' })
const NoticeId = z.string().regex(/^[\w.-]{1,100}$/)
const ById = z.object({ id: NoticeId }).strict()
const Chosen = z.union([z.object({ ids: z.array(NoticeId).min(1).max(200) }).strict(), z.object({ ticketNo: TicketNo }).strict()]).meta({ id: 'SeenTicketNotices' })
const SeenList = z.object({ items: z.array(TicketNotice) }).meta({ id: 'SeenTicketNoticeList' })
/** Everybody reads their own. */

/** GET /ticket-notices and its count, POST /ticket-notices/{id}/seen, and many at once. */
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
    method: 'get',
    path: '/ticket-notices/count',
    action: 'ticket.read',
    summary: 'How many of your notices nobody at your desk has seen, and how many of them are emergencies',
    about: ownOf,
    result: NoticeCount,
    handle: async ({ user }: RouteRequest<unknown, unknown, unknown, Principal>) => await notices.count(user),
  }),
  route({
    method: 'post',
    path: '/ticket-notices/seen',
    action: 'ticket.read',
    summary: 'Says that you have seen these, or all of one ticket; gives those that nobody had seen before',
    about: ownOf,
    body: Chosen,
    result: SeenList,
    handle: async ({ body, user }: RouteRequest<unknown, unknown, z.infer<typeof Chosen>, Principal>) => ({ items: await notices.seeAll(body, user) }),
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
