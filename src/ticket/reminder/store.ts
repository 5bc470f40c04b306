import { z } from 'zod'
import { PhoneReminderCause, PhoneReminderState, PhoneReminderWhom } from '../../contract/reminder.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import { TicketState } from '../../contract/ticket.ts'
import type { Db, Trx } from '../../platform/store.ts'

const Row = z.object({
  id: z.string(), ticketId: z.string(), unit: z.string(), cause: PhoneReminderCause, whom: PhoneReminderWhom, state: PhoneReminderState, last: z.union([z.boolean(), z.int()]).transform(Boolean), attempts: z.int(),
  openedAt: z.int(), lastAt: z.int().nullable(), settledAt: z.int().nullable(),
})
/** A department that is to be called about a ticket. */
export type PhoneReminder = z.infer<typeof Row>
const COLUMNS = { id: 'p.id', ticketId: 'p.ticket_id', unit: 'p.unit', cause: 'p.cause', whom: 'p.whom', state: 'p.state', last: 'p.last', attempts: 'p.attempts', openedAt: 'p.opened_at', lastAt: 'p.last_at', settledAt: 'p.settled_at' } as const
const Whole = Row.extend({ ticketNo: TicketNo, ticketState: TicketState, leadUnit: z.string().nullable() })

export type ReminderStore = ReturnType<typeof reminderStore>

export function reminderStore(db: Db) {
  const rows = (trx?: Trx) => (trx ?? db)('phone_reminders as p').select(COLUMNS)
  return {
    find: async (id: string, trx?: Trx): Promise<PhoneReminder | undefined> => Row.array().parse(await rows(trx).where('p.id', id))[0],
    /** With where their tickets stand now. */
    async withTickets(ids: readonly string[]): Promise<z.infer<typeof Whole>[]> {
      return Whole.array().parse(await rows().join('tickets as t', 't.id', 'p.ticket_id').whereIn('p.id', [...ids]).select({ ticketNo: 't.ticket_no', ticketState: 't.state', leadUnit: 't.lead_unit' }))
    },
    waitingOf: async (trx: Trx, ticketId: string): Promise<PhoneReminder[]> => Row.array().parse(await rows(trx).where({ 'p.ticket_id': ticketId, 'p.state': 'waiting' })),
    /** False when it was there before. */
    async add(trx: Trx, { id, ticketId, unit, cause, whom, state, last, attempts, openedAt, lastAt, settledAt }: PhoneReminder): Promise<boolean> {
      const made: unknown[] = await trx('phone_reminders').insert({ id, ticket_id: ticketId, unit, cause, whom, state, last, attempts, opened_at: openedAt, last_at: lastAt, settled_at: settledAt }).onConflict('id').ignore().returning('id')
      return made.length === 1
    },
    /** Whether it was said since then that this department has no telephone. */
    saidLately: async (trx: Trx, unit: string, since: number): Promise<boolean> => (await trx('phone_reminders').where({ unit, state: 'no_phone', last: true }).andWhere('opened_at', '>', since).first('id')) !== undefined,
    /** The first end counts. */
    settle: async (trx: Trx, id: string, { state, at, last = false }: { state: PhoneReminderState; at: number; last?: boolean }): Promise<boolean> =>
      (await trx('phone_reminders').where({ id, state: 'waiting' }).update({ state, last, settled_at: at, ...(state === 'dropped' && { noted_at: at }) })) === 1,
    tried: async (trx: Trx, id: string, at: number): Promise<void> => void (await trx('phone_reminders').where({ id }).update({ attempts: trx.raw('attempts + 1'), last_at: at })),
    /** What is not on its ticket yet, oldest first. */
    unnoted: async (limit: number): Promise<PhoneReminder[]> => Row.array().parse(await rows().whereNull('p.noted_at').whereNotNull('p.settled_at').orderBy('p.settled_at').limit(limit)),
    noted: async (id: string, at: number, trx?: Trx): Promise<boolean> => (await (trx ?? db)('phone_reminders').where({ id }).whereNull('noted_at').update({ noted_at: at })) === 1,
  }
}
