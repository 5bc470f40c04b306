import { describe, expect, it } from 'vitest'
import { afterFailure, noFailures, waitBeforeAttempt, type Failures } from './throttle.ts'

const policy = { freeFailures: 5, firstDelayMs: 60_000, maxDelayMs: 900_000 }
const minute = 60_000

function failed(times: number, at = 0): Failures {
  let failures = noFailures
  for (let n = 0; n < times; n += 1) failures = afterFailure(failures, at, policy)
  return failures
}

describe('the login throttle', () => {
  it('lets five attempts fail freely', () => {
    expect([0, 1, 2, 3, 4].map((times) => waitBeforeAttempt(failed(times), 0, policy))).toEqual([0, 0, 0, 0, 0])
  })

  it('then doubles the wait up to a quarter of an hour', () => {
    expect([5, 6, 7, 8, 9, 10, 60].map((times) => waitBeforeAttempt(failed(times), 0, policy) / minute)).toEqual([1, 2, 4, 8, 15, 15, 15])
  })

  it('counts the wait from the last failure', () => {
    expect(waitBeforeAttempt(failed(5, 1_000), 1_000 + minute - 1, policy)).toBe(1)
    expect(waitBeforeAttempt(failed(5, 1_000), 1_000 + minute, policy)).toBe(0)
  })

  it('forgets after half an hour', () => {
    expect(waitBeforeAttempt(failed(20), 30 * minute + 1, policy)).toBe(0)
    expect(afterFailure(failed(20), 30 * minute + 1, policy).count).toBe(1)
  })
})
