import type { CallCommand, CallEvent } from './state.ts'

export interface Findings {
  /** What must have happened while we did not listen, oldest first. */
  events: readonly CallEvent[]
  /** What the state says should be so. Every one of them may be repeated without harm. */
  ensure: readonly CallCommand[]
}

export type Gap =
  /** We were away (restart, lost link): prompts and keys of that time are lost, intentions may not have been carried out. */
  | 'away'
  /** A routine look while all is well: only what cannot be a matter of timing counts. */
  | 'sweep'
