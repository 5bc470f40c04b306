import type { Knex } from 'knex'
import { z } from 'zod'
import type { LedgerStanding } from '../../contract/ledger.ts'
import type { Mark } from '../../platform/cursor.ts'
import { inOrder, narrow, type Span } from '../list/filter-store.ts'
import type { Done } from '../rules/ledger.ts'
import { WITH_UNIT } from '../rules/machine.ts'
import type { Sight } from '../rules/visibility.ts'
import { parseRows, TICKET_COLUMNS, type TicketRow } from '../store.ts'

/** Which tickets of the ledger. */
export interface Wanted {
  sight: Sight
  units?: readonly string[] | undefined
  area?: string | undefined
  /** With an open order to this level. */
  level?: string | undefined
  /** Reworked or returned so often. */
  problem?: { rounds: number; bounces: number } | undefined
}

const DoneRow = z.object({ ticketId: z.string(), kind: z.string(), what: z.string().nullable(), target: z.string().nullable(), state: z.string(), dueAt: z.int().nullable() })
const number = z.coerce.number().int()
const UnitRow = z.object({ unit: z.string(), open: number, nearlyDue: number, overdue: number, supervised: number, problem: number })
const CountedRow = z.object({ unit: z.string().nullable(), kind: z.string(), what: z.string().nullable(), count: number, held: number, persons: number })
export type CountedRow = z.infer<typeof CountedRow>

const SUPERVISED = `exists (select 1 from ticket_records r where r.ticket_id = tickets.id and r.kind = 'supervision' and r.state = 'open')`

export type LedgerStore = ReturnType<typeof ledgerStore>

export function ledgerStore(db: Knex) {
  const wantedOf = ({ sight, units, area, level, problem }: Wanted): Knex.QueryBuilder => {
    const query = db('tickets').modify(narrow, { states: WITH_UNIT, sight, units, area })
    if (level !== undefined) void query.whereExists((orders) => void orders.from('ticket_records').whereRaw('ticket_records.ticket_id = tickets.id').where({ 'ticket_records.kind': 'supervision', 'ticket_records.state': 'open', target: level }).select(db.raw('1')))
    if (problem !== undefined) void query.where((either) => void either.where('round', '>=', problem.rounds).orWhere('bounce_count', '>=', problem.bounces))
    return query
  }

  return {
    /** What is due first comes first. */
    async page(wanted: Wanted, due: Span, after: Mark | undefined, limit: number): Promise<TicketRow[]> {
      const query = wantedOf(wanted).select(TICKET_COLUMNS).modify(inOrder, 'dueAt', after).limit(limit)
      if (due.from !== undefined) void query.where('due_at', '>=', due.from)
      if (due.to !== undefined) void query.where('due_at', '<=', due.to)
      return parseRows(await query)
    },
    /** Orders and reminders of these tickets. */
    async done(ids: readonly string[]): Promise<ReadonlyMap<string, Done[]>> {
      const rows = DoneRow.array().parse(await db('ticket_records').whereIn('ticket_id', [...ids]).whereIn('kind', ['supervision', 'reminder']).select({ ticketId: 'ticket_id', kind: 'kind', what: 'what', target: 'target', state: 'state', dueAt: 'due_at' }))
      const found = new Map<string, Done[]>()
      for (const { ticketId, state, ...one } of rows) found.set(ticketId, [...(found.get(ticketId) ?? []), { ...one, open: state === 'open' }])
      return found
    },
    /** By lead department. */
    async byUnit(wanted: Wanted, { now, near, problem }: { now: number; near: number; problem: { rounds: number; bounces: number } }): Promise<ReadonlyMap<string, LedgerStanding>> {
      const counting = `count(*) as open, sum(case when due_at >= ? and due_at <= ? then 1 else 0 end) as "nearlyDue", sum(case when due_at < ? then 1 else 0 end) as overdue,
        sum(case when ${SUPERVISED} then 1 else 0 end) as supervised, sum(case when round >= ? or bounce_count >= ? then 1 else 0 end) as problem`
      const rows: unknown = await wantedOf(wanted).whereNotNull('due_at').select({ unit: 'lead_unit' }).select(db.raw(counting, [now, near, now, problem.rounds, problem.bounces])).groupBy('lead_unit')
      return new Map(UnitRow.array().parse(rows).map(({ unit, ...standing }) => [unit, standing]))
    },
    /** Orders and reminders made in this time, by department and what they are; `held`: with people talked to. */
    async counted(sight: Sight, span: Span): Promise<CountedRow[]> {
      const mine = db('tickets').modify(narrow, { sight }).select('id')
      const query = db('ticket_records').whereIn('kind', ['supervision', 'reminder']).whereIn('ticket_id', mine)
        // Tickets that were reminded of in one letter are one slip; letters are counted by themselves.
        .whereNotExists((letters) => void letters.from('letter_tickets').whereRaw('letter_tickets.record_id = ticket_records.id').where('ticket_records.kind', 'reminder').select(db.raw('1')))
      if (span.from !== undefined) void query.where('opened_at', '>=', span.from)
      if (span.to !== undefined) void query.where('opened_at', '<=', span.to)
      const rows: unknown = await query.select('unit', 'kind', 'what').select(db.raw('count(*) as count, sum(case when persons > 0 then 1 else 0 end) as held, sum(persons) as persons')).groupBy('unit', 'kind', 'what')
      return CountedRow.array().parse(rows)
    },
  }
}
