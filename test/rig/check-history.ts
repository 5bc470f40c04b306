import type { CallDetail } from '../../src/contract/call.ts'
import type { Callback } from '../../src/contract/callback.ts'
import type { TicketDraft } from '../../src/contract/ticket.ts'
import { callersIn } from './cel.ts'
import type { CelEvent } from './cel.ts'

// The oracle of every test: what Asterisk has noted, against what our records say (reliability INV-1, INV-2, INV-4).

export interface History {
  cel: readonly CelEvent[]
  calls: readonly CallDetail[]
  tickets: readonly TicketDraft[]
  callbacks: readonly Callback[]
  /** When the Asterisk that runs now was started (Unix ms): channels from before ended with the one before it, unwritten. */
  asteriskStartedAt?: number
  /** Callers that hang up in the queue sooner than this need no call-back. */
  missedAfterMs?: number
}

export interface Violation {
  invariant: 'INV-1' | 'INV-2' | 'INV-4'
  what: string
}

/** Asterisk's clock and ours differ by what an event takes to reach us. */
const SLACK_MS = 500

/** Items by key, in their order. */
function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

const callerLeg = (call: CallDetail): string => call.legs.find(({ role }) => role === 'caller')?.id ?? ''

/** INV-1: every caller Asterisk saw has exactly one record, every record a caller, and every ended one an outcome. */
function* noCallLost({ cel, calls, asteriskStartedAt = 0 }: History): Generator<string> {
  const seen = new Map(callersIn(cel).map((event) => [event.uniqueid, event]))
  const ended = new Set(cel.filter(({ event }) => event === 'CHAN_END').map(({ uniqueid }) => uniqueid))
  for (const [uniqueid, { at }] of seen) if (at < asteriskStartedAt) ended.add(uniqueid)
  const recorded = grouped(calls, callerLeg)
  for (const [uniqueid, { exten, at }] of seen) {
    const records = recorded.get(uniqueid) ?? []
    if (records.length !== 1) yield `caller ${uniqueid} (dialled ${exten}, ${new Date(at).toISOString()}) has ${records.length} records`
    else if (ended.has(uniqueid) && records[0]?.outcome === null) yield `call ${records[0].id} has ended but has no outcome`
    else if (!ended.has(uniqueid) && records[0]?.outcome != null) yield `call ${records[0].id} is ${records[0].outcome} but its channel lives`
  }
  for (const [leg, records] of recorded) if (!seen.has(leg)) yield `call ${records[0]?.id} has no caller that Asterisk has seen`
}

/** INV-2, tickets: an answered call has exactly one, any other none. */
function* oneTicket({ calls, tickets }: History): Generator<string> {
  const byCall = grouped(tickets, ({ callId }) => callId ?? '')
  for (const call of calls) {
    const has = byCall.get(call.id)?.length ?? 0
    const wanted = call.answeredAt === null ? 0 : 1
    if (has !== wanted) yield `call ${call.id} (${call.outcome}, ${call.answeredAt === null ? 'not ' : ''}answered by an agent) has ${has} tickets`
    if (call.outcome === 'handled' && call.answeredAt === null) yield `call ${call.id} is handled, but no agent answered it`
  }
  const known = new Set<string>(calls.map(({ id }) => id))
  for (const { ticketNo, callId } of tickets) if (callId !== null && !known.has(callId)) yield `ticket ${ticketNo} belongs to no call`
}

const cutOff = (outcome: CallDetail['outcome']): boolean => outcome === 'fallback' || outcome === 'interrupted' || outcome === 'overflow'

/** INV-2, call-backs: who gave up after waiting or was cut off is to be called back, once per number. */
function* oneCallBack({ calls, callbacks, missedAfterMs = 5_000 }: History): Generator<string> {
  const missed = calls.filter(({ outcome, waitedMs }) => cutOff(outcome) || (outcome === 'abandoned' && (waitedMs ?? 0) >= missedAfterMs + SLACK_MS))
  const free = calls.filter(({ outcome, waitedMs }) => !cutOff(outcome) && !(outcome === 'abandoned' && (waitedMs ?? 0) >= missedAfterMs - SLACK_MS))
  const counted = callbacks.reduce((sum, { missedCount }) => sum + missedCount, 0)
  if (counted < missed.length) yield `${missed.length} calls were missed, but call-backs count ${counted}`
  if (counted > calls.length - free.length) yield `call-backs count ${counted}, but only ${calls.length - free.length} calls can have been missed`
  const unfinished = callbacks.filter(({ state, callable }) => state !== 'closed' && callable)
  for (const [ani, records] of grouped(unfinished, (each) => each.ani)) {
    const numbers = new Set(calls.filter((call) => masked(call.ani) === ani || call.ani === ani).map((call) => call.ani))
    if (records.length > Math.max(1, numbers.size)) yield `${ani} is to be called back ${records.length} times`
  }
}

/** "138****5678" as lists show it. */
const masked = (ani: string | null): string | null => (ani === null ? null : ani.replace(/^(\d{3})\d*(\d{4})$/, '$1****$2'))

/** INV-4, on paper: no leg of an ended call is still open. */
function* noGhosts({ calls }: History): Generator<string> {
  for (const call of calls) {
    if (call.outcome === null) continue
    if (call.state !== null && call.state !== 'ended') yield `call ${call.id} is ${call.outcome}, but still ${call.state}`
    for (const leg of call.legs) if (leg.endedAt === null) yield `leg ${leg.id} (${leg.role}) of call ${call.id} has no end`
  }
}

/** Everything that is not as it must be; empty when all is well. */
export function checkHistory(history: History): Violation[] {
  const of = (invariant: Violation['invariant'], found: Iterable<string>): Violation[] => [...found].map((what) => ({ invariant, what }))
  return [
    ...of('INV-1', noCallLost(history)),
    ...of('INV-2', oneTicket(history)),
    ...of('INV-2', oneCallBack(history)),
    ...of('INV-4', noGhosts(history)),
  ]
}
