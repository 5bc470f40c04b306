import type { CallOutcome } from '../../contract/call.ts'

// The invariants of the records (reliability INV-1, INV-2, INV-4, INV-7), for the command check-history and for the
// tests: what Asterisk has seen, against what we say. Only ids and dialled numbers are told, never a caller's.

export interface SeenCaller {
  /** Asterisk's unique id. */
  channel: string
  dialled: string
  /** Unix ms, of Asterisk's clock. */
  startedAt: number
  endedAt: number | null
}

export interface KeptCall {
  id: string
  /** outbound: a call of ours, which has no caller. */
  direction: 'inbound' | 'outbound'
  callerLeg: string
  /** Unix ms. */
  arrivedAt: number
  answeredAt: number | null
  endedAt: number | null
  waitedMs: number | null
  outcome: CallOutcome | null
}

export interface KeptLeg {
  id: string
  callId: string
  role: string
  endedAt: number | null
}

export interface KeptTicket {
  ticketNo: string
  callId: string | null
}

export interface KeptCallback {
  id: string
  unfinished: boolean
  /** Tells numbers apart, and is not one; null = withheld. */
  number: string | null
  missedCount: number
  /** The calls it was counted for. */
  calls: readonly string[]
}

export interface KeptRecording {
  id: string
  callId: string
  state: string
  lengthMs: number | null
  /** False: the file is gone, or shorter than it was. */
  onDisk: boolean
}

export interface Violation {
  invariant: 'INV-1' | 'INV-2' | 'INV-4' | 'INV-7'
  what: string
}

/** Asterisk's clock and ours, and two of our own readings, differ by what an event takes to reach us. */
export const SLACK_MS = 500

/** Items by key, in their order. */
export function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

/**
 * INV-1: every caller Asterisk saw has exactly one record, every record of a caller one, and every ended one an outcome.
 * What happened after `settledBy` may still be on its way into the records.
 */
export function* noCallLost(callers: readonly SeenCaller[], calls: readonly KeptCall[], settledBy = Infinity): Generator<string> {
  const recorded = grouped(calls, ({ callerLeg }) => callerLeg)
  for (const { channel, dialled, startedAt, endedAt } of callers) {
    const records = recorded.get(channel) ?? []
    const [call] = records
    if (records.length !== 1 || !call) {
      if (records.length > 0 || startedAt <= settledBy) yield `caller ${channel} (dialled ${dialled}, ${timeText(startedAt)}) has ${records.length} records`
    } else if (endedAt !== null && endedAt <= settledBy && call.outcome === null) yield `call ${call.id} has ended but has no outcome`
    // In the fallback the caller is out of our hands, but still there.
    else if (endedAt === null && call.outcome !== null && call.outcome !== 'fallback' && (call.endedAt ?? 0) <= settledBy) yield `call ${call.id} is ${call.outcome} but its channel lives`
  }
  const seen = new Set(callers.map(({ channel }) => channel))
  for (const { id, callerLeg, arrivedAt, direction } of calls) if (direction === 'inbound' && !seen.has(callerLeg) && arrivedAt <= settledBy) yield `call ${id} has no caller that Asterisk has seen`
}

/** INV-2, tickets: an answered call has exactly one, any other none. `tickets` are those of the calls, and those of no call at all. */
export function* oneTicket(calls: readonly KeptCall[], tickets: readonly KeptTicket[], settledBy = Infinity): Generator<string> {
  const byCall = grouped(tickets, ({ callId }) => callId ?? '')
  for (const { id, direction, outcome, answeredAt } of calls) {
    const has = byCall.get(id)?.length ?? 0
    const wanted = answeredAt === null ? 0 : 1
    // A call of ours may be about a ticket that is there already.
    const fits = has === wanted || (direction === 'outbound' && has === 0)
    if (!fits && (answeredAt ?? 0) <= settledBy) yield `call ${id} (${outcome}, ${answeredAt === null ? 'not ' : ''}answered by an agent) has ${has} tickets`
    if (outcome === 'handled' && answeredAt === null) yield `call ${id} is handled, but no agent answered it`
  }
  const known = new Set(calls.map(({ id }) => id))
  for (const { ticketNo, callId } of tickets) if (callId !== null && !known.has(callId)) yield `ticket ${ticketNo} belongs to no call`
}

/** Whether the citizen must be called back; null where the answer lies within the precision of the record. */
export function mustBeCalledBack({ direction, answeredAt, outcome, waitedMs }: Pick<KeptCall, 'direction' | 'answeredAt' | 'outcome' | 'waitedMs'>, missedAfterMs: number): boolean | null {
  // A call of ours that came to nothing leaves its task open, if it had one.
  if (direction === 'outbound' && answeredAt === null) return false
  switch (outcome) {
    case 'fallback':
    case 'interrupted':
    case 'overflow':
      return true
    case 'abandoned':
      if ((waitedMs ?? 0) >= missedAfterMs + SLACK_MS) return true
      return (waitedMs ?? 0) >= missedAfterMs - SLACK_MS ? null : false
    case 'handled':
    case 'rejected':
    case 'cancelled_number':
    case 'unreached':
    case 'automatic':
    case null:
      return false
  }
}

interface CallbackCheck {
  calls: readonly KeptCall[]
  callbacks: readonly KeptCallback[]
  missedAfterMs: number
  settledBy?: number
}

/** INV-2, call-backs: a missed call is counted in exactly one, any other in none, and a number waits for one at a time. */
export function* oneCallBack({ calls, callbacks, missedAfterMs, settledBy = Infinity }: CallbackCheck): Generator<string> {
  const counted = grouped(callbacks.flatMap(({ calls: of }) => of), (call) => call)
  for (const call of calls) {
    const must = mustBeCalledBack(call, missedAfterMs)
    const times = counted.get(call.id)?.length ?? 0
    if (times > 1) yield `call ${call.id} is counted in ${times} call-backs`
    else if (must === true && times === 0 && (call.endedAt ?? 0) <= settledBy) yield `call ${call.id} (${call.outcome}) was missed, but nobody is asked to call back`
    else if (must === false && times > 0) yield `call ${call.id} (${call.outcome ?? 'going on'}) was not missed, but is to be called back`
  }
  for (const { id, missedCount, calls: of } of callbacks) if (missedCount !== of.length) yield `call-back ${id} says ${missedCount} missed calls, but ${of.length} are known`
  for (const [number, records] of grouped(callbacks.filter(({ unfinished }) => unfinished), (each) => each.number)) {
    if (number !== null && records.length > 1) yield `one number is to be called back ${records.length} times: ${records.map(({ id }) => id).join(', ')}`
  }
}

/** INV-4, on paper: no leg of an ended call is still open. */
export function* noGhosts(calls: readonly KeptCall[], legs: readonly KeptLeg[], settledBy = Infinity): Generator<string> {
  const ended = new Map(calls.flatMap(({ id, outcome, endedAt }) => (outcome === null ? [] : [[id, endedAt ?? 0]])))
  for (const { id, callId, role, endedAt } of legs) {
    const callEndedAt = ended.get(callId)
    if (endedAt === null && callEndedAt !== undefined && callEndedAt <= settledBy) yield `leg ${id} (${role}) of call ${callId} has no end`
  }
}

interface RecordingCheck {
  calls: readonly (KeptCall & { bridgedMs: number | null })[]
  recordings: readonly KeptRecording[]
  toleranceMs: number
  settledBy?: number
}

/** INV-7: every conversation is on record in full, or flagged (truncated, missing, failed). */
export function* recordedOrFlagged({ calls, recordings, toleranceMs, settledBy = Infinity }: RecordingCheck): Generator<string> {
  const byCall = grouped(recordings, ({ callId }) => callId)
  for (const { id, outcome, endedAt, bridgedMs } of calls) {
    if (outcome !== 'handled' || (endedAt ?? Infinity) > settledBy) continue
    const parts = byCall.get(id) ?? []
    if (parts.length === 0) yield `call ${id} was handled, but has no recording and none that is flagged`
    for (const part of parts) {
      if (part.state === 'recording') yield `recording ${part.id} of call ${id} was never checked`
      if (!part.onDisk) yield `recording ${part.id} of call ${id} (${part.state}) is not on disk as it was`
    }
    const shortMs = (bridgedMs ?? 0) - parts.reduce((sum, { lengthMs }) => sum + (lengthMs ?? 0), 0)
    if (parts.length > 0 && parts.every(({ state }) => state === 'complete') && shortMs > toleranceMs) yield `the recording of call ${id} is called complete, but is ${shortMs} ms shorter than the conversation`
  }
}

/** With the invariant each breaks. */
export const violations = (invariant: Violation['invariant'], found: Iterable<string>): Violation[] => [...found].map((what) => ({ invariant, what }))

const timeText = (at: number): string => new Date(at).toISOString()
