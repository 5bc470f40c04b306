import { z } from 'zod'
import { Reveal, Revealed, SavedTicket, TicketDetail, TicketSuggestions } from '../contract/ticket-detail.ts'
import { TicketForesight } from '../contract/ticket-foresight.ts'
import { TicketForm } from '../contract/ticket-form.ts'
import { ChangeTicket, NewTicket, Ticket, TicketCount, TicketEvent, TicketNo } from '../contract/ticket.ts'
import { ownOf, type Principal } from '../identity/port.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Acting } from './acting.ts'
import type { Reading } from './reading.ts'
import type { Search } from './search/search.ts'
import { ListQuery, listingOf, type Surroundings } from './search/query.ts'
import type { Writing } from './writing.ts'

const TicketList = z.object({ items: z.array(Ticket), nextCursor: z.string().nullable() }).meta({ id: 'TicketList' })
const NearlyDue = z.object({ nearBy: z.int() }).meta({ id: 'NearlyDue' })
const TicketCounts = z.object({ items: z.array(TicketCount) }).meta({ id: 'TicketCounts' })
const ByNo = z.object({ ticketNo: TicketNo }).strict()

export interface TicketRouteDeps {
  reading: Reading
  writing: Writing
  acting: Acting
  search: Search
  surroundings: Surroundings
}

/** People of a department and agents narrow themselves to their own; what is whose is settled ticket by ticket. */
type About<Body> = RouteRequest<z.infer<typeof ByNo>, unknown, Body, Principal>

export const ticketRoutes = (deps: TicketRouteDeps): Route[] => [listRoute(deps), ...readingRoutes(deps), ...writingRoutes(deps)]

/** GET /tickets. */
const listRoute = ({ search, surroundings, reading }: TicketRouteDeps): Route =>
  route({
    method: 'get',
    path: '/tickets',
    action: 'ticket.read',
    summary: 'Tickets, newest first or by their deadline; by words, number, department, place, matter, state and time',
    about: ownOf,
    query: ListQuery,
    result: TicketList,
    async handle({ query, user }: RouteRequest<unknown, ListQuery, unknown, Principal>) {
      const { filter, ...listing } = listingOf(query, surroundings)
      const mine = query.mine === 'true' ? { agent: user.extension ?? '' } : {}
      const { items, nextCursor } = await search.page({ ...listing, filter: { ...filter, ...mine, sight: reading.sight(user, listing) } })
      return { items: items.map((one) => reading.listed(one, user)), nextCursor }
    },
  })

/** GET /tickets/counts, /tickets/nearly-due, /tickets/{ticketNo}, …/suggestions and /ticket-form. */
function readingRoutes({ reading, surroundings }: Pick<TicketRouteDeps, 'reading' | 'surroundings'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/tickets/counts',
      action: 'ticket.supervise',
      summary: 'How many tickets stand where, by workspace: all that the centre sees of the others’',
      result: TicketCounts,
      handle: async ({ user }: RouteRequest<unknown, unknown, unknown, Principal>) => ({ items: await reading.counts(user) }),
    }),
    route({
      method: 'get',
      path: '/tickets/nearly-due',
      action: 'ticket.read',
      summary: 'What is due until then, and not answered, is nearly due by now: the rule of the yellow card, for pages that show it',
      about: ownOf,
      result: NearlyDue,
      handle: async () => ({ nearBy: surroundings.present().near }),
    }),
    route({
      method: 'get',
      path: '/tickets/:ticketNo',
      action: 'ticket.read',
      summary: 'One ticket, its history, and what may be done with it',
      about: ownOf,
      params: ByNo,
      result: TicketDetail,
      handle: async ({ params, user, language }: About<unknown>) => await reading.show(params.ticketNo, user, language),
    }),
    route({
      method: 'get',
      path: '/tickets/:ticketNo/suggestions',
      action: 'ticket.read',
      summary: 'Categories, departments and open tickets that what is written suggests',
      about: ownOf,
      params: ByNo,
      result: TicketSuggestions,
      handle: async ({ params, user }: About<unknown>) => await reading.suggestions(params.ticketNo, user),
    }),
    route({
      method: 'get',
      path: '/ticket-form',
      action: 'ticket.read',
      summary: 'What there is to choose from: types, categories, templates, areas, departments',
      about: ownOf,
      result: TicketForm,
      handle: async () => reading.choices(),
    }),
  ]
}

/** POST /tickets, PATCH /tickets/{ticketNo}, POST …/events and …/reveal. */
function writingRoutes({ reading, writing, acting }: TicketRouteDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/tickets',
      action: 'ticket.open',
      summary: 'Takes in a matter that came without a call',
      body: NewTicket,
      result: TicketDetail,
      status: 201,
      handle: async ({ body, user, language }: RouteRequest<unknown, unknown, NewTicket, Principal>) => await writing.open(body, user, language),
    }),
    route({
      method: 'patch',
      path: '/tickets/:ticketNo',
      action: 'ticket.edit',
      summary: 'Keeps what was written on a draft, field by field',
      about: ownOf,
      params: ByNo,
      body: ChangeTicket,
      result: SavedTicket,
      handle: async ({ params, body, user, language }: About<ChangeTicket>) => await writing.change(params.ticketNo, user, body, language),
    }),
    route({
      method: 'post',
      path: '/tickets/:ticketNo/events',
      action: 'ticket.read',
      summary: 'One step of it; which ones its reader may take, the ticket says in allowedEvents',
      about: ownOf,
      params: ByNo,
      body: TicketEvent,
      result: TicketDetail,
      handle: async ({ params, body, user, language }: About<TicketEvent>) => await acting.act(params.ticketNo, user, body, language),
    }),
    route({
      method: 'post',
      path: '/tickets/:ticketNo/events/preview',
      action: 'ticket.read',
      summary: 'What a step would bring: where it leads, until when, who is told; nothing happens',
      about: ownOf,
      params: ByNo,
      body: TicketEvent,
      result: TicketForesight,
      handle: async ({ params, body, user, language }: About<TicketEvent>) => await acting.foresee(params.ticketNo, user, body, language),
    }),
    route({
      method: 'post',
      path: '/tickets/:ticketNo/reveal',
      action: 'ticket.reveal',
      summary: 'Shows name and number of the citizen; who asks and why is audited',
      about: ownOf,
      params: ByNo,
      body: Reveal,
      result: Revealed,
      handle: async ({ params, body, user }: About<z.infer<typeof Reveal>>) => await reading.reveal(params.ticketNo, user, body.reason),
    }),
  ]
}
