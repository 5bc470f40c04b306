import { expect, test } from 'vitest'
import type { HotlineNumber } from '../../contract/ids.ts'
import { handingOver, handOverOf } from './handed-over.ts'

const line = (number: string, mergeMode: 'sub_center' | 'emergency', ...transferInNumbers: string[]) => ({ number: number as HotlineNumber, mergeMode, transferInNumbers: transferInNumbers as HotlineNumber[] })
const tax = line('12366', 'sub_center', '963661', '963662')
const police = line('110', 'emergency', '963110')

test('a number belongs to the line that hands callers over at it', () => {
  expect([handingOver([tax, police], '963662'), handingOver([tax, police], '963110'), handingOver([tax, police], '12366')]).toEqual([tax, police, undefined])
})

test('who is handed over by a sub-centre has been transferred once, whatever the headers say of before (A-Z03)', () => {
  for (const transferCount of [null, 0, 1, 7]) expect(handOverOf(tax, { transferCount })).toEqual({ from: '12366', peer: false, transferCount: 1 })
})

test('a hand-over by 110 does not count as the transfer', () => {
  for (const transferCount of [null, 1]) expect(handOverOf(police, { transferCount })).toEqual({ from: '110', peer: true, transferCount: 0 })
})

test('the headers alone are enough, but name nobody', () => {
  expect(handOverOf(null, { transferCount: 1 })).toEqual({ from: null, peer: false, transferCount: 1 })
  expect(handOverOf(null, { transferCount: 99 })).toMatchObject({ transferCount: 1 })
})

test('a citizen who dials has not been handed over', () => {
  expect(handOverOf(null, { transferCount: null })).toBeNull()
  expect(handOverOf(null, { transferCount: 0 })).toBeNull()
})
