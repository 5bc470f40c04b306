import type { OfferEnd } from '../../agent/port.ts'
import type { CallOutcome, Rank, Rating } from '../../contract/call.ts'
import type { CallId, Extension, GroupId, LegId } from '../../contract/ids.ts'
import type { PromptRef } from '../../prompt/port.ts'
import type { HangUpCause, TelephonyCommand } from '../../telephony/port.ts'
import type { CallFact } from '../facts.ts'
import type { CallPlan } from '../port.ts'

/** The policy in force when the call arrived, so that a call is decided by one set of rules from start to end. */
export interface Terms {
  positionFirstMs: number
  positionEveryMs: number
  missedAfterMs: number
  maxWaiting: number
  rating: { enabled: boolean; answerWithinMs: number; maxPlays: number }
  recording: boolean
  waitingLeaseMs: number
  talkingLeaseMs: number
}

/** What every state of a call knows. */
export interface Call {
  call: CallId
  caller: LegId
  /** Start time of the Asterisk that carries the call; another start time means the call died with it. */
  epoch: number
  arrivedAt: number
  plan: CallPlan
  terms: Terms
  /** Counters behind the ids we choose. */
  attempts: number
  playbacks: number
  recordings: number
  answeredAt: number | null
  talkedMs: number
  /** Closed stretches in which the caller was bridged; the open one starts at talking.bridgedSince. */
  bridgedMs: number
  /** The agent who served the caller last. */
  agent: Extension | null
  /** On the caller's channel from the first agent on; it holds every party, whoever comes and goes. */
  recording: Recorded | null
}

export interface Offer {
  agent: Extension
  leg: LegId
  attempt: number
  since: number
  expiresAt: number
  /** Picked up while the caller still has to hear an announcement. */
  answeredAt: number | null
  /** Playback the agent hears meanwhile; stopped before the bridge, which would wait for its end. */
  whisper: string | null
}

/** What a waiting caller hears. */
export type Hearing =
  | { what: 'announcement'; index: number; playback: string; giveUpAt: number }
  | { what: 'music' }
  /** For the first moment: who is connected at once needs no music started and stopped. */
  | { what: 'nothing'; musicAt: number }
  | { what: 'position'; playback: string; giveUpAt: number }

export interface Recorded {
  id: string
  /** Below the recordings folder. */
  file: string
  /** null = asked for and not refused; otherwise when to try again. */
  retryAt: number | null
}

/**
 * The life of a call. An agent is looked for from the first moment, while the announcements play.
 *
 *   arrives ─┬─▶ waiting ──agent answers, announcements heard──▶ connecting ──both in the bridge──▶ talking
 *            │    ▲  ▲ └── offered/rung, no answer: stays, agent not ready       │                  │  │ ▲
 *            │    │  └───────────────agent lost before the bridge────────────────┘             hold │  │ │ resume
 *            │    └──────────────────agent lost in the talk or during a hold (rank return)──────────┘  ▼ │
 *            │                                                                                     (held)
 *            ├─▶ announcing (number cancelled, queue full) ─▶ closing      agent hangs up ─▶ rating ─▶ closing
 *            └─▶ ended (rejected)                        the caller hangs up, anywhere ─▶ ended, exactly once
 */
export type CallState =
  | (Call & {
      at: 'waiting'
      rank: Rank
      groups: readonly GroupId[]
      widenAt: number | null
      positionAt: number | null
      hearing: Hearing
      offer: Offer | null
    })
  | (Call & {
      at: 'connecting'
      rank: Rank
      groups: readonly GroupId[]
      offer: Offer
      bridge: string
      joined: readonly LegId[]
      giveUpAt: number
    })
  | (Call & {
      at: 'talking'
      rank: Rank
      groups: readonly GroupId[]
      agent: Extension
      leg: LegId
      bridge: string
      connectedAt: number
      /** null while on hold. */
      bridgedSince: number | null
    })
  | (Call & { at: 'rating'; agent: Extension; plays: number; playback: string | null; deadlineAt: number; deafUntil: number })
  /** Hears a last announcement, perhaps several times, then is hung up. */
  | (Call & { at: 'announcing'; announcement: PromptRef; timesLeft: number; playback: string; outcome: CallOutcome; giveUpAt: number })
  /** Hung up by us; waits for Asterisk to say so. */
  | (Call & { at: 'closing'; outcome: CallOutcome; playback: string | null; giveUpAt: number })
  | (Call & { at: 'ended'; outcome: CallOutcome })

export type In<At extends CallState['at']> = Extract<CallState, { at: At }>

export type CallEvent =
  | { type: 'offered'; agent: Extension }
  | { type: 'legAnswered'; leg: LegId }
  | { type: 'legEnded'; leg: LegId; cause: number }
  /** The caller's channel left us for the fallback, or was taken. */
  | { type: 'legLeft'; leg: LegId }
  | { type: 'legJoined'; leg: LegId }
  | { type: 'digit'; leg: LegId; digit: string }
  | { type: 'promptEnded'; playback: string }
  /** A time asked for by wakeAt has come. `ahead`: callers before this one, null when not waiting. */
  | { type: 'woke'; ahead: number | null }
  | { type: 'recordFailed'; recording: string; why: string }
  /** Asked for by the agent or a supervisor. */
  | { type: 'hold' }
  | { type: 'resume' }
  | { type: 'hangUp' }
  /** The Asterisk that carried the call is gone. */
  | { type: 'interrupted' }

type Telephone = Exclude<TelephonyCommand, { type: 'play' } | { type: 'record' } | { type: 'ring' }>

export type CallCommand =
  | Telephone
  | { type: 'ring'; leg: LegId; agent: Extension; callerId: string; callerName: string; timeoutMs: number }
  | { type: 'say'; leg: LegId; playback: string; prompt: PromptRef }
  | { type: 'record'; leg: LegId; recording: string; file: string }
  | { type: 'enqueue'; rank: Rank; arrivedAt: number; groups: readonly GroupId[] }
  | { type: 'widen'; groups: readonly GroupId[] }
  | { type: 'leaveQueue' }
  | { type: 'agentOfferEnded'; agent: Extension; how: OfferEnd }
  | { type: 'agentTalking'; agent: Extension }
  | { type: 'agentHolds'; agent: Extension; held: boolean }
  | { type: 'agentReleased'; agent: Extension }
  /** The one timer of a call: null cancels it. Derived from the state, so recovery needs no other record of it. */
  | { type: 'wakeAt'; at: number | null }

/** What a decision gives back. Facts are journaled with it and told to tickets, call-backs, recordings and statistics. */
export interface Step {
  state: CallState
  commands: readonly CallCommand[]
  facts: readonly CallFact[]
}

export interface Arrival {
  call: CallId
  caller: LegId
  epoch: number
  arrivedAt: number
  plan: CallPlan
  terms: Terms
  /** Callers in the queue now. */
  waiting: number
}

/** What all states share, without the parts of the state it came from. */
export function callOf(state: CallState): Call {
  const { call, caller, epoch, arrivedAt, plan, terms, attempts, playbacks, recordings, answeredAt, talkedMs, bridgedMs, agent, recording } = state
  return { call, caller, epoch, arrivedAt, plan, terms, attempts, playbacks, recordings, answeredAt, talkedMs, bridgedMs, agent, recording }
}

/** Everybody who may serve the caller in the end; for one who has waited long enough or was let down. */
export function everybody(state: CallState & { groups: readonly GroupId[] }): readonly GroupId[] {
  return state.plan.treatment === 'queue' ? (state.plan.thenGroups ?? state.plan.firstGroups) : state.groups
}

export const nextPositionAt = (state: CallState, now: number): number | null =>
  state.plan.treatment === 'queue' && state.plan.positionSpoken ? now + state.terms.positionEveryMs : null

export const stay = (state: CallState): Step => ({ state, commands: [], facts: [] })
export const hangUp = (leg: LegId, cause: HangUpCause = 'normal'): Extract<CallCommand, { type: 'hangUp' }> => ({ type: 'hangUp', leg, cause })
export const isRating = (digit: string): digit is '1' | '2' | '3' => digit === '1' || digit === '2' || digit === '3'
export const ratingOf = (digit: '1' | '2' | '3'): Rating => Number(digit) as Rating
