import { describe, expect, it } from 'vitest'
import { Schedule } from '../../contract/schedule.ts'
import { isOpen, nextChange, type Place } from './schedule.ts'
import type { KindOf } from './working-days.ts'

// 2026-11-20 is a Friday; 11-23 is made a holiday and Saturday 11-28 a make-up day.
const kindOf: KindOf = (day) => {
  if (day === '2026-11-23') return 'holiday'
  if (day === '2026-11-28') return 'workday'
  return [0, 6].includes(new Date(day).getUTCDay()) ? 'weekend' : 'workday'
}
const place: Place = { timeZone: 'Asia/Shanghai', kindOf }
const at = (wall: string): number => Date.parse(`2026-${wall}:00+08:00`)
const hours = (workdays: string[], restDays: string[] = []) => Schedule.parse({ workdays, restDays })
const office = hours(['08:30-12:00', '14:30-17:30'])
const open = (schedule: Schedule | null, wall: string): boolean => isOpen(schedule, at(wall), place)
const next = (schedule: Schedule | null, wall: string): string | null => {
  const found = nextChange(schedule, at(wall), place)
  return found === null ? null : new Date(found + 8 * 3_600_000).toISOString().slice(5, 16)
}

describe('office hours', () => {
  it('open on the minute and close on the minute', () => {
    expect(['11-20T08:29', '11-20T08:30', '11-20T11:59', '11-20T12:00', '11-20T14:30', '11-20T17:30'].map((wall) => open(office, wall))).toEqual([false, true, true, false, true, false])
    expect(isOpen(office, at('11-20T12:00') - 1, place)).toBe(true)
  })

  it('are closed at weekends and on holidays, and open on a make-up Saturday', () => {
    expect(['11-21T10:00', '11-23T10:00', '11-28T10:00'].map((wall) => open(office, wall))).toEqual([false, false, true])
  })

  it('change next at lunch, after it, and after the weekend with its holiday', () => {
    expect(next(office, '11-20T09:00')).toBe('11-20T12:00')
    expect(next(office, '11-20T12:00')).toBe('11-20T14:30')
    expect(next(office, '11-20T17:30')).toBe('11-24T08:30')
    expect(next(office, '11-27T17:30')).toBe('11-28T08:30')
  })

  it('are read off the clock of the site, wherever the server is', () => {
    const kashgar = { ...place, timeZone: 'Asia/Urumqi' } // two hours behind Beijing's clock
    expect(isOpen(office, at('11-20T10:29'), kashgar)).toBe(false)
    expect(isOpen(office, at('11-20T10:30'), kashgar)).toBe(true)
  })
})

describe('no schedule', () => {
  it('is always open and never changes', () => {
    expect(open(null, '11-22T03:00')).toBe(true)
    expect(next(null, '11-22T03:00')).toBeNull()
  })
})

describe('hours that never come, or never end', () => {
  it('have no next change', () => {
    expect(open(hours([]), '11-20T10:00')).toBe(false)
    expect(next(hours([]), '11-20T10:00')).toBeNull()
    const always = hours(['00:00-24:00'], ['00:00-24:00'])
    expect(open(always, '11-21T00:00')).toBe(true)
    expect(next(always, '11-20T10:00')).toBeNull()
  })
})

describe('hours over midnight', () => {
  const night = hours(['22:00-06:00'])

  it('belong to the day on which they begin', () => {
    expect(['11-20T21:59', '11-20T22:00', '11-21T05:59', '11-21T06:00'].map((wall) => open(night, wall))).toEqual([false, true, true, false])
    expect(['11-21T22:00', '11-22T03:00', '11-24T03:00'].map((wall) => open(night, wall))).toEqual([false, false, false])
  })

  it('change next in the morning, and again on the evening of the next working day', () => {
    expect(next(night, '11-20T23:00')).toBe('11-21T06:00')
    expect(next(night, '11-21T01:00')).toBe('11-21T06:00')
    expect(next(night, '11-21T06:00')).toBe('11-24T22:00')
  })

  it('go on without a gap into those of the next day', () => {
    const both = hours(['22:00-06:00'], ['06:00-10:00'])
    expect(next(both, '11-20T22:30')).toBe('11-21T10:00')
  })
})

describe('the hours of Urumqi', () => {
  const urumqi = Schedule.parse({ workdays: ['10:00-14:00', '15:30-19:30'], seasons: [{ from: '05-01', to: '09-30', workdays: ['10:00-14:00', '16:00-20:00'] }] })

  it('are later in the afternoons of summer', () => {
    expect(['09-30T15:30', '09-30T19:59', '10-08T15:30', '10-08T19:59'].map((wall) => open(urumqi, wall))).toEqual([false, true, true, false])
    expect(next(urumqi, '09-30T14:00')).toBe('09-30T16:00')
    expect(next(urumqi, '10-08T14:00')).toBe('10-08T15:30')
  })

  it('may be told by the winter, over the new year', () => {
    const winter = Schedule.parse({ workdays: ['09:00-17:00'], seasons: [{ from: '11-15', to: '03-15', workdays: ['10:00-16:00'] }] })
    expect(['11-13T09:30', '11-20T09:30', '01-05T09:30', '03-16T09:30'].map((wall) => open(winter, wall))).toEqual([true, false, false, true])
  })
})

describe('a site with summer time', () => {
  // Berlin: on 2026-10-25 the clock shows 02:00 to 03:00 twice, on 2026-03-29 not at all.
  const berlin = { timeZone: 'Europe/Berlin', kindOf: () => 'workday' as const }
  const utc = (schedule: Schedule, from: string): string => new Date(nextChange(schedule, Date.parse(from), berlin) ?? 0).toISOString()

  it('opens by the clock on the wall on both sides of the change', () => {
    expect(utc(hours(['08:00-12:00']), '2026-10-24T12:00:00Z')).toBe('2026-10-25T07:00:00.000Z')
    expect(utc(hours(['08:00-12:00']), '2026-03-28T12:00:00Z')).toBe('2026-03-29T06:00:00.000Z')
  })
})

describe('a schedule', () => {
  it.each([
    ['a time that does not exist', { workdays: ['08:30-25:00'] }],
    ['hours that overlap', { workdays: ['08:30-12:00', '11:00-17:00'] }],
    ['a night that runs into the morning of the same list', { workdays: ['22:00-09:00', '08:30-12:00'] }],
    ['no working days', { restDays: ['08:30-12:00'] }],
    ['a season on a day that does not exist', { workdays: [], seasons: [{ from: '02-30', to: '09-30', workdays: [] }] }],
    ['seasons that overlap', { workdays: [], seasons: [{ from: '05-01', to: '09-30', workdays: [] }, { from: '09-30', to: '01-31', workdays: [] }] }],
    ['a misspelt setting', { workdays: [], weekends: [] }],
  ])('with %s is refused', (_, given) => {
    expect(Schedule.safeParse(given).success).toBe(false)
  })

  it('may have hours that touch, nights, whole days and seasons that follow each other', () => {
    const given = { workdays: ['08:00-12:00', '12:00-14:00', '22:00-08:00'], restDays: ['00:00-24:00'], seasons: [{ from: '10-01', to: '04-30', workdays: [] }, { from: '05-01', to: '09-30', workdays: [] }] }
    expect(Schedule.safeParse(given).error).toBeUndefined()
  })
})
