import type { Knex } from 'knex'
import { z } from 'zod'
import { type NoticeKind, TicketNotice } from '../../contract/ticket-notice.ts'
import type { Mark } from '../../platform/cursor.ts'
import type { Reads } from '../rules/audience.ts'
import { dueByOf, urgencyOf } from '../rules/urgency.ts'

export interface NoticeFilter {
  kinds?: readonly NoticeKind[] | undefined
  ticketNo?: string | undefined
}

/** What somebody says to have seen: these, or all of one ticket. */
export type Chosen = { ids: readonly string[] } | { ticketNo: string }

/** A notice, and in which workspace its ticket is. */
export interface KeptNotice {
  notice: TicketNotice
  workspace: string | null
}

export type NewNotice = Pick<TicketNotice, 'id' | 'at' | 'kind' | 'audience' | 'unit' | 'details'>

export interface NoticeStore {
  /** Newest first; of those that were seen, or that were not. */
  list: (reads: Reads, filter: NoticeFilter & { seen: boolean; after?: Mark | undefined; limit: number }) => Promise<TicketNotice[]>
  find: (reads: Reads, id: string) => Promise<TicketNotice | undefined>
  /** Those that do not come with a change of their ticket; `also` runs in the same transaction. */
  add: (ticketId: string, notices: readonly NewNotice[], also?: (trx: Knex.Transaction) => Promise<void>) => Promise<void>
  /** How many nobody has seen, and those of them that may be emergencies. */
  unseen: (reads: Reads) => Promise<{ count: number; emergencies: TicketNotice[] }>
  /** Whoever was first stays on record. Gives those that this one was first with. */
  see: (reads: Reads, chosen: Chosen, by: { username: string; at: number }) => Promise<KeptNotice[]>
}

const COLUMNS = {
  id: 'n.id', at: 'n.at', kind: 'n.kind', audience: 'n.audience', unit: 'n.unit', details: 'n.details', seenAt: 'n.seen_at', seenBy: 'n.seen_by', ticketNo: 't.ticket_no', title: 't.title',
} as const
const Row = TicketNotice.omit({ urgency: true, dueBy: true })
  .extend({ details: z.string().transform((json) => TicketNotice.shape.details.parse(JSON.parse(json))) })
  .transform((row): TicketNotice => ({ ...row, urgency: urgencyOf(row.kind, row.details), dueBy: dueByOf(row.details) }))
const Workspace = z.object({ workspace: z.string().nullable() })
const RINGS: readonly NoticeKind[] = ['emergency', 'callout', 'overdue']
/** More emergencies than this at one desk are counted as so many. */
const EMERGENCIES_MAX = 200

export function noticeStore(db: Knex): NoticeStore {
  const from = ({ audiences, unit, workspace }: Reads): Knex.QueryBuilder => {
    const query = db('ticket_notices as n').join('tickets as t', 't.id', 'n.ticket_id').whereIn('n.audience', [...audiences])
    return unit === null ? query.where({ 't.workspace': workspace }) : query.where({ 'n.unit': unit })
  }
  const whose = (reads: Reads): Knex.QueryBuilder => from(reads).select(COLUMNS)
  return {
    async list(reads, { seen, after, limit, kinds, ticketNo }) {
      const query = whose(reads).orderBy([{ column: 'n.at', order: 'desc' }, { column: 'n.id', order: 'desc' }]).limit(limit)
      void (seen ? query.whereNotNull('n.seen_at') : query.whereNull('n.seen_at'))
      if (kinds !== undefined) void query.whereIn('n.kind', [...kinds])
      if (ticketNo !== undefined) void query.where({ 't.ticket_no': ticketNo })
      if (after) void query.whereRaw('(n.at, n.id) < (?, ?)', [after.at, after.id])
      return Row.array().parse(await query)
    },
    find: async (reads, id) => Row.optional().parse(await whose(reads).where({ 'n.id': id }).first()),
    add: async (ticketId, notices, also) =>
      await db.transaction(async (trx) => {
        await trx('ticket_notices').insert(notices.map(({ details, ...notice }) => ({ ...notice, ticket_id: ticketId, details: JSON.stringify(details) })))
        await also?.(trx)
      }),
    async unseen(reads) {
      const counted: { count: number | string } | undefined = await from(reads).whereNull('n.seen_at').count({ count: '*' }).first()
      const rows: unknown = await whose(reads).whereNull('n.seen_at').whereIn('n.kind', [...RINGS]).orderBy('n.at').limit(EMERGENCIES_MAX)
      return { count: Number(counted?.count ?? 0), emergencies: Row.array().parse(rows).filter(({ urgency }) => urgency === 'emergency') }
    },
    async see(reads, chosen, { username, at }) {
      const query = whose(reads).select({ workspace: 't.workspace' }).whereNull('n.seen_at')
      void ('ids' in chosen ? query.whereIn('n.id', [...chosen.ids]) : query.where({ 't.ticket_no': chosen.ticketNo }))
      const rows: unknown[] = await query
      const first: KeptNotice[] = []
      for (const row of rows) {
        const notice = Row.parse(row)
        const changed = await db('ticket_notices').where({ id: notice.id }).whereNull('seen_at').update({ seen_at: at, seen_by: username })
        if (changed === 1) first.push({ notice: { ...notice, seenAt: at, seenBy: username }, workspace: Workspace.parse(row).workspace })
      }
      return first
    },
  }
}
