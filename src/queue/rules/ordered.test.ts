import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ordered } from './ordered.ts'

const numbers = () => ordered<number>((a, b) => a - b)

describe('an ordered set', () => {
  it('gives its items in order, and the first one', () => {
    const set = numbers()
    for (const n of [5, 1, 4, 2, 3]) set.add(n)
    expect([...set.items()]).toEqual([1, 2, 3, 4, 5])
    expect(set.first()).toBe(1)
  })

  it('counts what stands before an item that is not in it', () => {
    const set = numbers()
    for (const n of [10, 20, 30]) set.add(n)
    expect(set.before(25)).toBe(2)
    expect(set.before(5)).toBe(0)
  })

  it('agrees with a sorted array, whatever is added and removed', () => {
    const action = fc.record({ add: fc.boolean(), n: fc.nat(40) })
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const set = numbers()
        let plain: number[] = []
        for (const { add, n } of actions) {
          if (add && !plain.includes(n)) {
            set.add(n)
            plain = [...plain, n].sort((a, b) => a - b)
          } else if (!add) {
            set.remove(n)
            plain = plain.filter((m) => m !== n)
          }
          expect(set.size()).toBe(plain.length)
          expect(set.first()).toBe(plain[0])
          expect(set.before(n)).toBe(plain.filter((m) => m < n).length)
        }
        expect([...set.items()]).toEqual(plain)
      }),
    )
  })

  it('stays shallow enough for 20,000 items added in order and taken from the front', () => {
    const set = numbers()
    for (let n = 0; n < 20_000; n += 1) set.add(n)
    expect(set.before(19_999)).toBe(19_999)
    for (let n = 0; n < 20_000; n += 1) {
      expect(set.first()).toBe(n)
      set.remove(n)
    }
    expect(set.size()).toBe(0)
  })
})
