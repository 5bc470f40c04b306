import type { CalendarDay } from '../../../../../contract/calendar.ts'

const DAY_MS = 86_400_000

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)

export const plus = (day: string, days: number): string => new Date(at(day) + days * DAY_MS).toISOString().slice(0, 10)

/** 0 = Monday … 6 = Sunday. */
export const weekdayOf = (day: string): number => (new Date(at(day)).getUTCDay() + 6) % 7

/** The days of a month, 1 = January, "2026-02-01" and so on. */
export function daysOf(year: number, month: number): string[] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length: count }, (_, n) => plus(first, n))
}

export type Kind = 'workday' | 'weekend' | 'holiday' | 'makeUp'

export function kindOf(day: string, special: CalendarDay | undefined): Kind {
  const weekend = weekdayOf(day) > 4
  if (special?.kind === 'holiday') return 'holiday'
  if (special?.kind === 'workday' && weekend) return 'makeUp'
  return weekend ? 'weekend' : 'workday'
}

/** From the first to the last day, both included; null when that is backwards or longer than a month. */
export function span(from: string, to: string): string[] | null {
  const length = (at(to) - at(from)) / DAY_MS + 1
  return Number.isInteger(length) && length >= 1 && length <= 31 ? Array.from({ length }, (_, n) => plus(from, n)) : null
}

/** Puts days in the place of what was there; null takes one out. */
export function put(days: readonly CalendarDay[], changes: readonly (CalendarDay | { day: string; kind: null })[]): CalendarDay[] {
  const named = new Map(days.map((one) => [one.day, one]))
  for (const change of changes) {
    if (change.kind === null) named.delete(change.day)
    else named.set(change.day, change)
  }
  return [...named.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** Counts over the year, for checking against the notice. */
export function summary(year: number, days: readonly CalendarDay[]): { holidays: number; makeUps: number; workdays: number } {
  const special = new Map(days.map((one) => [one.day, one]))
  const counts = { workday: 0, weekend: 0, holiday: 0, makeUp: 0 }
  for (let month = 1; month <= 12; month += 1) for (const day of daysOf(year, month)) counts[kindOf(day, special.get(day))] += 1
  return { holidays: counts.holiday, makeUps: counts.makeUp, workdays: counts.workday + counts.makeUp }
}
