import type { Rank } from '../contract/call.ts'
import type { CallId, Extension, GroupId } from '../contract/ids.ts'

export interface QueueEntry {
  call: CallId
  rank: Rank
  /** The place in line counts from here, whatever is announced meanwhile (domain.md §0.4). Unix ms. */
  arrivedAt: number
  /** Groups that may serve the caller now. */
  groups: readonly GroupId[]
  /** When a supervisor put the caller at the head of the line: before every rank, the last one moved first. Unix ms. */
  headAt?: number | null
}

/** One try at one agent for one caller; at most one per agent and one per caller at any time. */
export interface Offer {
  call: CallId
  agent: Extension
}

/** One queue for all numbers. Everything here is in memory and synchronous; calls and agents are the truth it is rebuilt from. */
export interface Queue {
  /** Puts the caller in line, or back in line after a failed offer; the place follows from rank and arrival. */
  enter: (entry: QueueEntry) => void
  /** Lets more groups serve a waiting (or offered) caller without losing the place. */
  widen: (call: CallId, groups: readonly GroupId[]) => void
  /** Gives a waiting (or offered) caller another place and other groups; an offer already made stays. */
  move: (call: CallId, to: { headAt: number | null; groups: readonly GroupId[] }) => void
  /** The caller no longer waits: connected or gone. Unknown calls are ignored. */
  leave: (call: CallId) => void
  /** The agent can take a caller. `idleSince` decides who is next: the longest idle (Unix ms). */
  agentIdle: (agent: Extension, groups: readonly GroupId[], idleSince: number) => void
  /** The agent can not. Unknown agents are ignored. An offer already made stays: the call decides about it. */
  agentGone: (agent: Extension) => void
  /** Told of every match, synchronously, before the method that caused it returns. */
  onOffer: (listener: (offer: Offer) => void) => void
  /** How many callers are ahead in the whole queue; null when not waiting. */
  ahead: (call: CallId) => number | null
  /** Callers in line and being offered, next first. */
  waiting: () => readonly (QueueEntry & { offeredTo: Extension | null })[]
  size: () => number
}
