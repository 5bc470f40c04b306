import type { SupervisionCounted, SupervisionCounts } from '../../contract/ledger.ts'
import { SupervisionType } from '../../contract/ticket-event.ts'

/** So many records of one kind of one department. */
export interface Row {
  unit: string | null
  kind: string
  what: string | null
  count: number
  /** With people talked to, and how many. */
  held: number
  persons: number
}

function countedOf(rows: readonly Row[], letters: number): SupervisionCounted {
  const of = (kind: string, what: string): readonly Row[] => rows.filter((one) => one.kind === kind && one.what === what)
  const count = (kind: string, what: string): number => of(kind, what).reduce((n, one) => n + one.count, 0)
  const talks = of('supervision', 'interview')
  return {
    reminders: { phone: count('reminder', 'phone'), message: count('reminder', 'message'), yellow: count('reminder', 'yellow_card') },
    slips: letters + count('reminder', 'written'),
    orders: Object.fromEntries(SupervisionType.options.map((type) => [type, count('supervision', type)])) as SupervisionCounted['orders'],
    interviews: talks.reduce((n, { held }) => n + held, 0), persons: talks.reduce((n, { persons }) => n + persons, 0),
  }
}

/** What supervision was done (H10), over all and by department; `letters`: reminder slips to each. */
export function countsOf(rows: readonly Row[], letters: ReadonlyMap<string, number>): SupervisionCounts {
  const units = [...new Set([...rows.map(({ unit }) => unit), ...letters.keys()])].toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))
  const total = [...letters.values()].reduce((a, b) => a + b, 0)
  return { total: countedOf(rows, total), items: units.map((unit) => ({ unit, ...countedOf(rows.filter((one) => one.unit === unit), unit === null ? 0 : (letters.get(unit) ?? 0)) })) }
}
