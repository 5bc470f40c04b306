import type { CallersSeen } from '../../call/rules/callers-seen.ts'
import {
  type KeptCall, type KeptRecording, noCallLost, noGhosts, oneCallBack, oneTicket, recordedOrFlagged, type SeenCaller, type Violation, violations,
} from '../../call/rules/history-check.ts'
import type { Policy } from '../../contract/policy.ts'
import type { Records } from './records.ts'

export interface Span {
  /** Half-open, Unix ms. */
  from: number
  to: number
}

/** What was compared, and what does not hold. */
export interface Finding {
  span: Span
  callers: number
  calls: number
  byOutcome: Record<string, number>
  tickets: number
  callbacks: number
  /** By state; null when recording is switched off. */
  recordings: Record<string, number> | null
  violations: Violation[]
}

interface Compared {
  span: Span
  seen: CallersSeen
  /** Of a span wider by SEEK_MS on both sides. */
  records: Omit<Records, 'recordings'> & { recordings: readonly KeptRecording[] }
  policy: Policy
  /** Unix ms; see `settledBy` of the rules. */
  settledBy: number
}

/** Asterisk's clock and ours write down an arrival this far apart at most. */
export const SEEK_MS = 60_000

/** Calls of the span, by either clock, held against what must be true of them. */
export function checkHistory({ span, seen, records, policy, settledBy }: Compared): Finding {
  const { callers, calls } = ofSpan(seen.all(), records.calls, span)
  const ids = new Set(calls.map(({ id }) => id))
  const all = new Set(records.calls.map(({ id }) => id))
  const tickets = records.tickets.filter(({ callId }) => callId === null || ids.has(callId) || !all.has(callId))
  const callbacks = records.callbacks.filter(({ calls: of }) => of.some((call) => ids.has(call)))
  const recordings = records.recordings.filter(({ callId }) => ids.has(callId))
  const { missedAfterMs } = policy.queue
  const found = [
    ...violations('INV-1', noCallLost(callers, calls, settledBy)),
    ...violations('INV-2', oneTicket(calls, tickets, settledBy)),
    ...violations('INV-2', oneCallBack({ calls, callbacks, missedAfterMs, settledBy })),
    ...violations('INV-4', noGhosts(calls, records.legs, settledBy)),
    ...(policy.recording.enabled ? violations('INV-7', recordedOrFlagged({ calls, recordings, toleranceMs: policy.recording.toleranceMs, settledBy })) : []),
  ]
  return {
    span, callers: callers.length, calls: calls.length, byOutcome: tally(calls, ({ outcome }) => outcome ?? 'going on'), tickets: tickets.length, callbacks: callbacks.length,
    recordings: policy.recording.enabled ? tally(recordings, ({ state }) => state) : null, violations: found,
  }
}

function ofSpan<Call extends KeptCall>(all: readonly SeenCaller[], records: readonly Call[], { from, to }: Span) {
  // An Asterisk that died wrote down no ends; until it has had a call again, only our record tells.
  const interrupted = new Map(records.map(({ callerLeg, outcome, endedAt }) => [callerLeg, outcome === 'interrupted' ? endedAt : null]))
  const seen = all.map((caller) => ({ ...caller, endedAt: caller.endedAt ?? interrupted.get(caller.channel) ?? null }))
  const within = (at: number): boolean => at >= from && at < to
  const legs = new Set(records.filter(({ arrivedAt }) => within(arrivedAt)).map(({ callerLeg }) => callerLeg))
  const callers = seen.filter(({ channel, startedAt }) => within(startedAt) || legs.has(channel))
  const channels = new Set(callers.map(({ channel }) => channel))
  return { callers, calls: records.filter(({ callerLeg, arrivedAt }) => within(arrivedAt) || channels.has(callerLeg)) }
}

function tally<Item>(items: readonly Item[], of: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[of(item)] = (counts[of(item)] ?? 0) + 1
  return counts
}
