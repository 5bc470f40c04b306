import { expect, it } from 'vitest'
import { countsOf, type Row } from './counted.ts'

const row = (unit: string | null, kind: string, what: string, count: number): Row => ({ unit, kind, what, count, held: 0, persons: 0 })

it('counts phone reminders, slips by the letter, talks held and the people talked to, over all and by department (H10)', () => {
  const rows = [row('CG', 'reminder', 'phone', 100), row('HB', 'reminder', 'phone', 50), row('HB', 'reminder', 'written', 2), row('HB', 'reminder', 'yellow_card', 7), { ...row('CG', 'supervision', 'interview', 4), held: 3, persons: 9 }, row(null, 'supervision', 'escalated', 1)]
  const { total, items } = countsOf(rows, new Map([['CG', 18]]))
  expect(total).toMatchObject({ reminders: { phone: 150, yellow: 7 }, slips: 20, interviews: 3, persons: 9, orders: { interview: 4, escalated: 1, written: 0 } })
  expect(items.map(({ unit, slips, persons }) => [unit, slips, persons])).toEqual([[null, 0, 0], ['CG', 18, 9], ['HB', 2, 0]])
})
