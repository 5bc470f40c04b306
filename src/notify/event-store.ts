import { z } from 'zod'
import type { Outbox } from '../platform/sender.ts'
import { afterTry } from './settled.ts'
import type { Db, Trx } from '../platform/store.ts'


/** An event for one other system. */
export interface NewEvent {
  id: string
  webhookId: string
  event: string
  ticketNo: string | null
  bodySealed: string
  at: number
}

export interface EventStore extends Outbox {
  /** In the transaction of the step it tells of. */
  place: (trx: Trx | null, events: readonly NewEvent[]) => Promise<void>
  /** Deletes what was settled before the instant. */
  prune: (before: number) => Promise<void>
}

const Row = z.object({ id: z.string(), target: z.string(), bodySealed: z.string(), placedAt: z.int(), fence: z.int() })
const COLUMNS = { id: 'e.id', target: 'e.webhook_id', bodySealed: 'e.body_sealed', placedAt: 'e.placed_at', fence: 'e.fence' } as const
const DUE = ['waiting', 'sending']
/** Others may be quicker with the first ones. */
const LOOK_AT = 5

/**
 * Events on their way. Each system gets one at a time, so that a slow one holds up nobody else and they mostly arrive in
 * their order. The claim is one conditional update, so that each try belongs to one process on either database.
 */
export function eventStore(db: Db, { giveUpMs, now: clockNow }: { giveUpMs: () => number; now: () => number }): EventStore {
  const due = async (now: number): Promise<z.infer<typeof Row>[]> => {
    const busy = db('notify_events as s').select(db.raw('1')).whereRaw('s.webhook_id = e.webhook_id').where('s.state', 'sending').where('s.run_at', '>', now)
    const rows: unknown = await db('notify_events as e').join('notify_webhooks as w', 'w.id', 'e.webhook_id').where('w.active', true).whereIn('e.state', DUE).where('e.run_at', '<=', now).whereNotExists(busy)
      .orderBy(['e.run_at', 'e.id']).limit(LOOK_AT).select(COLUMNS)
    return Row.array().parse(rows)
  }
  return {
    async place(trx, events) {
      if (events.length === 0) return
      const rows = events.map(({ id, webhookId, event, ticketNo, bodySealed, at }) => ({ id, webhook_id: webhookId, event, ticket_no: ticketNo, body_sealed: bodySealed, state: 'waiting', placed_at: at, run_at: at }))
      await (trx ?? db)('notify_events').insert(rows)
    },
    async claim(now, leaseUntil) {
      for (const { placedAt, ...one } of await due(now)) {
        const fence = one.fence + 1
        const got = await db('notify_events').where({ id: one.id, fence: one.fence }).whereIn('state', DUE).update({ state: 'sending', run_at: leaseUntil, fence })
        if (got === 1) return { ...one, fence, expiresAt: placedAt + giveUpMs() }
      }
      return undefined
    },
    settle: async ({ id, fence }, tried) => (await db('notify_events').where({ id, fence, state: 'sending' }).update(afterTry(tried, clockNow()))) === 1,
    prune: async (before) => void (await db('notify_events').whereIn('state', ['sent', 'dead']).where('settled_at', '<', before).delete()),
  }
}
