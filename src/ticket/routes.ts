import { z } from 'zod'
import { CallId, HotlineNumber } from '../contract/ids.ts'
import { Reveal, Revealed, SavedTicket, TicketDetail, TicketSuggestions } from '../contract/ticket-detail.ts'
import { TicketForm } from '../contract/ticket-form.ts'
import { ChangeTicket, NewTicket, Ticket, TicketEvent, TicketNo, TicketState } from '../contract/ticket.ts'
import type { Can, Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Acting } from './acting.ts'
import type { Reading } from './reading.ts'
import type { Writing } from './writing.ts'

const ListQuery = z
  .object({
    callId: CallId.optional(),
    state: TicketState.optional(),
    dnis: HotlineNumber.optional(),
    /** The number that called, or was given to be reached at: all its digits. */
    ani: z.string().regex(/^\d{5,12}$/).optional(),
    /** In the title, or the beginning of the ticket number. */
    text: z.string().trim().min(1).max(60).optional(),
    mine: z.enum(['true', 'false']).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
type ListQuery = z.infer<typeof ListQuery>
const TicketList = z.object({ items: z.array(Ticket), nextCursor: z.string().nullable() }).meta({ id: 'TicketList' })
const ByNo = z.object({ ticketNo: TicketNo }).strict()

export interface TicketRouteDeps {
  reading: Reading
  writing: Writing
  acting: Acting
  can: Can
}

/** People of a department and agents narrow themselves to their own; what is whose is settled ticket by ticket. */
const ownOf = (_: unknown, { extension, department }: Principal) => ({ extension, department })
type About<Body> = RouteRequest<z.infer<typeof ByNo>, unknown, Body, Principal>

export const ticketRoutes = (deps: TicketRouteDeps): Route[] => [...readingRoutes(deps.reading, deps.can), ...writingRoutes(deps)]

/** GET /tickets, /tickets/{ticketNo}, …/suggestions and /ticket-form. */
function readingRoutes(reading: Reading, can: Can): Route[] {
  return [
    route({
      method: 'get',
      path: '/tickets',
      action: 'ticket.read',
      summary: 'Tickets, newest first',
      about: ownOf,
      query: ListQuery,
      result: TicketList,
      async handle({ query, user }: RouteRequest<unknown, ListQuery, unknown, Principal>) {
        const { cursor, limit, mine, ani: number, ...filter } = query
        const everybody = can(user, 'ticket.read') && mine !== 'true'
        if (!everybody && user.extension === null) return { items: [], nextCursor: null }
        const found = await reading.list({
          ...filter, number,
          ...(everybody ? {} : { agent: user.extension ?? '' }),
          ...(cursor === undefined ? {} : { after: fromCursor(cursor) }),
          limit: limit + 1,
        })
        return pageOf(found, limit, (row) => ({ at: row.openedAt, id: row.id }))
      },
    }),
    route({
      method: 'get',
      path: '/tickets/:ticketNo',
      action: 'ticket.read',
      summary: 'One ticket, its history, and what may be done with it',
      about: ownOf,
      params: ByNo,
      result: TicketDetail,
      handle: async ({ params, user }: About<unknown>) => await reading.show(params.ticketNo, user),
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
