import { z } from 'zod'
import { CallId } from '../contract/ids.ts'
import { Acknowledgement, CallOrder, Diversion, Linkage, NewOrder, PeerId } from '../contract/linkage.ts'
import { type Can, ownPhoneOf, type Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Linkages } from './linkage.ts'
import { suggest, type DiversionList } from './rules/diversion.ts'
import { SIGNATURE_HEADER } from '../platform/signature.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const ListQuery = z
  .object({
    peer: PeerId.optional(),
    direction: z.enum(['out', 'in']).optional(),
    callId: CallId.optional(),
    from: Instant.optional(),
    to: Instant.optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const LinkageList = z.object({ items: z.array(Linkage), nextCursor: z.string().nullable() }).meta({ id: 'LinkageList' })
const OfCall = z.object({ id: CallId }).strict()
const ById = z.object({ id: z.string().regex(/^[\w.-]{1,100}$/) }).strict()
const Text = z.object({ text: z.string().max(500).default('') }).strict()
const Suggested = z
  .object({ emergency: z.array(z.string()), matters: z.array(Diversion.extend({ found: z.array(z.string()) })) })
  .meta({ id: 'DiversionSuggestion' })
const Acknowledged = z.object({ id: z.string(), acknowledgedAt: z.int().nullable(), reference: z.string().nullable() }).meta({ id: 'Acknowledged' })

const ACKNOWLEDGEMENT_MAX_BYTES = 4_096

export interface LinkageRouteDeps {
  linkages: Linkages
  diversion: DiversionList
  can: Can
}

/** GET and POST /linkages, POST /calls/{id}/order, POST /linkages/{id}/acknowledge (for peers), GET /diversion. */
export function linkageRoutes({ linkages, diversion, can }: LinkageRouteDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/linkages',
      action: 'linkage.read',
      summary: 'What was done together with emergency lines and platforms, newest first',
      about: ownPhoneOf,
      query: ListQuery,
      result: LinkageList,
      async handle({ query: { cursor, limit, ...filter }, user }: RouteRequest<unknown, z.infer<typeof ListQuery>, unknown, Principal>) {
        const mine = can(user, 'linkage.read') ? {} : { agent: user.extension ?? 'none' }
        const found = await linkages.list({ ...filter, ...mine, ...(cursor === undefined ? {} : { after: fromCursor(cursor) }), limit: limit + 1 })
        return pageOf(found, limit, ({ requestedAt, id }) => ({ at: requestedAt, id }))
      },
    }),
    route({
      method: 'post',
      path: '/linkages',
      action: 'linkage.order',
      summary: 'Sends an order to a peer, about a ticket or without one',
      about: ownPhoneOf,
      body: NewOrder,
      result: Linkage,
      status: 201,
      handle: async ({ body, user }: RouteRequest<unknown, unknown, NewOrder, Principal>) => await linkages.order(user, body),
    }),
    route({
      method: 'post',
      path: '/calls/:id/order',
      action: 'linkage.order',
      summary: 'Sends an order to a peer, about this call',
      about: ownPhoneOf,
      params: OfCall,
      body: CallOrder,
      result: Linkage,
      status: 201,
      handle: async ({ params, body, user }: RouteRequest<z.infer<typeof OfCall>, unknown, CallOrder, Principal>) => await linkages.order(user, { ...body, call: params.id }),
    }),
    acknowledging(linkages),
    route({
      method: 'get',
      path: '/diversion',
      action: 'hotline.read',
      summary: 'Who handles what, and what the text of a matter suggests; the agent decides',
      query: Text,
      result: Suggested,
      handle: async ({ query }: RouteRequest<unknown, z.infer<typeof Text>, unknown, Principal>) => suggest(diversion, query.text),
    }),
  ]
}

/** Read as bytes: they are what is signed. */
const acknowledging = (linkages: Linkages): Route =>
  route({
    method: 'post',
    path: '/linkages/:id/acknowledge',
    action: null,
    summary: `A peer confirms an order: JSON {"reference"?}, signed in ${SIGNATURE_HEADER} (docs/emergency.md)`,
    params: ById,
    uploadMaxBytes: ACKNOWLEDGEMENT_MAX_BYTES,
    result: Acknowledged,
    async handle({ params, body, connection }: RouteRequest<z.infer<typeof ById>, unknown, Buffer, unknown>) {
      const read = Acknowledgement.safeParse(jsonOf(body))
      if (!read.success) throw new AppError('INVALID_REQUEST', { errors: read.error.issues.map(({ path, message }) => ({ path: ['body', ...path].join('.'), message })) })
      const header = connection?.header(SIGNATURE_HEADER)
      return await linkages.acknowledge(params.id, { header, body, reference: read.data.reference ?? null })
    },
  })

function jsonOf(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch {
    throw new AppError('MALFORMED_JSON')
  }
}
