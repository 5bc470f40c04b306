import { z } from 'zod'
import { CallId } from '../contract/ids.ts'
import { Linkage } from '../contract/linkage.ts'
import { TicketDraft, TicketNo, TicketNote, TicketParticipant } from '../contract/ticket.ts'
import type { Can, Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { TicketRow, TicketStore } from './store.ts'

const ListQuery = z
  .object({
    callId: CallId.optional(),
    state: z.enum(['draft']).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const TicketList = z.object({ items: z.array(TicketDraft), nextCursor: z.string().nullable() }).meta({ id: 'TicketDraftList' })
const TicketDetail = TicketDraft.extend({ participants: z.array(TicketParticipant), notes: z.array(TicketNote), linkages: z.array(Linkage) }).meta({ id: 'TicketDetail' })
const ByNo = z.object({ ticketNo: TicketNo }).strict()

export interface TicketRouteDeps {
  store: TicketStore
  cipher: { open: (sealed: string) => string }
  can: Can
  /** Emergency lines and platforms in these calls, and orders about the ticket. */
  linkagesOf: (ticketNo: TicketNo, calls: readonly CallId[]) => Promise<Linkage[]>
}

const ownOf = (_: unknown, { extension, department }: Principal) => ({ extension, department })

/** GET /tickets and GET /tickets/{ticketNo}: drafts of answered calls. Agents see their own. */
export function ticketRoutes({ store, cipher, can, linkagesOf }: TicketRouteDeps): Route[] {
  const shown = ({ aniSealed, ...row }: TicketRow): TicketDraft => ({ ...row, ani: aniSealed === null ? null : maskNumber(cipher.open(aniSealed)) })
  return [
    route({
      method: 'get',
      path: '/tickets',
      action: 'ticket.read',
      summary: 'Tickets, newest first',
      about: ownOf,
      query: ListQuery,
      result: TicketList,
      async handle({ query, user }: RouteRequest<unknown, z.infer<typeof ListQuery>, unknown, Principal>) {
        const { cursor, limit, ...filter } = query
        const everybody = can(user, 'ticket.read')
        if (!everybody && user.extension === null) return { items: [], nextCursor: null }
        const rows = await store.list({
          ...filter,
          ...(everybody ? {} : { agent: user.extension ?? '' }),
          ...(cursor === undefined ? {} : { after: fromCursor(cursor) }),
          limit: limit + 1,
        })
        const { items, nextCursor } = pageOf(rows, limit, (row) => ({ at: row.openedAt, id: row.id }))
        return { items: items.map(shown), nextCursor }
      },
    }),
    route({
      method: 'get',
      path: '/tickets/:ticketNo',
      action: 'ticket.read',
      summary: 'One ticket',
      about: ownOf,
      params: ByNo,
      result: TicketDetail,
      async handle({ params, user }: RouteRequest<z.infer<typeof ByNo>, unknown, unknown, Principal>) {
        const row = await store.find(params.ticketNo)
        // Somebody else's looks like none: numbers can be guessed.
        if (!row || !can(user, 'ticket.read', { extension: row.agent })) throw new AppError('NOT_FOUND')
        const { callIds, ...traces } = await store.traces(row)
        return { ...shown(row), ...traces, linkages: await linkagesOf(row.ticketNo, callIds) }
      },
    }),
  ]
}
