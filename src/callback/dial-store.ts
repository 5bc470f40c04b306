import type { Knex } from 'knex'
import { z } from 'zod'
import type { AttemptResult } from '../contract/callback.ts'
import { Rank } from '../contract/call.ts'
import { CallId, GroupId, HotlineNumber } from '../contract/ids.ts'

const Waiting = z.object({
  id: z.string(),
  serial: z.int(),
  dnis: HotlineNumber,
  aniSealed: z.string(),
  placeAt: z.int(),
  rank: Rank,
  groups: z.string().transform((text) => z.array(GroupId).parse(JSON.parse(text))),
})
/** Whom the server calls by itself. */
export type Waiting = z.infer<typeof Waiting>

const UnderWay = z.object({ id: z.string(), serial: z.int(), call: CallId, since: z.int(), claimedBy: z.string().nullable() })
/** A try that was committed to. */
export type UnderWay = z.infer<typeof UnderWay>

export interface Try {
  /** The number of this try: one more than the last. */
  serial: number
  call: CallId
  since: number
  node: string
}

/** Who tries, and when, decided by the database: of two who want the same, one gets it. */
export interface DialStore {
  /** Due at `now`, the earliest place first. */
  due: (now: number, limit: number) => Promise<Waiting[]>
  waiting: (id: string) => Promise<Waiting | undefined>
  /** Commits to a try before anything is dialled. False when it is not open and due, or with `claimedBy` not that person's. */
  begin: (id: string, attempt: Try, claimedBy: string | null) => Promise<boolean>
  /** Nothing was dialled: as it was before begin(). */
  takeBack: (id: string, call: CallId, nextAttemptAt: number | null) => Promise<void>
  underWay: (node: string) => Promise<UnderWay[]>
  /** The server does not call this one by itself. */
  leaveToPerson: (id: string, why: AttemptResult, at: number) => Promise<void>
}

const WAITING = { id: 'id', serial: 'serial', dnis: 'dnis', aniSealed: 'ani_sealed', placeAt: 'place_at', rank: 'rank', groups: 'groups' }

export function dialStore(db: Knex): DialStore {
  const waiting = () => db('callbacks').whereNotNull('ani_sealed').whereNotNull('place_at').select(WAITING)
  return {
    due: async (now, limit) => Waiting.array().parse(await waiting().where({ state: 'open' }).andWhere('next_attempt_at', '<=', now).orderBy(['place_at', 'id']).limit(limit)),
    waiting: async (id) => Waiting.optional().parse((await waiting().where({ id }))[0]),
    async begin(id, { serial, call, since, node }, claimedBy) {
      const before = claimedBy === null ? { state: 'open' } : { state: 'claimed', claimed_by: claimedBy }
      const query = db('callbacks').where({ id, serial: serial - 1, ...before })
      if (claimedBy === null) void query.whereNotNull('next_attempt_at')
      return (await query.update({ state: 'dialing', serial, dial_call: call, dial_since: since, dial_node: node, next_attempt_at: null })) === 1
    },
    async takeBack(id, call, nextAttemptAt) {
      const claimed = "case when claimed_by is null then 'open' else 'claimed' end"
      await db('callbacks')
        .where({ id, state: 'dialing', dial_call: call })
        .update({ state: db.raw(claimed), next_attempt_at: nextAttemptAt, dial_call: null, dial_since: null, dial_node: null })
    },
    underWay: async (node) =>
      UnderWay.array().parse(
        await db('callbacks').where({ state: 'dialing', dial_node: node }).select({ id: 'id', serial: 'serial', call: 'dial_call', since: 'dial_since', claimedBy: 'claimed_by' }),
      ),
    async leaveToPerson(id, why, at) {
      await db('callbacks').where({ id, state: 'open' }).update({ next_attempt_at: null, last_result: why, last_attempt_at: at })
    },
  }
}
