import { z } from 'zod'
import { ChangeSpecialPeriod, NewSpecialPeriod, SpecialPeriod, SpecialPeriodDetail } from '../contract/roster.ts'
import { ownOf, type Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Roster } from './roster.ts'

const PeriodList = z.object({ items: z.array(SpecialPeriod) }).meta({ id: 'SpecialPeriodList' })
const ById = z.object({ id: z.string().min(1).max(60) }).strict()
const AtVersion = z.object({ version: z.int() }).strict()

type Asked<Params, Body = unknown> = RouteRequest<Params, unknown, Body, Principal>
type OfId = z.infer<typeof ById>

/** Special periods: declared, changed, ended, and what they have to show (G16). */
export const specialRoutes = ({ specials }: Pick<Roster, 'specials'>): Route[] => [
  route({
    method: 'get', path: '/special-periods', action: 'duty.read', summary: 'Special periods, the latest first', about: ownOf, result: PeriodList,
    handle: async () => await Promise.resolve({ items: specials.list() }),
  }),
  route({
    method: 'get', path: '/special-periods/:id', action: 'specialPeriod.run', summary: 'One with what came in meanwhile and what became of it', params: ById, result: SpecialPeriodDetail,
    handle: async ({ params }: Asked<OfId>) => await specials.detail(params.id),
  }),
  route({
    method: 'post', path: '/special-periods', action: 'specialPeriod.run', summary: 'Declares one, with its stricter limits, who keeps duty day and night, and its officers', body: NewSpecialPeriod, result: SpecialPeriod, status: 201,
    handle: async ({ body, user }: Asked<unknown, NewSpecialPeriod>) => await specials.declare(body, user),
  }),
  route({
    method: 'patch', path: '/special-periods/:id', action: 'specialPeriod.run', summary: 'Changes one that is not over; its beginning only before it begins', params: ById, body: ChangeSpecialPeriod, result: SpecialPeriod,
    handle: async ({ params, body, user }: Asked<OfId, ChangeSpecialPeriod>) => await specials.change(params.id, body, user),
  }),
  route({
    method: 'post', path: '/special-periods/:id/end', action: 'specialPeriod.run', summary: 'Ends it before its time', params: ById, body: AtVersion, result: SpecialPeriod,
    handle: async ({ params, body, user }: Asked<OfId, z.infer<typeof AtVersion>>) => await specials.end(params.id, body.version, user),
  }),
]
