import type { OfferEnd } from '../../agent/port.ts'
import type { Rank } from '../../contract/call.ts'
import type { Extension, GroupId, LegId } from '../../contract/ids.ts'
import type { PromptRef } from '../../prompt/port.ts'
import type { TelephonyCommand } from '../../telephony/port.ts'
import type { MonitorMode, Purpose } from '../facts.ts'
import type { Outside, Seat } from '../port.ts'

// What a call is told, and what it has done.

/** What an agent or a supervisor asks for; refusal.ts says when not. `by` is the one who asks. */
export type Request =
  | { type: 'hold' }
  | { type: 'resume' }
  | { type: 'hangUp' }
  /** `told`: what the caller hears before the music. */
  | { type: 'invite'; purpose: Purpose; party: Seat | Outside; groups: readonly GroupId[] | null; told: PromptRef | null }
  /** The one wanted is closed today: on record, for the ticket. */
  | { type: 'foundClosed'; party: Outside }
  | { type: 'join' }
  | { type: 'complete' }
  | { type: 'cancelConsult' }
  | { type: 'monitor'; by: Extension; mode: MonitorMode }
  | { type: 'stopMonitor'; by: Extension }
  | { type: 'takeOver'; by: Extension; username: string }
  | { type: 'forceRelease'; username: string }
  /** A waiting caller: to the head of the line, or to another group, which is asked alone for `aloneMs`. */
  | { type: 'move'; to: 'head'; username: string }
  | { type: 'move'; to: GroupId; aloneMs: number; username: string }
  /** A call of ours is not wanted any more: the citizen has got through. */
  | { type: 'cancel' }

export type CallEvent =
  | Request
  | { type: 'offered'; agent: Extension }
  | { type: 'legAnswered'; leg: LegId }
  /** `inBrowser`: it was an agent's, in a browser that may come back. */
  | { type: 'legEnded'; leg: LegId; cause: number; inBrowser?: boolean }
  /** The browser behind a seat is gone, whatever Asterisk believes of its leg. */
  | { type: 'seatLost'; agent: Extension }
  /** The device that rings for a seat has signed on. */
  | { type: 'seatReachable'; agent: Extension }
  /** The caller's channel left us for the fallback, or was taken. */
  | { type: 'legLeft'; leg: LegId }
  | { type: 'legJoined'; leg: LegId }
  /** Somebody spoke on a leg that we listen to for it. */
  | { type: 'legSpoke'; leg: LegId }
  /** Nobody speaks on it any more. */
  | { type: 'legQuiet'; leg: LegId }
  | { type: 'digit'; leg: LegId; digit: string }
  /** `failed`: it was not played to its end, perhaps because nobody is there any more. */
  | { type: 'promptEnded'; playback: string; failed?: boolean }
  /** The next one of a group that is asked, already reserved; null = nobody is free. */
  | { type: 'seatFound'; seat: Seat | null }
  /** Whether anybody is signed in at all has changed. */
  | { type: 'staffed'; staffed: boolean }
  /** A time asked for by wakeAt has come. `ahead`: callers before this one, null when not waiting. */
  | { type: 'woke'; ahead: number | null }
  | { type: 'recordFailed'; recording: string; why: string }
  /** We were away: what was said to the end, or pressed, meanwhile is not known. */
  | { type: 'returned' }
  /** The Asterisk that carried the call is gone. */
  | { type: 'interrupted' }
  /** A call of ours without a leg yet is carried by this Asterisk from now on. */
  | { type: 'carried'; epoch: number }

type Telephone = Exclude<TelephonyCommand, { type: 'play' } | { type: 'record' } | { type: 'ring' } | { type: 'playToBridge' } | { type: 'dial' } | { type: 'snoop' }>

export type CallCommand =
  | Telephone
  /** `autoAnswer`: the agent was in this call just now, and need do nothing to be in it again. */
  | { type: 'ring'; leg: LegId; agent: Extension; callerId: string; callerName: string; timeoutMs: number; autoAnswer?: boolean }
  /** Through the carrier. `centre`: one of ours, which is told the interaction and the count of transfers. */
  | { type: 'dial'; leg: LegId; number: string; callerId: string; timeoutMs: number; centre: { interaction: string; transferCount: number } | null }
  | { type: 'snoop'; leg: LegId; snoop: LegId; whisper: boolean }
  | { type: 'say'; leg: LegId; playback: string; prompt: PromptRef }
  /** To everybody in the bridge; nobody waits for its end. */
  | { type: 'announce'; bridge: string; playback: string; prompt: PromptRef }
  /** A ringing tone, until stopped. */
  | { type: 'tone'; leg: LegId; playback: string }
  | { type: 'record'; leg: LegId; recording: string; file: string }
  | { type: 'enqueue'; rank: Rank; arrivedAt: number; headAt: number | null; groups: readonly GroupId[] }
  /** Another place in line, or other groups; an offer that is on its way is left to run. */
  | { type: 'moveInLine'; headAt: number | null; groups: readonly GroupId[] }
  | { type: 'widen'; groups: readonly GroupId[] }
  | { type: 'leaveQueue' }
  /** Reserves the longest idle seat of these groups; answered by seatFound at once. */
  | { type: 'findSeat'; groups: readonly GroupId[]; except: readonly Extension[] }
  | { type: 'agentOfferEnded'; agent: Extension; how: OfferEnd }
  | { type: 'agentTalking'; agent: Extension }
  | { type: 'agentHolds'; agent: Extension; held: boolean }
  | { type: 'agentInThree'; agent: Extension; on: boolean }
  | { type: 'agentReleased'; agent: Extension; wrapUp: boolean }
  /** The one timer of a call: null cancels it. Derived from the state, so recovery needs no other record of it. */
  | { type: 'wakeAt'; at: number | null }
