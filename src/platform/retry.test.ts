import { expect, it } from 'vitest'
import { nextTryAt } from './retry.ts'

const pauses = [5_000, 60_000]
const until = { now: 1_000_000, expiresAt: 1_060_000 }

it('an order is tried again after the pause of its try, the last pause being repeated', () => {
  expect([1, 2, 3, 50].map((tries) => nextTryAt(tries, pauses, until))).toEqual([1_005_000, 1_060_000, 1_060_000, 1_060_000])
})

it('an order is given up when the next try would come too late', () => {
  expect(nextTryAt(1, pauses, { now: 1_055_001, expiresAt: 1_060_000 })).toBeNull()
  expect(nextTryAt(2, pauses, { now: 1_000_001, expiresAt: 1_060_000 })).toBeNull()
})
