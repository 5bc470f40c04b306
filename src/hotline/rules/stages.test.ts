import { describe, expect, it } from 'vitest'
import { stagesOf } from './stages.ts'

const whole = { mergeMode: 'whole_merge', transitionStart: '2026-09-01', transitionMonths: 3 } as const
const short = (day: string, dates: Parameters<typeof stagesOf>[0] = whole) => stagesOf(dates, day).map(({ status, from, until, now }) => [status, from, until, now])

describe('the times of a number', () => {
  it('are before, in and after the transition, and one of them is now', () => {
    expect(short('2026-10-15')).toEqual([
      ['scheduled', null, '2026-09-01', false],
      ['transition', '2026-09-01', '2026-12-01', true],
      ['cancelled', '2026-12-01', null, false],
    ])
    expect(short('2026-08-31').map(([, , , now]) => now)).toEqual([true, false, false])
    expect(short('2026-12-01').map(([, , , now]) => now)).toEqual([false, false, true])
  })

  it('are one for a number without a date, and for one that is kept or gone', () => {
    expect(short('2026-10-15', { ...whole, transitionStart: null })).toEqual([['scheduled', null, null, true]])
    expect(short('2026-10-15', { ...whole, mergeMode: 'dual_number', transitionStart: null })).toEqual([['active', null, null, true]])
    expect(short('2026-10-15', { ...whole, mergeMode: 'direct_cancel', transitionStart: null })).toEqual([['cancelled', null, null, true]])
  })

  it('are each looked at on a day of their own', () => {
    expect(stagesOf(whole, '2026-10-15').map(({ day }) => day)).toEqual(['2026-08-31', '2026-10-15', '2026-12-01'])
  })
})
