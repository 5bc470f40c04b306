import type { Knex } from 'knex'
import { z } from 'zod'
import { TypicalCase } from '../contract/evaluation.ts'
import type { Mark } from '../platform/cursor.ts'
import { narrow } from '../ticket/list/filter-store.ts'
import type { Sight } from '../ticket/rules/visibility.ts'

interface Cipher {
  seal: (text: string) => string
  open: (sealed: string) => string
}

export interface Marking {
  ticketId: string
  workspace: string | null
  categoryCode: string | null
  areaCode: string | null
  lesson: string
  tags: readonly string[]
  at: number
  by: string
}

const Said = TypicalCase.pick({ lesson: true, tags: true })
const Row = TypicalCase.omit({ lesson: true, tags: true }).extend({ saidSealed: z.string() })
const COLUMNS = { ticketNo: 't.ticket_no', title: 't.title', categoryCode: 't.category_code', areaCode: 't.area_code', unit: 't.lead_unit', closedAt: 't.closed_at', saidSealed: 'c.said_sealed', markedAt: 'c.marked_at', markedBy: 'c.marked_by', version: 'c.version' } as const
const ClosedRow = TypicalCase.pick({ ticketNo: true, title: true, categoryCode: true, areaCode: true, unit: true, closedAt: true })
export type ClosedRow = z.infer<typeof ClosedRow>

export type CaseStore = ReturnType<typeof caseStore>

export function caseStore(db: Knex, { seal, open }: Cipher) {
  const all = (workspace: string | null): Knex.QueryBuilder => db('typical_cases as c').join('tickets as t', 't.id', 'c.ticket_id').where({ 'c.workspace': workspace }).select(COLUMNS)
  const whole = (rows: unknown): TypicalCase[] => Row.array().parse(rows).map(({ saidSealed, ...one }) => ({ ...one, ...Said.parse(JSON.parse(open(saidSealed))) }))

  return {
    ofTicket: async (ticketId: string): Promise<TypicalCase | undefined> => whole(await db('typical_cases as c').join('tickets as t', 't.id', 'c.ticket_id').where({ 'c.ticket_id': ticketId }).select(COLUMNS))[0],
    /** False when there is one already. */
    async add({ ticketId, workspace, categoryCode, areaCode, lesson, tags, at, by }: Marking): Promise<boolean> {
      const added: unknown[] = await db('typical_cases')
        .insert({ ticket_id: ticketId, workspace, category_code: categoryCode, area_code: areaCode, said_sealed: seal(JSON.stringify({ lesson, tags })), marked_at: at, marked_by: by, version: 1 }).onConflict('ticket_id').ignore().returning('version')
      return added.length === 1
    },
    /** False when somebody was quicker. */
    change: async ({ ticketId, lesson, tags, at, by }: Marking, version: number): Promise<boolean> =>
      (await db('typical_cases').where({ ticket_id: ticketId, version }).update({ said_sealed: seal(JSON.stringify({ lesson, tags })), marked_at: at, marked_by: by, version: version + 1 })) === 1,
    remove: async (ticketId: string): Promise<boolean> => (await db('typical_cases').where({ ticket_id: ticketId }).del()) === 1,
    /** Newest first; of a category or its group, if said. */
    async list(workspace: string | null, { category, after, limit }: { category?: string | undefined; after?: Mark | undefined; limit: number }): Promise<TypicalCase[]> {
      const query = all(workspace).orderBy([{ column: 'c.marked_at', order: 'desc' }, { column: 't.ticket_no', order: 'desc' }]).limit(limit)
      if (category !== undefined) void query.whereBetween('c.category_code', [category, category.padEnd(4, '9')])
      if (after) void query.whereRaw('(c.marked_at, t.ticket_no) < (?, ?)', [after.at, after.id])
      return whole(await query)
    },
    /** Matters of this kind and place that a citizen was satisfied with, latest first. */
    closed: async (sight: Sight, { category, area, limit }: { category: string; area?: string | undefined; limit: number }): Promise<ClosedRow[]> =>
      ClosedRow.array().parse(await db('tickets').modify(narrow, { sight, states: ['closed', 'archived'], category, area, grade: 'A' }).where({ confidential: false }).whereNotNull('lead_unit').orderBy([{ column: 'closed_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)
        .select({ ticketNo: 'ticket_no', title: 'title', categoryCode: 'category_code', areaCode: 'area_code', unit: 'lead_unit', closedAt: 'closed_at' })),
  }
}
