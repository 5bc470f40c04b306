/** Calendar day of an instant where the site is, "2026-12-01". */
export type SiteDay = (at: number) => string

/** Days change on a quarter of an hour in every time zone in use (tz database); within one the answer is the same. */
const QUARTER_MS = 900_000

/** `timeZone` is an IANA name; an unknown one throws a RangeError here, not later. */
export function siteDay(timeZone: string): SiteDay {
  const wall = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  let [quarter, day] = [NaN, '']
  return (at) => {
    const now = Math.floor(at / QUARTER_MS)
    if (now !== quarter) {
      const part = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]))
      ;[quarter, day] = [now, `${part['year']}-${part['month']}-${part['day']}`]
    }
    return day
  }
}
