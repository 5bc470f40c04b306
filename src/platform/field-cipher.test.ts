import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFieldCipher, maskNumber } from './field-cipher.ts'

const key = () => randomBytes(32).toString('base64')

describe('field cipher', () => {
  it('opens what it sealed, and never seals the same way twice', () => {
    const cipher = createFieldCipher(key())
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [one, other] = [cipher.seal(text), cipher.seal(text)]
        expect(cipher.open(one)).toBe(text)
        expect(one).not.toBe(other)
      }),
    )
  })

  it('takes no nonce twice', () => {
    const cipher = createFieldCipher(key())
    const nonceOf = (sealed: string) => Buffer.from(sealed.split('.')[1] ?? '', 'base64url').subarray(0, 12).toString('hex')
    expect(new Set(Array.from({ length: 1_000 }, () => nonceOf(cipher.seal('x')))).size).toBe(1_000)
  })

  it('notices every changed character', () => {
    const cipher = createFieldCipher(key())
    const sealed = cipher.seal('13812345678')
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      expect(() => cipher.open(changed)).toThrow()
    }
    expect(() => cipher.open(sealed.slice(0, 20))).toThrow('cut short')
  })

  it('opens with a retired key and names a key it does not have', () => {
    const [old, current] = [key(), key()]
    const sealed = createFieldCipher(old).seal('x')
    expect(createFieldCipher(current, [old]).open(sealed)).toBe('x')
    expect(() => createFieldCipher(current).open(sealed)).toThrow(/key "k[0-9a-f]{8}" that sealed this field/)
  })

  it('indexes equal numbers equally under one key and differently under another', () => {
    const [one, other] = [createFieldCipher(key()), createFieldCipher(key())]
    expect(one.index('13812345678')).toMatch(/^[0-9a-f]{64}$/)
    expect(one.index('13812345678')).toBe(one.index('13812345678'))
    expect(one.index('13812345678')).not.toBe(one.index('13812345679'))
    expect(one.index('13812345678')).not.toBe(other.index('13812345678'))
  })

  it('refuses a key of another length', () => {
    expect(() => createFieldCipher(randomBytes(31).toString('base64'))).toThrow('32 bytes')
  })
})

it.each([
  ['13812345678', '138****5678'],
  ['8613812345678', '861****5678'],
  ['09912345678', '099****5678'],
  ['2345678', '23****78'],
  ['12345', '12345'],
  ['1001', '1001'],
  ['', ''],
])('shows %s as %s', (number, shown) => {
  expect(maskNumber(number)).toBe(shown)
})
