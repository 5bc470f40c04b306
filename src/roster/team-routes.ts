import { z } from 'zod'
import { DepartmentCode } from '../contract/department.ts'
import { AnswerCallout, Callout, CallPeople, DutyPerson, DutyReach, DutyTurn, NewDutyPerson, PutDutyPerson } from '../contract/roster.ts'
import { TicketNo } from '../contract/ticket-no.ts'
import { ownOf, type Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Roster } from './roster.ts'

const PeopleQuery = z.object({ /** "centre" is the centre. */ unit: z.union([DepartmentCode, z.literal('centre')]).optional(), team: z.enum(['true', 'false']).transform((text) => text === 'true').optional() }).strict()
const PeopleList = z.object({ items: z.array(DutyPerson) }).meta({ id: 'DutyPersonList' })
const ById = z.object({ id: z.string().min(1).max(60) }).strict()
const ByNo = z.object({ ticketNo: TicketNo }).strict()
const TicketCallouts = z
  .object({
    items: z.array(Callout),
    /** On duty now in the department that has it, and at the centre. */
    onDuty: z.array(DutyTurn),
  })
  .meta({ id: 'TicketCallouts' })
type TicketCallouts = z.infer<typeof TicketCallouts>

type Asked<Params, Body = unknown, Query = unknown> = RouteRequest<Params, Query, Body, Principal>
type OfId = z.infer<typeof ById>

/** What is asked about a ticket, by somebody who may read it. */
export interface OfTickets {
  /** Throws NOT_FOUND. */
  callouts: (ticketNo: TicketNo, user: Principal) => Promise<TicketCallouts>
  /** Throws NOT_FOUND, FORBIDDEN. */
  callMore: (ticketNo: TicketNo, people: readonly string[], user: Principal) => Promise<TicketCallouts>
}

/** People of duty and team; who is called for an emergency, and what they answer. */
export const teamRoutes = ({ people, callouts, ofTickets }: Pick<Roster, 'people' | 'callouts'> & { ofTickets: OfTickets }): Route[] => [...peopleRoutes(people), ...calloutRoutes(callouts, ofTickets)]

const peopleRoutes = (people: Roster['people']): Route[] => [
  route({
    method: 'get', path: '/duty/people', action: 'duty.read', summary: 'People of duty and of the emergency team; telephones are masked', about: ownOf, query: PeopleQuery, result: PeopleList,
    handle: async ({ query: { unit, team }, user }: Asked<unknown, unknown, z.infer<typeof PeopleQuery>>) => await Promise.resolve({ items: people.list(user, { team, ...(unit === undefined ? {} : { unit: unit === 'centre' ? null : unit }) }) }),
  }),
  route({
    method: 'post', path: '/duty/people', action: 'duty.edit', summary: 'Adds somebody', about: ownOf, body: NewDutyPerson, result: DutyPerson, status: 201,
    handle: async ({ body, user }: Asked<unknown, NewDutyPerson>) => await people.add(body, user),
  }),
  route({
    method: 'put', path: '/duty/people/:id', action: 'duty.edit', summary: 'Changes what is known of somebody; telephone and mail stay where they are not given', about: ownOf, params: ById, body: PutDutyPerson, result: DutyPerson,
    handle: async ({ params, body, user }: Asked<OfId, PutDutyPerson>) => await people.replace(params.id, body, user),
  }),
  route({
    method: 'post', path: '/duty/people/:id/reveal', action: 'duty.reach', summary: 'Where somebody is reached; who asked is on record', about: ownOf, params: ById, result: DutyReach,
    handle: async ({ params, user }: Asked<OfId>) => await people.reveal(params.id, user),
  }),
]

const calloutRoutes = (callouts: Roster['callouts'], ofTickets: OfTickets): Route[] => [
  route({
    method: 'get', path: '/tickets/:ticketNo/callouts', action: 'ticket.read', summary: 'Who of the emergency team was called for it and what they answered, and who is on duty now', about: ownOf, params: ByNo, result: TicketCallouts,
    handle: async ({ params, user }: Asked<z.infer<typeof ByNo>>) => await ofTickets.callouts(params.ticketNo, user),
  }),
  route({
    method: 'post', path: '/tickets/:ticketNo/callouts', action: 'ticket.dispatch', summary: 'Calls further people', about: ownOf, params: ByNo, body: CallPeople, result: TicketCallouts,
    handle: async ({ params, body, user }: Asked<z.infer<typeof ByNo>, z.infer<typeof CallPeople>>) => await ofTickets.callMore(params.ticketNo, body.people, user),
  }),
  route({
    method: 'post', path: '/callouts/:id/answer', action: 'session.own', summary: 'Whether you come, are there, or cannot: by whoever is called, their department, or the centre for them', params: ById, body: AnswerCallout, result: Callout,
    handle: async ({ params, body, user }: Asked<OfId, AnswerCallout>) => await callouts.answer(params.id, body, user),
  }),
]
