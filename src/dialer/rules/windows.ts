import { addDays, type KindOf } from '../../calendar/rules/working-days.ts'
import { instantOf, wallTime } from '../../calendar/rules/wall-clock.ts'
import { minutesOf, type Hours } from '../../contract/schedule.ts'

export interface Windows {
  /** Day-parts in which citizens may be called, by the clock of the site. */
  hours: readonly Hours[]
  /** Statutory holidays too; weekends always. */
  onHolidays: boolean
}

/** Where they hold; as calendar/rules/schedule.ts has it. */
export interface Place {
  timeZone: string
  kindOf: KindOf
}

/** Nobody is rung before 08:30 or after 20:30, whatever is set (J4). */
const EARLIEST = 510
const LATEST = 1_230
/** The longest holidays have nine days. */
const SEARCH_DAYS = 30
const DAY_MS = 86_400_000

interface Part {
  from: number
  to: number
}

/** The day-parts in their order, within what is decent. Hours that go on past midnight end with the evening. */
const partsOf = ({ hours }: Windows): Part[] =>
  hours
    .map(minutesOf)
    .map(({ from, to }) => ({ from: Math.max(from, EARLIEST), to: Math.min(to > from ? to : LATEST, LATEST) }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from)

const isClosed = (day: string, { onHolidays }: Windows, { kindOf }: Place): boolean => !onHolidays && kindOf(day) === 'holiday'

/** Which day-part it is, counted from 0; null outside them. */
export function partAt(at: number, windows: Windows, place: Place): number | null {
  const { day, minute } = wallTime(at, place.timeZone)
  if (isClosed(day, windows, place)) return null
  const part = partsOf(windows).findIndex(({ from, to }) => from <= minute && minute < to)
  return part === -1 ? null : part
}

/**
 * The first instant from `from` on at which citizens may be called, in a day-part other than `not` where there is one. A day
 * later when there are no hours at all: they may be set meanwhile.
 */
export function nextOpening(from: number, windows: Windows, place: Place, not: number | null = null): number {
  const parts = partsOf(windows)
  const first = wallTime(from, place.timeZone).day
  for (let ahead = 0; ahead <= SEARCH_DAYS; ahead += 1) {
    const day = addDays(first, ahead)
    if (isClosed(day, windows, place)) continue
    for (const [i, part] of parts.entries()) {
      if (i === not && parts.length > 1) continue
      const [opens, closes] = [instantOf(day, part.from, place.timeZone), instantOf(day, part.to, place.timeZone)]
      if (from < closes) return Math.max(from, opens)
    }
  }
  return from + DAY_MS
}

/** Midnight at which the next day of the site begins. */
export const nextDay = (at: number, { timeZone }: Place): number => instantOf(addDays(wallTime(at, timeZone).day, 1), 0, timeZone)
