import type { GroupId } from '../contract/ids.ts'
import type { Schedule } from '../contract/schedule.ts'
import type { KindOf } from './rules/working-days.ts'

/** The working days of the site, in memory: a call never waits for the database. Days are "2026-12-01" where the site is. */
export interface WorkingCalendar {
  /** Of a year that is not loaded, what the weekday says; and then the alarm `calendar_missing` once a day. */
  kindOf: KindOf
  isWorkingDay: (day: string) => boolean
  loaded: (year: number) => boolean
  /** The n-th working day after the day (domain.md §2.9). A deadline of a ticket ends with that day. */
  addWorkingDays: (day: string, n: number) => string
  /** Working days after `from` up to and with `to`. */
  workingDaysBetween: (from: string, to: string) => number
  /** Opening hours of anything, at an instant in Unix ms; null is always open. */
  isOpen: (schedule: Schedule | null, now: number) => boolean
  /** When it next opens or closes, Unix ms; null when it does not within a year. */
  nextChange: (schedule: Schedule | null, now: number) => number | null
}

export interface Group {
  id: GroupId
  nameZh: string
  nameEn: string
  /** null: always open. */
  schedule: Schedule | null
}

/** The skill groups with the hours that hold now. */
export interface Groups {
  all: () => readonly Group[]
  /** Whether the group takes calls at `now` (Unix ms). A group nobody knows is open. */
  isOpen: (group: GroupId, now: number) => boolean
  /** Spoken name; the id of a group nobody knows. */
  name: (group: GroupId) => string
  schedule: (group: GroupId) => Schedule | null
}
