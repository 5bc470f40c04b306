import { mustBeCalledBack, grouped, noCallLost, noGhosts, oneTicket, violations } from '../../src/call/rules/history-check.ts'
import type { Violation } from '../../src/call/rules/history-check.ts'
import type { CallDetail } from '../../src/contract/call.ts'
import type { Callback } from '../../src/contract/callback.ts'
import type { Ticket } from '../../src/contract/ticket.ts'
import { callersIn } from './cel.ts'
import type { CelEvent } from './cel.ts'

export type { Violation } from '../../src/call/rules/history-check.ts'

// The oracle of every test: what Asterisk has noted, against what our records say (reliability INV-1, INV-2, INV-4).
// The rules are those of `yht check-history`; here they see only what the interface shows, and nothing is given time.

export interface History {
  cel: readonly CelEvent[]
  calls: readonly CallDetail[]
  tickets: readonly Ticket[]
  callbacks: readonly Callback[]
  /** When the Asterisk that runs now was started (Unix ms): channels from before ended with the one before it, unwritten. */
  asteriskStartedAt?: number
  /** Callers that hang up in the queue sooner than this need no call-back. */
  missedAfterMs?: number
}

const callerLeg = (call: CallDetail): string => call.legs.find(({ role }) => role === 'caller')?.id ?? ''

/** INV-2, call-backs, as lists show them: how many calls are counted, and how often a number is listed. */
function* oneCallBack({ calls, callbacks, missedAfterMs = 5_000 }: History): Generator<string> {
  const judged = calls.map((call) => mustBeCalledBack(call, missedAfterMs))
  const missed = judged.filter((must) => must === true).length
  const possible = judged.filter((must) => must !== false).length
  const counted = callbacks.reduce((sum, { missedCount }) => sum + missedCount, 0)
  if (counted < missed) yield `${missed} calls were missed, but call-backs count ${counted}`
  if (counted > possible) yield `call-backs count ${counted}, but only ${possible} calls can have been missed`
  const unfinished = callbacks.filter(({ state, callable }) => state !== 'closed' && callable)
  for (const [ani, records] of grouped(unfinished, (each) => each.ani)) {
    const numbers = new Set(calls.filter((call) => masked(call.ani) === ani || call.ani === ani).map((call) => call.ani))
    if (records.length > Math.max(1, numbers.size)) yield `${ani} is to be called back ${records.length} times`
  }
}

/** "138****5678" as lists show it. */
const masked = (ani: string | null): string | null => (ani === null ? null : ani.replace(/^(\d{3})\d*(\d{4})$/, '$1****$2'))

/** INV-4: an ended call does nothing any more. */
function* noStates(calls: readonly CallDetail[]): Generator<string> {
  for (const { id, outcome, state } of calls) if (outcome !== null && state !== null && state !== 'ended') yield `call ${id} is ${outcome}, but still ${state}`
}

/** Everything that is not as it must be; empty when all is well. */
export function checkHistory(history: History): Violation[] {
  const { cel, tickets, asteriskStartedAt = 0 } = history
  const ended = new Map(cel.filter(({ event }) => event === 'CHAN_END').map(({ uniqueid, at }) => [uniqueid, at]))
  const endOf = (uniqueid: string, at: number): number | null => ended.get(uniqueid) ?? (at < asteriskStartedAt ? asteriskStartedAt : null)
  const callers = callersIn(cel).map(({ uniqueid, exten, at }) => ({ channel: uniqueid, dialled: exten, startedAt: at, endedAt: endOf(uniqueid, at) }))
  const calls = history.calls.map((call) => ({ ...call, callerLeg: callerLeg(call) }))
  const legs = calls.flatMap(({ id, legs: of }) => of.map((leg) => ({ ...leg, callId: id })))
  return [
    ...violations('INV-1', noCallLost(callers, calls)),
    ...violations('INV-2', oneTicket(calls, tickets)),
    ...violations('INV-2', oneCallBack(history)),
    ...violations('INV-4', noStates(history.calls)),
    ...violations('INV-4', noGhosts(calls, legs)),
  ]
}
