import type { Device } from '../contract/agent.ts'
import type { CallId, LegId } from '../contract/ids.ts'

// The whole of what the rest of the server knows about the telephone network. Ids are chosen by the
// caller of perform(), so no command needs a reply to be followed up; what happens comes back as events.

/** One channel as Asterisk reports it now. */
export interface LiveLeg {
  leg: LegId
  /** Answered. */
  up: boolean
  /** In our Stasis application (false: in the dialplan, e.g. the fallback). */
  ours: boolean
  /** Bridge the channel is in, if any. */
  bridge: string | null
  /** Dialplan context, to tell a caller in the fallback from one on the way in. */
  context: string
  createdAt: number
  callerNumber: string
  dialled: string
  transferCount: number | null
  interaction: string | null
}

/** Everything alive in Asterisk, with its start time: a different start time is a different Asterisk. */
export interface LiveState {
  startedAt: number
  legs: ReadonlyMap<LegId, LiveLeg>
  bridges: ReadonlyMap<string, readonly LegId[]>
}

export type TelephonyEvent =
  /** A caller's channel reached us (claimed and in Stasis). */
  | {
      type: 'legArrived'
      leg: LegId
      callerNumber: string
      callerName: string
      dialled: string
      createdAt: number
      /** Told by another centre in the headers X-Transfer-Count and X-Interaction-Id; null without. A hint, no proof. */
      transferCount: number | null
      interaction: string | null
    }
  /** A leg we rang was picked up and is in Stasis. */
  | { type: 'legAnswered'; leg: LegId }
  /** A leg we rang is ringing (180). */
  | { type: 'legRinging'; leg: LegId }
  /** The channel is gone. `cause` is ITU-T Q.850. */
  | { type: 'legEnded'; leg: LegId; cause: number }
  /** The channel lives but left our application: its lease ran out, or somebody took it. */
  | { type: 'legLeft'; leg: LegId }
  | { type: 'legJoined'; leg: LegId; bridge: string }
  | { type: 'digit'; leg: LegId; digit: string }
  /** Sound comes from a leg that `listenFor` was asked for. */
  | { type: 'legSpoke'; leg: LegId }
  /** … and has stopped, 2.5 s ago. */
  | { type: 'legQuiet'; leg: LegId }
  /** `failed` when the sound could not be played. */
  | { type: 'promptEnded'; leg: LegId; playback: string; failed: boolean }

export type HangUpCause = 'normal' | 'busy' | 'congestion' | 'no_answer' | 'unallocated'

export type TelephonyCommand =
  | { type: 'answer'; leg: LegId }
  /** Rings an agent's phone, asking it to pick up by itself with `autoAnswer`. Times out in Asterisk too, so that a dead server leaves no phone ringing. */
  | { type: 'ring'; leg: LegId; endpoint: string; callerId: string; callerName: string; timeoutMs: number; autoAnswer?: boolean; call: CallId }
  /** Calls a number through the carrier, by way of the dialplan's own gate (decision 0014). `centre`: one of ours, told by headers. */
  | { type: 'dial'; leg: LegId; number: string; callerId: string; timeoutMs: number; call: CallId; centre: { interaction: string; transferCount: number } | null }
  | { type: 'hangUp'; leg: LegId; cause: HangUpCause }
  /** Tells, once per sound, that somebody speaks on the leg, and that nobody does any more. */
  | { type: 'listenFor'; leg: LegId }
  /** A leg of its own that hears what the given one hears and says; what is said to it is heard by the given one alone, if `whisper`. */
  | { type: 'snoop'; leg: LegId; snoop: LegId; whisper: boolean; call: CallId }
  /** Creates the bridge if needed and puts the legs into it. `digits`: keys pressed inside are reported. */
  | { type: 'join'; bridge: string; legs: readonly LegId[] }
  /** Takes a leg out of its bridge without ending it. */
  | { type: 'part'; bridge: string; leg: LegId }
  | { type: 'closeBridge'; bridge: string }
  /** Plays sounds one after another ("sound:/abs/path" without extension); ends with promptEnded. */
  | { type: 'play'; leg: LegId; playback: string; media: readonly string[] }
  /** Plays to everybody in the bridge. Its end is not told. */
  | { type: 'playToBridge'; bridge: string; playback: string; media: readonly string[] }
  | { type: 'stopPlay'; playback: string }
  | { type: 'music'; leg: LegId; on: boolean }
  /** Asterisk takes the leg to the fallback after this long unless the lease is renewed (TIMEOUT(absolute)). */
  | { type: 'lease'; leg: LegId; forMs: number }
  /** Two-track recording on the leg, written only while bridged; `file` absolute, ending in .raw (slin 8 kHz stereo). */
  | { type: 'record'; leg: LegId; file: string }
  /** Ends the recording of the leg; a later `record` with the same file goes on at its end. */
  | { type: 'stopRecord'; leg: LegId }

/** gone = the leg or bridge no longer exists; duplicate = done before; the rest are faults. */
export type Outcome =
  | { ok: true }
  | { ok: false; why: 'gone' | 'duplicate' | 'not_ours' | 'refused' | 'timeout' | 'unavailable'; detail: string }

export interface Telephony {
  /** One listener; what it throws is logged and goes no further. */
  onEvent: (listener: (event: TelephonyEvent) => void) => void
  /** Told when the link to Asterisk comes up (after every (re)connect, before events flow) or goes down. */
  onLink: (listener: (state: 'up' | 'down') => void) => void
  /** Never rejects. */
  perform: (command: TelephonyCommand) => Promise<Outcome>
  /** Throws when Asterisk cannot be asked. */
  live: () => Promise<LiveState>
  /** While false, new callers are not claimed and go to another node or the fallback. */
  acceptCalls: (accept: boolean) => void
}

export interface PhoneAccount {
  extension: string
  password: string
  name: string
  /** Default: desk. A citizen's phone calls in as the carrier's callers do, from the number that is its name. */
  device?: Device | 'citizen'
}

/** Phones pushed to Asterisk while it runs, and whether they can be reached. */
export interface Phones {
  /** Creates or updates the phones so that exactly these can register. */
  push: (phones: readonly PhoneAccount[]) => Promise<void>
  /** Adds or changes one, and leaves the others alone. */
  put: (phone: PhoneAccount) => Promise<void>
  remove: (extension: string, device?: Device) => Promise<void>
  /** Extension → a registered, reachable contact of its desk phone exists. */
  reachable: () => Promise<ReadonlyMap<string, boolean>>
  /** Told when it changes. */
  onReachable: (listener: (extension: string, reachable: boolean, device: Device) => void) => void
  /** Told when a phone has signed on, also one that was thought to be there: it may be another by now. */
  onRegistered: (listener: (extension: string, device: Device) => void) => void
}
