import type { OfferEnd } from '../agent/port.ts'
import type { CallOutcome, CallStage, Rank, Rating } from '../contract/call.ts'
import type { CallId, Extension, GroupId, HotlineNumber, LegId } from '../contract/ids.ts'
import type { Wish, Outside, Seat } from './port.ts'
import type { ScriptEnd } from './script.ts'

interface About {
  call: CallId
  /** Unix ms. */
  at: number
}

/** Why somebody is asked to join: to be consulted, to take the caller over, or because a life may depend on it. */
export type Purpose = 'consult' | 'transfer' | 'emergency'

/** How the part of a third party ended. `took_over`: the caller stayed with them (see handedOver). */
export type ThirdEnd = 'no_answer' | 'busy' | 'declined' | 'unreachable' | 'cancelled' | 'left' | 'caller_left' | 'agent_lost' | 'took_over'

export type MonitorMode = 'listen' | 'whisper' | 'barge'

/**
 * What has happened in a call that other parts care about; past tense, never changed once journaled.
 * Recorded in the order of the journal, each once; after a crash one may be told twice, so whoever
 * records it uses the call id (and for offers the attempt, for third parties the leg) as the key.
 */
export type CallFact = About &
  (
    | {
        type: 'callArrived'
        direction: 'inbound' | 'outbound'
        dnis: HotlineNumber
        dnisRaw: string
        /** Who calls; for a call of ours, who is called. */
        ani: string | null
        aniRaw: string
        labels: readonly string[]
        callerLeg: LegId
        transferCount: number
        /** One id over all centres (J12). */
        interaction: string
        /** The line that handed the caller over: "12366", "110". */
        from: HotlineNumber | null
        /** What a call of ours is about, and who wanted it. */
        callbackId: string | null
        ticketNo: string | null
        wish: Wish | null
      }
    /** A department's phone rings, in a call that it asked for. */
    | { type: 'departmentRung'; party: Seat | Outside; leg: LegId }
    /** Department and citizen hear each other. */
    | { type: 'citizenReached'; leg: LegId; arrivedAt: number; answeredAt: number; ticketNo: string | null }
    /** `pickedUpAt` null: nobody was there, `how` says why. */
    | { type: 'departmentLeft'; leg: LegId; pickedUpAt: number | null; how: ThirdEnd }
    /** `since` when the phone began to ring, rangMs until it was picked up or the offer ended. */
    | { type: 'offerEnded'; agent: Extension; leg: LegId; attempt: number; since: number; rangMs: number; how: OfferEnd }
    /** An agent and the caller hear each other. The first one opens the ticket draft. */
    | {
        type: 'agentConnected'
        direction: 'inbound' | 'outbound'
        agent: Extension
        leg: LegId
        dnis: HotlineNumber
        ani: string | null
        arrivedAt: number
        /** From the arrival to this agent's picking up. */
        waitedMs: number
        /** When the first agent of the call picked up. */
        answeredAt: number
        ticketNo: string | null
      }
    /** The agent's browser was lost and came back: the same conversation goes on, on another leg. */
    | { type: 'rescued'; agent: Extension; leg: LegId; lost: LegId; awayMs: number }
    | { type: 'agentLeft'; agent: Extension; leg: LegId; talkedMs: number }
    /** Somebody is being rung to join. */
    | { type: 'thirdInvited'; purpose: Purpose; party: Seat | Outside; leg: LegId; by: Extension; attempt: number }
    /** Told once for each one invited. Nulls: was not reached. joinedAt: when the caller heard them first. */
    | {
        type: 'thirdEnded'
        purpose: Purpose
        party: Seat | Outside
        leg: LegId
        by: Extension
        since: number
        answeredAt: number | null
        joinedAt: number | null
        how: ThirdEnd
      }
    /** The agent wanted somebody whose hours are over; the caller stays with the agent. */
    | { type: 'targetClosed'; party: Outside; by: Extension }
    /** The caller stays with the party, the agent left. `counted`: it was the one transfer of the call (domain.md §5.5). */
    | { type: 'handedOver'; from: Extension; party: Seat | Outside; leg: LegId; purpose: Purpose; counted: boolean; transferCount: number }
    /** One outside the house who had the caller has left. */
    | { type: 'partyLeft'; party: Outside; leg: LegId; talkedMs: number }
    /** A supervisor is on the line of the agent; told again when the mode changes, and null when it is over. */
    | { type: 'monitored'; by: Extension; agent: Extension; leg: LegId; mode: MonitorMode | null }
    /** A supervisor ended the call, or took it over. */
    | { type: 'forced'; by: string; what: 'released' | 'taken_over'; agent: Extension }
    /** A supervisor moved the waiting caller to the head of the line, or to another group. */
    | { type: 'moved'; by: string; to: 'head' | GroupId }
    /** The caller chose to be called back and keeps the place in line. */
    | { type: 'callbackRequested'; number: string; dnis: HotlineNumber; ani: string | null; arrivedAt: number; rank: Rank; groups: readonly GroupId[] }
    /** `file` below the recordings folder; raw slin 8 kHz, two channels: caller left, the others right. */
    | { type: 'recordingStarted'; recording: string; file: string; leg: LegId }
    | { type: 'recordingFailed'; recording: string; why: string }
    /** The caller spoke on the tape because nobody was signed in. */
    | { type: 'messageLeft'; lengthMs: number }
    /** A call that speaks by itself was picked up: it begins to speak. */
    | { type: 'scriptBegun' }
    /** A key that means something; `value` as the script has it, 'person' for the key to a person. Kept before anything else is said. */
    | { type: 'scriptAnswered'; step: string; value: string }
    /** The person called has spoken a message; it lies in the recording of the call. */
    | { type: 'scriptMessage'; step: string; recordingId: string; lengthMs: number }
    | { type: 'rated'; agent: Extension; rating: Rating }
    | {
        type: 'callEnded'
        direction: 'inbound' | 'outbound'
        callerLeg: LegId
        outcome: CallOutcome
        endedIn: CallStage
        dnis: HotlineNumber
        ani: string | null
        arrivedAt: number
        answeredAt: number | null
        waitedMs: number
        talkedMs: number
        /** Total time the caller was bridged with somebody; the recording's length is checked against it. */
        bridgedMs: number
        agent: Extension | null
        transferCount: number
        /** The citizen must be called back: gave up after waiting, or was cut off by a fault. */
        missed: boolean
        /** Of a call of ours that found nobody: why. */
        unreached: ThirdEnd | null
        /** Of a call that speaks by itself: how it ended; null for any other. */
        script: ScriptEnd | null
        callbackId: string | null
        ticketNo: string | null
      }
  )
