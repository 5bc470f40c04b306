import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialledNumber, keptRaw, RAW_MAX } from './dialled-number.ts'

const registry = new Set(['12345', '12319', '12333', '96119', '110', '119', '120', '122'])
const found = (raw: string, tel = '0991') => dialledNumber(raw, tel, (number) => registry.has(number))

describe('the number that was dialled', () => {
  it.each([
    '12319', '099112319', '0991-12319', '+8699112319', '8699112319', '008699112319', '+86 0991 12319', '99112319', '8612319', '+8612319',
    '008612319', '0086099112319', '１２３１９', '12319;phone-context=+86', 'tel:12319', '0991 1 2 3 1 9',
  ])('%s is 12319 in a city with area code 0991', (raw) => {
    expect(found(raw)).toBe('12319')
  })

  it('is found with a three-digit area code too', () => {
    expect(['02012345', '+862012345', '2012345', '86020-12345'].map((raw) => found(raw, '020'))).toEqual(Array(4).fill('12345'))
  })

  it.each(['', '🙂', '999999', '075512345', '4001234567', '1231', '123190', 'anonymous', '9'.repeat(300)])('%s is nobody’s', (raw) => {
    expect(found(raw)).toBeNull()
  })

  it('prefers the most literal form, even if it starts like a country or area code', () => {
    const known = new Set(['8612345', '12345', '99112345'])
    expect(dialledNumber('8612345', '0991', (n) => known.has(n))).toBe('8612345')
    expect(dialledNumber('099112345', '0991', (n) => known.has(n))).toBe('12345')
    expect(dialledNumber('99112345', '0991', (n) => known.has(n))).toBe('99112345')
  })

  it('is found in every spelling of every number of every city', () => {
    const country = fc.constantFrom('', '86', '+86', '0086', '+86 ', '0086-')
    const area = fc.constantFrom('', 'with', 'without')
    const city = fc.constantFrom('0991', '0356', '0797', '020', '0471', '010')
    const spelling = fc.record({ country, area, tel: city, number: fc.constantFrom(...registry), gap: fc.constantFrom('', '-', ' ') })
    fc.assert(
      fc.property(spelling, (s) => {
        const prefix = s.area === '' ? '' : (s.area === 'with' ? s.tel : s.tel.slice(1)) + s.gap
        expect(found(`${s.country}${prefix}${s.number}`, s.tel)).toBe(s.number)
      }),
    )
  })

  it('is never anything but a known number, whatever is sent', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.stringMatching(/^[0-9+\- ]{0,30}$/))
    fc.assert(
      fc.property(text, (raw) => {
        const number = found(raw)
        expect(number === null || registry.has(number)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the raw number that is kept', () => {
  it('is what was sent, as long as it is printable and not endless', () => {
    expect(keptRaw('+86 991-12319')).toBe('+86 991-12319')
    expect(keptRaw('123\r\n19\u0000\u009F')).toBe('12319')
    expect(keptRaw('1'.repeat(300))).toHaveLength(RAW_MAX)
  })

  it('can be stored and sent whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const kept = keptRaw(raw)
        expect(kept.length).toBeLessThanOrEqual(RAW_MAX)
        expect(kept).not.toMatch(/\p{Cc}|\p{Surrogate}/u)
        expect(keptRaw(kept)).toBe(kept)
      }),
    )
  })
})
