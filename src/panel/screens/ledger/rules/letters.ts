import type { LedgerEntry } from '../../../../contract/ledger.ts'

/** What is written to one department: a letter takes at most so many tickets. */
export interface Draft {
  unit: string
  entries: readonly LedgerEntry[]
}

const TICKETS_MOST = 50

/** One letter for each department, those with most first; what nobody has cannot be written about. */
export function draftsOf(chosen: readonly LedgerEntry[]): Draft[] {
  const units = [...new Set(chosen.flatMap(({ ticket: { leadUnit } }) => (leadUnit === null ? [] : [leadUnit])))]
  const all = units.map((unit) => ({ unit, entries: chosen.filter(({ ticket }) => ticket.leadUnit === unit) })).toSorted((a, b) => b.entries.length - a.entries.length)
  return all.flatMap(({ unit, entries }) => Array.from({ length: Math.ceil(entries.length / TICKETS_MOST) }, (_, i) => ({ unit, entries: entries.slice(i * TICKETS_MOST, (i + 1) * TICKETS_MOST) })))
}

export const lateIn = ({ entries }: Draft): number => entries.filter(({ remaining }) => remaining.ms < 0).length

/** What a field for date and time takes: this time where the reader is. */
export function localOf(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** The end of office hours on the next day, to begin with. */
export function answerBy(now: number): string {
  const day = new Date(now + 86_400_000)
  day.setHours(18, 0, 0, 0)
  return localOf(day.getTime())
}

/** From when on is counted: this week's Monday, the first of the month, of the year; where the reader is. */
export function beginOf(period: 'week' | 'month' | 'year', now: number): number {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  if (period === 'week') day.setDate(day.getDate() - ((day.getDay() + 6) % 7))
  else if (period === 'month') day.setDate(1)
  else day.setMonth(0, 1)
  return day.getTime()
}
