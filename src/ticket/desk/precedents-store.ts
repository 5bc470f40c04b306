import type { Knex } from 'knex'
import { z } from 'zod'
import { DONE_STATES } from '../../contract/ticket.ts'

const Precedent = z.object({ unit: z.string(), count: z.coerce.number().int(), samePlace: z.coerce.number().int() })
const Load = z.object({ unit: z.string(), open: z.coerce.number().int(), late: z.coerce.number().int() })
export type Precedent = z.infer<typeof Precedent>
export type Load = z.infer<typeof Load>

const SHOWN = 5
/** A district is the first six digits of a place. */
const DISTRICT_DIGITS = 6

/** Who had matters like this one, and who has how much to do. */
export function precedentsStore(db: Knex) {
  return {
    /** Departments by how many matters of the category they had since then, most first. */
    async of({ id, categoryCode, areaCode, workspace }: { id: string; categoryCode: string; areaCode: string | null; workspace: string | null }, since: number): Promise<Precedent[]> {
      const rows: unknown = await db('tickets').select({ unit: 'accountable_unit' }).count({ count: '*' })
        .select(db.raw('sum(case when area_code like ? then 1 else 0 end) as ??', [areaCode === null ? '' : `${areaCode.slice(0, DISTRICT_DIGITS)}%`, 'samePlace']))
        .where({ category_code: categoryCode, workspace }).where('opened_at', '>=', since).whereNotNull('accountable_unit').whereNot({ id })
        .groupBy('accountable_unit').orderBy([{ column: 'samePlace', order: 'desc' }, { column: 'count', order: 'desc' }, { column: 'unit' }]).limit(SHOWN)
      return Precedent.array().parse(rows)
    },
    /** Open tickets by the department that leads them. */
    async loads(workspace: string | null, now: number): Promise<Load[]> {
      const rows: unknown = await db('tickets').select({ unit: 'lead_unit' }).count({ open: '*' })
        .select(db.raw('sum(case when due_at < ? and feedback_at is null then 1 else 0 end) as late', [now]))
        .where({ workspace }).whereNotNull('lead_unit').whereNotIn('state', [...DONE_STATES]).groupBy('lead_unit')
      return Load.array().parse(rows)
    },
  }
}
export type PrecedentsStore = ReturnType<typeof precedentsStore>
