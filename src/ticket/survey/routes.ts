import { z } from 'zod'
import { SaveSurvey, SurveyUnderWay, TakeSurvey } from '../../contract/survey.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import type { Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Surveying } from './surveying.ts'

const ByNo = z.object({ ticketNo: TicketNo }).strict()
type Asked<Body = unknown> = RouteRequest<z.infer<typeof ByNo>, unknown, Body, Principal>
const Maybe = z.object({ survey: SurveyUnderWay.nullable() }).meta({ id: 'SurveyOfTicket' })
const List = z.object({ items: z.array(SurveyUnderWay), nextCursor: z.null() }).meta({ id: 'SurveysUnderWay' })

/** GET /surveys; GET, POST and PUT /tickets/{ticketNo}/survey. */
export const surveyRoutes = (surveying: Surveying): Route[] => [
  route({
    method: 'get', path: '/surveys', action: 'ticket.judge', summary: 'Call-backs that somebody is doing now', result: List,
    handle: async ({ user }: RouteRequest<unknown, unknown, unknown, Principal>) => ({ items: await surveying.list(user), nextCursor: null }),
  }),
  route({
    method: 'get', path: '/tickets/:ticketNo/survey', action: 'ticket.judge', summary: 'Who is calling the citizen back now, and what was answered so far', params: ByNo, result: Maybe,
    handle: async ({ params, user }: Asked) => ({ survey: await surveying.show(params.ticketNo, user) }),
  }),
  route({
    method: 'post', path: '/tickets/:ticketNo/survey', action: 'ticket.judge', summary: 'Takes the call-back: nobody else calls the citizen meanwhile', params: ByNo, body: TakeSurvey, result: Maybe,
    handle: async ({ params, body, user }: Asked<z.infer<typeof TakeSurvey>>) => ({ survey: await surveying.take(params.ticketNo, user, body.takeOver) }),
  }),
  route({
    method: 'put', path: '/tickets/:ticketNo/survey', action: 'ticket.judge', summary: 'Keeps what the citizen has answered so far, or leaves the call-back to others', params: ByNo, body: SaveSurvey, result: Maybe,
    handle: async ({ params, body, user }: Asked<SaveSurvey>) => ({ survey: await surveying.save(params.ticketNo, user, body) }),
  }),
]
