import { QueueView } from '../contract/queue.ts'
import { route, type Route } from '../platform/route.ts'

/** GET /queue (contract.md §5). */
export const queueRoutes = (view: () => QueueView): Route[] => [
  route({
    method: 'get',
    path: '/queue',
    action: 'queue.read',
    summary: 'Who waits, who is offered to whom, and the agents by state',
    result: QueueView,
    handle: async () => view(),
  }),
]
