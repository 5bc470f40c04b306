import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../src/calendar/calendar.ts'
import { loadYears } from '../../src/calendar/files.ts'
import { createGroups } from '../../src/calendar/groups.ts'
import { calendarStore, groupStore } from '../../src/calendar/store.ts'
import type { CalendarDay } from '../../src/contract/calendar.ts'
import type { GroupId } from '../../src/contract/ids.ts'
import { Schedule } from '../../src/contract/schedule.ts'
import { loadSite } from '../../src/hotline/site.ts'
import type { AuditEntry } from '../../src/identity/port.ts'
import { silentLog } from '../../src/platform/log.ts'
import { databases } from './support/databases.ts'

const shipped = loadYears('config/calendar')
const site = loadSite('config/sites/jincheng.yaml')
const at = (text: string): number => Date.parse(`${text}+08:00`)
const hr = 'hr' as GroupId
const newYear: CalendarDay[] = [{ day: '2027-01-01', kind: 'holiday', name: '元旦' }, { day: '2027-01-03', kind: 'workday', name: '元旦调休' }]

interface Given {
  now?: number
  refuseAudit?: boolean
}

async function openCalendar(db: Knex, { now = at('2026-11-20T10:00:00'), refuseAudit = false }: Given = {}) {
  const time = { now }
  const clock = { now: () => time.now }
  const written: AuditEntry[] = []
  const missing: number[] = []
  const audit = {
    async write(entry: AuditEntry) {
      if (refuseAudit) throw new Error('disk full')
      written.push(entry)
    },
  }
  const calendar = await createCalendar({ store: calendarStore(db), shipped, timeZone: site.timeZone, clock, audit, log: silentLog, alarm: ({ details }) => missing.push(details.year) })
  const groups = await createGroups({ groups: site.groups, store: groupStore(db), calendar, clock, audit, log: silentLog })
  return { time, written, missing, calendar, groups }
}

describe.each(databases)('the calendar on $on', ({ open }) => {
  it('holds the years that ship, and says of others that they are missing', async () => {
    const { calendar } = await openCalendar(await open())
    expect([2024, 2025, 2026, 2027].map(calendar.loaded)).toEqual([false, true, true, false])
    expect(calendar.year(2026)).toMatchObject({ year: 2026, loaded: true, updatedAt: at('2026-11-20T10:00:00') })
    expect(calendar.year(2026).days[0]).toEqual({ day: '2026-01-01', kind: 'holiday', name: '元旦' })
    expect(calendar.year(2026).days).toHaveLength(39)
    expect(calendar.year(2027)).toEqual({ year: 2027, loaded: false, source: '', days: [], updatedAt: null })
  })

  it('alarms once a day for each year that is asked for and not there', async () => {
    const { calendar, missing, time } = await openCalendar(await open())
    expect(calendar.addWorkingDays('2026-12-30', 2)).toBe('2027-01-01') // a Friday: nobody has said that it is a holiday
    expect(calendar.isWorkingDay('2027-01-04')).toBe(true)
    calendar.kindOf('2028-01-03')
    expect(missing).toEqual([2027, 2028])
    time.now = at('2026-11-20T23:59:59')
    calendar.kindOf('2027-01-01')
    expect(missing).toEqual([2027, 2028])
    time.now = at('2026-11-21T00:00:00')
    calendar.kindOf('2027-01-01')
    expect(missing).toEqual([2027, 2028, 2027])
  })

  it('looks ahead for the year to come, and foretells without an alarm', async () => {
    const { calendar, missing } = await openCalendar(await open())
    calendar.lookAhead('2026-11-30', 31)
    calendar.nextChange(Schedule.parse({ workdays: [] }), at('2026-12-31T10:00:00'))
    expect(missing).toEqual([])
    calendar.lookAhead('2026-12-01', 31)
    expect(missing).toEqual([2027])
  })

  it('takes a whole year at once, audited, and keeps it over a restart', async () => {
    const db = await open()
    const { calendar, written, missing } = await openCalendar(db)
    await calendar.replace(2027, { source: 'notice', days: newYear.toReversed() }, 'admin')
    expect(calendar.year(2027)).toMatchObject({ loaded: true, source: 'notice', days: newYear })
    expect(calendar.addWorkingDays('2026-12-30', 2)).toBe('2027-01-03')
    expect(missing).toEqual([])
    expect(written).toMatchObject([{ actor: 'admin', action: 'calendar.edit', target: 'calendar:2027', ok: true }])
    expect((await openCalendar(db)).calendar.year(2027).days).toEqual(newYear)
  })

  it('leaves a year as the administrator made it, whatever ships', async () => {
    const db = await open()
    const { calendar } = await openCalendar(db)
    const days: CalendarDay[] = [{ day: '2026-12-25', kind: 'holiday', name: '临时放假' }]
    await calendar.replace(2026, { source: '', days }, 'admin')
    const again = (await openCalendar(db)).calendar
    expect(again.year(2026).days).toEqual(days)
    expect([again.kindOf('2026-10-01'), again.kindOf('2026-12-25'), again.kindOf('2025-10-01')]).toEqual(['workday', 'holiday', 'holiday'])
  })

  it('refuses a year with a wrong day, and one that cannot be audited', async () => {
    const db = await open()
    const wrong = { source: '', days: [{ day: '2026-01-01', kind: 'holiday' as const, name: '元旦' }] }
    await expect((await openCalendar(db)).calendar.replace(2027, wrong, 'admin')).rejects.toMatchObject({ code: 'INVALID_REQUEST', details: { errors: [{ path: 'body.days.0.day' }] } })
    const { calendar } = await openCalendar(db, { refuseAudit: true })
    await expect(calendar.replace(2027, { source: '', days: newYear }, 'admin')).rejects.toThrow('disk full')
    expect(calendar.loaded(2027)).toBe(false)
    expect((await openCalendar(db)).calendar.loaded(2027)).toBe(false)
  })
})

describe.each(databases)('the groups on $on', ({ open }) => {
  it('have the hours of the site profile: specialists in office hours, the others always', async () => {
    const { groups } = await openCalendar(await open())
    const openAt = (when: string) => groups.all().filter(({ id }) => groups.isOpen(id, at(when))).map(({ id }) => id)
    const always = ['general', 'elder', 'dialect', 'backup', 'language-en', 'language-ug']
    expect(openAt('2026-11-20T10:00:00')).toHaveLength(17)
    for (const closed of ['2026-11-20T12:00:00', '2026-11-21T10:00:00', '2026-10-05T10:00:00']) expect(openAt(closed)).toEqual(always)
    expect(openAt('2026-10-10T10:00:00')).toHaveLength(17) // a make-up Saturday
    expect([groups.name(hr), groups.name('nobody' as GroupId), groups.isOpen('nobody' as GroupId, 0)]).toEqual(['人社', 'nobody', true])
  })

  it('keep changed hours over a restart, from the next call on', async () => {
    const db = await open()
    const { groups, written } = await openCalendar(db)
    const evening = Schedule.parse({ workdays: ['18:00-20:00'] })
    expect(await groups.change(hr, evening, 'admin')).toEqual({
      id: 'hr', nameZh: '人社', nameEn: 'Human resources and social security', schedule: evening,
      open: false, nextChangeAt: at('2026-11-20T18:00:00'), updatedAt: at('2026-11-20T10:00:00'),
    })
    expect(groups.isOpen(hr, at('2026-11-20T18:00:00'))).toBe(true)
    expect(written).toMatchObject([{ actor: 'admin', action: 'group.edit', target: 'group:hr', details: { after: { schedule: evening } }, ok: true }])
    expect((await openCalendar(db)).groups.schedule(hr)).toEqual(evening)
  })

  it('can be opened for good', async () => {
    const db = await open()
    await (await openCalendar(db)).groups.change(hr, null, 'admin')
    const { groups } = await openCalendar(db)
    expect(groups.isOpen(hr, at('2026-11-22T03:00:00'))).toBe(true)
    expect(groups.views().find(({ id }) => id === hr)).toMatchObject({ schedule: null, open: true, nextChangeAt: null })
  })

  it('change nothing for a group nobody knows, or without an audit', async () => {
    const db = await open()
    await expect((await openCalendar(db)).groups.change('nobody' as GroupId, null, 'admin')).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
    const { groups } = await openCalendar(db, { refuseAudit: true })
    await expect(groups.change(hr, null, 'admin')).rejects.toThrow('disk full')
    expect(groups.isOpen(hr, at('2026-11-22T03:00:00'))).toBe(false)
  })
})
