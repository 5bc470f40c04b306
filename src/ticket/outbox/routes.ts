import { z } from 'zod'
import { OutboxItem, OutboxState } from '../../contract/outbox.ts'
import type { Audit, Principal } from '../../identity/port.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import { type Route, route, type RouteRequest } from '../../platform/route.ts'
import type { TicketOutbox } from './store.ts'

export interface OutboxRouteDeps {
  outbox: Pick<TicketOutbox, 'list' | 'find' | 'revive'>
  audit: Audit
  now: () => number
  /** Something waits to be sent. */
  placed: () => void
}

const Query = z.object({ state: OutboxState.optional(), cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }).strict()
const ById = z.object({ id: z.string().min(1).max(100) }).strict()
const OutboxPage = z.object({ items: z.array(OutboxItem), nextCursor: z.string().nullable() }).meta({ id: 'OutboxPage' })

/** GET /exchange/outbox, POST /exchange/outbox/{id}/retry: what does not get through to other systems, and once more (docs/exchange.md). */
export const outboxRoutes = ({ outbox, audit, now, placed }: OutboxRouteDeps): Route[] => [
  route({
    method: 'get',
    path: '/exchange/outbox',
    action: 'exchange.outbox',
    summary: 'What waits for other systems, was taken by them, or was given up; newest first, without its contents',
    query: Query,
    result: OutboxPage,
    async handle({ query: { state, cursor, limit } }: RouteRequest<unknown, z.infer<typeof Query>, unknown, Principal>) {
      const found = await outbox.list({ state, after: cursor === undefined ? undefined : fromCursor(cursor), limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return { items, nextCursor: found.length > limit && last ? toCursor({ at: last.placedAt, id: last.id }) : null }
    },
  }),
  route({
    method: 'post',
    path: '/exchange/outbox/:id/retry',
    action: 'exchange.outbox',
    summary: 'Sends what was given up once more, under the same key, with its whole time anew',
    params: ById,
    result: OutboxItem,
    async handle({ params: { id }, user }: RouteRequest<z.infer<typeof ById>, unknown, unknown, Principal>) {
      const before = await outbox.find(id)
      if (!before) throw new AppError('NOT_FOUND')
      const at = now()
      if (!(await outbox.revive(id, at))) throw new AppError('VERSION_CONFLICT')
      await audit.write({ at, actor: user.username, action: 'exchange.retry', target: `ticket:${before.ticketNo}`, details: { outbox: id, kind: before.kind, target: before.target }, ok: true })
      placed()
      return (await outbox.find(id)) ?? before
    },
  }),
]
