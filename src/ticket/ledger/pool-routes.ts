import { z } from 'zod'
import { DepartmentCode } from '../../contract/department.ts'
import { NewPoolFinding, PoolCounts, PoolEntry, PoolGrade, PoolReview, PoolReviewDetail } from '../../contract/pool.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Pool } from './pool.ts'

const PoolQuery = z
  .object({
    unit: DepartmentCode.optional(),
    grade: PoolGrade.optional(),
    state: z.enum(['open', 'done']).default('open'),
    /** Only what is to be looked at by now. */
    due: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const CountsQuery = z.object({ unit: DepartmentCode.optional() }).strict()
const ById = z.object({ id: z.string().regex(/^[\w-]{1,40}$/) }).strict()
const Page = z.object({ items: z.array(PoolEntry), nextCursor: z.string().nullable() }).meta({ id: 'PoolPage' })
const Reviews = z.object({ items: z.array(PoolReview) }).meta({ id: 'PoolReviews' })
/** Everybody reads their own. */
type Asked<Query = unknown, Body = unknown, Params = unknown> = RouteRequest<Params, Query, Body, Principal>
type One<Body = unknown> = Asked<unknown, Body, z.infer<typeof ById>>

/** GET /pool, /pool/counts; the weekly reviews below /pool/reviews. */
export const poolRoutes = ({ pool }: { pool: Pool }): Route[] => [
  route({
    method: 'get', path: '/pool', action: 'ticket.read', about: ownOf, query: PoolQuery, result: Page,
    summary: 'Matters that are watched (grades C and D), what is to be looked at first; state=done: those struck off',
    handle: async ({ query, user }: Asked<z.infer<typeof PoolQuery>>) => await pool.page(user, query),
  }),
  route({
    method: 'get', path: '/pool/counts', action: 'ticket.read', about: ownOf, query: CountsQuery, result: PoolCounts,
    summary: 'How many are in the pool, and how many are to be looked at',
    handle: async ({ query, user }: Asked<z.infer<typeof CountsQuery>>) => await pool.counts(user, query),
  }),
  route({
    method: 'get', path: '/pool/reviews', action: 'ticket.supervise', result: Reviews,
    summary: 'Weekly reviews of the pool, newest first',
    handle: async ({ user }: Asked) => ({ items: await pool.reviews(user) }),
  }),
  route({
    method: 'post', path: '/pool/reviews', action: 'ticket.supervise', result: PoolReviewDetail, status: 201,
    summary: 'Begins a review, or tells the one that is under way',
    handle: async ({ user }: Asked) => await pool.begin(user),
  }),
  route({
    method: 'get', path: '/pool/reviews/:id', action: 'ticket.supervise', params: ById, result: PoolReviewDetail,
    summary: 'One review, and what was found',
    handle: async ({ params, user }: One) => await pool.review(params.id, user),
  }),
  route({
    method: 'post', path: '/pool/reviews/:id/findings', action: 'ticket.supervise', params: ById, body: NewPoolFinding, result: PoolReviewDetail, status: 201,
    summary: 'One entry looked at: kept until a day, or struck off with result and approver',
    handle: async ({ params, body, user, language }: One<NewPoolFinding>) => await pool.find(params.id, body, user, language),
  }),
  route({
    method: 'post', path: '/pool/reviews/:id/close', action: 'ticket.supervise', params: ById, result: PoolReviewDetail,
    summary: 'Ends the review',
    handle: async ({ params, user }: One) => await pool.close(params.id, user),
  }),
]
