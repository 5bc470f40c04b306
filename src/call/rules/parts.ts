import type { Rank } from '../../contract/call.ts'
import type { CallId, Extension, GroupId, LegId } from '../../contract/ids.ts'
import type { PromptRef } from '../../prompt/port.ts'
import type { MonitorMode, Purpose, ThirdEnd } from '../facts.ts'
import type { CallPlan, Outside, Seat } from '../port.ts'
import type { ScriptEnd } from '../script.ts'

// What states are made of; the states themselves are in state.ts.

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
  /** A number that is called by the machine rings this long. */
  scriptRingMs: number
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
  /** Of a call that speaks by itself: what came of it so far; null for every other. */
  spoken: Spoken | null
}

/** What came of a call that speaks by itself, as far as the end depends on it. */
export interface Spoken {
  /** A question was begun to be asked. */
  asked: boolean
  /** A key was pressed, whatever it meant: somebody is there. */
  keyed: boolean
  /** Known only where something other than the hang-up decides it. */
  end: ScriptEnd | null
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
export interface Conversation {
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

/** What a call that speaks by itself does now. */
export type Speaking =
  /** The prompt of the step. */
  | { what: 'prompt'; playback: string; giveUpAt: number }
  /** Waits for a key. */
  | { what: 'key'; giveUpAt: number }
  /** Says that the key means nothing here; then the question again. */
  | { what: 'wrong'; playback: string; giveUpAt: number }
  /** Between the prompt and the message. */
  | { what: 'breath'; giveUpAt: number }
  /** A message is spoken. `spoke`: a voice was heard; `quietAt`: when it is taken to be over, null while somebody speaks. */
  | { what: 'message'; since: number; quietAt: number | null; giveUpAt: number }
