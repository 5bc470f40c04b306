import type { AgentState, Device, NotReadyReason } from '../../contract/agent.ts'
import type { CallId } from '../../contract/ids.ts'
import type { OfferEnd } from '../port.ts'

export interface AgentStatus {
  state: AgentState
  /** Only in not_ready. */
  reason: NotReadyReason | null
  /** Unix ms. In ready it is since when the agent is idle: an offer withdrawn by the caller does not cost the turn. */
  since: number
  /** The call in hand; in acw the one being wrapped up. */
  call: CallId | null
  /** What the agent is when no call is in hand. */
  wish: 'ready' | 'not_ready' | 'offline'
  wishReason: NotReadyReason | null
  /** While ringing: since when the agent was idle. Unix ms. */
  idleSince: number | null
  /** In acw: when it ends by itself. Unix ms. */
  wrapUpUntil: number | null
  /** The agent's own choice; null = the browser while it can be reached, else the desk phone. */
  choice: Device | null
  /** The device that rings. It stays what it is during a call, unless the agent chooses another. */
  device: Device
  /** Whether each can be reached; null while unknown. */
  phones: Readonly<Record<Device, boolean | null>>
  /** Whether the device that rings can be reached; null while unknown, which counts as reachable. */
  reachable: boolean | null
}

export const UNKNOWN_PHONES = { browser: null, desk: null } as const

/** What a call keeps an agent busy with. */
export type BusyAs = 'ringing' | 'talking' | 'on_hold' | 'three_way'

export type AgentEvent =
  | { type: 'wished'; wish: 'ready' | 'not_ready' | 'offline'; reason: NotReadyReason | null }
  | { type: 'ringing'; call: CallId }
  | { type: 'offerEnded'; call: CallId; how: OfferEnd }
  | { type: 'talking'; call: CallId }
  | { type: 'held'; call: CallId; held: boolean }
  /** Three talk: with a specialist, another centre, or a supervisor who joined. */
  | { type: 'inThree'; call: CallId; on: boolean }
  | { type: 'released'; call: CallId; wrapUp: boolean }
  | { type: 'wrapUpOver' }
  | { type: 'reachable'; reachable: boolean; device: Device }
  | { type: 'deviceChosen'; device: Device | null }
  /** After a restart: what the calls say the agent is doing. */
  | { type: 'recovered'; call: CallId; as: BusyAs }

export const signedOut = (now: number): AgentStatus => ({
  state: 'offline',
  reason: null,
  since: now,
  call: null,
  wish: 'offline',
  wishReason: null,
  idleSince: null,
  wrapUpUntil: null,
  choice: null,
  device: 'desk',
  phones: UNKNOWN_PHONES,
  reachable: null,
})

/**
 * The life of an agent (states of domain.md §6.8):
 *
 *                    wish                        wish
 *      offline ◀───────────▶ not_ready ◀───────────────────▶ ready
 *                                ▲     phone lost / found      │ ▲
 *           no_answer → rna      │                      offer  │ │ withdrawn: keeps the turn
 *           busy, declined,      │                             ▼ │
 *           unreachable          └──────────────────────── ringing
 *                                                              │ answered
 *                     wrap-up over, or                         ▼
 *      the wish ◀──── the agent wishes ──── acw ◀──────── talking ◀──▶ on_hold, three_way
 *                                                released
 *
 * A wish during a call is remembered and holds after it. After no_answer, busy and declined the agent has to
 * come back by own wish; after an unreachable phone the server brings the agent back when the phone is. "The phone" is
 * the device that rings: the one chosen, else the browser while it can be reached, else the desk phone.
 * A message about a call that is not in hand, or told twice, gives back the very same status object.
 */
export function step(status: AgentStatus, event: AgentEvent, now: number, wrapUpMs: number): AgentStatus {
  switch (event.type) {
    case 'wished':
      return settledUnlessInCall({ ...status, wish: event.wish, wishReason: reasonOf(event) }, status, now)
    case 'reachable':
      return withPhones(status, { phones: { ...status.phones, [event.device]: event.reachable } }, now)
    case 'deviceChosen':
      return withPhones(status, { choice: event.device, device: event.device ?? status.device }, now)
    case 'ringing':
      return inCall(status) ? status : busyWith(status, event.call, 'ringing', now)
    case 'recovered':
      return busyWith(status, event.call, event.as, now)
    case 'offerEnded':
      return status.state === 'ringing' && status.call === event.call ? offerEnded(status, event.how, now) : status
    case 'talking':
      return status.state === 'ringing' && status.call === event.call ? moved(status, 'talking', now) : status
    case 'held':
      return held(status, event, now)
    case 'inThree':
      return inThree(status, event, now)
    case 'released':
      return released(status, event.call, now, event.wrapUp ? wrapUpMs : 0)
    case 'wrapUpOver':
      return status.state === 'acw' && now >= (status.wrapUpUntil ?? 0) ? settled(status, status, now) : status
  }
}

const inCall = ({ state }: AgentStatus): boolean => state === 'ringing' || state === 'talking' || state === 'on_hold' || state === 'three_way'

const reasonOf = ({ wish, reason }: { wish: string; reason: NotReadyReason | null }): NotReadyReason | null =>
  wish === 'not_ready' ? (reason ?? 'other') : null

const moved = (status: AgentStatus, state: AgentState, now: number): AgentStatus => ({ ...status, state, since: now, idleSince: null })

function busyWith(status: AgentStatus, call: CallId, state: BusyAs, now: number): AgentStatus {
  const idleSince = status.state === 'ready' ? status.since : (status.idleSince ?? now)
  return { ...moved(status, state, now), call, reason: null, wrapUpUntil: null, idleSince: state === 'ringing' ? idleSince : null }
}

function offerEnded(status: AgentStatus, how: OfferEnd, now: number): AgentStatus {
  switch (how) {
    case 'answered':
      return moved(status, 'talking', now)
    case 'withdrawn':
      return withdrawn(status, now)
    case 'unreachable':
      return settled({ ...status, phones: { ...status.phones, [status.device]: false }, reachable: false }, status, now)
    case 'no_answer':
    case 'busy':
    case 'declined': {
      const reason = how === 'no_answer' ? 'rna' : how
      // An agent who asked for a break while the phone rang gets the break, not the blame.
      const next: AgentStatus = status.wish === 'ready' ? { ...status, wish: 'not_ready', wishReason: reason } : status
      return settled(next, status, now)
    }
  }
}

function withdrawn(status: AgentStatus, now: number): AgentStatus {
  const next = settled(status, status, now)
  return next.state === 'ready' ? { ...next, since: status.idleSince ?? now } : next
}

function held(status: AgentStatus, { call, held }: { call: CallId; held: boolean }, now: number): AgentStatus {
  const from = held ? status.state === 'talking' || status.state === 'three_way' : status.state === 'on_hold'
  return from && status.call === call ? moved(status, held ? 'on_hold' : 'talking', now) : status
}

function inThree(status: AgentStatus, { call, on }: { call: CallId; on: boolean }, now: number): AgentStatus {
  const from = on ? status.state === 'talking' || status.state === 'on_hold' : status.state === 'three_way'
  return from && status.call === call ? moved(status, on ? 'three_way' : 'talking', now) : status
}

function released(status: AgentStatus, call: CallId, now: number, wrapUpMs: number): AgentStatus {
  if (!inCall(status) || status.call !== call) return status
  if (status.state === 'ringing') return withdrawn(status, now)
  if (wrapUpMs === 0) return settled(status, status, now)
  return { ...moved(status, 'acw', now), wrapUpUntil: now + wrapUpMs }
}

/** A device was found or lost, or another was chosen: that one counts at once, even during a call. */
function withPhones(status: AgentStatus, change: Partial<Pick<AgentStatus, 'phones' | 'choice' | 'device'>>, now: number): AgentStatus {
  const changed = { ...status, ...change }
  const device = inCall(status) ? changed.device : deviceOf(changed)
  const next = { ...changed, device, reachable: changed.phones[device] }
  if (same(next, status)) return status
  return status.state === 'acw' ? next : settledUnlessInCall(next, status, now)
}

const deviceOf = ({ choice, phones }: Pick<AgentStatus, 'choice' | 'phones'>): Device => choice ?? (phones.browser === true ? 'browser' : 'desk')

const same = (a: AgentStatus, b: AgentStatus): boolean => a.choice === b.choice && a.device === b.device && a.phones.browser === b.phones.browser && a.phones.desk === b.phones.desk && a.reachable === b.reachable

const settledUnlessInCall = (next: AgentStatus, before: AgentStatus, now: number): AgentStatus =>
  inCall(next) ? next : settled(next, before, now)

/** No call in hand: the agent is what the agent wishes, as far as the phone allows, which is looked at anew. */
function settled(status: AgentStatus, before: AgentStatus, now: number): AgentStatus {
  const device = deviceOf(status)
  const next: AgentStatus = { ...status, device, reachable: status.phones[device] }
  const lost = next.wish === 'ready' && next.reachable === false
  const state = lost ? 'not_ready' : next.wish
  const reason = lost ? 'unreachable' : next.wishReason
  const same = state === before.state && reason === before.reason
  return { ...next, state, reason, since: same ? before.since : now, call: null, idleSince: null, wrapUpUntil: null }
}
