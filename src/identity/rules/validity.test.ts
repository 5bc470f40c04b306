import { describe, expect, it } from 'vitest'
import { validOn } from './validity.ts'

describe('an account', () => {
  it.each([
    ['2026-12-01', '2026-12-05', [false, true, true, false]],
    ['2026-12-01', null, [false, true, true, true]],
    [null, '2026-12-05', [true, true, true, false]],
    [null, null, [true, true, true, true]],
  ] as const)('from %s until %s is valid on the first and the last day and between', (validFrom, validUntil, expected) => {
    expect(['2026-11-30', '2026-12-01', '2026-12-05', '2026-12-06'].map((day) => validOn({ validFrom, validUntil }, day))).toEqual(expected)
  })
})
