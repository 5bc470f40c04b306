import { describe, expect, it } from 'vitest'
import { random } from './random.ts'

const DRAWS = 200_000

function meanOf(draw: () => number): number {
  let sum = 0
  for (let i = 0; i < DRAWS; i += 1) sum += draw()
  return sum / DRAWS
}

describe('chance', () => {
  it('is the same for the same seed and another for another seed', () => {
    const draws = (seed: number): number[] => {
      const { next } = random(seed)
      return Array.from({ length: 5 }, next)
    }
    expect(draws(7)).toEqual(draws(7))
    expect(draws(7)).not.toEqual(draws(8))
  })

  it('has the means asked for', () => {
    const chance = random(1)
    expect(meanOf(chance.next)).toBeCloseTo(0.5, 2)
    expect(meanOf(() => chance.exponential(10)) / 10).toBeCloseTo(1, 1)
    expect(meanOf(() => chance.logNormal(10, 0.8)) / 10).toBeCloseTo(1, 1)
    expect(meanOf(() => chance.below(4))).toBeCloseTo(1.5, 1)
  })

  it('exceeds the mean of an exponential as often as theory says', () => {
    const chance = random(2)
    expect(meanOf(() => (chance.exponential(10) > 10 ? 1 : 0))).toBeCloseTo(Math.exp(-1), 2)
  })

  it('is not disturbed by what a fork of it draws', () => {
    const [one, two] = [random(3), random(3)]
    const fork = one.fork()
    two.fork()
    fork.next()
    fork.next()
    expect(one.next()).toBe(two.next())
  })
})
