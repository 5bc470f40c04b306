import type { Knex } from 'knex'
import { z } from 'zod'
import { Callback, type CallbackEnd, type CallbackKind, CallbackMessage, type CallbackState } from '../contract/callback.ts'
import { CallId } from '../contract/ids.ts'
import type { Mark } from '../platform/cursor.ts'
import { ROWS_PER_STATEMENT } from '../platform/slices.ts'

const Row = Callback.omit({ ani: true, callable: true, elsewhere: true, call: true, messages: true }).extend({
  aniSealed: z.string().nullable(),
  askedByIndex: z.string().nullable(),
  dialCall: CallId.nullable(),
  /** Tries so far, whether they counted or not. */
  serial: z.int(),
})
export type CallbackRow = z.infer<typeof Row>

const MessageRow = CallbackMessage.extend({ callback: z.string() })

export interface CallbackFilter {
  state?: CallbackState | undefined
  kind?: CallbackKind | undefined
  dnis?: string | undefined
  after?: Mark | undefined
  limit: number
}

export interface CallbackStore {
  find: (id: string) => Promise<CallbackRow | undefined>
  /** Missed longest ago first: that is who is called back next. */
  list: (filter: CallbackFilter) => Promise<CallbackRow[]>
  /** Messages that belong to these call-backs, by id, oldest first. */
  messages: (ids: readonly string[]) => Promise<ReadonlyMap<string, CallbackMessage[]>>
  /** False when it is not open, or, with `from`, not claimed by that person. The server does not call any more. */
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
  askedByIndex: 'asked_by_index',
  missedCount: 'missed_count',
  firstMissedAt: 'first_missed_at',
  lastMissedAt: 'last_missed_at',
  placeAt: 'place_at',
  serial: 'serial',
  attempts: 'attempts',
  nextAttemptAt: 'next_attempt_at',
  lastAttemptAt: 'last_attempt_at',
  lastResult: 'last_result',
  dialCall: 'dial_call',
  claimedBy: 'claimed_by',
  claimedAt: 'claimed_at',
  closedAt: 'closed_at',
  closedWhy: 'closed_why',
} as const satisfies Record<keyof CallbackRow, string>

export function callbackStore(db: Knex): CallbackStore {
  return {
    find: async (id) => Row.optional().parse(await db('callbacks').where({ id }).first(COLUMNS)),
    async list({ state, kind, dnis, after, limit }) {
      const rows = await db('callbacks')
        .select(COLUMNS)
        .modify((query) => {
          if (state !== undefined) void query.where({ state })
          if (kind !== undefined) void query.where({ kind })
          if (dnis !== undefined) void query.where({ dnis })
          if (after) void query.whereRaw('(first_missed_at, id) > (?, ?)', [after.at, after.id])
        })
        .orderBy(['first_missed_at', 'id'])
        .limit(limit)
      return Row.array().parse(rows)
    },
    async messages(ids) {
      const found = new Map<string, CallbackMessage[]>()
      if (ids.length === 0) return found
      const rows = await db('callback_messages')
        .join('callback_calls', 'callback_calls.call_id', 'callback_messages.call_id')
        .whereIn('callback_id', ids.slice(0, ROWS_PER_STATEMENT + 1))
        .orderBy(['left_at', 'callback_messages.call_id'])
        .select({ callback: 'callback_id', call: 'callback_messages.call_id', at: 'left_at', lengthMs: 'length_ms' })
      for (const { callback, ...message } of MessageRow.array().parse(rows)) found.set(callback, [...(found.get(callback) ?? []), message])
      return found
    },
    async claim(id, by, at, from) {
      const free = from === undefined ? { state: 'open' } : { state: 'claimed', claimed_by: from }
      return (await db('callbacks').where({ id, ...free }).update({ state: 'claimed', claimed_by: by, claimed_at: at, next_attempt_at: null })) === 1
    },
    async close(id, { by, at, why }) {
      const done = { state: 'closed', closed_by: by, closed_at: at, closed_why: why, next_attempt_at: null }
      return (await db('callbacks').where({ id }).andWhereNot({ state: 'closed' }).update(done)) === 1
    },
  }
}
