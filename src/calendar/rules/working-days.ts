import type { CalendarDay, DayKind } from '../../contract/calendar.ts'

/** What kind of day it is; a day is "2026-12-01", where the site is. */
export type KindOf = (day: string) => DayKind

const DAY_MS = 86_400_000
/** Nobody waits longer; beyond it the calendar has no working days at all. */
const SEARCH_DAYS = 3_660

/** `days` later, or earlier, across months and years. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

export const yearOf = (day: string): number => Number(day.slice(0, 4))

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay())

/** The year's exceptions first, then the weekday. `exceptions` is by day. */
export const kindOn = (day: string, exceptions: ReadonlyMap<string, CalendarDay>): DayKind => exceptions.get(day)?.kind ?? (isWeekend(day) ? 'weekend' : 'workday')

/**
 * The n-th working day after the day, which itself is day 0, whatever it is (domain.md §2.9); n below 0 counts back, and 0 is the
 * day itself. Throws a RangeError when there is no such day within ten years.
 */
export function addWorkingDays(day: string, n: number, kindOf: KindOf): string {
  const direction = Math.sign(n)
  let [found, left] = [day, Math.abs(n)]
  for (let steps = 0; left > 0; steps += 1) {
    if (steps > SEARCH_DAYS) throw new RangeError(`no ${n} working days from ${day}`)
    found = addDays(found, direction)
    if (kindOf(found) === 'workday') left -= 1
  }
  return found
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. Undoes addWorkingDays: between(a, add(a, n)) is n. */
export function workingDaysBetween(from: string, to: string, kindOf: KindOf): number {
  if (to < from) return 0 - countAfter(from, to, { kindOf, direction: -1 })
  return countAfter(from, to, { kindOf, direction: 1 })
}

function countAfter(from: string, to: string, { kindOf, direction }: { kindOf: KindOf; direction: number }): number {
  let count = 0
  for (let day = from; day !== to; ) {
    day = addDays(day, direction)
    if (kindOf(day) === 'workday') count += 1
  }
  return count
}

/** What is wrong with the days of a year, by place in the list. */
export function wrongDays(year: number, days: readonly CalendarDay[]): { path: string; message: string }[] {
  const seen = new Set<string>()
  return days.flatMap(({ day, kind }, i) => {
    const message = yearOf(day) !== year ? `not in ${year}` : seen.has(day) ? 'listed twice' : kind === 'workday' && !isWeekend(day) ? 'a make-up working day is a Saturday or Sunday' : null
    seen.add(day)
    return message === null ? [] : [{ path: `days.${i}.day`, message }]
  })
}
