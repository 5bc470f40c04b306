import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

it('grows from 100 ms by doubling and stops growing at 5 s', () => {
  expect([0, 1, 2, 5, 6, 7, 1000].map((n) => backoffMs(n, 0.999_999))).toEqual([100, 200, 400, 3200, 5000, 5000, 5000])
})

it('spreads over the whole span', () => {
  expect([0, 0.5].map((random) => backoffMs(3, random))).toEqual([0, 400])
})
