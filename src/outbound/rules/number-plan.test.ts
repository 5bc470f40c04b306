import { expect, test } from 'vitest'
import { HONEST, TRICKS } from '../testing/destinations.ts'
import { dialable, type NumberPlan } from './number-plan.ts'

const plan: NumberPlan = { tel: '0991', listed: new Set(['12366', '110', '119', '120', '122']) }
const judged = (typed: string, under = plan) => {
  const found = dialable(typed, under)
  return found.ok ? { number: found.number } : { why: found.why }
}

test.each(HONEST.map(({ typed, becomes }) => [typed, becomes]))('%j is dialled as one number', (typed, becomes) => {
  expect(judged(typed)).toEqual(becomes)
})

test.each(TRICKS.map(({ typed, becomes }) => [typed.slice(0, 60), typed, becomes] as const))('%j is not dialled', (_, typed, becomes) => {
  expect(judged(typed)).toEqual(becomes)
})

test('the list is long enough to mean something', () => {
  expect(new Set(TRICKS.map(({ typed }) => typed)).size).toBeGreaterThanOrEqual(120)
})
