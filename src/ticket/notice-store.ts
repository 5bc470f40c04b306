import type { Knex } from 'knex'
import { z } from 'zod'
import { TicketNotice } from '../contract/ticket-notice.ts'
import type { Mark } from '../platform/cursor.ts'
import type { Reads } from './rules/audience.ts'

export interface NoticeStore {
  /** Newest first; of those that were seen, or that were not. */
  list: (reads: Reads, filter: { seen: boolean; after?: Mark | undefined; limit: number }) => Promise<TicketNotice[]>
  find: (reads: Reads, id: string) => Promise<TicketNotice | undefined>
  /** One that does not come with a change of its ticket. */
  add: (notice: Pick<TicketNotice, 'id' | 'at' | 'kind' | 'audience' | 'unit' | 'details'> & { ticketId: string }) => Promise<void>
  /** Whoever was first stays on record. */
  see: (id: string, by: string, at: number) => Promise<void>
}

const COLUMNS = {
  id: 'n.id', at: 'n.at', kind: 'n.kind', audience: 'n.audience', unit: 'n.unit', details: 'n.details', seenAt: 'n.seen_at', seenBy: 'n.seen_by', ticketNo: 't.ticket_no', title: 't.title',
} as const
const Row = TicketNotice.extend({ details: z.string().transform((json) => TicketNotice.shape.details.parse(JSON.parse(json))) })

export function noticeStore(db: Knex): NoticeStore {
  const whose = ({ audiences, unit, workspace }: Reads): Knex.QueryBuilder => {
    const query = db('ticket_notices as n').join('tickets as t', 't.id', 'n.ticket_id').whereIn('n.audience', [...audiences]).select(COLUMNS)
    return unit === null ? query.where({ 't.workspace': workspace }) : query.where({ 'n.unit': unit })
  }
  return {
    async list(reads, { seen, after, limit }) {
      const query = whose(reads).orderBy([{ column: 'n.at', order: 'desc' }, { column: 'n.id', order: 'desc' }]).limit(limit)
      void (seen ? query.whereNotNull('n.seen_at') : query.whereNull('n.seen_at'))
      if (after) void query.whereRaw('(n.at, n.id) < (?, ?)', [after.at, after.id])
      return Row.array().parse(await query)
    },
    find: async (reads, id) => Row.optional().parse(await whose(reads).where({ 'n.id': id }).first()),
    async add({ ticketId, details, ...notice }) {
      await db('ticket_notices').insert({ ...notice, ticket_id: ticketId, details: JSON.stringify(details) })
    },
    async see(id, by, at) {
      await db('ticket_notices').where({ id }).whereNull('seen_at').update({ seen_at: at, seen_by: by })
    },
  }
}
