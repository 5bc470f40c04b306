import type { Knex } from 'knex'
import { z } from 'zod'
import type { Outbox, Tried } from '../platform/sender.ts'
import type { InTransaction } from '../platform/store.ts'

const Due = z.object({ id: z.string(), target: z.string(), bodySealed: z.string(), expiresAt: z.int(), fence: z.int() })

const COLUMNS = { id: 'linkage_id', target: 'peer', bodySealed: 'body_sealed', expiresAt: 'expires_at', fence: 'fence' } as const
const DUE = ['waiting', 'sending']
/** Others may be quicker with the first ones. */
const LOOK_AT = 5

/** The claim is one conditional update, so that each try belongs to one process on either database. */
export function outboxStore(db: Knex, inTransaction: InTransaction): Outbox {
  return {
    async claim(now, leaseUntil) {
      const rows = await db('linkage_orders').whereIn('state', DUE).where('run_at', '<=', now).orderBy(['run_at', 'linkage_id']).limit(LOOK_AT).select(COLUMNS)
      for (const found of Due.array().parse(rows)) {
        const fence = found.fence + 1
        const taken = await db('linkage_orders').where({ linkage_id: found.id, fence: found.fence }).whereIn('state', DUE).update({ state: 'sending', run_at: leaseUntil, fence })
        if (taken === 1) return { ...found, fence }
      }
      return undefined
    },
    settle: ({ id, fence }, tried) =>
      inTransaction(async (trx) => {
        const ours = await trx('linkage_orders').where({ linkage_id: id, fence, state: 'sending' }).update(orderAfter(tried))
        await trx('linkages').where({ id }).where('attempts', '<', fence).update({ attempts: fence })
        if (ours !== 1) return false
        if (tried.how === 'acknowledged') await trx('linkages').where({ id }).update({ acknowledged_at: tried.at, ended_at: tried.at, result: 'accepted', reference: tried.reference })
        if (tried.how === 'dead') await trx('linkages').where({ id }).update({ ended_at: tried.at, result: 'undelivered' })
        return true
      }),
  }
}

function orderAfter(tried: Tried): Readonly<Record<string, unknown>> {
  switch (tried.how) {
    case 'acknowledged':
    case 'delivered':
      return { state: tried.how, error: null }
    case 'failed':
      return { state: 'waiting', error: tried.error, run_at: tried.nextTryAt }
    case 'dead':
      return { state: 'dead', error: tried.error }
  }
}
