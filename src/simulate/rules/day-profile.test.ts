import { describe, expect, it } from 'vitest'
import { flat, HOUR_MS, nextArrival, roster, weekday } from './day-profile.ts'
import { random } from './random.ts'

describe('a day', () => {
  it('holds all its calls', () => {
    expect(weekday).toHaveLength(24)
    expect(weekday.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('brings the calls in the shares of its hours', () => {
    const chance = random(5)
    const perHour = Array.from({ length: 24 }, () => 0)
    for (let at = 0; ; ) {
      at = nextArrival(weekday, 200_000, at, chance.exponential(1))
      if (at >= 24 * HOUR_MS) break
      const hour = Math.floor(at / HOUR_MS)
      perHour[hour] = (perHour[hour] ?? 0) + 1
    }
    expect(perHour.reduce((sum, calls) => sum + calls, 0) / 200_000).toBeCloseTo(1, 2)
    for (const hour of [3, 9, 12, 15, 20]) expect((perHour[hour] ?? 0) / 200_000 / (weekday[hour] ?? 1)).toBeCloseTo(1, 0)
  })

  it('goes on after midnight', () => {
    expect(nextArrival(flat, 24, 24 * HOUR_MS, 0.5)).toBeCloseTo(24.5 * HOUR_MS, 3)
  })

  it('needs all agents in the busiest hour and a few at night', () => {
    const agents = roster(weekday, 300, 4)
    expect(Math.max(...agents)).toBe(300)
    expect(agents[3]).toBeLessThan(10)
    expect(Math.min(...agents)).toBeGreaterThanOrEqual(4)
  })
})
