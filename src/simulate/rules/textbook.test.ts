import { describe, expect, it } from 'vitest'
import { erlangA, erlangC } from './erlang.ts'
import { random } from './random.ts'
import { standardError, textbookWaits, type Visitor } from './textbook.ts'

function visitors(count: number, perMs: number, talkMs: number, patienceMs: number): Visitor[] {
  const chance = random(11)
  let arrivedAt = 0
  return Array.from({ length: count }, () => {
    arrivedAt += chance.exponential(1 / perMs)
    return { arrivedAt, talkMs: chance.exponential(talkMs), patienceMs: patienceMs === Infinity ? Infinity : chance.exponential(patienceMs) }
  })
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

describe('the textbook queue', () => {
  it('serves in the order of arrival', () => {
    const talkMs = 100
    const waits = textbookWaits(2, [0, 0, 10, 20].map((arrivedAt) => ({ arrivedAt, talkMs, patienceMs: Infinity })))
    expect(waits).toEqual([0, 0, 90, 80])
  })

  it('loses who has no patience, and their talk', () => {
    const waits = textbookWaits(1, [
      { arrivedAt: 0, talkMs: 100, patienceMs: 5 },
      { arrivedAt: 1, talkMs: 100, patienceMs: 5 },
      { arrivedAt: 2, talkMs: 100, patienceMs: 500 },
    ])
    expect(waits).toEqual([0, null, 98])
  })

  it('has the mean wait of Erlang C', () => {
    const expected = erlangC({ agents: 2, arrivalsPerMs: 1.2, meanTalkMs: 1, targetMs: 1 }).meanWait
    const waits = textbookWaits(2, visitors(1_000_000, 1.2, 1, Infinity)).map((wait) => wait ?? 0)
    expect(Math.abs(mean(waits) - expected)).toBeLessThan(3 * standardError(waits))
    expect(mean(waits) / expected).toBeCloseTo(1, 1)
  })

  it('loses as many callers as Erlang A', () => {
    const expected = erlangA({ agents: 10, arrivalsPerMs: 11, meanTalkMs: 1, targetMs: 1 }, 0.5).abandoned
    const lost = textbookWaits(10, visitors(500_000, 11, 1, 0.5)).map((wait) => (wait === null ? 1 : 0))
    expect(mean(lost) / expected).toBeCloseTo(1, 1)
  })
})
