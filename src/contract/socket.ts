import { z } from 'zod'
import { AgentView } from './agent.ts'
import { CallNow, Rank } from './call.ts'
import { MergeMode } from './hotline.ts'
import { CallId, Extension, HotlineNumber } from './ids.ts'
import { TicketNo } from './ticket-no.ts'
import { TicketNotice } from './ticket-notice.ts'
import { TicketState } from './ticket.ts'
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

/**
 * Tickets the reader may see that were changed, at most five times a second; what they are now, the list and the ticket say.
 * After a `snapshot` anything may have changed.
 */
export const TicketsChanged = Seq.extend({ tickets: z.array(z.object({ ticketNo: TicketNo, version: z.int(), state: TicketState })) })
export type TicketsChanged = z.infer<typeof TicketsChanged>

/** Somebody who has a ticket open; `writing`: has begun a step or a text on it. */
export const TicketViewer = z.object({ username: z.string(), name: z.string(), role: z.string(), unit: z.string().nullable(), writing: z.boolean(), since: z.int() })
export type TicketViewer = z.infer<typeof TicketViewer>

/** To whoever has the ticket open: everybody who has, the reader too, each once. */
export const TicketPresence = Seq.extend({ ticketNo: TicketNo, viewers: z.array(TicketViewer) })
export type TicketPresence = z.infer<typeof TicketPresence>

/** "I have this ticket open." Said again whenever writing begins or ends, and after a snapshot. */
export const TicketOpened = z.object({ ticketNo: TicketNo, writing: z.boolean() }).strict()
export type TicketOpened = z.infer<typeof TicketOpened>
export const TicketLeft = z.object({ ticketNo: TicketNo }).strict()
export type TicketLeft = z.infer<typeof TicketLeft>

export interface ServerToPanel {
  snapshot: (snapshot: Snapshot) => void
  queue: (change: QueueChange) => void
  agent: (change: AgentChange) => void
  call: (change: CallChange) => void
  softphone: (held: SoftphoneHeld) => void
  alarm: (alarm: AlarmRaised) => void
  ticketNotice: (told: TicketNoticeTold) => void
  tickets: (changed: TicketsChanged) => void
  ticketPresence: (presence: TicketPresence) => void
}

export interface PanelToServer {
  /** Answered by a `snapshot`. */
  resync: () => void
  ticketOpen: (opened: TicketOpened) => void
  ticketLeft: (left: TicketLeft) => void
}
