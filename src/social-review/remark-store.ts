import { z } from 'zod'
import { columnsOf } from '../platform/columns.ts'
import type { Mark } from '../platform/cursor.ts'
import type { Db } from '../platform/store.ts'

const Row = z.object({ id: z.string(), ticketId: z.string(), username: z.string(), textSealed: z.string(), at: z.int() })
export type RemarkRow = z.infer<typeof Row>
const COLUMNS = { id: 'id', ticketId: 'ticket_id', username: 'username', textSealed: 'text_sealed', at: 'at' } as const

export type RemarkStore = ReturnType<typeof remarkStore>

/** What social supervisors see of the finished tickets, and what they note about them (Z15). */
export function remarkStore(db: Db) {
  return {
    /** The centre's tickets that came to their end in the time, but those whose citizen must not be known. */
    finished: async (from: number, to: number, limit: number): Promise<string[]> =>
      await db('tickets').whereIn('state', ['closed', 'archived']).where({ confidential: false }).whereNull('workspace').whereNotNull('lead_unit').where('closed_at', '>=', from).where('closed_at', '<', to).orderBy('id').limit(limit).pluck('id'),
    async add(remark: RemarkRow): Promise<void> {
      await db('ticket_remarks').insert(columnsOf(COLUMNS, remark))
    },
    /** Latest first; of one person only theirs. */
    async list({ username, after, limit }: { username?: string | undefined; after?: Mark | undefined; limit: number }): Promise<RemarkRow[]> {
      const query = db('ticket_remarks').select(COLUMNS).orderBy([{ column: 'at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)
      if (username !== undefined) void query.where({ username })
      if (after) void query.whereRaw('(at, id) < (?, ?)', [after.at, after.id])
      return Row.array().parse(await query)
    },
  }
}
