import type { DialerKind, DialerState } from '../contract/dialer.ts'
import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { JobRow } from './job-rows.ts'
import { createOneCall, type OneCallDeps } from './one-call.ts'
import type { Pause, PauseStore } from './pause-store.ts'
import type { JobKind, JobRules } from './port.ts'
import { capacityOf, type Capacity } from './rules/capacity.ts'
import { createRecovery, type RecoveryDeps } from './recovery.ts'
import type { Counts, Lease } from './store.ts'

export interface DialerDeps extends Omit<OneCallDeps, 'invalid' | 'lease'>, RecoveryDeps {
  pauses: PauseStore
  rules: ReadonlyMap<JobKind, JobRules>
  present: () => { trunksInUse: number; longestWaitMs: number }
  policy: Policy['dialer']
  clock: Pick<Clock, 'now'>
  log: Log
}

export type Dialer = ReturnType<typeof createDialer>

const LEASE_MS = 30_000
const RENEW_MS = 10_000
const RECOVER_MS = 60_000
/** The walls refused one: the next is not tried before. */
const LIMITED_MS = 30_000
/** Outside the hours most of what is due is put off, many at a time. */
const PUT_OFF_AT_ONCE = 200
const KEPT_DAYS_MS = 7 * 86_400_000

/** Calls whom the kinds of jobs want called, as far as hours, lines and waiting callers allow. */
export function createDialer(deps: DialerDeps) {
  const { store, pauses, node, rules, policy, clock, log } = deps
  let [linked, working] = [false, false]
  let [renewedAt, recoveredAt, forgotOn] = [-Infinity, -Infinity, '']
  const limitedUntil = new Map<JobKind, number>()

  const lease = (): Lease => ({ node, now: clock.now(), until: clock.now() + LEASE_MS })
  const { recover, settle } = createRecovery(deps)
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
