import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../src/calendar/calendar.ts'
import { loadYears } from '../../src/calendar/files.ts'
import { calendarStore } from '../../src/calendar/store.ts'
import { DepartmentSettings, type DepartmentView } from '../../src/contract/department.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { silentLog } from '../../src/platform/log.ts'
import { limitsOf, ticketContext } from '../../src/wiring/ticket-context.ts'
import { databases } from './support/databases.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const office: DepartmentView = { ...DepartmentSettings.parse({ nameZh: '局', level: 2, respondClock: 'office', schedule: { workdays: ['08:30-12:00', '14:30-17:30'] } }), code: 'RS', inUse: true, version: 1, updatedAt: 0 }
const always: DepartmentView = { ...office, code: 'RQ', respondClock: 'calendar' }

async function site(open: (typeof databases)[number]['open']) {
  const missing: number[] = []
  const clock = { now: () => at('2026-11-20T10:00:00') }
  const calendar = await createCalendar({ store: calendarStore(await open()), shipped: loadYears('config/calendar'), timeZone: 'Asia/Shanghai', clock, audit: { write: async () => {} }, log: silentLog, alarm: ({ details }) => void missing.push(details.year) })
  const all = [office, always]
  const departments = { all: () => all, inUse: () => all, find: (code: string) => all.find((one) => one.code === code) }
  const context = ticketContext({ now: clock.now, limits: () => limitsOf(defaultPolicy()), calendar, timeZone: 'Asia/Shanghai', departments, match: () => ({ decided: false, candidates: [] }), cipher: { open: (text) => text }, form: { choices: { types: [], categories: [], templates: [], areas: [] } }, underReview: async () => false })
  return { ...context, missing }
}

describe.each(databases)('deadlines by the national calendar on $on', ({ open }) => {
  it.each([
    ['2026-11-20', { 2: '2026-11-24', 5: '2026-11-27', 10: '2026-12-04' }, 'plain'],
    ['2026-11-21', { 2: '2026-11-24' }, 'on a weekend'],
    ['2026-02-12', { 2: '2026-02-14', 10: '2026-03-04' }, 'a make-up Saturday before the Spring Festival (A-G03)'],
    ['2026-02-15', { 2: '2026-02-25' }, 'within the Spring Festival'],
    ['2026-04-30', { 5: '2026-05-11' }, 'over Labour Day, with a make-up Saturday'],
    ['2026-09-18', { 2: '2026-09-21' }, 'a make-up Sunday'],
    ['2026-09-24', { 2: '2026-09-29', 5: '2026-10-09', 10: '2026-10-15' }, 'over two holidays (A-G04)'],
  ])('%s is day 0: %j (%s)', async (day, dues, _why) => {
    const { days, missing } = await site(open)
    for (const [n, due] of Object.entries(dues)) {
      for (const time of ['00:00:00', '15:00:00', '23:59:59']) expect(days.deadline(at(`${day}T${time}`), Number(n))).toBe(at(`${due}T23:59:59.999`))
    }
    expect(missing).toEqual([])
  })

  it('say that a year is missing rather than guess in silence', async () => {
    const { days, missing } = await site(open)
    days.deadline(at('2026-12-30T15:00:00'), 2)
    expect(missing).toEqual([2027])
  })

  it('count back for the yellow card', async () => {
    const { days } = await site(open)
    expect(days.before(at('2026-10-09T23:59:59.999'), 1)).toBe(at('2026-10-08T23:59:59.999'))
    expect(days.before(at('2026-10-08T23:59:59.999'), 1)).toBe(at('2026-09-30T23:59:59.999'))
  })

  it('run in the hours of a department that signs in its hours, and day and night for others (§4.4)', async () => {
    const { units } = await site(open)
    const signing = (code: string, from: string) => units.later(code, at(from), 1_200_000)
    expect(signing('RQ', '2026-11-20T17:20:00')).toBe(at('2026-11-20T17:40:00'))
    expect(signing('RS', '2026-11-20T11:00:00')).toBe(at('2026-11-20T11:20:00'))
    expect(signing('RS', '2026-11-20T11:50:00')).toBe(at('2026-11-20T14:40:00'))
    expect(signing('RS', '2026-11-20T17:20:00')).toBe(at('2026-11-23T08:40:00'))
    expect(signing('RS', '2026-10-01T02:00:00')).toBe(at('2026-10-08T08:50:00'))
  })
})
