import type { Knex } from 'knex'
import { z } from 'zod'
import { TIMER_KINDS, type Timer } from '../rules/case.ts'

export type DueTimer = Timer & { ticketId: string }

export interface TimerStore {
  /** Clocks that have run out, in the order in which they did, of all tickets but these. */
  due: (now: number, limit: number, without: readonly string[]) => Promise<DueTimer[]>
  /** When the next one of them runs out; null = none runs. */
  nextAt: (without: readonly string[]) => Promise<number | null>
  /** Whether nobody has dealt with it, and no change has taken it away. */
  isPending: (timer: DueTimer) => Promise<boolean>
  /** Fired, without anything having come of it. */
  giveUp: (timer: DueTimer, at: number) => Promise<void>
}

const Row = z.object({ ticketId: z.string(), kind: z.enum(TIMER_KINDS), dueAt: z.int() })

export function timerStore(db: Knex): TimerStore {
  const pending = ({ ticketId, kind, dueAt }: DueTimer): Knex.QueryBuilder => db('ticket_timers').where({ ticket_id: ticketId, kind, due_at: dueAt }).whereNull('fired_at')
  return {
    async due(now, limit, without) {
      const rows = await db('ticket_timers').whereNull('fired_at').where('due_at', '<=', now).whereNotIn('ticket_id', [...without])
        .orderBy(['due_at', 'ticket_id', 'kind']).limit(limit).select({ ticketId: 'ticket_id', kind: 'kind', dueAt: 'due_at' })
      return Row.array().parse(rows)
    },
    async nextAt(without) {
      const first: { due_at: number } | undefined = await db('ticket_timers').whereNull('fired_at').whereNotIn('ticket_id', [...without]).orderBy('due_at').first('due_at')
      return first === undefined ? null : Number(first.due_at)
    },
    isPending: async (timer) => (await pending(timer).first('kind')) !== undefined,
    async giveUp(timer, at) {
      await pending(timer).update({ fired_at: at })
    },
  }
}
