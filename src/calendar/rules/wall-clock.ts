/** What a clock on the wall of the site shows. */
export interface WallTime {
  /** "2026-12-01" */
  day: string
  /** Minutes since midnight, 0 to 1439. */
  minute: number
}

const MINUTE_MS = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs a hundred times what using it does, and a house has one time zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  formats.set(timeZone, made)
  return made
}

/** `at` is Unix ms; `timeZone` an IANA name. */
export function wallTime(at: number, timeZone: string): WallTime {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) part[type] = value
  return { day: `${part.year}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) }
}

/** The instant (Unix ms) at which that clock shows the minute of the day; 1440 is the next midnight. An hour that summer time skips is taken as the hour after. */
export function instantOf(day: string, minute: number, timeZone: string): number {
  const shown = Date.parse(day) + minute * MINUTE_MS
  const offset = (at: number): number => {
    const wall = wallTime(at, timeZone)
    return Date.parse(wall.day) + wall.minute * MINUTE_MS - Math.floor(at / MINUTE_MS) * MINUTE_MS
  }
  const near = shown - offset(shown)
  return shown - offset(near)
}
