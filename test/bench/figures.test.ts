import { describe, expect, it } from 'vitest'
import { medianSpread, percentile, spread } from './figures.ts'

describe('percentile', () => {
  it('is the smallest value that at least the share of all values does not exceed', () => {
    const values = [50, 15, 40, 20, 35]
    expect(percentile(values, 0.05)).toBe(15)
    expect(percentile(values, 0.3)).toBe(20)
    expect(percentile(values, 0.4)).toBe(20)
    expect(percentile(values, 0.5)).toBe(35)
    expect(percentile(values, 1)).toBe(50)
  })

  it('of nothing is not a number', () => {
    expect(percentile([], 0.5)).toBeNaN()
  })
})

describe('medianSpread', () => {
  it('takes each figure from the middle run, so that one disturbed run does not decide', () => {
    const runs = [spread([1, 2, 3]), spread([2, 3, 4]), spread([500, 900, 1000])]
    expect(medianSpread(runs)).toEqual({ count: 9, p50: 3, p95: 4, p99: 4, max: 4 })
  })
})
