/**
 * When something is sent again after its `tries`-th try failed at `now` (Unix ms); null when it would be too late.
 * The last of the pauses is repeated.
 */
export function nextTryAt(tries: number, retryMs: readonly number[], { now, expiresAt }: { now: number; expiresAt: number }): number | null {
  const pause = retryMs[Math.min(tries, retryMs.length) - 1] ?? 60_000
  return now + pause <= expiresAt ? now + pause : null
}
