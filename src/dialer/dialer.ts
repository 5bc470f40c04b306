import { calledLegId } from '../call/rules/ids.ts'
import type { DialerKind, DialerState } from '../contract/dialer.ts'
import type { CallId, LegId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { InTransaction } from '../platform/store.ts'
import { ended, takeUp, type Settling } from './from-calls.ts'
import type { JobRow } from './job-rows.ts'
import { createOneCall, type OneCallDeps } from './one-call.ts'
import type { Pause, PauseStore } from './pause-store.ts'
import type { JobKind, JobRules } from './port.ts'
import { capacityOf, type Capacity } from './rules/capacity.ts'
import { APPEARS_MS, endOfUnknown, type Seen } from './rules/cut-short.ts'
import type { Counts, DialerStore, Lease } from './store.ts'
import { openTries } from './try-store.ts'

export interface DialerDeps extends Omit<OneCallDeps, 'store' | 'invalid' | 'lease'> {
  store: DialerStore
  pauses: PauseStore
  inTransaction: InTransaction
  node: string
  rules: ReadonlyMap<JobKind, JobRules>
  settling: Settling
  /** Tells the kinds of what is safe now. */
  safe: () => void
  calls: { open: () => ReadonlyMap<CallId, unknown> }
  /** Of these calls, which have a record. */
  recorded: (calls: readonly CallId[]) => Promise<ReadonlySet<CallId>>
  /** What Asterisk's event log says of the legs since then. */
  seen: (legs: ReadonlySet<LegId>, since: number) => Promise<ReadonlyMap<LegId, Seen>>
  present: () => { trunksInUse: number; longestWaitMs: number }
  policy: Policy['dialer']
}

export type Dialer = ReturnType<typeof createDialer>

const LEASE_MS = 30_000
const RENEW_MS = 10_000
const RECOVER_MS = 60_000
/** The walls refused one: the next is not tried before. */
const LIMITED_MS = 30_000
/** Outside the hours most of what is due is put off, many at a time. */
const PUT_OFF_AT_ONCE = 200
/** A record without an end, of a call that is not open: long enough for its end to have been told. */
const TOLD_MS = 600_000
const KEPT_DAYS_MS = 7 * 86_400_000

/** Calls whom the kinds of jobs want called, as far as hours, lines and waiting callers allow. */
export function createDialer(deps: DialerDeps) {
  const { store, pauses, node, rules, settling, policy, clock, log } = deps
  let [linked, working] = [false, false]
  let [renewedAt, recoveredAt, forgotOn] = [-Infinity, -Infinity, '']
  const limitedUntil = new Map<JobKind, number>()

  const lease = (): Lease => ({ node, now: clock.now(), until: clock.now() + LEASE_MS })
  const settle = async (call: CallId, how: Parameters<typeof ended>[2]): Promise<void> => {
    await deps.inTransaction(async (trx) => {
      const one = (await openTries(trx, [call])).get(call)
      if (one) await ended(trx, one, how, settling)
    })
    deps.safe()
  }
  const call = createOneCall({ ...deps, lease, invalid: async (one) => await settle(one, { how: 'invalid', at: clock.now() }) })

  function capacity(kind: JobRules, { running }: Pick<Counts, 'running'>, paused: boolean, closed: boolean): Capacity {
    const { trunksInUse, longestWaitMs } = deps.present()
    return capacityOf({
      running, maxAtOnce: kind.maxAtOnce(), yieldsToCallers: kind.yieldsToCallers, trunks: policy.trunks, inUse: trunksInUse, reserved: policy.reservedTrunks,
      longestWaitMs, pauseWaitMs: policy.pauseWaitMs, paused, linked, limited: (limitedUntil.get(kind.kind) ?? 0) > clock.now(), closed,
    })
  }

  /** The first of a number, with the others of this number that one call may be about too. */
  async function together(batch: JobRow[], kind: JobRules): Promise<[JobRow, ...JobRow[]] | null> {
    const lead = batch.shift()
    if (!lead) return null
    if (!kind.mayCall(lead, clock.now())) return [lead]
    const same = batch.filter((job) => job.numberIndex === lead.numberIndex && job.dnis === lead.dnis).slice(0, kind.together - 1)
    for (const job of same) batch.splice(batch.indexOf(job), 1)
    const more = await store.claimSame(lead, kind.together - 1 - same.length, lease())
    return [lead, ...[...same, ...more].filter((job) => kind.mayCall(job, clock.now()))]
  }

  async function lookAt(kind: JobRules, paused: boolean): Promise<void> {
    let { room } = capacity(kind, await store.counts(kind.kind, clock.now()), paused, false)
    for (let atOnce = room; room > 0; ) {
      const batch = await store.claim(kind.kind, atOnce, lease())
      if (batch.length === 0) return
      const placed = await callAll(batch, kind, room)
      room = placed === 'limited' ? 0 : room - placed
      atOnce = placed === 0 ? PUT_OFF_AT_ONCE : room
    }
  }

  /** How many were placed. What there is no room for is given back. */
  async function callAll(batch: JobRow[], kind: JobRules, room: number): Promise<number | 'limited'> {
    let [placed, limited] = [0, false]
    while (batch.length > 0 && placed < room && !limited) {
      const jobs = await together(batch, kind)
      const begun = jobs && (await call(jobs, kind))
      if (begun === 'placed') placed++
      limited = begun === 'limited'
    }
    if (limited) limitedUntil.set(kind.kind, clock.now() + LIMITED_MS)
    if (batch.length > 0) await store.release(batch, clock.now())
    return limited ? 'limited' : placed
  }

  /** Tries of which we know no end: begun before we died, and never heard of since. */
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

  async function look(): Promise<void> {
    const now = clock.now()
    if (now >= renewedAt + RENEW_MS) {
      await store.renew(lease())
      renewedAt = now
    }
    if (now >= recoveredAt + RECOVER_MS) {
      recoveredAt = now
      await recover()
    }
    if (forgotOn !== deps.dayOf(now)) {
      forgotOn = deps.dayOf(now)
      await store.forget(deps.dayOf(now - KEPT_DAYS_MS))
    }
    if (!linked) return
    const paused = await pauses.all()
    for (const kind of rules.values()) await lookAt(kind, paused.has(kind.kind))
  }

  async function stateOf(kind: JobRules, pause: Pause | undefined): Promise<DialerKind> {
    const now = clock.now()
    const [counts, first] = await Promise.all([store.counts(kind.kind, now), store.first(kind.kind, now)])
    const closed = first !== undefined && !kind.mayCall(first, now)
    const { allowed, why } = capacity(kind, counts, pause !== undefined, closed)
    return {
      kind: kind.kind, ...counts, allowed: closed ? counts.running : allowed, maxAtOnce: kind.maxAtOnce(), why, opensAt: why === 'window' && first ? kind.opensAt(first, now) : null,
      pausedBy: pause?.by ?? null, pausedAt: pause?.at ?? null,
    }
  }

  return {
    /** Once, when the calls of an earlier run have been taken up and before any of them moves. */
    start: async (): Promise<void> => {
      await recover().catch((error: unknown) => log.error('calls of the machine could not be taken up; tried again', { error }))
      recoveredAt = clock.now()
    },
    /** Every second, told whether Asterisk is linked. Never beside itself; failures are logged and tried again. */
    async look(isLinked: boolean): Promise<void> {
      linked = isLinked
      if (working) return
      working = true
      try {
        await look()
      } catch (error) {
        log.error('nobody could be called by the machine; tried again', { error })
      } finally {
        working = false
      }
    },
    async state(): Promise<DialerState> {
      const { trunksInUse, longestWaitMs } = deps.present()
      const paused = await pauses.all()
      const kinds = await Promise.all([...rules.values()].map(async (kind) => await stateOf(kind, paused.get(kind.kind))))
      return { kinds, trunks: { total: policy.trunks, inUse: trunksInUse, reserved: policy.reservedTrunks }, longestWaitMs, pauseWaitMs: policy.pauseWaitMs }
    },
  }
}
