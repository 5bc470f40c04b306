import { describe, expect, it } from 'vitest'
import { kindOn } from '../../calendar/rules/working-days.ts'
import { nextDay, nextOpening, partAt, type Place, type Windows } from './windows.ts'

const holidays = new Map([['2026-10-01', { day: '2026-10-01', kind: 'holiday' as const, name: '' }], ['2026-10-02', { day: '2026-10-02', kind: 'holiday' as const, name: '' }]])
const place: Place = { timeZone: 'Asia/Shanghai', kindOf: (day) => kindOn(day, holidays as never) }
const usual: Windows = { hours: ['09:00-12:00', '14:30-20:00'], onHolidays: false }
const urumqi: Windows = { hours: ['10:30-13:30', '16:00-20:30'], onHolidays: false }
const at = (text: string): number => Date.parse(`2026-${text}+08:00`)

describe('hours of calling', () => {
  it('are morning and afternoon, the end not included', () => {
    expect([partAt(at('11-23T08:59'), usual, place), partAt(at('11-23T09:00'), usual, place), partAt(at('11-23T12:00'), usual, place), partAt(at('11-23T14:30'), usual, place), partAt(at('11-23T20:00'), usual, place)]).toEqual([null, 0, null, 1, null])
  })
  it('of Urumqi make 09:30 wait until 10:30, and 13:45 until 16:00 (A-U16)', () => {
    expect(nextOpening(at('11-23T09:30'), urumqi, place)).toBe(at('11-23T10:30'))
    expect(nextOpening(at('11-23T13:45'), urumqi, place)).toBe(at('11-23T16:00'))
    expect(nextOpening(at('11-23T20:30'), urumqi, place)).toBe(at('11-24T10:30'))
  })
  it('hold on weekends, and on statutory holidays only where the site says so', () => {
    expect(partAt(at('11-22T10:00'), usual, place)).toBe(0)
    expect(partAt(at('10-01T10:00'), usual, place)).toBeNull()
    expect(nextOpening(at('09-30T20:00'), usual, place)).toBe(at('10-03T09:00'))
    expect(nextOpening(at('09-30T20:00'), { ...usual, onHolidays: true }, place)).toBe(at('10-01T09:00'))
  })
  it('never reach before 08:30 or beyond 20:30, whatever is set (J4)', () => {
    const wide: Windows = { hours: ['06:00-12:00', '13:00-23:00'], onHolidays: true }
    expect(nextOpening(at('11-23T06:30'), wide, place)).toBe(at('11-23T08:30'))
    expect([partAt(at('11-23T20:29'), wide, place), partAt(at('11-23T20:30'), wide, place)]).toEqual([1, null])
    expect(partAt(at('11-23T03:00'), { hours: ['22:00-06:00'], onHolidays: true }, place)).toBeNull()
  })
  it('can be asked for another part of the day, where there is another', () => {
    expect(nextOpening(at('11-23T09:30'), usual, place, 0)).toBe(at('11-23T14:30'))
    expect(nextOpening(at('11-23T09:30'), { hours: ['09:00-12:00'], onHolidays: true }, place, 0)).toBe(at('11-23T09:30'))
  })
  it('that are none at all are asked for again a day later', () => {
    expect(nextOpening(at('11-23T09:30'), { hours: [], onHolidays: true }, place)).toBe(at('11-24T09:30'))
  })
  it('begin anew at midnight of the site', () => {
    expect(nextDay(at('11-23T23:59'), place)).toBe(at('11-24T00:00'))
    expect(nextDay(at('11-23T00:00'), place)).toBe(at('11-24T00:00'))
  })
})
