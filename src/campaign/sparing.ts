import type { DoNotCall, NewDoNotCall } from '../contract/campaign.ts'
import type { Dialing } from '../dialer/port.ts'
import type { Audit } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { InTransaction, Trx } from '../platform/store.ts'
import type { DoNotCallStore, Spared } from './do-not-call-store.ts'
import type { EntryStore } from './entry-store.ts'

export interface SparingDeps {
  store: DoNotCallStore
  entries: Pick<EntryStore, 'spare'>
  dialing: Pick<Dialing, 'drop'>
  inTransaction: InTransaction
  audit: Audit
  now: () => number
  /** The number as it is dialled. Throws NUMBER_NOT_ALLOWED. */
  numberOf: (typed: string) => string
}

export type Sparing = ReturnType<typeof createSparing>

/** 勿扰名单: numbers no campaign calls; whoever is on it is taken off the lists that are being called. */
export function createSparing({ store, entries, dialing, inTransaction, audit, now, numberOf }: SparingDeps) {
  async function spare(trx: Trx, spared: Spared): Promise<void> {
    await store.add(trx, spared)
    for (const subject of await entries.spare(trx, spared.number)) await dialing.drop(trx, 'campaign', subject)
  }
  const masked = (one: DoNotCall): DoNotCall => ({ ...one, number: maskNumber(one.number) })

  return {
    /** In the caller's transaction: somebody has said so in a call. */
    spare,
    has: store.has,
    /** Latest first, or the one of this number. Throws NUMBER_NOT_ALLOWED, INVALID_REQUEST (the cursor). */
    async list({ number, cursor, limit }: { number?: string | undefined; cursor?: string | undefined; limit: number }): Promise<{ items: DoNotCall[]; nextCursor: string | null }> {
      const rows = await store.list({ number: number === undefined ? undefined : numberOf(number), after: cursor === undefined ? undefined : fromCursor(cursor), limit: limit + 1 })
      const { items, nextCursor } = pageOf(rows, limit, ({ addedAt, id }) => ({ at: addedAt, id }))
      return { items: items.map(masked), nextCursor }
    },
    /** Throws NUMBER_NOT_ALLOWED. One that stands there already stays as it is. */
    async add({ number: typed, note }: NewDoNotCall, by: string): Promise<DoNotCall> {
      const [number, at] = [numberOf(typed), now()]
      await audit.write({ at, actor: by, action: 'doNotCall.add', target: 'do_not_call', details: { number: maskNumber(number) }, ok: true })
      await inTransaction(async (trx) => await spare(trx, { number, source: 'person', note, at, by }))
      const [kept] = await store.list({ number, limit: 1 })
      if (!kept) throw new AppError('NOT_FOUND')
      return masked(kept)
    },
    /** May be called again. Throws NOT_FOUND. */
    async remove(id: string, by: string): Promise<void> {
      const found = await store.find(id)
      if (!found) throw new AppError('NOT_FOUND')
      await audit.write({ at: now(), actor: by, action: 'doNotCall.remove', target: 'do_not_call', details: { number: maskNumber(found.number), source: found.source }, ok: true })
      await store.remove(id)
    },
  }
}
