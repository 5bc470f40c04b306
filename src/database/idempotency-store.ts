import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { IdempotencyStore } from '../platform/idempotency.ts'

const KEEP_MS = 86_400_000

/** A request still unanswered after this long died with its server; the same key may then try again. */
const GIVEN_UP_MS = 60_000

interface Row {
  claim: string
  fingerprint: string
  status: number | null
  body_sealed: string | null
}

/** Answers are sealed: they repeat what was asked for, names and numbers included. */
export function idempotencyStore(db: Knex, cipher: FieldCipher, now: () => number): IdempotencyStore & { forgetOld: () => Promise<number> } {
  const outdated = () =>
    db('idempotency').where((or) => {
      void or.where('begun_at', '<=', now() - KEEP_MS)
      void or.orWhere((dead) => {
        void dead.whereNull('status').andWhere('begun_at', '<=', now() - GIVEN_UP_MS)
      })
    })
  return {
    async begin(owner, key, fingerprint) {
      await outdated().andWhere({ owner, key }).delete()
      // The insert decides a race: whoever finds its own claim in the row goes on.
      const claim = randomUUID()
      await db('idempotency').insert({ owner, key, fingerprint, claim, begun_at: now() }).onConflict(['owner', 'key']).ignore()
      const row = await db('idempotency').where({ owner, key }).first<Row | undefined>()
      if (!row) return 'running' // forgotten between the two statements: the other request just failed
      if (row.claim === claim) return 'new'
      if (row.fingerprint !== fingerprint) return 'other'
      return row.status === null ? 'running' : { status: row.status, body: row.body_sealed === null ? null : cipher.open(row.body_sealed) }
    },
    async finish(owner, key, { status, body }) {
      await db('idempotency').where({ owner, key }).update({ status, body_sealed: body === null ? null : cipher.seal(body) })
    },
    async forget(owner, key) {
      await db('idempotency').where({ owner, key }).delete()
    },
    forgetOld: async () => await outdated().delete(),
  }
}
