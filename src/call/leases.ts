import type { CallId, LegId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Telephony } from '../telephony/port.ts'
import { leaseOf } from './rules/lease.ts'
import type { CallState } from './rules/state.ts'

interface Needs {
  telephony: Pick<Telephony, 'perform'>
  policy: Policy['lease']
  clock: Clock
  log: Log
  state: (call: CallId) => CallState | undefined
  calls: () => Iterable<CallId>
}

export interface Leases {
  /** The dialplan has granted the entry lease. */
  entered: (call: CallId, at: number) => void
  /** The call flow has set a lease itself. */
  granted: (call: CallId, forMs: number) => void
  forget: (call: CallId) => void
  /** Renews what is due; with `all`, everything that can be. Callers who hear a sound have it covered. */
  renew: (all?: boolean) => void
  /** Before a sound of this length: makes sure that the lease outlasts it, since nothing can be renewed while it plays. */
  cover: (call: CallId, leg: LegId, lengthMs: number) => Promise<void>
}

/** How much longer than a sound a lease must last: time for its end to reach us, twice over. */
const MARGIN_MS = 5_000

/** The signs of life that keep callers with us: when they stop, Asterisk takes the callers to the fallback by itself. */
export function createLeases({ telephony, policy, clock, log, state, calls }: Needs): Leases {
  const until = new Map<CallId, number>()
  const asking = new Set<CallId>()

  async function ask(call: CallId, leg: LegId, forMs: number): Promise<void> {
    asking.add(call)
    const askedAt = clock.now()
    const outcome = await telephony.perform({ type: 'lease', leg, forMs })
    asking.delete(call)
    if (outcome.ok) until.set(call, askedAt + forMs)
    else if (outcome.why !== 'gone') log.warn('a lease could not be renewed; tried again', { call, why: outcome.why, detail: outcome.detail })
  }

  return {
    entered: (call, at) => void until.set(call, at + policy.entryMs),
    granted: (call, forMs) => void until.set(call, clock.now() + forMs),
    forget: (call) => void until.delete(call),
    renew(all = false) {
      const now = clock.now()
      for (const call of calls()) {
        const of = state(call)
        if (!of || asking.has(call)) continue
        const { forMs, long, blocked } = leaseOf(of)
        const restMs = (until.get(call) ?? 0) - now
        const renewMs = long ? forMs / 4 : policy.renewEveryMs
        if (!blocked && (all || restMs <= forMs - renewMs)) void ask(call, of.caller, forMs)
      }
    },
    async cover(call, leg, lengthMs) {
      const of = state(call)
      if (!of || of.caller !== leg) return
      if ((until.get(call) ?? 0) >= clock.now() + lengthMs + MARGIN_MS) return
      await ask(call, leg, leaseOf(of).forMs + lengthMs)
    },
  }
}
