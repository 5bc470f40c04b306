/** Calendar day of an instant where the site is, "2026-12-01". */
export type SiteDay = (at: number) => string

/** `timeZone` is an IANA name; an unknown one throws a RangeError here, not later. */
export function siteDay(timeZone: string): SiteDay {
  const wall = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => {
    const part = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]))
    return `${part['year']}-${part['month']}-${part['day']}`
  }
}
