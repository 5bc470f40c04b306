import { expect, test } from 'vitest'
import type { CallPlan } from '../../call/port.ts'
import type { HotlineNumber } from '../../contract/ids.ts'
import { handedOver, handingOver } from './handed-over.ts'

const line = (number: string, mergeMode: 'sub_center' | 'emergency', ...transferInNumbers: string[]) => ({ number: number as HotlineNumber, mergeMode, transferInNumbers: transferInNumbers as HotlineNumber[] })
const tax = line('12366', 'sub_center', '963661', '963662')
const police = line('110', 'emergency', '963110')
const plan = { treatment: 'queue', rank: 'normal', transferCount: 0, interaction: null, from: null, labels: ['sub_center'] } as unknown as CallPlan
const dialled = { transferCount: null, interaction: null }

test('a number belongs to the line that hands callers over at it', () => {
  expect([handingOver([tax, police], '963662'), handingOver([tax, police], '963110'), handingOver([tax, police], '12366')]).toEqual([tax, police, undefined])
})

test('who is handed over has been transferred once, whatever the headers say of before', () => {
  expect(handedOver(plan, tax, dialled)).toMatchObject({ transferCount: 1, from: '12366', rank: 'normal', labels: ['sub_center', 'handed_over'] })
  expect(handedOver(plan, tax, { transferCount: 0, interaction: 'x-1' })).toMatchObject({ transferCount: 1, interaction: 'x-1' })
  expect(handedOver(plan, tax, { transferCount: 2, interaction: null })).toMatchObject({ transferCount: 2 })
})

test('who comes from 110 goes to the head of the queue', () => {
  expect(handedOver(plan, police, dialled)).toMatchObject({ rank: 'emergency', from: '110', transferCount: 1 })
})

test('the headers alone are enough, but name nobody', () => {
  expect(handedOver(plan, null, { transferCount: 1, interaction: 'x-1' })).toMatchObject({ transferCount: 1, interaction: 'x-1', from: null, labels: ['sub_center', 'handed_over'] })
})

test('a citizen who dials has not been transferred, and nothing makes a call out of a cancelled number', () => {
  expect(handedOver(plan, null, dialled)).toEqual(plan)
  expect(handedOver(plan, null, { transferCount: 0, interaction: 'x-1' })).toMatchObject({ transferCount: 0, interaction: 'x-1', labels: ['sub_center'] })
  const ended = { treatment: 'reject', labels: [] } as unknown as CallPlan
  expect(handedOver(ended, tax, dialled)).toBe(ended)
})
