export interface SiteTime {
  /** Calendar day of an instant, "2026-12-01". */
  day: (at: number) => string
  /** ISO 8601 with the site's offset, "2026-12-01T00:00:05.000+08:00". */
  iso: (at: number) => string
}

const MINUTE_MS = 60_000

/** Wall-clock time of one place. `timeZone` is an IANA name; an unknown one throws a RangeError here, not later. */
export function siteTime(timeZone: string): SiteTime {
  const wall = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })
  /** The wall clock read as if it were UTC; its distance from `at` is the offset. */
  const asUtc = (at: number): number => {
    const part = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000)
  }
  return {
    day: (at) => new Date(asUtc(at)).toISOString().slice(0, 10),
    iso(at) {
      const local = asUtc(at)
      return new Date(local).toISOString().slice(0, -1) + offset(Math.round((local - at) / MINUTE_MS))
    },
  }
}

function offset(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}
