import { z } from 'zod'
import { Callback, CallbackKind, CallbackState } from '../contract/callback.ts'
import { CallId, HotlineNumber } from '../contract/ids.ts'
import type { Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Callbacks } from './callbacks.ts'

const ListQuery = z
  .object({
    state: CallbackState.optional(),
    kind: CallbackKind.optional(),
    dnis: HotlineNumber.optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const CallbackList = z.object({ items: z.array(Callback), nextCursor: z.string().nullable() }).meta({ id: 'CallbackList' })
const ById = z.object({ id: z.string().min(1).max(60) }).strict()
const Claim = z.object({ takeOver: z.boolean().default(false) }).strict().meta({ id: 'ClaimCallback' })
const Close = z.object({ result: z.enum(['reached', 'unreachable', 'not_needed']) }).strict().meta({ id: 'CloseCallback' })

type About<Body> = RouteRequest<z.infer<typeof ById>, unknown, Body, Principal>

/** GET /callbacks, POST /callbacks/{id}/claim (contract.md §5), /dial and /close. */
export function callbackRoutes(callbacks: Callbacks): Route[] {
  return [
    route({
      method: 'get',
      path: '/callbacks',
      action: 'callback.read',
      summary: 'Who must be called back, missed longest ago first',
      query: ListQuery,
      result: CallbackList,
      async handle({ query: { cursor, limit, ...filter } }: RouteRequest<unknown, z.infer<typeof ListQuery>, unknown, Principal>) {
        const after = cursor === undefined ? {} : { after: fromCursor(cursor) }
        const found = await callbacks.list({ ...filter, ...after, limit: limit + 1 })
        return pageOf(found, limit, (one) => ({ at: one.firstMissedAt, id: one.id }))
      },
    }),
    route({
      method: 'post',
      path: '/callbacks/:id/claim',
      action: 'callback.claim',
      summary: 'Takes care of a call-back and shows its number',
      params: ById,
      body: Claim,
      result: Callback,
      handle: async ({ params, body, user }: About<z.infer<typeof Claim>>) => await callbacks.claim(params.id, user, body.takeOver),
    }),
    route({
      method: 'post',
      path: '/callbacks/:id/dial',
      action: 'call.dial',
      summary: 'Rings your own phone, then calls back',
      params: ById,
      result: z.object({ id: CallId }).meta({ id: 'PlacedCallBack' }),
      status: 201,
      handle: async ({ params, user }: About<unknown>) => await callbacks.dial(params.id, user),
    }),
    route({
      method: 'post',
      path: '/callbacks/:id/close',
      action: 'callback.claim',
      summary: 'Says what came of a call-back',
      params: ById,
      body: Close,
      result: Callback,
      handle: async ({ params, body, user }: About<z.infer<typeof Close>>) => await callbacks.close(params.id, user, body.result),
    }),
  ]
}
