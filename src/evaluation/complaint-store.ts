import type { Knex } from 'knex'
import { z } from 'zod'
import { type ComplaintState, ServiceComplaint } from '../contract/evaluation.ts'
import type { Mark } from '../platform/cursor.ts'

interface Cipher {
  seal: (text: string) => string
  open: (sealed: string) => string
}

export type ComplaintRow = Omit<ServiceComplaint, 'may' | 'ticketNo'> & { ticketNo: string | null; ticketId: string | null; workspace: string | null }

export type Opening = Pick<ServiceComplaint, 'id' | 'source' | 'unit' | 'agent' | 'callId' | 'content' | 'openedAt' | 'openedBy' | 'dueAt'> & { reason: string; sourceId: string | null; ticketId: string | null; workspace: string | null }

/** Whose complaints: of the centre's or a workspace's, about these departments, or about this agent. */
export type Whose = { workspace: string | null } | { units: readonly string[] } | { agent: string }

export interface ComplaintFilter {
  whose: Whose
  states?: readonly ComplaintState[] | undefined
  units?: readonly string[] | undefined
  /** Not answered or not decided, and late by then. */
  lateBy?: number | undefined
}

const Row = ServiceComplaint.omit({ may: true, content: true, answer: true, decision: true, ticketNo: true }).extend({ contentSealed: z.string(), answerSealed: z.string().nullable(), decisionSealed: z.string().nullable(), ticketNo: z.string().nullable(), ticketId: z.string().nullable(), workspace: z.string().nullable() })
const COLUMNS = {
  id: 'c.id', source: 'c.source', state: 'c.state', unit: 'c.unit', agent: 'c.agent', ticketNo: 't.ticket_no', ticketId: 'c.ticket_id', workspace: 'c.workspace', callId: 'c.call_id', reason: 'c.reason', contentSealed: 'c.content_sealed',
  openedAt: 'c.opened_at', openedBy: 'c.opened_by', dueAt: 'c.due_at', answerSealed: 'c.answer_sealed', answeredAt: 'c.answered_at', answeredBy: 'c.answered_by', decisionSealed: 'c.decision_sealed', decidedAt: 'c.decided_at', decidedBy: 'c.decided_by', version: 'c.version',
} as const
const Untold = z.object({ id: z.string(), ticketId: z.string(), unit: z.string().nullable(), reason: z.string(), openedAt: z.int(), openedBy: z.string(), workspace: z.string().nullable() })
export type Untold = z.infer<typeof Untold>
const Count = z.object({ state: z.string(), count: z.coerce.number().int(), late: z.coerce.number().int() })

export type ComplaintStore = ReturnType<typeof complaintStore>

export function complaintStore(db: Knex, { seal, open }: Cipher) {
  const text = (sealed: string | null): string => (sealed === null ? '' : open(sealed))
  const whole = (rows: unknown): ComplaintRow[] => Row.array().parse(rows).map(({ contentSealed, answerSealed, decisionSealed, ...one }) => ({ ...one, content: open(contentSealed), answer: text(answerSealed), decision: text(decisionSealed) }))
  const all = ({ whose, states, units, lateBy }: ComplaintFilter): Knex.QueryBuilder => {
    const query = db('service_complaints as c').leftJoin('tickets as t', 't.id', 'c.ticket_id')
    if ('workspace' in whose) void query.where({ 'c.workspace': whose.workspace })
    else if ('units' in whose) void query.whereIn('c.unit', [...whose.units])
    else void query.where({ 'c.agent': whose.agent })
    if (states !== undefined) void query.whereIn('c.state', [...states])
    if (units !== undefined) void query.whereIn('c.unit', [...units])
    if (lateBy !== undefined) void query.whereIn('c.state', ['open', 'answered']).where('c.due_at', '<', lateBy)
    return query
  }
  const step = async (id: string, version: number, sets: object): Promise<boolean> => (await db('service_complaints').where({ id, version }).update({ ...sets, version: version + 1 })) === 1

  return {
    /** False when what it came from has one already. */
    async add({ id, source, sourceId, unit, agent, ticketId, callId, workspace, reason, content, openedAt, openedBy, dueAt }: Opening): Promise<boolean> {
      const added: unknown[] = await db('service_complaints')
        .insert({ id, source, source_id: sourceId, ticket_id: ticketId, call_id: callId, unit, agent, workspace, reason, state: 'open', content_sealed: seal(content), opened_at: openedAt, opened_by: openedBy, due_at: dueAt, version: 1 })
        .onConflict('source_id').ignore().returning('id')
      return added.length === 1
    },
    find: async (id: string): Promise<ComplaintRow | undefined> => whole(await db('service_complaints as c').leftJoin('tickets as t', 't.id', 'c.ticket_id').where({ 'c.id': id }).select(COLUMNS))[0],
    /** Newest first. */
    async list(filter: ComplaintFilter, after: Mark | undefined, limit: number): Promise<ComplaintRow[]> {
      const query = all(filter).select(COLUMNS).orderBy([{ column: 'c.opened_at', order: 'desc' }, { column: 'c.id', order: 'desc' }]).limit(limit)
      if (after) void query.whereRaw('(c.opened_at, c.id) < (?, ?)', [after.at, after.id])
      return whole(await query)
    },
    async counts(filter: ComplaintFilter, now: number): Promise<z.infer<typeof Count>[]> {
      const rows: unknown = await all(filter).groupBy('c.state').select({ state: 'c.state' }).select(db.raw('count(*) as count, sum(case when c.due_at < ? then 1 else 0 end) as late', [now]))
      return Count.array().parse(rows)
    },
    /** False when somebody was quicker. */
    answer: async (id: string, version: number, { answer, at, by }: { answer: string; at: number; by: string }): Promise<boolean> => await step(id, version, { state: 'answered', answer_sealed: seal(answer), answered_at: at, answered_by: by }),
    decide: async (id: string, version: number, { state, decision, at, by }: { state: 'upheld' | 'not_upheld'; decision: string; at: number; by: string }): Promise<boolean> => await step(id, version, { state, decision_sealed: seal(decision), decided_at: at, decided_by: by }),
    /** What citizens complained of when called back, that has no complaint yet. */
    async untold(limit: number): Promise<Untold[]> {
      const rows: unknown = await db('ticket_records as r').join('tickets as t', 't.id', 'r.ticket_id').where({ 'r.kind': 'complaint' }).whereNotNull('r.what')
        .whereNotExists((known) => void known.from('service_complaints as c').whereRaw('c.source_id = r.id').select(db.raw('1'))).orderBy('r.opened_at').limit(limit)
        .select({ id: 'r.id', ticketId: 'r.ticket_id', unit: 'r.unit', reason: 'r.what', openedAt: 'r.opened_at', openedBy: 'r.opened_by', workspace: 't.workspace' })
      return Untold.array().parse(rows)
    },
  }
}
