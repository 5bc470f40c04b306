import { z } from 'zod'
import { AgentView } from './agent.ts'
import { CallNow, Rank } from './call.ts'
import { MergeMode } from './hotline.ts'
import { CallId, Extension, HotlineNumber } from './ids.ts'
import { TicketNotice } from './ticket-notice.ts'
import { OfferView, QueueView, WaitingView } from './queue.ts'

// The live feed at /socket.io. Sign in with the session's cookie, or `auth: { token }`.
// First comes `snapshot`, then events; every message to a client carries the next `seq` of that client.
// Whoever sees a gap asks `resync` and gets a new snapshot. Instants are Unix ms here.

/** A call that is going on, told to those in it and to supervisors; to an agent from the moment the phone rings. */
export const LiveCall = CallNow.omit({ id: true, agent: true }).extend({
  call: CallId,
  dnis: HotlineNumber,
  /** Masked: "138****5678". */
  ani: z.string().nullable(),
  /** The agent who has the call, or whose phone rings for it. */
  agent: Extension.nullable(),
  arrivedAt: z.int(),
  direction: z.enum(['inbound', 'outbound']),
  /** The called line: "政务服务便民热线". */
  lineName: z.string(),
  /** Null for a number nobody has registered. */
  mergeMode: MergeMode.nullable(),
  /** Place in line, while there is one. */
  rank: Rank.nullable(),
  /** When the agent's phone began to ring; null when it does not. */
  offeredAt: z.int().nullable(),
  /** From the arrival to the first agent's answer; up to the ringing while there is none; null before. */
  waitedMs: z.int().nullable(),
  /** Why the caller cannot be transferred now: "TRANSFER_LIMIT" …; null = can be. */
  transferRefused: z.string().nullable(),
  /** The agent's browser is lost and waited for, until then. */
  rescueUntil: z.int().nullable(),
})
export type LiveCall = z.infer<typeof LiveCall>

const Seq = z.object({ seq: z.int().min(1) })

export const Snapshot = Seq.extend({ at: z.int(), queue: QueueView, calls: z.array(LiveCall) })
export type Snapshot = z.infer<typeof Snapshot>

/**
 * Changes of the queue. The place in line is not repeated for everybody behind: the waiting are in order of
 * headAt (who was moved to the head, the last one first), rank (emergency, elder, return, normal), then arrivedAt, then call id.
 */
export const QueueChange = Seq.extend({
  /** Callers that are new in line or changed (rank, groups, offer). */
  waiting: z.array(WaitingView),
  left: z.array(CallId),
  offers: z.array(OfferView),
  byState: z.record(z.string(), z.int()),
  talking: z.int(),
})
export type QueueChange = z.infer<typeof QueueChange>

/** `gone` = the accounts that are no more. */
export const AgentChange = Seq.extend({ agents: z.array(AgentView), gone: z.array(Extension) })
export type AgentChange = z.infer<typeof AgentChange>

export const CallChange = Seq.extend({ calls: z.array(LiveCall), ended: z.array(CallId) })
export type CallChange = z.infer<typeof CallChange>

/** To the panels of one extension: the tab that has its softphone now; null = none. A tab that reads another's name has lost it. */
export const SoftphoneHeld = Seq.extend({ extension: Extension, tab: z.string().nullable() })
export type SoftphoneHeld = z.infer<typeof SoftphoneHeld>

/** For supervisors and administrators. */
export const AlarmRaised = Seq.extend({ at: z.int(), kind: z.string(), details: z.record(z.string(), z.unknown()) })
export type AlarmRaised = z.infer<typeof AlarmRaised>

/** To those it is for: something to know of a ticket. */
export const TicketNoticeTold = Seq.extend({ notice: TicketNotice })
export type TicketNoticeTold = z.infer<typeof TicketNoticeTold>

export interface ServerToPanel {
  snapshot: (snapshot: Snapshot) => void
  queue: (change: QueueChange) => void
  agent: (change: AgentChange) => void
  call: (change: CallChange) => void
  softphone: (held: SoftphoneHeld) => void
  alarm: (alarm: AlarmRaised) => void
  ticketNotice: (told: TicketNoticeTold) => void
}

export interface PanelToServer {
  /** Answered by a `snapshot`. */
  resync: () => void
}
