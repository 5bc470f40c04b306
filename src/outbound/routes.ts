import { z } from 'zod'
import { CallId, type HotlineNumber } from '../contract/ids.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Placing, Wanted } from './placing.ts'
import type { Outbound } from './port.ts'

/** Whom to call: a number, the citizen of a ticket, somebody to be called back, or a department's phone. Exactly one of them. */
const Dial = z
  .union([
    z.object({ number: z.string().min(1).max(60) }).strict(),
    z.object({ ticketNo: z.string().min(1).max(24) }).strict(),
    z.object({ callbackId: z.string().min(1).max(60) }).strict(),
    z.object({ department: z.string().min(1).max(20) }).strict(),
  ])
  .meta({ id: 'PlaceCall' })
type Dial = z.infer<typeof Dial>

export interface Reached {
  number: string
  dnis: HotlineNumber | null
}

export interface OutboundRouteDeps {
  placing: Pick<Placing, 'seatOf' | 'own'>
  walls: Pick<Outbound, 'onRecord'>
  audit: Audit
  now: () => number
  /** Tells two calls apart that begin in the same moment. */
  newId: () => string
  /** The citizen of a ticket the user may read. Throws NOT_FOUND, NUMBER_NOT_ALLOWED (withheld). */
  ofTicket: (ticketNo: string, user: Principal) => Promise<Reached>
  /** Throws TARGET_NOT_FOUND, TARGET_CLOSED. */
  ofDepartment: (code: string, now: number) => string
  /** A call-back the user has claimed; see callback/callbacks.ts. */
  callBack: (id: string, user: Principal) => Promise<{ id: CallId }>
}

/** POST /calls: an agent calls a department or a citizen, through the server only (reliability.md §5.3). */
export function outboundRoutes(deps: OutboundRouteDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/calls',
      action: 'call.dial',
      summary: 'Rings your own phone, then calls',
      body: Dial,
      result: z.object({ id: CallId }).meta({ id: 'PlacedCall' }),
      status: 201,
      handle: async ({ body, user }: RouteRequest<unknown, unknown, Dial, Principal>) => ('callbackId' in body ? await deps.callBack(body.callbackId, user) : await place(deps, body, user)),
    }),
  ]
}

type Own = Exclude<Dial, { callbackId: string }>

async function place(deps: OutboundRouteDeps, asked: Own, user: Principal): Promise<{ id: CallId }> {
  const { placing, walls, audit, now, newId } = deps
  placing.seatOf(user)
  const wanted = await wantedOf(deps, asked, user)
  const source = `call ${user.username} ${newId()}`
  const id = await walls.onRecord({ by: user.username, target: wanted.number }, async () => {
    const about = 'number' in asked ? { to: 'number' } : asked
    // On record before it rings; what is refused after all is put on record too.
    await audit.write({ at: now(), actor: user.username, action: 'call.dial', target: 'ticketNo' in asked ? `ticket:${asked.ticketNo}` : 'call', details: { ...about }, ok: true })
    return placing.own(wanted, user, { source, since: now() })
  })
  return { id }
}

async function wantedOf({ ofTicket, ofDepartment, now }: OutboundRouteDeps, asked: Own, user: Principal): Promise<Wanted> {
  const rest = { callbackId: null, ticketNo: null, dnis: null, asked: false, screen: '外呼', wish: { by: user.username, unit: user.department, reason: '' } }
  if ('number' in asked) return { ...rest, number: asked.number }
  if ('department' in asked) return { ...rest, number: ofDepartment(asked.department, now()) }
  const { number, dnis } = await ofTicket(asked.ticketNo, user)
  return { ...rest, number, dnis, ticketNo: asked.ticketNo }
}
