import { z } from 'zod'
import { WorklistCount, WorklistEntry, WorklistName } from '../../contract/worklist.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Worklists } from './worklists.ts'

const Below = z.enum(['true', 'false']).default('false').transform((text) => text === 'true')
const CountQuery = z.object({ below: Below }).strict()
const PageQuery = z.object({ below: Below, cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }).strict()
const ByName = z.object({ list: WorklistName }).strict()
const Counts = z.object({ items: z.array(WorklistCount) }).meta({ id: 'WorklistCounts' })
const Page = z.object({ items: z.array(WorklistEntry), nextCursor: z.string().nullable() }).meta({ id: 'WorklistPage' })
/** Everybody reads their own. */

/** GET /worklists and /worklists/{list}. */
export const worklistRoutes = (worklists: Worklists): Route[] => [
  route({
    method: 'get',
    path: '/worklists',
    action: 'ticket.read',
    summary: 'What waits at your desk, by list: how many, and how many are late; below=true: departments below yours too',
    about: ownOf,
    query: CountQuery,
    result: Counts,
    handle: async ({ query, user }: RouteRequest<unknown, z.infer<typeof CountQuery>, unknown, Principal>) => ({ items: await worklists.counts(user, query.below) }),
  }),
  route({
    method: 'get',
    path: '/worklists/:list',
    action: 'ticket.read',
    summary: 'One list: emergencies first, then what is due first',
    about: ownOf,
    params: ByName,
    query: PageQuery,
    result: Page,
    handle: async ({ params, query, user }: RouteRequest<z.infer<typeof ByName>, z.infer<typeof PageQuery>, unknown, Principal>) => await worklists.page(user, params.list, query),
  }),
]
