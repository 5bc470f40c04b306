import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callerNumber } from './caller-number.ts'

const seen = (raw: string, tel = '0356') => callerNumber(raw, tel)

describe('the calling number', () => {
  it.each(['13912345678', '013912345678', '8613912345678', '+8613912345678', '008613912345678', '+86 139-1234-5678', '+86013912345678'])(
    '%s is the mobile 13912345678',
    (raw) => expect(seen(raw)).toBe('13912345678'),
  )

  it.each([
    ['03562021234', '03562021234'],
    ['0356-2021234', '03562021234'],
    ['(0356) 2021234', '03562021234'],
    ['+863562021234', '03562021234'],
    ['86 0356 2021234', '03562021234'],
    ['2021234', '03562021234'],
    ['01062345678', '01062345678'],
    ['02083123456', '02083123456'],
    ['075583123456', '075583123456'],
  ])('%s is the landline %s', (raw, number) => expect(seen(raw)).toBe(number))

  it.each([
    '', ' ', 'anonymous', 'Anonymous <sip:anonymous@anonymous.invalid>', 'unknown', '0', '110', '1391234567', '139123456789', '12912345678',
    '13912345678;drop table', '🙂13912345678', '1️⃣3️⃣9️⃣12345678', '1'.repeat(300), '+16502530000', '++8613912345678', '４' + '\u0000', '\ud800',
  ])('%j is nobody to call back', (raw) => expect(seen(raw)).toBeNull())

  it('has one normal form', () => {
    const digits = fc.stringMatching(/^(\+|00)?(86)?0?[0-9]{6,12}$/)
    fc.assert(
      fc.property(digits, fc.constantFrom('0356', '020'), (raw, tel) => {
        const once = callerNumber(raw, tel)
        if (once === null) return
        expect(once).toMatch(/^(1\d{10}|0\d{9,11})$/)
        expect(callerNumber(once, tel)).toBe(once)
        expect(callerNumber(`+86${once}`, tel)).toBe(once)
      }),
      { numRuns: 2_000 },
    )
  })

  it('never throws and never lets garbage through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
        expect(seen(raw) ?? '13912345678').toMatch(/^(1[3-9]\d{9}|0\d{9,11})$/)
      }),
    )
  })
})
