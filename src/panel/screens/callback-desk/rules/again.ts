const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const MORNING = 9

/** As an input for local date and time has it: "2026-12-01T09:30". */
export const localOf = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16)

/** Times that citizens ask for most: in two hours, and tomorrow morning. */
export function quickTimes(now: number): { soon: string; tomorrow: string } {
  const day = new Date(now)
  const morning = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, MORNING).getTime()
  return { soon: localOf(now + 2 * HOUR_MS), tomorrow: localOf(morning) }
}
