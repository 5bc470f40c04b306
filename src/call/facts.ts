import type { CallOutcome, CallStage, Rating } from '../contract/call.ts'
import type { CallId, Extension, HotlineNumber, LegId } from '../contract/ids.ts'
import type { OfferEnd } from '../agent/port.ts'

interface About {
  call: CallId
  /** Unix ms. */
  at: number
}

/**
 * What has happened in a call that other parts care about; past tense, never changed once journaled.
 * Recorded in the order of the journal, each once; after a crash one may be told twice, so whoever
 * records it uses the call id (and for offers the attempt) as the key.
 */
export type CallFact = About &
  (
    | {
        type: 'callArrived'
        dnis: HotlineNumber
        dnisRaw: string
        ani: string | null
        aniRaw: string
        labels: readonly string[]
        callerLeg: LegId
      }
    /** `since` when the phone began to ring, rangMs until it was picked up or the offer ended. */
    | { type: 'offerEnded'; agent: Extension; leg: LegId; attempt: number; since: number; rangMs: number; how: OfferEnd }
    /** An agent and the caller hear each other. The first one opens the ticket draft. */
    | {
        type: 'agentConnected'
        agent: Extension
        leg: LegId
        dnis: HotlineNumber
        ani: string | null
        arrivedAt: number
        /** From the arrival to this agent's picking up. */
        waitedMs: number
        /** When the first agent of the call picked up. */
        answeredAt: number
      }
    | { type: 'agentLeft'; agent: Extension; leg: LegId; talkedMs: number }
    /** `file` below the recordings folder; raw slin 8 kHz, two channels: caller left, the others right. */
    | { type: 'recordingStarted'; recording: string; file: string; leg: LegId }
    | { type: 'recordingFailed'; recording: string; why: string }
    | { type: 'rated'; agent: Extension; rating: Rating }
    | {
        type: 'callEnded'
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
        /** The citizen must be called back: gave up after waiting, or was cut off by a fault. */
        missed: boolean
      }
  )
