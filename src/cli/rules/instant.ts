const QUARTER_MS = 900_000
/** Days of the earth begin at most 14 hours before and 12 hours after those of UTC. */
const EARLIEST_MS = 14 * 3_600_000

/**
 * "2026-11-21" (midnight where the site is) or an ISO 8601 instant with zone, as Unix ms; null for anything else.
 * `dayOf` gives the site's day of an instant.
 */
export function instantOf(text: string, dayOf: (at: number) => string): number | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return midnight(text, dayOf)
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : at
}

function midnight(day: string, dayOf: (at: number) => string): number | null {
  const utc = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(utc)) return null
  for (let at = utc - EARLIEST_MS; at <= utc + EARLIEST_MS; at += QUARTER_MS) if (dayOf(at) === day) return at
  return null
}
