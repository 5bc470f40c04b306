import { z } from 'zod'
import { HotlineDayLevel, HotlineDayState } from '../contract/hotline-day.ts'
import { DONE_STATES } from '../contract/ticket.ts'
import { columnsOf } from '../platform/columns.ts'
import type { Mark } from '../platform/cursor.ts'
import type { Db, Trx } from '../platform/store.ts'

const Session = z.object({
  id: z.string(), level: HotlineDayLevel, state: HotlineDayState, area: z.string().nullable(), startsAt: z.int(), place: z.string(), chair: z.string(), seat: z.string().nullable(),
  openedAt: z.int(), openedBy: z.string(), heldAt: z.int().nullable(), closedAt: z.int().nullable(), minutesSealed: z.string().nullable(), version: z.int(),
})
export type SessionRow = z.infer<typeof Session>
const SESSION = {
  id: 'id', level: 'level', state: 'state', area: 'area', startsAt: 'starts_at', place: 'place', chair: 'chair', seat: 'seat', openedAt: 'opened_at', openedBy: 'opened_by', heldAt: 'held_at', closedAt: 'closed_at',
  minutesSealed: 'minutes_sealed', version: 'version',
} as const

const Item = z.object({
  id: z.string(), sessionId: z.string(), ticketId: z.string(), position: z.int(), state: z.enum(['waiting', 'decided', 'carried_over', 'ended']), reasonSealed: z.string(), addedAt: z.int(), addedBy: z.string(),
  decidedAt: z.int().nullable(), decidedBy: z.string().nullable(), decisionSealed: z.string().nullable(), dueAt: z.int().nullable(),
})
export type ItemRow = z.infer<typeof Item>
const ITEM = {
  id: 'id', sessionId: 'session_id', ticketId: 'ticket_id', position: 'position', state: 'state', reasonSealed: 'reason_sealed', addedAt: 'added_at', addedBy: 'added_by', decidedAt: 'decided_at', decidedBy: 'decided_by',
  decisionSealed: 'decision_sealed', dueAt: 'due_at',
} as const

const Counted = z.object({ sessionId: z.string(), state: Item.shape.state, closed: z.coerce.boolean(), count: z.coerce.number() })

export type HotlineDayStore = ReturnType<typeof hotlineDayStore>

/** Sessions and their agendas. */
export function hotlineDayStore(db: Db) {
  const items = (where: object) => db('hotline_day_items').where(where).select(ITEM)
  return {
    /** Latest first. */
    async list({ after, state, level, limit }: { after?: Mark | undefined; state?: string | undefined; level?: string | undefined; limit: number }): Promise<SessionRow[]> {
      const query = db('hotline_days').select(SESSION).orderBy([{ column: 'starts_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)
      if (state !== undefined) void query.where({ state })
      if (level !== undefined) void query.where({ level })
      if (after) void query.whereRaw('(starts_at, id) < (?, ?)', [after.at, after.id])
      return Session.array().parse(await query)
    },
    find: async (id: string): Promise<SessionRow | undefined> => Session.optional().parse(await db('hotline_days').where({ id }).first(SESSION)),
    async insert(session: SessionRow): Promise<void> {
      await db('hotline_days').insert(columnsOf(SESSION, session))
    },
    /** False when somebody was quicker. */
    change: async ({ id, version }: Pick<SessionRow, 'id' | 'version'>, sets: Partial<SessionRow>, trx: Trx | Db = db): Promise<boolean> =>
      (await trx('hotline_days').where({ id, version }).update({ ...columnsOf(SESSION, sets), version: version + 1 })) === 1,
    items: async (sessionId: string): Promise<ItemRow[]> => Item.array().parse(await items({ session_id: sessionId }).orderBy(['position', 'id'])),
    item: async (id: string): Promise<ItemRow | undefined> => Item.optional().parse(await items({ id }).first()),
    /** Where the ticket waits for a decision. */
    waiting: async (ticketId: string): Promise<ItemRow | undefined> => Item.optional().parse(await items({ ticket_id: ticketId, state: 'waiting' }).first()),
    /** At the end of the agenda; false when it stands there already. */
    async add(item: Omit<ItemRow, 'position'>): Promise<boolean> {
      const last: { position: number } | undefined = await db('hotline_day_items').where({ session_id: item.sessionId }).orderBy('position', 'desc').first('position')
      const row = { ...columnsOf(ITEM, item), position: (last?.position ?? 0) + 1 }
      const made: unknown[] = await db('hotline_day_items').insert(row).onConflict(['session_id', 'ticket_id']).ignore().returning('id')
      return made.length > 0
    },
    remove: async (id: string): Promise<boolean> => (await db('hotline_day_items').where({ id, state: 'waiting' }).del()) === 1,
    /** One item out of waiting; false when that had happened. */
    settle: async (id: string, sets: Partial<ItemRow>, trx: Trx | Db = db): Promise<boolean> => (await trx('hotline_day_items').where({ id, state: 'waiting' }).update(columnsOf(ITEM, sets))) === 1,
    async order(trx: Trx, ids: readonly string[]): Promise<void> {
      for (const [position, id] of ids.entries()) await trx('hotline_day_items').where({ id }).update({ position: position + 1 })
    },
    /** What still waits at the end of a session; what has come to its end meanwhile does not wait any more. */
    async endWaiting(trx: Trx, sessionId: string, by: { at: number; username: string }): Promise<void> {
      const settled = { decided_at: by.at, decided_by: by.username }
      const waiting = () => trx('hotline_day_items').where({ session_id: sessionId, state: 'waiting' })
      await waiting().whereIn('ticket_id', trx('tickets').whereIn('state', [...DONE_STATES]).select('id')).update({ ...settled, state: 'ended' })
      await waiting().update({ ...settled, state: 'carried_over' })
    },
    /** By session: how many items stand how, and how many of their tickets are closed. */
    async counts(sessionIds: readonly string[]): Promise<z.infer<typeof Counted>[]> {
      const closed = db.raw("CASE WHEN t.state IN ('closed', 'archived') THEN 1 ELSE 0 END")
      return Counted.array().parse(await db('hotline_day_items as i').join('tickets as t', 't.id', 'i.ticket_id').whereIn('i.session_id', [...sessionIds]).groupBy('i.session_id', 'i.state', closed).select({ sessionId: 'i.session_id', state: 'i.state', closed }).count({ count: '*' }))
    },
    /** Sessions that began in the time. */
    between: async (from: number, to: number): Promise<SessionRow[]> => Session.array().parse(await db('hotline_days').where('starts_at', '>=', from).where('starts_at', '<', to).whereNot({ state: 'planned' }).select(SESSION)),
    /** What was decided, those due first at the top. */
    decided: async (limit: number): Promise<ItemRow[]> =>
      Item.array().parse(await items({ state: 'decided' }).orderByRaw('CASE WHEN due_at IS NULL THEN 1 ELSE 0 END, due_at, decided_at').limit(limit)),
    /** Tickets of calls taken at the seat in the time. */
    taken: async (seat: string, from: number, to: number): Promise<string[]> => await db('tickets').where({ agent: seat }).whereNotNull('call_id').where('opened_at', '>=', from).where('opened_at', '<=', to).orderBy('opened_at').limit(100).pluck('id'),
  }
}
