import type { CallOutcome, Rank } from '../../contract/call.ts'
import type { Extension, GroupId, LegId } from '../../contract/ids.ts'
import type { PromptRef } from '../../prompt/port.ts'
import type { CallFact } from '../facts.ts'
import type { Outside } from '../port.ts'
import type { CallCommand } from './events.ts'
import type { Call, Conversation, Hearing, Later, Offer, Reaching, Rescue, Speaking, Third } from './parts.ts'

export type { CallCommand, CallEvent, Request } from './events.ts'
export type { Call, Hearing, Later, Monitor, Offer, Reaching, Recorded, Rescue, Speaking, Spoken, Terms, Third, ThirdTerms } from './parts.ts'

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
 *            ├─▶ reaching: a department's phone, then the citizen's ──both there──▶ linked, until either hangs up
 *            └─▶ calling ──picked up──▶ asking, by itself ─▶ closing        key 0: fetching ──an agent picks up──▶ connecting
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
  /** A call that speaks by itself: the number rings. */
  | (Call & { at: 'calling'; giveUpAt: number })
  /** It speaks and asks. `step` of the script; `plays`: how often its question was begun. Keys before `deafUntil` belonged to the question before. */
  | (Call & { at: 'asking'; step: string; plays: number; doing: Speaking; deafUntil: number })
  /** Somebody whom the machine has called wants a person: an agent is looked for (no offer yet), or rung. `step`: where the question was. */
  | (Call & { at: 'fetching'; step: string; rank: Rank; groups: readonly GroupId[]; asked: readonly Extension[]; offer: Offer | null; hearing: Hearing; giveUpAt: number })
  | (Call & { at: 'rating'; agent: Extension; plays: number; playback: string | null; deadlineAt: number; deafUntil: number })
  /** Hears a last announcement, perhaps several times, then is hung up. */
  | (Call & { at: 'announcing'; announcement: PromptRef; timesLeft: number; playback: string; outcome: CallOutcome; giveUpAt: number })
  /** Hung up by us; waits for Asterisk to say so. */
  | (Call & { at: 'closing'; outcome: CallOutcome; stage: 'callback_accepted' | 'message' | null; playback: string | null; giveUpAt: number })
  | (Call & { at: 'ended'; outcome: CallOutcome })

export type In<At extends CallState['at']> = Extract<CallState, { at: At }>
export type Living = Exclude<CallState, In<'ended'>>

/** What a decision gives back. Facts are journaled with it and told to tickets, call-backs, recordings and statistics. */
export interface Step {
  state: CallState
  commands: readonly CallCommand[]
  facts: readonly CallFact[]
}

export interface Arrival extends Pick<Call, 'call' | 'caller' | 'epoch' | 'arrivedAt' | 'plan' | 'terms'> {
  /** Callers in the queue now. */
  waiting: number
  /** Whether any agent is signed in at all. */
  staffed: boolean
}
