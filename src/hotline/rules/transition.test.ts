import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, cancelDate, connectsOn, type Dates, statusOn } from './transition.ts'

const merged = (transitionStart: string | null, transitionMonths = 3): Dates => ({ mergeMode: 'whole_merge', transitionStart, transitionMonths })
const someDay = fc.date({ min: new Date('1999-01-01'), max: new Date('2101-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))

describe('the cancel date', () => {
  it.each([
    ['2026-09-01', 3, '2026-12-01'],
    ['2026-08-31', 3, '2026-11-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-10-01', 3, '2027-01-01'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-01-31', 24, '2028-01-31'],
  ])('of %s + %i months is %s', (start, months, end) => {
    expect(cancelDate(merged(start, months))).toBe(end)
  })

  it('does not exist without a start, or for a number that is kept', () => {
    expect(cancelDate(merged(null))).toBeNull()
    expect(cancelDate({ mergeMode: 'dual_number', transitionStart: '2026-09-01', transitionMonths: 3 })).toBeNull()
  })

  it('is in the right month, never after the same date, and always a real day', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 24 }), (start, months) => {
        const end = addMonths(start, months)
        expect(new Date(end).toISOString().slice(0, 10)).toBe(end)
        expect(Number(end.slice(8))).toBeLessThanOrEqual(Number(start.slice(8)))
        const distance = (Number(end.slice(0, 4)) - Number(start.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(start.slice(5, 7))
        expect(distance).toBe(months)
      }),
    )
  })

  it('counts days as the calendar does', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -800, max: 800 }), (day, n) => {
        expect(addDays(day, n)).toBe(new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10))
      }),
    )
  })
})

describe('a number on a given day', () => {
  it.each([
    ['2026-08-31', 'scheduled'],
    ['2026-09-01', 'transition'],
    ['2026-11-30', 'transition'],
    ['2026-12-01', 'cancelled'],
    ['2027-06-01', 'cancelled'],
  ])('merged on 2026-09-01 is, on %s, %s', (day, status) => {
    expect(statusOn(merged('2026-09-01'), day)).toBe(status)
  })

  it('waits for its date when it has none', () => {
    expect(statusOn(merged(null), '2026-12-01')).toBe('scheduled')
  })

  it('connects until the end, and after it only when forwarded', () => {
    const line = { ...merged('2026-09-01'), afterTransition: 'announce_hangup' as const }
    expect(connectsOn(line, '2026-11-30')).toBe(true)
    expect(connectsOn(line, '2026-12-01')).toBe(false)
    expect(connectsOn({ ...line, afterTransition: 'announce_forward' }, '2026-12-01')).toBe(true)
    expect(connectsOn({ ...line, mergeMode: 'direct_cancel', afterTransition: 'announce_forward' }, '2026-01-01')).toBe(false)
  })
})
