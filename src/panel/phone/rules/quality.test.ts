import { expect, it } from 'vitest'
import { qualityOf, summary } from './quality.ts'

const CLEAN = { received: 100, lost: 0, jitterMs: 2, rttMs: 20 }

it('calls a clean call good, some loss fair, and much loss or delay poor', () => {
  expect(qualityOf(CLEAN)?.level).toBe('good')
  expect(qualityOf({ ...CLEAN, received: 96, lost: 5 })?.level).toBe('fair')
  expect(qualityOf({ ...CLEAN, received: 80, lost: 20 })?.level).toBe('poor')
  expect(qualityOf({ ...CLEAN, rttMs: 900 })?.level).toBe('poor')
})

it('keeps the score between 1 and 4.5 and falls with loss', () => {
  const scores = [0, 1, 5, 20, 60, 100].map((lost) => qualityOf({ ...CLEAN, received: 100 - lost, lost })?.mos ?? 0)
  expect(scores.every((mos, i) => mos >= 1 && mos <= 4.5 && (i === 0 || mos < scores[i - 1]! || mos === 1))).toBe(true)
})

it('says nothing about silence of the network, and takes packets that come twice for none lost', () => {
  expect(qualityOf({ received: 0, lost: 0, jitterMs: 0, rttMs: null })).toBeNull()
  expect(qualityOf({ ...CLEAN, lost: -3 })?.lossPercent).toBe(0)
})

it('sums a call up by its time, not by its worst moment', () => {
  const good = qualityOf(CLEAN)!
  const bad = qualityOf({ ...CLEAN, received: 50, lost: 50 })!
  expect(summary([...Array.from({ length: 30 }, () => good), bad])?.level).toBe('good')
  expect(summary([bad, bad])?.level).toBe('poor')
  expect(summary([])).toBeNull()
})
