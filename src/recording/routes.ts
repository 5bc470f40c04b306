import { z } from 'zod'
import { ownOf, type Principal } from '../identity/port.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Recordings } from './recordings.ts'

const ById = z.object({ id: z.string().min(1).max(60) }).strict()

/** GET /recordings/{id}: a WAV file, caller left, agents right. */
export function recordingRoutes(recordings: Pick<Recordings, 'play'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/recordings/:id',
      action: 'recording.play',
      summary: 'Plays a recording; every play is on record',
      about: ownOf,
      params: ById,
      download: true,
      handle: async ({ params, user }: RouteRequest<z.infer<typeof ById>, unknown, unknown, Principal>) => await recordings.play(params.id, user),
    }),
  ]
}
