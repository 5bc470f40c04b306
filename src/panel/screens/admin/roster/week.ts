const DAY_MS = 86_400_000

/** `days` after the day, "2026-11-23". */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The Monday of its week. */
export const mondayOf = (day: string): string => dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7))

/** The day of an instant, where the reader is. */
export const dayOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(at)

/** "18:00" */
export const timeOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit' }).format(at)

/** "18:00–次日08:00"; midnight is 24:00. */
export const hoursOf = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }, nextDay: (time: string) => string): string =>
  `${timeOf(startsAt)}–${dayOf(endsAt) === dayOf(startsAt) ? timeOf(endsAt) : timeOf(endsAt) === '00:00' ? '24:00' : nextDay(timeOf(endsAt))}`

/** "11-23 18:00" */
export const shortInstant = (at: number): string => `${dayOf(at).slice(5)} ${timeOf(at)}`

/** For an input of date and time, where the reader is. */
export const localInput = (at: number): string => `${dayOf(at)}T${timeOf(at)}`
