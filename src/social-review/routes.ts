import { z } from 'zod'
import { SentInstant } from '../contract/session-agenda.ts'
import { ChangeSocialReview, Explanation, NewSocialReview, ReviewPapers, SocialReview, SocialReviewDetail, SocialReviewStatistics, VoteChoice } from '../contract/social-review.ts'
import { TicketNo } from '../contract/ticket-no.ts'
import type { Principal } from '../identity/port.ts'
import { fromCursor } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { SessionTickets } from '../ticket/port.ts'
import { papersShown } from './papers.ts'
import type { Reviews } from './reviews.ts'
import type { Voting } from './voting.ts'

export interface ReviewRouteDeps {
  reviews: Reviews
  voting: Voting
  tickets: Pick<SessionTickets, 'papers'>
  now: () => number
}

const ListQuery = z.object({ cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }).strict()
const Period = z.object({ from: SentInstant, to: SentInstant }).strict()
const Id = z.string().min(1).max(40)
const ById = z.object({ id: Id }).strict()
const ByItem = z.object({ id: Id, item: Id }).strict()
const AtVersion = z.object({ version: z.int() }).strict()
const NewItem = z.object({ ticketNo: TicketNo }).strict()
const Ballot = z.object({ choice: VoteChoice }).strict().meta({ id: 'SocialReviewVote' })
const Recorded = Ballot.extend({ reviewer: Id }).strict().meta({ id: 'RecordedVote' })
const Nothing = z.object({}).strict()
const SocialReviewList = z.object({ items: z.array(SocialReview), nextCursor: z.string().nullable() }).meta({ id: 'SocialReviewList' })

type Asked<Params, Body = unknown, Query = unknown> = RouteRequest<Params, Query, Body, Principal>
type OfSession = z.infer<typeof ById>
type OfItem = z.infer<typeof ByItem>

/** Reviewers have what is laid before them; which sessions that are is settled session by session. */
export const ownOf = (_: unknown, { username }: Principal) => ({ author: username })

/** Social review: sessions, what is voted on, the votes (G19, G20). */
export const socialReviewRoutes = (deps: ReviewRouteDeps): Route[] => [...readingRoutes(deps), ...sessionRoutes(deps.reviews), ...votingRoutes(deps)]

const readingRoutes = ({ reviews, tickets }: ReviewRouteDeps): Route[] => [
  route({
    method: 'get', path: '/social-reviews', action: 'socialReview.read', summary: 'Sessions of social review, latest first; reviewers have those they are invited to', about: ownOf, query: ListQuery, result: SocialReviewList,
    handle: async ({ query: { cursor, limit }, user }: Asked<unknown, unknown, z.infer<typeof ListQuery>>) => await reviews.list({ limit, ...(cursor === undefined ? {} : { after: fromCursor(cursor) }) }, user),
  }),
  route({
    method: 'get', path: '/social-reviews/statistics', action: 'socialReview.run', summary: 'Sessions held between two instants, items, share of reasonable ones', query: Period, result: SocialReviewStatistics,
    handle: async ({ query }: Asked<unknown, unknown, z.infer<typeof Period>>) => await reviews.statistics(query),
  }),
  route({
    method: 'get', path: '/social-reviews/:id', action: 'socialReview.read', summary: 'One session with its agenda; a reviewer reads of votes only their own', about: ownOf, params: ById, result: SocialReviewDetail,
    handle: async ({ params, user }: Asked<OfSession>) => await reviews.detail(params.id, user),
  }),
  route({
    method: 'get', path: '/social-reviews/:id/items/:item/papers', action: 'socialReview.read', summary: 'What is laid before the reviewers, without who the citizen is', about: ownOf, params: ByItem, result: ReviewPapers,
    async handle({ params, user }: Asked<OfItem>) {
      const { mine } = await reviews.sessionOf(params.id, user)
      const { item, ticket } = await reviews.itemOf(params.id, params.item)
      await reviews.told(user, 'socialReview.papers', params.id, { ticket: ticket.ticketNo, reviewer: mine?.id ?? null })
      return papersShown(await tickets.papers(item.ticketId))
    },
  }),
]

const sessionRoutes = (reviews: Reviews): Route[] => [
  route({
    method: 'post', path: '/social-reviews', action: 'socialReview.run', summary: 'Plans a session and invites its reviewers: an odd number, the quorum at least', body: NewSocialReview, result: SocialReviewDetail, status: 201,
    handle: async ({ body, user }: Asked<unknown, NewSocialReview>) => await reviews.plan(body, user),
  }),
  route({
    method: 'patch', path: '/social-reviews/:id', action: 'socialReview.run', summary: 'Changes it before it begins', params: ById, body: ChangeSocialReview, result: SocialReviewDetail,
    handle: async ({ params, body, user }: Asked<OfSession, ChangeSocialReview>) => await reviews.change(params.id, body, user),
  }),
  route({
    method: 'post', path: '/social-reviews/:id/items', action: 'socialReview.run', summary: 'Puts a ticket that waits for social review on the agenda', params: ById, body: NewItem, result: SocialReviewDetail, status: 201,
    handle: async ({ params, body, user }: Asked<OfSession, z.infer<typeof NewItem>>) => await reviews.put(params.id, body.ticketNo, user),
  }),
  route({
    method: 'delete', path: '/social-reviews/:id/items/:item', action: 'socialReview.run', summary: 'Takes it off the agenda, before the session', params: ByItem, result: SocialReviewDetail,
    handle: async ({ params, user }: Asked<OfItem>) => await reviews.remove(params.id, params.item, user),
  }),
  route({
    method: 'post', path: '/social-reviews/:id/open', action: 'socialReview.run', summary: 'Begins the session: reviewers see the papers and vote', params: ById, body: AtVersion, result: SocialReviewDetail,
    handle: async ({ params, body, user }: Asked<OfSession, z.infer<typeof AtVersion>>) => await reviews.open(params.id, body.version, user),
  }),
  route({
    method: 'post', path: '/social-reviews/:id/close', action: 'socialReview.run', summary: 'Ends the session; what was not voted to an end is carried over', params: ById, body: AtVersion, result: SocialReviewDetail,
    handle: async ({ params, body, user }: Asked<OfSession, z.infer<typeof AtVersion>>) => await reviews.close(params.id, body.version, user),
  }),
]

const votingRoutes = ({ voting, now }: ReviewRouteDeps): Route[] => [
  route({
    method: 'post', path: '/social-reviews/:id/items/:item/vote', action: 'socialReview.vote', summary: 'A reviewer’s own vote; sealed until voting is over', about: ownOf, params: ByItem, body: Ballot, result: SocialReviewDetail,
    handle: async ({ params, body, user }: Asked<OfItem, z.infer<typeof Ballot>>) => await voting.vote(params, body.choice, user),
  }),
  route({
    method: 'post', path: '/social-reviews/:id/items/:item/votes', action: 'socialReview.run', summary: 'Records a vote given by hand; who recorded it is kept', params: ByItem, body: Recorded, result: SocialReviewDetail,
    handle: async ({ params, body, user }: Asked<OfItem, z.infer<typeof Recorded>>) => await voting.record(params, body, user),
  }),
  route({
    method: 'post', path: '/social-reviews/:id/items/:item/end', action: 'socialReview.run', summary: 'Ends voting on an item; its verdict is written into the ticket', params: ByItem, body: Nothing, result: SocialReviewDetail,
    handle: async ({ params, user, language }: Asked<OfItem, z.infer<typeof Nothing>>) => await voting.end(params, { user, language }),
  }),
  route({
    method: 'post', path: '/social-reviews/:id/items/:item/explanation', action: 'socialReview.run', summary: 'Records how the citizen was told; only then a matter voted unreasonable is closed', params: ByItem, body: Explanation, result: SocialReviewDetail,
    async handle({ params, body, user, language }: Asked<OfItem, Explanation>) {
      if (body.at > now()) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.at', message: language === 'zh' ? '时间不能晚于现在' : 'It cannot lie ahead' }] })
      return await voting.explain(params, body, { user, language })
    },
  }),
]
