import type { Rank } from '../contract/call.ts'
import type { GroupId, HotlineNumber } from '../contract/ids.ts'
import type { PromptRef } from '../prompt/port.ts'

interface Dialled {
  dnis: HotlineNumber
  /** As signalled; kept for ever. */
  dnisRaw: string
  /** Normalised calling number, null when withheld or unusable. */
  ani: string | null
  aniRaw: string
  /** Name of the line as spoken and shown. */
  lineName: string
  /** "transition", "unknown_number", "forwarded" … */
  labels: readonly string[]
}

/** What a caller of a number gets today; decided once, at arrival, from the registry and the date. */
export type CallPlan = Dialled &
  (
    | {
        treatment: 'queue'
        /** Must be heard to their end before the caller is connected. */
        announcements: readonly PromptRef[]
        rank: Rank
        /** Who is asked first … */
        firstGroups: readonly GroupId[]
        /** … and who else after widenAfterMs; null = nobody else. */
        thenGroups: readonly GroupId[] | null
        widenAfterMs: number
        ringTimeoutMs: number
        /** Elders are not told their position (domain.md §5.7). */
        positionSpoken: boolean
        /** What the agent's phone shows as the caller's name, e.g. "12319 城管热线". */
        screenName: string
      }
    | { treatment: 'announce_hangup'; announcement: PromptRef; times: number }
    | { treatment: 'reject' }
  )

/** Asked once per call. Never throws: an unknown number is served as 12345 (domain.md §5.0). */
export interface Routing {
  plan: (dialled: string, callerNumber: string, now: number) => CallPlan
}
