import type { Knex } from 'knex'
import { z } from 'zod'
import { Callback, type CallbackEnd, type CallbackState } from '../contract/callback.ts'
import type { Mark } from '../platform/cursor.ts'

const Row = Callback.omit({ ani: true, callable: true }).extend({ aniSealed: z.string().nullable() })
export type CallbackRow = z.infer<typeof Row>

export interface CallbackFilter {
  state?: CallbackState | undefined
  dnis?: string | undefined
  after?: Mark | undefined
  limit: number
}

export interface CallbackStore {
  find: (id: string) => Promise<CallbackRow | undefined>
  /** Missed longest ago first: that is who is called back next. */
  list: (filter: CallbackFilter) => Promise<CallbackRow[]>
  /** False when it is not open, or, with `from`, not claimed by that person. */
  claim: (id: string, by: string, at: number, from?: string) => Promise<boolean>
  /** False when it is closed already. */
  close: (id: string, how: { by: string; at: number; why: CallbackEnd }) => Promise<boolean>
}

const COLUMNS = {
  id: 'id',
  kind: 'kind',
  state: 'state',
  dnis: 'dnis',
  aniSealed: 'ani_sealed',
  missedCount: 'missed_count',
  firstMissedAt: 'first_missed_at',
  lastMissedAt: 'last_missed_at',
  claimedBy: 'claimed_by',
  claimedAt: 'claimed_at',
  closedAt: 'closed_at',
  closedWhy: 'closed_why',
} as const satisfies Record<keyof CallbackRow, string>

export function callbackStore(db: Knex): CallbackStore {
  return {
    find: async (id) => Row.optional().parse(await db('callbacks').where({ id }).first(COLUMNS)),
    async list({ state, dnis, after, limit }) {
      const rows = await db('callbacks')
        .select(COLUMNS)
        .modify((query) => {
          if (state !== undefined) void query.where({ state })
          if (dnis !== undefined) void query.where({ dnis })
          if (after) void query.whereRaw('(first_missed_at, id) > (?, ?)', [after.at, after.id])
        })
        .orderBy(['first_missed_at', 'id'])
        .limit(limit)
      return Row.array().parse(rows)
    },
    async claim(id, by, at, from) {
      const free = from === undefined ? { state: 'open' } : { state: 'claimed', claimed_by: from }
      return (await db('callbacks').where({ id, ...free }).update({ state: 'claimed', claimed_by: by, claimed_at: at })) === 1
    },
    async close(id, { by, at, why }) {
      const done = { state: 'closed', closed_by: by, closed_at: at, closed_why: why }
      return (await db('callbacks').where({ id }).andWhereNot({ state: 'closed' }).update(done)) === 1
    },
  }
}
