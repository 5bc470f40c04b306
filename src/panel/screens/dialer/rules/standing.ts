import type { DialerKind } from '../../../../contract/dialer.ts'

/** How it stands with calls of a kind: going on, held up, or nothing to do. What holds up nothing is not worth a warning. */
export type Standing = 'calling' | 'held' | 'idle'

export function standingOf({ running, due, planned, why }: Pick<DialerKind, 'running' | 'due' | 'planned' | 'why'>): Standing {
  if (why === 'at_once') return 'calling'
  if (why === 'paused' || why === 'no_link') return 'held'
  if (why !== null && (due > 0 || (why === 'window' && planned > 0))) return 'held'
  return running > 0 || due > 0 ? 'calling' : 'idle'
}
