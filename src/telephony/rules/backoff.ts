export const BACKOFF_FIRST_MS = 100
export const BACKOFF_MAX_MS = 5_000

/**
 * How long to wait before try number `attempt` (0 = the first after a loss): full jitter over 100 ms · 2ⁿ, at most 5 s.
 * There is no last try. `random` is in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(attempt, 20)))
}
