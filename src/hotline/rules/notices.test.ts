import { expect, it } from 'vitest'
import { noticesOn, turnsOn } from './notices.ts'

const lines = [
  { number: '12369', mergeMode: 'whole_merge' as const, transitionStart: '2026-09-01', transitionMonths: 3 },
  { number: '12333', mergeMode: 'dual_number' as const, transitionStart: null, transitionMonths: 3 },
]

it('tells of a number on the days it changes, and on no other', () => {
  expect(turnsOn(lines, '2026-09-01')).toEqual([{ number: '12369', before: 'scheduled', now: 'transition' }])
  expect(turnsOn(lines, '2026-12-01')).toEqual([{ number: '12369', before: 'transition', now: 'cancelled' }])
  expect(turnsOn(lines, '2026-12-02')).toEqual([])
})

it('gives notice 14, 7 and 1 days before the end', () => {
  const days = ['2026-11-16', '2026-11-17', '2026-11-24', '2026-11-30', '2026-12-01']
  expect(days.flatMap((day) => noticesOn(lines, day, [14, 7, 1])).map(({ daysLeft }) => daysLeft)).toEqual([14, 7, 1])
  expect(noticesOn(lines, '2026-11-17', [14, 7, 1])).toEqual([{ number: '12369', cancelDate: '2026-12-01', daysLeft: 14 }])
})
