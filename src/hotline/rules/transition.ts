import type { HotlineSettings, HotlineStatus } from '../../contract/hotline.ts'

// Days are "2026-12-01" in the site's time zone; they compare as text.

export type Dates = Pick<HotlineSettings, 'mergeMode' | 'transitionStart' | 'transitionMonths'>

/** The same day `months` later; a day the month does not have becomes its last (08-31 + 3 = 11-30). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  return [pad(y, 4), pad(m, 2), pad(Math.min(date, daysIn(y, m)), 2)].join('-')
}

/** `days` later (or earlier), across months and years. */
export function addDays(day: string, days: number): string {
  let [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  date += days
  while (date > daysIn(year, month)) {
    date -= daysIn(year, month)
    ;[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  }
  while (date < 1) {
    ;[year, month] = month === 1 ? [year - 1, 12] : [year, month - 1]
    date += daysIn(year, month)
  }
  return [pad(year, 4), pad(month, 2), pad(date, 2)].join('-')
}

/** First day the number no longer connects; null when no date is set or the number is kept (J04, A-J04). */
export function cancelDate({ mergeMode, transitionStart, transitionMonths }: Dates): string | null {
  if (mergeMode !== 'whole_merge' || transitionStart === null) return null
  return addMonths(transitionStart, transitionMonths)
}

/** Transition is [transitionStart, cancelDate). A merge without a date is scheduled: it is served like 12345 until then. */
export function statusOn(dates: Dates, day: string): HotlineStatus {
  if (dates.mergeMode === 'direct_cancel') return 'cancelled'
  if (dates.mergeMode !== 'whole_merge') return 'active'
  const end = cancelDate(dates)
  if (end === null || dates.transitionStart === null || day < dates.transitionStart) return 'scheduled'
  return day < end ? 'transition' : 'cancelled'
}

/** Whether a caller of the number reaches a person on that day. */
export function connectsOn(dates: Dates & Pick<HotlineSettings, 'afterTransition'>, day: string): boolean {
  if (statusOn(dates, day) !== 'cancelled') return true
  return dates.mergeMode === 'whole_merge' && dates.afterTransition === 'announce_forward'
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0')
const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
const daysIn = (y: number, m: number): number => (m === 2 ? (isLeap(y) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31)
