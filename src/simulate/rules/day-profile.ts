/** Calls in each hour of the day, as shares of the day. */
export type DayProfile = readonly number[]

/**
 * A weekday of a government hotline: two peaks in office hours, a dip at noon, an evening shoulder, quiet nights.
 * An assumption to start from; put the shares of your own line in its place.
 */
const WEEKDAY = [5, 3, 2, 2, 2, 4, 10, 28, 72, 92, 88, 70, 44, 54, 82, 88, 80, 62, 46, 42, 40, 34, 18, 10]

export const weekday: DayProfile = shares(WEEKDAY)
export const flat: DayProfile = shares(Array.from({ length: 24 }, () => 1))

function shares(weights: readonly number[]): DayProfile {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

export const HOUR_MS = 3_600_000

/** Share of the day's calls that arrives per ms at this time of day; the day begins again after 24 hours. */
export const sharePerMs = (profile: DayProfile, at: number): number => (profile[Math.floor(at / HOUR_MS) % profile.length] ?? 0) / HOUR_MS

/** When the next call arrives after `now`; the rate is constant within an hour. `unit` is drawn exponentially with mean 1. */
export function nextArrival(profile: DayProfile, callsPerDay: number, now: number, unit: number): number {
  let left = unit
  let at = now
  for (;;) {
    const rate = callsPerDay * sharePerMs(profile, at)
    const hourEnd = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS
    if (rate > 0 && at + left / rate < hourEnd) return at + left / rate
    left -= rate * (hourEnd - at)
    at = hourEnd
  }
}

/** Agents needed each hour when all of them are needed in the busiest one; at least `least`. */
export function roster(profile: DayProfile, agents: number, least: number): readonly number[] {
  const busiest = Math.max(...profile)
  return profile.map((share) => Math.min(agents, Math.max(least, Math.ceil((agents * share) / busiest))))
}
