import { describe, expect, it } from 'vitest'
import { loadYears } from '../files.ts'
import { addDays, addWorkingDays, kindOn, workingDaysBetween, wrongDays, type KindOf } from './working-days.ts'

const years = loadYears('config/calendar')
const exceptions = new Map(years.flatMap(({ days }) => days.map((one) => [one.day, one])))
const kindOf: KindOf = (day) => kindOn(day, exceptions)

const daysOf2026 = Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i))
const weekday = (day: string): number => new Date(day).getUTCDay()

describe('the working days of 2026', () => {
  it('leave out the weekdays of the notice, and no others', () => {
    const off = daysOf2026.filter((day) => weekday(day) % 6 !== 0 && kindOf(day) !== 'workday').map((day) => day.slice(5))
    expect(off).toEqual(['01-01', '01-02', '02-16', '02-17', '02-18', '02-19', '02-20', '02-23', '04-06', '05-01', '05-04', '05-05', '06-19', '09-25', '10-01', '10-02', '10-05', '10-06', '10-07'])
  })

  it('have six of weekends, the make-up days', () => {
    const on = daysOf2026.filter((day) => weekday(day) % 6 === 0 && kindOf(day) === 'workday').map((day) => day.slice(5))
    expect(on).toEqual(['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'])
  })

  it('tell a holiday from a weekend', () => {
    expect(['2026-02-14', '2026-02-15', '2026-02-21', '2026-03-01'].map(kindOf)).toEqual(['workday', 'holiday', 'holiday', 'weekend'])
  })
})

describe('the n-th working day after', () => {
  // domain.md §2.9; G42, J20
  it.each([
    ['2026-11-20', 2, '2026-11-24'],
    ['2026-11-20', 5, '2026-11-27'],
    ['2026-11-20', 10, '2026-12-04'],
    ['2026-11-21', 2, '2026-11-24'],
    ['2026-02-12', 2, '2026-02-14'],
    ['2026-02-12', 10, '2026-03-04'],
    ['2026-02-15', 2, '2026-02-25'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-09-18', 2, '2026-09-21'],
    ['2026-09-24', 2, '2026-09-29'],
    ['2026-09-24', 5, '2026-10-09'],
    ['2026-09-24', 10, '2026-10-15'],
  ])('%s and %i is %s', (from, n, due) => {
    expect(addWorkingDays(from, n, kindOf)).toBe(due)
    expect(workingDaysBetween(from, due, kindOf)).toBe(n)
  })

  it('is asked of the next year when it falls there, so that a missing year can be told', () => {
    const asked: string[] = []
    addWorkingDays('2026-12-30', 2, (day) => {
      asked.push(day)
      return kindOf(day)
    })
    expect(asked).toEqual(['2026-12-31', '2027-01-01'])
  })

  it('counts back as well: the day before a deadline on which people work', () => {
    expect(addWorkingDays('2026-02-24', -1, kindOf)).toBe('2026-02-14')
    expect(addWorkingDays('2026-05-11', -1, kindOf)).toBe('2026-05-09')
  })

  it('is the day itself for none, even on a day off', () => {
    expect(addWorkingDays('2026-10-01', 0, kindOf)).toBe('2026-10-01')
  })

  it('is refused where nobody ever works', () => {
    expect(() => addWorkingDays('2026-01-01', 1, () => 'holiday')).toThrow(RangeError)
  })
})

describe('the working days between two days', () => {
  it('are none from a day to itself, or over a holiday', () => {
    expect(workingDaysBetween('2026-11-20', '2026-11-20', kindOf)).toBe(0)
    expect(workingDaysBetween('2026-02-14', '2026-02-23', kindOf)).toBe(0)
  })

  it('are below zero once the day has passed, one for each working day since', () => {
    expect(workingDaysBetween('2026-11-24', '2026-11-20', kindOf)).toBe(-2)
    expect(workingDaysBetween('2026-11-23', '2026-11-21', kindOf)).toBe(0)
  })

  it('undo the n-th working day, forward from every day of the year', () => {
    for (const day of daysOf2026) for (const n of [1, 2, 5, 10]) expect(workingDaysBetween(day, addWorkingDays(day, n, kindOf), kindOf)).toBe(n)
  })
})

describe('the days of a year as somebody enters them', () => {
  it.each([
    ['of another year', [{ day: '2027-01-01', kind: 'holiday', name: '元旦' }], 'days.0.day', 'not in 2026'],
    ['twice', [{ day: '2026-01-01', kind: 'holiday', name: '元旦' }, { day: '2026-01-01', kind: 'holiday', name: '元旦' }], 'days.1.day', 'listed twice'],
    ['a make-up day on a Monday', [{ day: '2026-01-05', kind: 'workday', name: '元旦调休' }], 'days.0.day', 'a make-up working day is a Saturday or Sunday'],
  ] as const)('are wrong when %s', (_, days, path, message) => {
    expect(wrongDays(2026, days)).toEqual([{ path, message }])
  })

  it('are right as they ship', () => {
    expect(years.map(({ year }) => year)).toEqual([2025, 2026])
    for (const { year, days } of years) expect(wrongDays(year, days)).toEqual([])
  })
})
