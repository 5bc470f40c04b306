import type { Trx } from '../platform/store.ts'
import type { Change } from '../ticket/case-store.ts'

interface Hearer {
  alongside: (trx: Trx, change: Change) => Promise<void>
}

/** All of them hear of a ticket's change, one after another, in the transaction that keeps it. */
export const inTurn = (...hearers: readonly Hearer[]): Hearer['alongside'] => async (trx, change) => {
  for (const { alongside } of hearers) await alongside(trx, change)
}
