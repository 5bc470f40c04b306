import { describe, expect, it } from 'vitest'
import { daysOf, kindOf, plus, put, span, summary, weekdayOf } from './days.ts'

describe('days of the calendar', () => {
  it('go over the ends of months and leap years', () => {
    expect(plus('2028-02-28', 1)).toBe('2028-02-29')
    expect(plus('2026-12-31', 1)).toBe('2027-01-01')
    expect([daysOf(2026, 2).length, daysOf(2028, 2).length, daysOf(2026, 12).at(-1)]).toEqual([28, 29, '2026-12-31'])
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-22')]).toEqual([0, 6])
  })

  it('are what the notice says rather than what their weekday says', () => {
    expect(kindOf('2026-02-14', { day: '2026-02-14', kind: 'workday', name: '春节调休' })).toBe('makeUp')
    expect(kindOf('2026-02-16', { day: '2026-02-16', kind: 'holiday', name: '春节' })).toBe('holiday')
    expect([kindOf('2026-11-21', undefined), kindOf('2026-11-23', undefined)]).toEqual(['weekend', 'workday'])
  })

  it('make a holiday from its first to its last day', () => {
    expect(span('2026-12-31', '2027-01-02')).toEqual(['2026-12-31', '2027-01-01', '2027-01-02'])
    expect([span('2027-01-02', '2027-01-01'), span('2027-01-01', '2027-03-01'), span('', '2027-01-01')]).toEqual([null, null, null])
  })

  it('are changed one by one, in order, and counted for the year', () => {
    const days = put([{ day: '2027-01-01', kind: 'holiday', name: '元旦' }], [{ day: '2026-12-31', kind: 'holiday', name: '元旦' }, { day: '2027-01-01', kind: null }])
    expect(days).toEqual([{ day: '2026-12-31', kind: 'holiday', name: '元旦' }])
    expect(summary(2027, [])).toEqual({ holidays: 0, makeUps: 0, workdays: 261 })
    expect(summary(2027, [{ day: '2027-01-01', kind: 'holiday', name: '元旦' }, { day: '2027-01-09', kind: 'workday', name: '调休' }])).toEqual({ holidays: 1, makeUps: 1, workdays: 261 })
  })
})
