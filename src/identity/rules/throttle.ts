import type { Policy } from '../../contract/policy.ts'

/** Failures of one account from one network. */
export interface Failures {
  count: number
  /** Unix ms of the last one. */
  lastAt: number
}

export const noFailures: Failures = { count: 0, lastAt: 0 }

/**
 * How long the next attempt has to wait, in ms; 0 = now. After `freeFailures` every failure doubles the delay:
 * back-off, never a lock-out, so that nobody can shut others out of their accounts.
 */
export function waitBeforeAttempt(failures: Failures, now: number, policy: Policy['login']): number {
  const { count, lastAt } = forgiven(failures, now, policy)
  return count < policy.freeFailures ? 0 : Math.max(0, lastAt + delayMs(count, policy) - now)
}

export const afterFailure = (failures: Failures, now: number, policy: Policy['login']): Failures => ({
  count: forgiven(failures, now, policy).count + 1,
  lastAt: now,
})

/** Old failures are forgotten once the longest delay has passed twice without another. */
const forgiven = (failures: Failures, now: number, { maxDelayMs }: Policy['login']): Failures =>
  now - failures.lastAt > 2 * maxDelayMs ? noFailures : failures

const delayMs = (count: number, { freeFailures, firstDelayMs, maxDelayMs }: Policy['login']): number =>
  Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(count - freeFailures, 30))
