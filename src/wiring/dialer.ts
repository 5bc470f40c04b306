import { legsInCel } from '../call/cel-file.ts'
import type { RecordFacts } from '../call/fact-sink-store.ts'
import type { Calls } from '../call/runner.ts'
import type { CallId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import { createDialer } from '../dialer/dialer.ts'
import { recordFacts, type Settling } from '../dialer/from-calls.ts'
import { pauseStore } from '../dialer/pause-store.ts'
import type { Dialing, Job, JobKind, JobRules, Timing } from '../dialer/port.ts'
import { dialerRoutes } from '../dialer/routes.ts'
import { nextDay, type Place } from '../dialer/rules/windows.ts'
import { createDialing } from '../dialer/schedule-store.ts'
import { dialerStore } from '../dialer/store.ts'
import { createTiming } from '../dialer/timing.ts'
import type { Site } from '../hotline/site.ts'
import type { Audit } from '../identity/port.ts'
import type { Outbound } from '../outbound/port.ts'
import type { Placing } from '../outbound/placing.ts'
import type { Clock } from '../platform/clock.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import type { Route } from '../platform/route.ts'
import type { Db, InTransaction } from '../platform/store.ts'
import { trunksInUse } from './outside-legs.ts'

export interface DialerSources {
  db: Db
  inTransaction: InTransaction
  cipher: FieldCipher
  site: Pick<Site, 'callingHours' | 'timeZone'>
  policy: Policy
  kindOf: Place['kindOf']
  dayOf: (at: number) => string
  node: string
  audit: Audit
  clock: Clock
  log: Log
}

/** What it calls with; there once the calls are. */
export interface DialerReach {
  calls: Pick<Calls, 'open'>
  placing: Pick<Placing, 'speak'>
  walls: Pick<Outbound, 'judge'>
  recorded: (calls: readonly CallId[]) => Promise<ReadonlySet<CallId>>
  /** Asterisk's event log. */
  cel: string
}

export interface JoinedDialer {
  dialing: Dialing
  timing: Timing
  /** Once for each kind, before anything moves. */
  register: (rules: JobRules) => void
  /** In the projector's transaction. */
  record: RecordFacts
  /** After it is safe: the kinds are told what was settled. */
  safe: () => void
  start: (reach: DialerReach) => ReturnType<typeof createDialer> & { routes: Route[] }
}

/** The dialer in two steps: what facts of calls need is there before the calls are. */
export function joinDialer(sources: DialerSources): JoinedDialer {
  const { db, inTransaction, cipher, site, policy, dayOf, node, audit, clock, log } = sources
  const place: Place = { timeZone: site.timeZone, kindOf: sources.kindOf }
  const rules = new Map<JobKind, JobRules>()
  const waiting = new Map<string, Job>()
  const settling: Settling = { rulesOf: (kind) => rules.get(kind), settling: (job) => void waiting.set(job.id, job) }
  const safe = (): void => {
    const told = [...waiting.values()]
    waiting.clear()
    for (const job of told) rules.get(job.kind)?.settled(job)
  }
  return {
    dialing: createDialing(cipher),
    timing: createTiming({ policy, hours: site.callingHours, place }),
    register: (kind) => void rules.set(kind.kind, kind),
    record: async (trx, facts) => await recordFacts(trx, facts, settling),
    safe,
    start({ calls, placing, walls, recorded, cel }) {
      const pauses = pauseStore(db)
      const dialer = createDialer({
        store: dialerStore(db, inTransaction), pauses, inTransaction, node, cipher, rules, settling, safe, calls, placing, walls, recorded, policy: policy.dialer, dayOf, clock, log,
        nextDay: (at) => nextDay(at, place),
        seen: async (legs, since) => await legsInCel(cel, legs, since),
        onTheLine: () => new Set([...calls.open().values()].flatMap(({ state: { plan } }) => plan.ani ?? [])),
        present: () => ({ trunksInUse: trunksInUse(calls), longestWaitMs: longestWait(calls, clock.now()) }),
      })
      return { ...dialer, routes: dialerRoutes({ dialer, pauses, audit, now: clock.now }) }
    },
  }
}

/** Of callers who wait for an agent now. */
const longestWait = (calls: Pick<Calls, 'open'>, now: number): number =>
  Math.max(0, ...[...calls.open().values()].map(({ state }) => (state.at === 'waiting' ? now - state.arrivedAt : 0)))
