import { z } from 'zod'
import { Callout, CalloutAnswer } from '../contract/roster.ts'
import { TicketNo } from '../contract/ticket-no.ts'
import { DONE_STATES } from '../contract/ticket.ts'
import { columnsOf } from '../platform/columns.ts'
import type { Db, Trx } from '../platform/store.ts'
import type { Called } from './rules/team.ts'

const Flag = z.union([z.boolean(), z.int()]).transform(Boolean)
const Row = z.object({
  id: z.string(), ticketId: z.string(), personId: z.string(), unit: z.string().nullable(), why: Callout.shape.why, calledAt: z.int(), answer: CalloutAnswer.nullable(), answeredAt: z.int().nullable(), arrivedAt: z.int().nullable(),
  answeredBy: z.string().nullable(), noteSealed: z.string().nullable(), ticketNo: TicketNo, title: z.string(), categoryCode: z.string().nullable(), confidential: Flag,
  writtenSealed: z.string().nullable(),
})
export type CalloutRow = z.infer<typeof Row>
const COLUMNS = {
  id: 'c.id', ticketId: 'c.ticket_id', personId: 'c.person_id', unit: 'c.unit', why: 'c.why', calledAt: 'c.called_at', answer: 'c.answer', answeredAt: 'c.answered_at', arrivedAt: 'c.arrived_at', answeredBy: 'c.answered_by', noteSealed: 'c.note_sealed',
  ticketNo: 't.ticket_no', title: 't.title', categoryCode: 't.category_code', confidential: 't.confidential', writtenSealed: 't.written_sealed',
} as const
const SETS = { answer: 'answer', answeredAt: 'answered_at', arrivedAt: 'arrived_at', answeredBy: 'answered_by', noteSealed: 'note_sealed' } as const
const OPEN_MAX = 100

export type CalloutStore = ReturnType<typeof calloutStore>

/** Who was called for which emergency, and what they said. */
export function calloutStore(db: Db) {
  const rows = () => db('emergency_callouts as c').join('tickets as t', 't.id', 'c.ticket_id').select(COLUMNS)
  return {
    /** Each person once for each ticket, however often it is handed on. */
    async call(trx: Trx, ticketId: string, called: readonly (Called & { callId: string })[], { at, username }: { at: number; username: string }): Promise<void> {
      if (called.length === 0) return
      await trx('emergency_callouts')
        .insert(called.map(({ callId, id, unit, why }) => ({ id: callId, ticket_id: ticketId, person_id: id, unit, why, called_at: at, called_by: username })))
        .onConflict(['ticket_id', 'person_id']).ignore()
    },
    ofTicket: async (ticketId: string): Promise<CalloutRow[]> => Row.array().parse(await rows().where({ 'c.ticket_id': ticketId }).orderBy(['c.called_at', 'c.id'])),
    find: async (id: string): Promise<CalloutRow | undefined> => Row.optional().parse(await rows().where({ 'c.id': id }).first()),
    /** Of open tickets: who has not said anything, or is on the way. Of the department, or of these people. */
    async open({ unit, people }: { unit: string | null; people: readonly string[] }): Promise<CalloutRow[]> {
      const query = rows().whereNotIn('t.state', [...DONE_STATES]).whereNull('c.arrived_at').where((at) => void at.whereNull('c.answer').orWhere('c.answer', 'coming')).orderBy('c.called_at', 'desc').limit(OPEN_MAX)
      void query.where((whose) => void (unit === null ? whose.whereIn('c.person_id', [...people]) : whose.where({ 'c.unit': unit }).orWhereIn('c.person_id', [...people])))
      return Row.array().parse(await query)
    },
    async answer(id: string, sets: Partial<Pick<CalloutRow, keyof typeof SETS>>): Promise<void> {
      await db('emergency_callouts').where({ id }).update(columnsOf(SETS, sets))
    },
  }
}
