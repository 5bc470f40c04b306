import type { Policy } from '../../contract/policy.ts'

/** Failures of one account from one address. */
export interface Failures {
  count: number
  /** Unix ms of the last one. */
  lastAt: number
  /** Attempts whose answer is not known yet; they count, so that a hundred at once do not slip through together. */
  pending: number
}

export const noFailures: Failures = { count: 0, lastAt: 0, pending: 0 }

/**
 * How long the next attempt has to wait, in ms; 0 = now. After `freeFailures` every failure doubles the delay:
 * back-off, never a lock-out, so that nobody can shut others out of their accounts.
 */
export function waitBeforeAttempt(failures: Failures, now: number, policy: Policy['login']): number {
  const { count, lastAt, pending } = forgiven(failures, now, policy)
  if (count + pending < policy.freeFailures) return 0
  if (pending > 0) return policy.firstDelayMs
  return Math.max(0, lastAt + delayMs(count, policy) - now)
}

export function afterFailure(failures: Failures, now: number, policy: Policy['login']): Failures {
  const { count, pending } = forgiven(failures, now, policy)
  return { count: count + 1, lastAt: now, pending }
}

/** Old failures are forgotten once the longest delay has passed twice without another. */
export function forgiven(failures: Failures, now: number, { maxDelayMs }: Policy['login']): Failures {
  return now - failures.lastAt > 2 * maxDelayMs ? { ...failures, count: 0 } : failures
}

const delayMs = (count: number, { freeFailures, firstDelayMs, maxDelayMs }: Policy['login']): number =>
  Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(count - freeFailures, 30))
