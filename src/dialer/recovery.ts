import { calledLegId } from '../call/rules/ids.ts'
import type { CallId, LegId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { InTransaction } from '../platform/store.ts'
import { ended, takeUp, type Settling } from './from-calls.ts'
import { APPEARS_MS, endOfUnknown, type Seen } from './rules/cut-short.ts'
import type { DialerStore } from './store.ts'
import { openTries } from './try-store.ts'

export interface RecoveryDeps {
  store: DialerStore
  node: string
  inTransaction: InTransaction
  settling: Settling
  /** Tells the kinds of what is safe now. */
  safe: () => void
  calls: { open: () => ReadonlyMap<CallId, unknown> }
  /** Of these calls, which have a record. */
  recorded: (calls: readonly CallId[]) => Promise<ReadonlySet<CallId>>
  /** What Asterisk's event log says of the legs since then. */
  seen: (legs: ReadonlySet<LegId>, since: number) => Promise<ReadonlyMap<LegId, Seen>>
  clock: Pick<Clock, 'now'>
  log: Log
}

/** A record without an end, of a call that is not open: long enough for its end to have been told. */
const TOLD_MS = 600_000

/** Tries that were begun before we died. */
export function createRecovery(deps: RecoveryDeps) {
  const { store, node, settling, clock, log } = deps

  const settle = async (call: CallId, how: Parameters<typeof ended>[2]): Promise<void> => {
    await deps.inTransaction(async (trx) => {
      const one = (await openTries(trx, [call])).get(call)
      if (one) await ended(trx, one, how, settling)
    })
    deps.safe()
  }

  async function recover(): Promise<void> {
    const now = clock.now()
    const unsettled = await store.unsettled(node)
    if (unsettled.length > 0) await deps.inTransaction(async (trx) => await takeUp(trx, unsettled, settling))
    deps.safe()
    const left = (await store.underWay(node)).filter(({ call: one, committedAt }) => !deps.calls.open().has(one) && now >= committedAt + APPEARS_MS)
    if (left.length === 0) return
    const recorded = await deps.recorded(left.map(({ call: one }) => one))
    const cut = left.filter(({ call: one, committedAt }) => !recorded.has(one) || now >= committedAt + TOLD_MS)
    if (cut.length === 0) return
    const seen = await deps.seen(new Set(cut.map(({ call: one }) => calledLegId(one))), Math.min(...cut.map(({ since }) => since)))
    for (const { call: one, committedAt } of cut) {
      const found = endOfUnknown(seen.get(calledLegId(one)), committedAt, now)
      if (found === null) continue
      log.info('a call of the machine was cut short', { call: one, end: found.end, answered: found.answered })
      if (found.end === 'unknown') await store.takeBack(one, now)
      else await settle(one, { how: found.end, at: now, answeredUnseen: found.answered })
    }
  }

  return {
    /** Ends a try by our own account, and settles what it was about. */
    settle,
    /** Settles those whose end is known, and those never heard of since by what Asterisk's event log says. */
    recover,
  }
}
