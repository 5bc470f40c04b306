import { z } from 'zod'
import { Hotline, HotlineSettings, NewHotline } from '../contract/hotline.ts'
import { HotlineNumber } from '../contract/ids.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Registry } from './registry.ts'

/** Every setting may be left out, and what is left out stays as it is: defaults are for new lines only. */
const Changes = z.object(
  Object.fromEntries(
    Object.entries(HotlineSettings.shape).map(([name, field]) => [name, (field instanceof z.ZodDefault ? field.unwrap() : field).optional()]),
  ),
) as unknown as z.ZodObject<Loosened<typeof HotlineSettings.shape>>
type Loosened<Shape extends z.ZodRawShape> = { [Name in keyof Shape]: z.ZodOptional<z.ZodType<z.output<Shape[Name]>>> }

export const HotlinePatch = Changes.extend({
  /** Ends a number that still carries many calls. */
  confirm: z.boolean().optional(),
})
  .strict()
  .meta({ id: 'HotlinePatch' })
export type HotlinePatch = z.infer<typeof HotlinePatch>

const HotlineList = z.object({ items: z.array(Hotline), nextCursor: z.string().nullable() }).meta({ id: 'HotlineList' })
const ByNumber = z.object({ number: HotlineNumber }).strict()

type Asked<Params, Body> = RouteRequest<Params, unknown, Body, Principal>

/** GET and POST /hotlines, PATCH /hotlines/{number} (contract.md §5). */
export function hotlineRoutes(registry: Registry): Route[] {
  return [
    route({
      method: 'get',
      path: '/hotlines',
      action: 'hotline.read',
      summary: 'Every number of the registry, with its status today',
      result: HotlineList,
      handle: async () => ({ items: registry.all(), nextCursor: null }),
    }),
    route({
      method: 'get',
      path: '/hotlines/:number',
      action: 'hotline.read',
      summary: 'One number of the registry',
      params: ByNumber,
      result: Hotline,
      handle: async ({ params }: Asked<z.infer<typeof ByNumber>, unknown>) => found(registry, params.number),
    }),
    route({
      method: 'post',
      path: '/hotlines',
      action: 'hotline.edit',
      summary: 'Adds a number',
      body: NewHotline,
      result: Hotline,
      status: 201,
      handle: async ({ body, user }: Asked<unknown, NewHotline>) => await registry.add(body, user.username),
    }),
    route({
      method: 'patch',
      path: '/hotlines/:number',
      action: 'hotline.edit',
      summary: 'Changes a number from the next call on',
      params: ByNumber,
      body: HotlinePatch,
      result: Hotline,
      async handle({ params, body, user }: Asked<z.infer<typeof ByNumber>, HotlinePatch>) {
        const { confirm, ...change } = body
        return await registry.change(params.number, change as Partial<HotlineSettings>, user.username, confirm)
      },
    }),
  ]
}

function found(registry: Registry, number: string): Hotline {
  const hotline = registry.find(number)
  if (!hotline) throw new AppError('HOTLINE_NOT_FOUND', { number })
  return hotline
}
