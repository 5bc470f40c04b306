import { Today } from '../contract/report.ts'
import { route, type Route } from '../platform/route.ts'

/** GET /today. */
export const reportRoutes = (today: () => Promise<Today>): Route[] => [
  route({
    method: 'get',
    path: '/today',
    action: 'report.read',
    summary: 'Figures of today so far, in total, for each number dialled and by half hours, counted from the records of calls',
    result: Today,
    handle: async () => await today(),
  }),
]
