import { inSeason, minutesOf, type Hours, type Schedule } from '../../contract/schedule.ts'
import { instantOf, wallTime } from './wall-clock.ts'
import { addDays, type KindOf } from './working-days.ts'

/** Where the hours hold. */
export interface Place {
  /** IANA name, "Asia/Shanghai". */
  timeZone: string
  kindOf: KindOf
}

const SEARCH_DAYS = 370

/** Whether it is open at `now` (Unix ms); null is always open. Hours are half open: closed at 12:00 sharp. */
export function isOpen(schedule: Schedule | null, now: number, { timeZone, kindOf }: Place): boolean {
  if (schedule === null) return true
  const { day, minute } = wallTime(now, timeZone)
  const today = hoursOn(schedule, day, kindOf).map(minutesOf)
  if (today.some(({ from, to }) => from <= minute && (minute < to || to <= from))) return true
  return hoursOn(schedule, addDays(day, -1), kindOf).map(minutesOf).some(({ from, to }) => to <= from && minute < to)
}

/** When it next opens or closes after `now` (Unix ms); null when it does not within a year. */
export function nextChange(schedule: Schedule | null, now: number, place: Place): number | null {
  if (schedule === null) return null
  const open = isOpen(schedule, now, place)
  const { day } = wallTime(now, place.timeZone)
  for (let ahead = -1; ahead <= SEARCH_DAYS; ahead += 1) {
    const turns = turnsOf(schedule, addDays(day, ahead), place).filter((at) => at > now)
    const found = turns.toSorted((a, b) => a - b).find((at) => isOpen(schedule, at, place) !== open)
    if (found !== undefined) return found
  }
  return null
}

/** Instants at which the hours that begin on the day begin and end. */
function turnsOf(schedule: Schedule, day: string, { timeZone, kindOf }: Place): number[] {
  return hoursOn(schedule, day, kindOf)
    .map(minutesOf)
    .flatMap(({ from, to }) => [instantOf(day, from, timeZone), to > from ? instantOf(day, to, timeZone) : instantOf(addDays(day, 1), to, timeZone)])
}

/** The hours that begin on the day. */
function hoursOn({ seasons, ...ordinary }: Schedule, day: string, kindOf: KindOf): readonly Hours[] {
  const { workdays, restDays } = seasons.find((season) => inSeason(season, day.slice(5))) ?? ordinary
  return kindOf(day) === 'workday' ? workdays : restDays
}
