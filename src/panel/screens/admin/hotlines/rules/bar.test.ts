import { describe, expect, it } from 'vitest'
import { barOf, daysBetween } from './bar.ts'

const dates = { transitionStart: '2026-09-01', cancelDate: '2026-12-01' }

describe('the time line of a number', () => {
  it('puts today where it is: before, in and after the transition', () => {
    const at = (day: string) => Math.round(barOf(dates, day)?.today ?? -1)
    expect(at('2026-09-01')).toBe(25)
    expect(at('2026-10-16')).toBe(50)
    expect(at('2026-12-01')).toBe(75)
    expect(barOf(dates, '2026-08-31')?.today).toBeLessThan(25)
    expect(at('2020-01-01')).toBe(2)
    expect(at('2030-01-01')).toBe(98)
  })

  it('is none without dates', () => expect(barOf({ transitionStart: null, cancelDate: null }, '2026-09-01')).toBeNull())

  it('counts days across months and years', () => expect([daysBetween('2026-12-31', '2027-01-01'), daysBetween('2027-03-01', '2027-02-28')]).toEqual([1, -1]))
})
