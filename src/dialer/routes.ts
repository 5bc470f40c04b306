import { DialerState, PauseDialer } from '../contract/dialer.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Dialer } from './dialer.ts'
import type { PauseStore } from './pause-store.ts'

export interface DialerRouteDeps {
  dialer: Pick<Dialer, 'state'>
  pauses: PauseStore
  audit: Audit
  now: () => number
}

/** GET /dialer, POST /dialer/pause. */
export function dialerRoutes({ dialer, pauses, audit, now }: DialerRouteDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/dialer',
      action: 'dialer.read',
      summary: 'Calls by the machine: what runs, what is due, and what stands in the way',
      result: DialerState,
      handle: async () => await dialer.state(),
    }),
    route({
      method: 'post',
      path: '/dialer/pause',
      action: 'dialer.run',
      summary: 'Pauses the calls of one kind, or lets them go on; calls under way are not cut off',
      body: PauseDialer,
      result: DialerState,
      async handle({ body: { kind, paused }, user }: RouteRequest<unknown, unknown, PauseDialer, Principal>) {
        const was = (await pauses.all()).has(kind)
        if (was !== paused) {
          const at = now()
          await audit.write({ at, actor: user.username, action: paused ? 'dialer.pause' : 'dialer.resume', target: `dialer:${kind}`, details: {}, ok: true })
          await (paused ? pauses.set({ kind, by: user.username, at }) : pauses.clear(kind))
        }
        return await dialer.state()
      },
    }),
  ]
}
