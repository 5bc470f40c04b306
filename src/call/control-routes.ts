import { z } from 'zod'
import { CallNow } from '../contract/call.ts'
import { CallId, GroupId } from '../contract/ids.ts'
import { Target } from '../contract/target.ts'
import { ownPhoneOf, type Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Control } from './control.ts'

const ById = z.object({ id: CallId }).strict()
const ToTarget = z.object({ target: Target }).strict().meta({ id: 'ToTarget' })
/** What a peer is told with the call (domain.md §5.6). */
const Consult = z
  .object({ target: Target, order: z.object({ place: z.string().min(1).max(200), summary: z.string().min(1).max(1_000) }).strict().optional() })
  .strict()
  .meta({ id: 'Consult' })
const Move = z
  .union([z.object({ position: z.literal('head') }).strict(), z.object({ to: z.object({ group: GroupId }).strict() }).strict()])
  .meta({ id: 'MoveWaiting' })
const Monitor = z.object({ mode: z.enum(['listen', 'whisper', 'barge']) }).strict().meta({ id: 'Monitor' })

type About<Body = unknown> = RouteRequest<z.infer<typeof ById>, unknown, Body, Principal>

export interface ControlRouteDeps {
  control: Control
  /** Sends the order that goes with a call to a peer; see src/linkage. */
  orders: {
    /** Throws when the peer takes none. */
    check: (peer: string) => void
    send: (call: CallId, user: Principal, order: { peer: string; place: string; summary: string }) => Promise<void>
  }
}

/** POST /calls/{id}/hold, /consult, /transfer, /monitor … (contract.md §5). A repeated Idempotency-Key gets the first answer. */
export function controlRoutes({ control, orders }: ControlRouteDeps): Route[] {
  const steer = (path: string, summary: string, act: (id: CallId, user: Principal) => CallNow | Promise<CallNow>, action = 'call.control'): Route =>
    route({ method: 'post', path: `/calls/:id/${path}`, action, summary, about: ownPhoneOf, params: ById, result: CallNow, handle: async ({ params, user }: About) => await act(params.id, user) })

  return [
    steer('hold', 'Puts the caller on hold with music', control.hold),
    steer('resume', 'Takes the caller back from hold', control.resume),
    steer('hangup', "Ends the agent's part; the caller is asked for a rating", control.hangUp),
    steer('join', 'Joins caller, agent and the one consulted', control.join),
    steer('complete', 'The agent leaves; the caller stays with the third party. Counts as the one transfer', control.complete),
    steer('cancel-consult', 'Lets the third party go and takes the caller back', control.cancelConsult),
    route({
      method: 'post',
      path: '/calls/:id/consult',
      action: 'call.control',
      summary: 'Asks somebody to join. An emergency line is rung while agent and caller talk on, and joins at once',
      about: ownPhoneOf,
      params: ById,
      body: Consult,
      result: CallNow,
      async handle({ params, body, user }: About<z.infer<typeof Consult>>) {
        const order = body.order && 'peer' in body.target ? { peer: body.target.peer, ...body.order } : null
        if (order) orders.check(order.peer)
        // The phone first: a life may depend on it, and no order is worth a ring less.
        const now = await control.consult(params.id, user, body.target)
        if (order) await orders.send(params.id, user, order)
        return now
      },
    }),
    route({
      method: 'post',
      path: '/calls/:id/transfer',
      action: 'call.control',
      summary: 'Hands the caller on as soon as the target answers; 409 TRANSFER_LIMIT the second time',
      about: ownPhoneOf,
      params: ById,
      body: ToTarget,
      result: CallNow,
      handle: async ({ params, body, user }: About<z.infer<typeof ToTarget>>) => await control.transfer(params.id, user, body.target),
    }),
    route({
      method: 'post',
      path: '/calls/:id/monitor',
      action: 'call.supervise',
      summary: "Rings the supervisor's own phone to listen, to whisper to the agent, or to join; asked again it changes the mode",
      params: ById,
      body: Monitor,
      result: CallNow,
      handle: async ({ params, body, user }: About<z.infer<typeof Monitor>>) => await control.monitor(params.id, user, body.mode),
    }),
    steer('stop-monitor', 'Ends listening', control.stopMonitor, 'call.supervise'),
    steer('take-over', 'The supervisor who has joined keeps the caller, the agent is let go', control.takeOver, 'call.supervise'),
    route({
      method: 'post',
      path: '/calls/:id/move',
      action: 'call.supervise',
      summary: 'Gives a waiting caller another place: the head of the line, or another group',
      params: ById,
      body: Move,
      result: CallNow,
      handle: async ({ params, body, user }: About<z.infer<typeof Move>>) => await control.move(params.id, user, body),
    }),
    steer('force-release', 'Ends the conversation for everybody', control.forceRelease, 'call.supervise'),
  ]
}
