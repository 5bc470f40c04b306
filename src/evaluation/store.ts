import type { Knex } from 'knex'
import { z } from 'zod'
import { type Evaluation, EvaluationDue, EvaluationKind, type PutEvaluation } from '../contract/evaluation.ts'
import { narrow } from '../ticket/list/filter-store.ts'
import type { Sight } from '../ticket/rules/visibility.ts'
import { CHANGED_MS, type Sums } from './rules/rating.ts'

interface Cipher {
  seal: (text: string) => string
  open: (sealed: string) => string
}

export interface Rating extends Pick<PutEvaluation, 'kind' | 'about' | 'timeliness' | 'effect' | 'cooperation' | 'remark'> {
  ticketId: string
  round: number
  byUnit: string | null
  at: number
  by: string
}

const score = z.int().nullable()
const Row = z.object({ kind: EvaluationKind, round: z.int(), about: z.string(), byUnit: z.string().nullable(), timeliness: score, effect: score, cooperation: score, remarkSealed: z.string(), ratedAt: z.int(), ratedBy: z.string(), version: z.int() })
const COLUMNS = { kind: 'kind', round: 'round', about: 'about', byUnit: 'by_unit', timeliness: 'timeliness', effect: 'effect', cooperation: 'cooperation', remarkSealed: 'remark_sealed', ratedAt: 'rated_at', ratedBy: 'rated_by', version: 'version' } as const
const average = z.coerce.number().nullable()
const SumsRow = z.object({ about: z.string(), kind: EvaluationKind, count: z.coerce.number().int(), timeliness: average, effect: average, cooperation: average })

export type EvaluationStore = ReturnType<typeof evaluationStore>

export function evaluationStore(db: Knex, { seal, open }: Cipher) {
  const rated = (kind: EvaluationKind, about: string): string => `not exists (select 1 from evaluations e where e.ticket_id = tickets.id and e.round = tickets.round and e.kind = '${kind}' and e.about = ${about})`
  const fedBack = (sight: Sight, since: number): Knex.QueryBuilder => db('tickets').modify(narrow, { sight }).where('feedback_at', '>=', since).whereNotNull('lead_unit').orderBy('feedback_at').orderBy('tickets.id')

  return {
    ofTicket: async (ticketId: string): Promise<Evaluation[]> =>
      Row.array().parse(await db('evaluations').where({ ticket_id: ticketId }).orderBy(['round', 'kind', 'about']).select(COLUMNS)).map(({ remarkSealed, ...one }) => ({ ...one, remark: open(remarkSealed), finalAt: one.ratedAt + CHANGED_MS })),
    /** The first one; false when there is one. */
    async add({ ticketId, round, kind, about, byUnit, timeliness, effect, cooperation, remark, at, by }: Rating): Promise<boolean> {
      const row = { ticket_id: ticketId, round, kind, about, by_unit: byUnit, timeliness, effect, cooperation, remark_sealed: seal(remark), rated_at: at, rated_by: by, changed_at: at, version: 1 }
      const added: unknown[] = await db('evaluations').insert(row).onConflict(['ticket_id', 'round', 'kind', 'about']).ignore().returning('version')
      return added.length === 1
    },
    /** False when somebody was quicker. */
    change: async ({ ticketId, round, kind, about, timeliness, effect, cooperation, remark, at }: Rating, version: number): Promise<boolean> =>
      (await db('evaluations').where({ ticket_id: ticketId, round, kind, about, version }).update({ timeliness, effect, cooperation, remark_sealed: seal(remark), changed_at: at, version: version + 1 })) === 1,
    /** Averages of what was rated in this time; of these departments only, if said. */
    async sums({ from, to, units }: { from?: number | undefined; to?: number | undefined; units?: readonly string[] | undefined }, sight: Sight): Promise<Sums[]> {
      const query = db('evaluations').groupBy('about', 'kind').select('about', 'kind').count({ count: '*' }).avg({ timeliness: 'timeliness', effect: 'effect', cooperation: 'cooperation' })
      // What a department is rated with is its own, also where it only assisted.
      if (sight.kind !== 'units') void query.whereIn('ticket_id', db('tickets').modify(narrow, { sight }).select('id'))
      if (units !== undefined) void query.whereIn('about', [...units])
      if (from !== undefined) void query.where('rated_at', '>=', from)
      if (to !== undefined) void query.where('rated_at', '<=', to)
      return SumsRow.array().parse(await query)
    },
    /** Leads that the centre has not rated for the last time they fed back, oldest first. */
    async leadsDue(sight: Sight, since: number, limit: number): Promise<EvaluationDue[]> {
      const rows: object[] = await fedBack(sight, since).whereRaw(rated('centre_lead', 'tickets.lead_unit')).limit(limit).select({ ticketNo: 'ticket_no', title: 'title', feedbackAt: 'feedback_at', round: 'round', about: 'lead_unit' })
      return EvaluationDue.array().parse(rows.map((row) => ({ ...row, kind: 'centre_lead' })))
    },
    /** Those that assisted these leads, not rated yet, oldest first. */
    async assistantsDue(sight: Sight, { leads, since, limit }: { leads: readonly string[]; since: number; limit: number }): Promise<EvaluationDue[]> {
      const asked = db('ticket_records').whereIn('kind', ['co_task', 'whistle']).whereNotNull('unit').distinct({ asked_of: 'ticket_id', asked_unit: 'unit', asked_round: 'round' }).as('asked')
      const rows: object[] = await fedBack(sight, since).whereIn('lead_unit', [...leads]).join(asked, (on) => void on.on('asked.asked_of', 'tickets.id').andOn('asked.asked_round', 'tickets.round'))
        .whereRaw('asked.asked_unit <> tickets.lead_unit').whereRaw(rated('lead_co', 'asked.asked_unit')).limit(limit)
        .select({ ticketNo: 'ticket_no', title: 'title', feedbackAt: 'feedback_at', round: 'tickets.round', about: 'asked.asked_unit' })
      return EvaluationDue.array().parse(rows.map((row) => ({ ...row, kind: 'lead_co' })))
    },
  }
}
