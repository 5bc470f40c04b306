import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromCursor, pageOf, toCursor } from './cursor.ts'

it('leads back to where the page ended', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.stringMatching(/^[\w.-]{1,40}$/), (at, id) => {
      expect(fromCursor(toCursor({ at, id }))).toEqual({ at, id })
    }),
  )
})

it.each(['', 'x', '🙂', toCursor({ at: 1, id: '' }), toCursor({ at: 1, id: '\u0000' }), toCursor({ at: 1.5, id: 'a' }), Buffer.from('[1]').toString('base64url'), Buffer.from('["1","a"]').toString('base64url')])('refuses %j', (cursor) => {
  expect(() => fromCursor(cursor)).toThrow('INVALID_REQUEST')
})

it('ends after the last page', () => {
  const markOf = (n: number) => ({ at: n, id: 'x' })
  expect(pageOf([1, 2, 3], 2, markOf)).toEqual({ items: [1, 2], nextCursor: toCursor(markOf(2)) })
  expect(pageOf([1, 2], 2, markOf)).toEqual({ items: [1, 2], nextCursor: null })
  expect(pageOf([], 2, markOf)).toEqual({ items: [], nextCursor: null })
})
