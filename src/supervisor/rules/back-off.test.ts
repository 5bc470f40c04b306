import { expect, test } from 'vitest'
import { earlyDeaths, waitMs } from './back-off.ts'

function waits(lives: readonly number[]): number[] {
  let deaths = 0
  return lives.map((livedMs) => {
    deaths = earlyDeaths(deaths, livedMs)
    return waitMs(deaths)
  })
}

test('a program that had run well is started again at once', () => {
  expect(waits([60_000, 3_600_000])).toEqual([0, 0])
})

test('a program that keeps dying early waits longer each time, at most 30 s', () => {
  expect(waits([100, 100, 100, 100, 100, 100, 100])).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000])
})

test('a good run ends the waiting', () => {
  expect(waits([100, 100, 20_000, 100])).toEqual([1_000, 2_000, 0, 1_000])
})
