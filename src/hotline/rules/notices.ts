import type { HotlineStatus } from '../../contract/hotline.ts'
import { addDays, cancelDate, type Dates, statusOn } from './transition.ts'

export interface Turn {
  number: string
  before: HotlineStatus
  now: HotlineStatus
}

export interface Notice {
  number: string
  cancelDate: string
  daysLeft: number
}

type Dated = Dates & { number: string }

/** Numbers whose status is another one than the day before. */
export function turnsOn(lines: readonly Dated[], day: string): Turn[] {
  const yesterday = addDays(day, -1)
  return lines
    .map((line) => ({ number: line.number, before: statusOn(line, yesterday), now: statusOn(line, day) }))
    .filter(({ before, now }) => before !== now)
}

/** Numbers that will stop connecting in exactly one of `noticeDays` days. */
export function noticesOn(lines: readonly Dated[], day: string, noticeDays: readonly number[]): Notice[] {
  return lines.flatMap((line) => {
    const end = cancelDate(line)
    return noticeDays.filter((daysLeft) => end === addDays(day, daysLeft)).map((daysLeft) => ({ number: line.number, cancelDate: end ?? '', daysLeft }))
  })
}
