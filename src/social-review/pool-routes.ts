import { z } from 'zod'
import { AgendaTicket } from '../contract/session-agenda.ts'
import { ChangeReviewer, NewRemark, NewReviewer, Reviewer, ReviewPapers, TicketRemark } from '../contract/social-review.ts'
import { TicketNo } from '../contract/ticket-no.ts'
import type { Principal } from '../identity/port.ts'
import { fromCursor } from '../platform/cursor.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Reviewers } from './reviewers.ts'
import { ownOf } from './routes.ts'
import type { Samples } from './samples.ts'

const ById = z.object({ id: z.string().min(1).max(40) }).strict()
const ByNo = z.object({ ticketNo: TicketNo }).strict()
const ListQuery = z.object({ cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }).strict()
const ReviewerList = z.object({ items: z.array(Reviewer) }).meta({ id: 'SocialReviewerList' })
const SampleList = z.object({ items: z.array(AgendaTicket) }).meta({ id: 'TicketSampleList' })
const RemarkList = z.object({ items: z.array(TicketRemark), nextCursor: z.string().nullable() }).meta({ id: 'TicketRemarkList' })

type Asked<Params, Body = unknown, Query = unknown> = RouteRequest<Params, Query, Body, Principal>
type OfReviewer = z.infer<typeof ById>
type OfTicket = z.infer<typeof ByNo>

/** The pool of reviewers (G19). */
export const reviewerRoutes = (reviewers: Reviewers): Route[] => [
  route({ method: 'get', path: '/social-reviewers', action: 'socialReview.run', summary: 'The pool of reviewers; telephone numbers masked', result: ReviewerList, handle: async () => ({ items: await reviewers.list() }) }),
  route({
    method: 'post', path: '/social-reviewers', action: 'socialReview.run', summary: 'Takes somebody into the pool', body: NewReviewer, result: Reviewer, status: 201,
    handle: async ({ body, user }: Asked<unknown, NewReviewer>) => await reviewers.add(body, user),
  }),
  route({
    method: 'get', path: '/social-reviewers/:id', action: 'socialReview.run', summary: 'One reviewer with the number in full; on record', params: ById, result: Reviewer,
    handle: async ({ params, user }: Asked<OfReviewer>) => await reviewers.show(params.id, user),
  }),
  route({
    method: 'patch', path: '/social-reviewers/:id', action: 'socialReview.run', summary: 'Changes what is known of a reviewer', params: ById, body: ChangeReviewer, result: Reviewer,
    handle: async ({ params, body, user }: Asked<OfReviewer, ChangeReviewer>) => await reviewers.change(params.id, body, user),
  }),
]

/** What social supervisors are shown, and what they note about it (Z15). */
export const sampleRoutes = (samples: Samples): Route[] => [
  route({
    method: 'get', path: '/ticket-samples', action: 'ticketSample.read', summary: 'Finished tickets drawn for the reader this month, without who the citizen is', about: ownOf, result: SampleList,
    handle: async ({ user }: Asked<unknown>) => ({ items: await samples.list(user) }),
  }),
  route({
    method: 'get', path: '/ticket-samples/:ticketNo', action: 'ticketSample.read', summary: 'What was said and done about one of them', about: ownOf, params: ByNo, result: ReviewPapers,
    handle: async ({ params, user }: Asked<OfTicket>) => await samples.show(params.ticketNo, user),
  }),
  route({
    method: 'post', path: '/ticket-samples/:ticketNo/remarks', action: 'ticketSample.remark', summary: 'A remark about one of them; the supervisor is told', about: ownOf, params: ByNo, body: NewRemark, result: TicketRemark, status: 201,
    handle: async ({ params, body, user }: Asked<OfTicket, z.infer<typeof NewRemark>>) => await samples.remark(params.ticketNo, body.text, user),
  }),
  route({
    method: 'get', path: '/ticket-remarks', action: 'ticketSample.read', summary: 'Remarks of social supervisors, latest first; whoever made them reads their own', about: ownOf, query: ListQuery, result: RemarkList,
    handle: async ({ query: { cursor, limit }, user }: Asked<unknown, unknown, z.infer<typeof ListQuery>>) => await samples.remarks({ limit, ...(cursor === undefined ? {} : { after: fromCursor(cursor) }) }, user),
  }),
]
