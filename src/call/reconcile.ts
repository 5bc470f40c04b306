import type { CallId, LegId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { LiveState, Telephony } from '../telephony/port.ts'
import type { Gap } from './rules/findings.ts'
import { legsOf, recover, strays } from './rules/recovery.ts'
import { callIdOf, callOfLeg } from './rules/ids.ts'
import type { Calls, OpenCall } from './runner.ts'
import type { Witness } from './witness.ts'

interface Needs {
  telephony: Pick<Telephony, 'live' | 'perform'>
  calls: Calls
  witness: Witness
  clock: Clock
  log: Log
  /** Of these calls, which have a record already. */
  recorded: (calls: readonly CallId[]) => Promise<ReadonlySet<CallId>>
}

export interface Reconciled {
  at: number
  /** Calls whose state was put right, channels adopted, strays removed. All zero on a quiet system. */
  corrected: number
  adopted: number
  removed: number
}

/** In a routine look, what is younger than this is left to its own events. */
const SETTLE_MS = 5_000

/**
 * Holds our record of calls against Asterisk and puts right what differs: after every (re)connect, and every few
 * seconds as a routine. Leases first: callers must not fall back while we compare.
 */
export function createReconciler({ telephony, calls, witness, clock, log, recorded }: Needs) {
  let running: Promise<unknown> = Promise.resolve()
  let last: Reconciled | null = null

  async function reconcile(gap: Gap): Promise<Reconciled> {
    if (gap === 'away') calls.renewLeases(true)
    await witness.sweep().catch((error: unknown) => log.error("Asterisk's event log could not be read", { error }))
    const askedAt = clock.now()
    const live = await telephony.live()
    const corrected = compare(live, gap, askedAt)
    const { adopted, removed } = await clear(live, gap, askedAt)
    last = { at: clock.now(), corrected, adopted, removed }
    if (corrected + adopted + removed > 0 || gap === 'away') log.info('reconciled', { gap, ...last })
    return last
  }

  function compare(live: LiveState, gap: Gap, askedAt: number): number {
    let corrected = 0
    const inOrder = [...calls.open().values()].sort((a, b) => a.state.arrivedAt - b.state.arrivedAt)
    for (const open of inOrder) {
      if (gap === 'sweep' && open.changedAt > askedAt - SETTLE_MS) continue
      const { events, ensure } = recover(open.state, live, gap)
      if (events.length + (gap === 'sweep' ? ensure.length : 0) > 0) corrected++
      calls.ensure(open.state.call, ensure)
      for (const event of events) calls.decide(open.state.call, event)
      if (gap === 'away') calls.wakeUp(open.state.call)
    }
    return corrected
  }

  async function clear(live: LiveState, gap: Gap, askedAt: number): Promise<{ adopted: number; removed: number }> {
    const states = new Map<CallId, OpenCall['state']>([...calls.open()].map(([call, open]) => [call, open.state]))
    const settledLegs = settled(live, gap, askedAt)
    const known = await recorded([...settledLegs.legs.keys()].map((leg) => callIdOf(leg)))
    const { adopt, remove } = strays(settledLegs, states, (call) => known.has(call))
    // Decided while we looked: a leg that an open call has made its own since is not a stray any more.
    const still = remove.filter((command) => command.type !== 'hangUp' || !belongs(command.leg))
    for (const command of still) void telephony.perform(command)
    for (const leg of adopt) {
      const found = live.legs.get(leg)
      if (found) calls.arrive({ leg, callerNumber: found.callerNumber, dialled: found.dialled, transferCount: found.transferCount, interaction: found.interaction, createdAt: found.createdAt, epoch: live.startedAt })
    }
    return { adopted: adopt.length, removed: still.length }
  }

  function belongs(leg: LegId): boolean {
    const open = calls.open().get(callOfLeg(leg))
    return open !== undefined && legsOf(open.state).includes(leg)
  }

  return {
    /** Runs after the one under way, never beside it. Rejects when Asterisk cannot be asked. */
    run: (gap: Gap): Promise<Reconciled> => {
      const next = running.catch(() => {}).then(() => reconcile(gap))
      running = next
      return next
    },
    last: () => last,
  }
}

/** In a routine look only legs old enough to have told their story. */
function settled(live: LiveState, gap: Gap, askedAt: number): LiveState {
  if (gap === 'away') return live
  const legs = new Map([...live.legs].filter(([, { createdAt }]) => createdAt < askedAt - SETTLE_MS))
  return { ...live, legs }
}
