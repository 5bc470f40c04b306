import type { CalendarDay, CalendarYear, PutCalendarYear } from '../contract/calendar.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { mailbox } from '../platform/mailbox.ts'
import { siteDay } from '../platform/site-day.ts'
import type { WorkingCalendar } from './port.ts'
import { isOpen, nextChange } from './rules/schedule.ts'
import { addDays, addWorkingDays, kindOn, workingDaysBetween, wrongDays, yearOf, type KindOf } from './rules/working-days.ts'
import type { CalendarStore, StoredYear } from './store.ts'

export interface CalendarDeps {
  store: CalendarStore
  /** The years that ship; one that is in the database already stays as it is there. */
  shipped: readonly StoredYear[]
  timeZone: string
  clock: Pick<Clock, 'now'>
  audit: Audit
  log: Log
  alarm: (alarm: { kind: 'calendar_missing'; at: number; details: { year: number } }) => void
}

export interface Calendar extends WorkingCalendar {
  year: (year: number) => CalendarYear
  /** The whole year anew. Throws INVALID_REQUEST. */
  replace: (year: number, put: PutCalendarYear, by: string) => Promise<CalendarYear>
  /** Raises `calendar_missing` when the year that begins within `days` is not loaded; for once a day. */
  lookAhead: (day: string, days: number) => void
}

type Years = Map<number, StoredYear & { updatedAt: number }>

/** The national calendar as the site uses it, filled from config/calendar at the start. */
export async function createCalendar({ store, shipped, timeZone, clock, audit, log, alarm }: CalendarDeps): Promise<Calendar> {
  await store.seed(shipped, clock.now())
  const years: Years = new Map((await store.all()).map((year) => [year.year, year]))
  let exceptions = exceptionsOf(years)
  const turns = mailbox<'edit'>()
  const missed = onceADay(siteDay(timeZone), clock, (year) => alarm({ kind: 'calendar_missing', at: clock.now(), details: { year } }))

  const guess: KindOf = (day) => kindOn(day, exceptions)
  const miss = (year: number): void => (years.has(year) ? undefined : missed(year))
  const kindOf: KindOf = (day) => {
    miss(yearOf(day))
    return guess(day)
  }
  const view = (year: number): CalendarYear => {
    const { source, days, updatedAt } = years.get(year) ?? { source: '', days: [], updatedAt: null }
    return { year, loaded: years.has(year), source, days: [...days], updatedAt }
  }

  return {
    kindOf,
    isWorkingDay: (day) => kindOf(day) === 'workday',
    loaded: (year) => years.has(year),
    addWorkingDays: (day, n) => addWorkingDays(day, n, kindOf),
    workingDaysBetween: (from, to) => workingDaysBetween(from, to, kindOf),
    isOpen: (schedule, now) => isOpen(schedule, now, { timeZone, kindOf }),
    // Only foretells: nothing is decided by it, so that a year to come is no reason for an alarm.
    nextChange: (schedule, now) => nextChange(schedule, now, { timeZone, kindOf: guess }),
    year: view,
    async replace(year, { source, days }, by) {
      const errors = wrongDays(year, days).map(({ path, message }) => ({ path: `body.${path}`, message }))
      if (errors.length > 0) throw new AppError('INVALID_REQUEST', { errors })
      await turns('edit', async () => {
        const after = { year, source, days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)) }
        const entry = { actor: by, action: 'calendar.edit', target: `calendar:${year}`, details: { before: view(year), after } }
        await audit.write({ ...entry, at: clock.now(), ok: true })
        const at = clock.now()
        try {
          await store.replace(after, at)
        } catch (error) {
          await audit.write({ ...entry, at: clock.now(), ok: false })
          throw error
        }
        years.set(year, { ...after, updatedAt: at })
        exceptions = exceptionsOf(years)
        log.info('calendar changed', { year, days: days.length, by })
      })
      return view(year)
    },
    lookAhead: (day, days) => miss(yearOf(addDays(day, days))),
  }
}

const exceptionsOf = (years: Years): ReadonlyMap<string, CalendarDay> => new Map([...years.values()].flatMap(({ days }) => days.map((one) => [one.day, one])))

/** Tells of a year at most once on a day of the site: calls ask for it again and again. */
function onceADay(dayOf: (at: number) => string, clock: Pick<Clock, 'now'>, tell: (year: number) => void): (year: number) => void {
  const told = new Map<number, string>()
  return (year) => {
    const today = dayOf(clock.now())
    if (told.get(year) === today) return
    told.set(year, today)
    tell(year)
  }
}
