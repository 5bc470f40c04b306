import type { GroupId } from '../contract/ids.ts'

/** What is known of a caller before anybody answers. */
export interface KnownCaller {
  elder: boolean
  /** The third conversation within thirty days, or more (domain.md §5.8). */
  repeat: boolean
  /** Speaks best: "ug", "en"; null = nobody has said. */
  language: string | null
  /** The group of the one agent who knows the open matter and may come free in a moment; null = nobody. */
  lastAgent: GroupId | null
}

export const STRANGER: KnownCaller = { elder: false, repeat: false, language: null, lastAgent: null }

/** Looks a caller up by the normalised number; null = withheld. In memory, so that a call never waits. Never throws. */
export type KnowCaller = (ani: string | null, now: number) => KnownCaller
