import type { CallState } from '../call/rules/state.ts'

interface Needs {
  /** Whether anybody is signed in at all. */
  staffed: () => boolean
  alarm: (alarm: { kind: string; at: number; details: Record<string, string | number> }) => void
  now: () => number
}

const ALARM_GAP_MS = 60_000

/** Raises `nobody_signed_in` when a citizen comes and no seat is there at all; once a minute at most (domain.md §5.9, A-J24). */
export function nobodySignedIn({ staffed, alarm, now }: Needs) {
  let alarmedAt = -Infinity
  let since = 0
  return (state: CallState, before: CallState | null): void => {
    if (before !== null || state.at !== 'waiting' || staffed()) return
    since += 1
    const at = now()
    if (at - alarmedAt < ALARM_GAP_MS) return
    alarm({ kind: 'nobody_signed_in', at, details: { call: state.call, dnis: state.plan.dnis, callers: since } })
    alarmedAt = at
    since = 0
  }
}
