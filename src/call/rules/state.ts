import type { OfferEnd } from '../../agent/port.ts'
import type { CallOutcome, Rank } from '../../contract/call.ts'
import type { CallId, Extension, GroupId, LegId } from '../../contract/ids.ts'
import type { PromptRef } from '../../prompt/port.ts'
import type { TelephonyCommand } from '../../telephony/port.ts'
import type { CallFact, MonitorMode, Purpose, ThirdEnd } from '../facts.ts'
import type { CallPlan, Outside, Seat } from '../port.ts'

/** The policy in force when the call arrived, so that a call is decided by one set of rules from start to end. */
export interface Terms {
  /** Telephone area code of the site, with its 0: what a local number typed by a caller belongs to. */
  areaCode: string
  positionFirstMs: number
  positionEveryMs: number
  missedAfterMs: number
  maxWaiting: number
  /** After this long the caller is offered to be called back; null = never. */
  callbackOfferMs: number | null
  /** With at least this many waiting the offer is made at once. */
  callbackOfferFrom: number
  keyMs: number
  messageMaxMs: number
  rating: { enabled: boolean; answerWithinMs: number; maxPlays: number }
  recording: boolean
  /** A caller who lost the agent's browser is kept for the same agent this long; 0 = not. */
  rescueMs: number
  waitingLeaseMs: number
  talkingLeaseMs: number
  thirds: ThirdTerms
}

export interface ThirdTerms {
  /** A specialist, department or seat is rung this long. */
  ringMs: number
  /** Another centre of ours. */
  lineRingMs: number
  /** An emergency line, before it is tried again. */
  emergencyRingMs: number
  emergencyTriesMax: number
  /** A caller who comes back goes to the agent alone for this long, if that agent comes free. */
  sameAgentMs: number
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
  thirds: number
  monitors: number
  playbacks: number
  recordings: number
  answeredAt: number | null
  talkedMs: number
  /** Closed stretches in which the caller was bridged; the open one starts at talking.bridgedSince. */
  bridgedMs: number
  /** The agent who served the caller last. */
  agent: Extension | null
  /** How often one human handed the caller to another: 0 or 1 (domain.md §5.5). */
  transferCount: number
  /** When a supervisor moved the caller to the head of the line; null = never. The last one moved goes first. */
  headAt: number | null
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
  /** The position, or that more agents are asked now. */
  | { what: 'notice'; playback: string; giveUpAt: number }
  /** "Press 1 and we call you back." */
  | { what: 'offer'; playback: string; giveUpAt: number }
  /** The dialogue that follows the key; playback null while we wait for keys. */
  | { what: 'confirm'; playback: string | null; plays: number; giveUpAt: number }
  | { what: 'number'; playback: string | null; plays: number; digits: string; giveUpAt: number }
  /** Nobody is signed in: told so, then asked to speak. */
  | { what: 'sorry'; playback: string | null; giveUpAt: number }
  | { what: 'message'; since: number; giveUpAt: number }

/** When more groups are asked. */
export interface Later {
  at: number
  groups: readonly GroupId[]
  announcement: PromptRef | null
}

export interface Recorded {
  id: string
  /** Below the recordings folder. */
  file: string
  /** null = asked for and not refused; otherwise when to try again. */
  retryAt: number | null
}

/**
 * Somebody the agent has asked for. While a consulted one rings, and while agent and third talk alone, the caller
 * is out of the bridge with music; an emergency line is rung while agent and caller go on talking.
 */
export interface Third {
  purpose: Purpose
  party: Seat | Outside
  /** Anybody of these groups: when one does not answer, the next is asked. */
  groups: readonly GroupId[] | null
  /** Those who were asked. */
  asked: readonly Extension[]
  leg: LegId
  attempt: number
  /** How often an emergency line was rung. */
  tries: number
  since: number
  /** The ringing of this leg, and the whole search, end then. */
  expiresAt: number
  giveUpAt: number
  answeredAt: number | null
  /** When caller and third heard each other first. */
  joinedAt: number | null
  /** The agent may leave an emergency line only when it has spoken. */
  spoke: boolean
}

/** An agent and a caller, with whoever is there besides. */
interface Conversation {
  rank: Rank
  groups: readonly GroupId[]
  agent: Extension
  leg: LegId
  bridge: string
  connectedAt: number
  /** null while the caller is out of the bridge. */
  bridgedSince: number | null
  /** What the caller is told before the music, while out of the bridge; null = hears the bridge, or the music. */
  told: string | null
  third: Third | null
  monitor: Monitor | null
}

/** The agent's browser is lost, and waited for. */
export interface Rescue {
  /** When it was lost: the agent has talked until then. */
  since: number
  giveUpAt: number
  /** Agent and caller talk when it is back; otherwise the caller stays on hold, or with a third party in private. */
  talks: boolean
  /** The same agent being rung. */
  offer: Offer | null
}

/** How far a department is on its way to the citizen. */
export type Reaching =
  /** Its phone rings. */
  | { what: 'phone' }
  /** Told that the citizen is called now; nobody rings there before it was heard to its end. */
  | { what: 'told'; playback: string }
  /** The citizen's phone rings, the department hears the ringing. */
  | { what: 'citizen'; playback: string }
  /** Told that the citizen was not reached; then hung up. */
  | { what: 'sorry'; playback: string; how: ThirdEnd }

/** A supervisor on the line. */
export interface Monitor {
  by: Extension
  leg: LegId
  serial: number
  mode: MonitorMode
  /** The ear on the agent's leg, while listening or whispering. */
  snoop: LegId | null
  snoops: number
  /** In the bridge with the ear. */
  parked: boolean
  answeredAt: number | null
}

/**
 * The life of a call. An agent is looked for from the first moment, while the announcements play.
 *
 *   arrives ─┬─▶ waiting ──agent answers, announcements heard──▶ connecting ──both in the bridge──▶ talking
 *            │    ▲  ▲ └── offered/rung, no answer: stays, agent not ready       │                  │ │ │ ▲
 *            │    │  └───────────────agent lost before the bridge────────────────┘             hold │ │ │ │ resume
 *            │    ├──────────────────agent lost in the talk or during a hold (rank return)──────────┘ │ ▼ │
 *            │    │                                                      with a third: ringing, private, joined
 *            │    │        the agent's browser is lost in the talk ─▶ rescuing ─ back ─▶ talking, as it was
 *            │    └─ not answered ── transferring ◀──the agent leaves while somebody is rung──────────┤
 *            │                            └─ answered ─▶ handed (outside) or talking (a seat) ◀───────┘ agent leaves
 *            ├─▶ announcing (number cancelled, queue full) ─▶ closing      agent hangs up ─▶ rating ─▶ closing
 *            ├─▶ ended (rejected)                        the caller hangs up, anywhere ─▶ ended, exactly once
 *   we call ─┬─▶ booked ──an agent picks up──▶ dialling ──the citizen answers──▶ connecting
 *            └─▶ reaching: a department's phone, then the citizen's ──both there──▶ linked, until either hangs up
 */
export type CallState =
  | (Call & {
      at: 'waiting'
      rank: Rank
      groups: readonly GroupId[]
      later: readonly Later[]
      /** When the caller came into the line, this time. */
      enteredAt: number
      positionAt: number | null
      /** When the caller is offered to be called back; null = not (any more). */
      callbackAt: number | null
      /** The offer was made: its key counts from then on. */
      callbackOffered: boolean
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
  | (Call & Conversation & { at: 'talking' })
  /** The agent's browser is lost; whoever else is on the line talks on, a caller who is alone waits for the same agent. `leg` is the lost one. */
  | (Call & Conversation & { at: 'rescuing'; rescue: Rescue })
  /** The agent has left while somebody is rung for the caller. */
  | (Call & { at: 'transferring'; rank: Rank; groups: readonly GroupId[]; agent: Extension; told: string | null; third: Third })
  /** The caller talks with somebody outside the house; no agent is there. */
  | (Call & { at: 'handed'; agent: Extension; rank: Rank; groups: readonly GroupId[]; party: Outside; leg: LegId; bridge: string; connectedAt: number; bridgedSince: number })
  /** A call of ours: an agent is looked for, or rung. */
  | (Call & { at: 'booked'; rank: Rank; groups: readonly GroupId[]; offer: Offer | null })
  /** The agent is there, the person called is rung. */
  | (Call & { at: 'dialling'; rank: Rank; groups: readonly GroupId[]; offer: Offer; tone: string; since: number; giveUpAt: number })
  /** A department's phone is rung, told, and waits for the citizen. `leg` is the department's, `caller` the citizen's. */
  | (Call & { at: 'reaching'; leg: LegId; step: Reaching; pickedUpAt: number | null; giveUpAt: number })
  /** Department and citizen talk; nobody of the house takes part. */
  | (Call & { at: 'linked'; leg: LegId; pickedUpAt: number; bridge: string; connectedAt: number; bridgedSince: number })
  | (Call & { at: 'rating'; agent: Extension; plays: number; playback: string | null; deadlineAt: number; deafUntil: number })
  /** Hears a last announcement, perhaps several times, then is hung up. */
  | (Call & { at: 'announcing'; announcement: PromptRef; timesLeft: number; playback: string; outcome: CallOutcome; giveUpAt: number })
  /** Hung up by us; waits for Asterisk to say so. */
  | (Call & { at: 'closing'; outcome: CallOutcome; stage: 'callback_accepted' | 'message' | null; playback: string | null; giveUpAt: number })
  | (Call & { at: 'ended'; outcome: CallOutcome })

export type In<At extends CallState['at']> = Extract<CallState, { at: At }>
export type Living = Exclude<CallState, In<'ended'>>

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
  /** Whether any agent is signed in at all. */
  staffed: boolean
}
