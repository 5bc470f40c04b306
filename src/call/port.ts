import type { Rank } from '../contract/call.ts'
import type { Extension, GroupId, HotlineNumber } from '../contract/ids.ts'
import type { Target } from '../contract/target.ts'
import type { PromptRef } from '../prompt/port.ts'
import type { Script } from './script.ts'

interface Dialled {
  dnis: HotlineNumber
  /** As signalled; kept for ever. */
  dnisRaw: string
  /** Normalised calling number, null when withheld or unusable. For a call of ours: the number we call. */
  ani: string | null
  aniRaw: string
  /** Name of the line as spoken and shown. */
  lineName: string
  /** "transition", "unknown_number", "forwarded" … */
  labels: readonly string[]
}

/** Once the caller has waited this long, these groups are asked too; those of earlier steps go on being asked. */
export interface ReachStep {
  /** From the arrival. The first step of a plan has 0. */
  afterMs: number
  groups: readonly GroupId[]
  /** Told to the caller when the step is reached, e.g. that the reserve helps out. */
  announcement: PromptRef | null
}

/** What a caller of a number gets today; decided once, at arrival, from the registry and the date. */
export type CallPlan = Dialled &
  (
    | {
        treatment: 'queue'
        /** Must be heard to their end before the caller is connected. */
        announcements: readonly PromptRef[]
        rank: Rank
        /** Who is asked, and who else after a while; never empty, in order of time. */
        reach: readonly ReachStep[]
        ringTimeoutMs: number
        /** Elders are not told their position (domain.md §5.7). */
        positionSpoken: boolean
        /** What the agent's phone shows as the caller's name, e.g. "12319 城管热线". */
        screenName: string
        /** How often another human has handed the caller on before: 1 for who comes from a sub-centre (domain.md §5.5). */
        transferCount: number
        /** The id under which the centre that hands the caller over knows the conversation; null = it begins here. */
        interaction: string | null
        /** The line whose people hand the caller over: "12366", "110"; null = the caller dialled us. */
        from: HotlineNumber | null
      }
    | { treatment: 'announce_hangup'; announcement: PromptRef; times: number }
    | { treatment: 'reject' }
    /** We call: an agent's phone first, or a department's, then the number; or the number alone, and the call speaks by itself. */
    | {
        treatment: 'dial'
        rank: Rank
        reach: readonly ReachStep[]
        ringTimeoutMs: number
        screenName: string
        /** What is dialled, in the form that passed the number plan. */
        number: string
        /** One of our own numbers, shown to the person called. */
        callerId: string
        /** Why, and about what: at most one of the two is set. */
        callbackId: string | null
        ticketNo: string | null
        /** Asked for by this seat; null when the queue finds one. */
        by: Extension | null
        /** A department's phone that is rung instead of an agent's; nobody of the house takes part (domain.md §2.7, rule 4). */
        first: Seat | Outside | null
        /** Whoever is rung first sees our number, not the one called. */
        hidden: boolean
        /** What it says by itself; then nobody of the house is rung before the person called wants it. Null for calls of people. */
        script: Script | null
        /** Who wanted it, and why; null for the server's own. */
        wish: Wish | null
      }
  )

/** Somebody's wish to speak with a citizen. */
export interface Wish {
  /** Account. */
  by: string
  /** Code of the department; null = the centre. */
  unit: string | null
  /** Empty where none is asked for. */
  reason: string
}

/** A caller at the door. */
export interface Arriving {
  dialled: string
  callerNumber: string
  /** From the headers of another centre of ours (X-Transfer-Count, X-Interaction-Id); null without. */
  transferCount: number | null
  interaction: string | null
}

/** Asked once per call. Never throws: an unknown number is served as 12345 (domain.md §5.0). */
export interface Routing {
  plan: (arriving: Arriving, now: number) => CallPlan
}

/** One seat of ours. */
export interface Seat {
  kind: 'seat'
  agent: Extension
  name: string
}

/** A phone outside the house, reached through the carrier. */
export interface Outside {
  kind: 'outside'
  /** Digits, as they passed the number plan. */
  number: string
  name: string
  /** A centre of ours: it gets our headers, a hand-over to it counts as the transfer, and its failure is told by its name. */
  line: HotlineNumber | null
  /** Department that gets the ticket when the line cannot be reached. */
  unit: string | null
  /** 110, 119, 120, 122: exempt from the limit of transfers, tried again, never left to chance (domain.md §5.6). */
  emergency: boolean
}

/** Anybody free of these groups. */
export interface AnyOf {
  kind: 'group'
  groups: readonly GroupId[]
  name: string
}

export type Party = Seat | Outside | AnyOf

/** Who is meant by a target. Throws AppError TARGET_NOT_FOUND, TARGET_CLOSED, NUMBER_NOT_ALLOWED. */
export interface Directory {
  resolve: (target: Target, now: number) => Party
}
