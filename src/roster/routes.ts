import { z } from 'zod'
import { DepartmentCode } from '../contract/department.ts'
import { Day } from '../contract/hotline.ts'
import { DutyCover, DutyHole, DutyNow, DutyPlan, DutyRoster, DutyTurn, NewDutyPlan, SwapTurns, TakeTurn } from '../contract/roster.ts'
import { ownOf, type Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Roster } from './roster.ts'
import { DAY_MS } from './rules/turns.ts'

const RANGE_MAX_DAYS = 62

const RosterQuery = z.object({ /** Without it the centre. */ unit: DepartmentCode.optional(), from: Day, to: Day }).strict().check(({ value: { from, to }, issues }) => {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (days < 0 || days >= RANGE_MAX_DAYS) issues.push({ code: 'custom', path: ['to'], message: `at most ${RANGE_MAX_DAYS} days`, input: to })
})
const PutCover = z.object({ unit: DepartmentCode.nullable(), cover: DutyCover.nullable() }).strict().meta({ id: 'PutDutyCover' })
const HoleList = z.object({ items: z.array(DutyHole) }).meta({ id: 'DutyHoleList' })
const ById = z.object({ id: z.string().min(1).max(60) }).strict()
const AtVersion = z.object({ version: z.int() }).strict()
type Asked<Params, Body = unknown, Query = unknown> = RouteRequest<Params, Query, Body, Principal>
type OfId = z.infer<typeof ById>

/** GET /duty/now, /duty/roster, /duty/holes; keeping plans, cover and turns. */
export const dutyRoutes = ({ duty, now }: Pick<Roster, 'duty' | 'now'>): Route[] => [...readingRoutes({ duty, now }), ...planRoutes(duty), ...turnRoutes(duty)]

const readingRoutes = ({ duty, now }: Pick<Roster, 'duty' | 'now'>): Route[] => [
  route({
    method: 'get', path: '/duty/now', action: 'session.own', summary: 'What every desk shows: special periods, who is on duty, your turns, emergencies you are called for', result: DutyNow,
    handle: async ({ user }: Asked<unknown>) => await now(user),
  }),
  route({
    method: 'get', path: '/duty/roster', action: 'duty.read', summary: 'The roster of a department, or of the centre: turns by day, plans, and when nobody is on duty though somebody has to be', about: ownOf, query: RosterQuery, result: DutyRoster,
    handle: async ({ query: { unit, ...days }, user }: Asked<unknown, unknown, z.infer<typeof RosterQuery>>) => await duty.roster(unit ?? null, days, user),
  }),
  route({
    method: 'get', path: '/duty/holes', action: 'duty.read', summary: 'When nobody will be on duty though somebody has to be, everywhere, the next first', about: ownOf, result: HoleList,
    handle: async ({ user }: Asked<unknown>) => await Promise.resolve({ items: duty.holes(user) }),
  }),
]

const planRoutes = (duty: Roster['duty']): Route[] => [
  route({
    method: 'put', path: '/duty/cover', action: 'duty.edit', summary: 'When somebody has to be on duty: day and night, outside its hours, or null: it keeps no roster', about: ownOf, body: PutCover, result: PutCover,
    async handle({ body, user }: Asked<unknown, z.infer<typeof PutCover>>) {
      await duty.cover(body.unit, body.cover, user)
      return body
    },
  }),
  route({
    method: 'post', path: '/duty/plans', action: 'duty.edit', summary: 'Adds turns that come again by day and week, or once', about: ownOf, body: NewDutyPlan, result: DutyPlan, status: 201,
    handle: async ({ body, user }: Asked<unknown, NewDutyPlan>) => await duty.add(body, user),
  }),
  route({
    method: 'post', path: '/duty/plans/:id/end', action: 'duty.edit', summary: 'Ends a plan: from today on it has no turns', about: ownOf, params: ById, body: AtVersion, status: 204,
    async handle({ params, body, user }: Asked<OfId, z.infer<typeof AtVersion>>) {
      await duty.end(params.id, body.version, user)
    },
  }),
]

const turnRoutes = (duty: Roster['duty']): Route[] => [
  route({
    method: 'post', path: '/duty/turns/:id/person', action: 'duty.edit', summary: 'Somebody else takes the turn, or nobody', about: ownOf, params: ById, body: TakeTurn, result: DutyTurn,
    handle: async ({ params, body, user }: Asked<OfId, z.infer<typeof TakeTurn>>) => await duty.take(params.id, body, user),
  }),
  route({
    method: 'post', path: '/duty/turns/:id/swap', action: 'duty.edit', summary: 'Two people change places', about: ownOf, params: ById, body: SwapTurns, result: DutyTurn,
    handle: async ({ params, body, user }: Asked<OfId, z.infer<typeof SwapTurns>>) => await duty.swap(params.id, body, user),
  }),
  route({
    method: 'post', path: '/duty/turns/:id/seen', action: 'session.own', summary: 'Says that you know of your turn', params: ById, result: DutyTurn,
    handle: async ({ params, user }: Asked<OfId>) => await duty.see(params.id, user),
  }),
]
