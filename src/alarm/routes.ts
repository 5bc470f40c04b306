import { z } from 'zod'
import { Alarm } from '../contract/alarm.ts'
import type { Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { KeptAlarms } from './kept.ts'

const ListQuery = z
  .object({
    open: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const AlarmList = z.object({ items: z.array(Alarm), nextCursor: z.string().nullable() }).meta({ id: 'AlarmList' })
const ById = z.object({ id: z.string().min(1).max(40) }).strict()

/** GET /alarms, POST /alarms/{id}/acknowledge. */
export const alarmRoutes = (alarms: Pick<KeptAlarms, 'list' | 'acknowledge'>): Route[] => [
  route({
    method: 'get',
    path: '/alarms',
    action: 'alarm.read',
    summary: 'Alarms, the last to happen first; open=true: those nobody has seen yet',
    query: ListQuery,
    result: AlarmList,
    async handle({ query: { cursor, limit, open } }: RouteRequest<unknown, z.infer<typeof ListQuery>, unknown, Principal>) {
      const found = await alarms.list({ open, limit: limit + 1, ...(cursor === undefined ? {} : { after: fromCursor(cursor) }) })
      return pageOf(found, limit, ({ lastAt: at, id }) => ({ at, id }))
    },
  }),
  route({
    method: 'post',
    path: '/alarms/:id/acknowledge',
    action: 'alarm.acknowledge',
    summary: 'Says that you have seen it, on record',
    params: ById,
    result: Alarm,
    handle: async ({ params, user }: RouteRequest<z.infer<typeof ById>, unknown, unknown, Principal>) => await alarms.acknowledge(params.id, user.username),
  }),
]
