import { expect, it } from 'vitest'
import type { LedgerEntry } from '../../../../contract/ledger.ts'
import { answerBy, beginOf, draftsOf, lateIn, localOf } from './letters.ts'

const entry = (leadUnit: string | null, ms = 1): LedgerEntry => ({ ticket: { leadUnit }, remaining: { workingDays: 0, ms } }) as LedgerEntry

it('writes one letter to each department, of at most fifty tickets, and none where nobody has the ticket', () => {
  const drafts = draftsOf([entry('HB'), entry(null), ...Array.from({ length: 51 }, () => entry('CG', -1)), entry('HB', -1)])
  expect(drafts.map((one) => [one.unit, one.entries.length, lateIn(one)])).toEqual([['CG', 50, 50], ['CG', 1, 1], ['HB', 2, 1]])
})

it('counts from Monday, from the first of the month and of the year, and asks for an answer by the evening after', () => {
  const now = new Date(2026, 10, 22, 9, 30).getTime() // a Sunday
  expect((['week', 'month', 'year'] as const).map((period) => localOf(beginOf(period, now)))).toEqual(['2026-11-16T00:00', '2026-11-01T00:00', '2026-01-01T00:00'])
  expect(answerBy(now)).toBe('2026-11-23T18:00')
})
