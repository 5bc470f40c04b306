import { z } from 'zod'
import { SaveSurvey, Survey, SurveyId, SurveyResult, SurveyState, SurveyUnderWay, TakeSurvey } from '../../contract/survey.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Surveying } from './surveying.ts'
import type { Surveys } from './surveys.ts'

const ByNo = z.object({ ticketNo: TicketNo }).strict()
type Asked<Body = unknown> = RouteRequest<z.infer<typeof ByNo>, unknown, Body, Principal>
const Maybe = z.object({ survey: SurveyUnderWay.nullable() }).meta({ id: 'SurveyOfTicket' })
const ById = z.object({ id: SurveyId }).strict()
const Query = z
  .object({
    ticketNo: TicketNo.optional(),
    /** One or several, with commas. */
    state: z.string().regex(/^[a-z,]{1,80}$/).transform((text) => text.split(',')).pipe(z.array(SurveyState).max(5)).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const SurveyPage = z.object({ items: z.array(Survey), nextCursor: z.string().nullable() }).meta({ id: 'SurveyPage' })
const List = z.object({ items: z.array(SurveyUnderWay), nextCursor: z.null() }).meta({ id: 'SurveysUnderWay' })

/** GET /surveys, POST /surveys/{id}/dial and /result; GET /surveys/under-way; GET, POST and PUT /tickets/{ticketNo}/survey. */
export const surveyRoutes = ({ surveying, surveys }: { surveying: Surveying; surveys: Surveys }): Route[] => [
  route({
    method: 'get', path: '/surveys', action: 'ticket.read', about: ownOf, query: Query, result: SurveyPage,
    summary: 'Call-backs of citizens about what was done, with every try and why it ended: what is due first comes first, or the latest where some are over. Departments read what was answered once the matter is closed',
    handle: async ({ query, user }: RouteRequest<unknown, z.infer<typeof Query>, unknown, Principal>) => await surveys.list(user, query),
  }),
  route({
    method: 'post', path: '/surveys/:id/dial', action: 'ticket.judge', params: ById, result: Survey,
    summary: 'Has the machine call as soon as hours and lines allow, whatever was planned',
    handle: async ({ params, user }: RouteRequest<z.infer<typeof ById>, unknown, unknown, Principal>) => await surveys.dial(params.id, user),
  }),
  route({
    method: 'post', path: '/surveys/:id/result', action: 'ticket.judge', params: ById, body: SurveyResult, result: Survey,
    summary: 'What the citizen told a person, by the same form as the machine has',
    handle: async ({ params, body, user, language }: RouteRequest<z.infer<typeof ById>, unknown, SurveyResult, Principal>) => await surveys.result(params.id, body, { user, language }),
  }),
  route({
    method: 'get', path: '/surveys/under-way', action: 'ticket.judge', summary: 'Call-backs that somebody is doing now', result: List,
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
