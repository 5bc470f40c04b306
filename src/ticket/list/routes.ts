import { z } from 'zod'
import { BulkRequest, BulkResults, KeepFilter, ListMarks, SavedFilter } from '../../contract/ticket-list.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Bulk } from './bulk.ts'
import type { Reading } from '../reading.ts'
import type { SavedFilters } from './saved-filters.ts'
import type { Search } from '../search/search.ts'
import { ListQuery, listingOf, type Surroundings } from '../search/query.ts'

export interface ListRouteDeps {
  reading: Reading
  search: Search
  surroundings: Surroundings
  filters: SavedFilters
  bulk: Bulk
}

const MarksQuery = ListQuery.omit({ cursor: true, limit: true, ticketNos: true }).extend({ every: z.coerce.number().int().min(50).max(200).default(100) }).strict()
const ById = z.object({ id: z.string().regex(/^[\w-]{1,60}$/) }).strict()
const Filters = z.object({ items: z.array(SavedFilter) }).meta({ id: 'SavedTicketFilters' })
/** Everybody reads their own. */
type Asks<Params, Body> = RouteRequest<Params, unknown, Body, Principal>

/** GET /ticket-marks, POST /tickets/bulk, and /ticket-filters. */
export const ticketListRoutes = ({ reading, search, surroundings, filters, bulk }: ListRouteDeps): Route[] => [
  route({
    method: 'get',
    path: '/ticket-marks',
    action: 'ticket.read',
    summary: 'How many tickets GET /tickets finds, and the cursor of each of its pages: a list can be looked into anywhere',
    about: ownOf,
    query: MarksQuery,
    result: ListMarks,
    async handle({ query: { every, ...query }, user }: RouteRequest<unknown, z.infer<typeof MarksQuery>, unknown, Principal>) {
      const { filter, text, number, sort } = listingOf({ ...query, limit: every }, surroundings)
      const mine = query.mine === 'true' ? { agent: user.extension ?? '' } : {}
      return await search.marks({ filter: { ...filter, ...mine, sight: reading.sight(user, { number }) }, text, number, sort }, every)
    },
  }),
  route({
    method: 'post',
    path: '/tickets/bulk',
    action: 'ticket.read',
    summary: 'One step for up to 50 tickets; preview: only what would come of it, for each. Each is kept whole or not at all',
    about: ownOf,
    body: BulkRequest,
    result: BulkResults,
    handle: async ({ body, user, language }: Asks<unknown, BulkRequest>) => ({ items: await bulk.run(body, user, language) }),
  }),
  ...filterRoutes(filters),
]

const filterRoutes = (filters: SavedFilters): Route[] => [
  route({
    method: 'get',
    path: '/ticket-filters',
    action: 'ticket.read',
    summary: 'Filters you keep and those shared where you work, each with how many tickets it finds (counted to 1000)',
    about: ownOf,
    result: Filters,
    handle: async ({ user }: Asks<unknown, unknown>) => ({ items: await filters.list(user) }),
  }),
  route({
    method: 'post',
    path: '/ticket-filters',
    action: 'ticket.read',
    summary: 'Keeps a filter; one for everybody takes the right to supervise',
    about: ownOf,
    body: KeepFilter,
    result: SavedFilter,
    status: 201,
    handle: async ({ body, user }: Asks<unknown, KeepFilter>) => await filters.keep(body, user),
  }),
  route({
    method: 'put',
    path: '/ticket-filters/:id',
    action: 'ticket.read',
    summary: 'Changes one of your filters',
    about: ownOf,
    params: ById,
    body: KeepFilter,
    result: SavedFilter,
    handle: async ({ params, body, user }: Asks<z.infer<typeof ById>, KeepFilter>) => await filters.change(params.id, body, user),
  }),
  route({
    method: 'delete',
    path: '/ticket-filters/:id',
    action: 'ticket.read',
    summary: 'Forgets one of your filters',
    about: ownOf,
    params: ById,
    status: 204,
    handle: async ({ params, user }: Asks<z.infer<typeof ById>, unknown>) => await filters.remove(params.id, user),
  }),
]
