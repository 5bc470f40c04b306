import { expect, it } from 'vitest'
import { type Looks, lookAgain, speaks } from './speech.ts'

const after = (...levels: number[]): boolean => speaks(levels.reduce<Looks>(lookAgain, []))

it('hears speech with pauses between the words', () => {
  expect(after(0.6, 0.5, 0.1, 0.6, 0.1, 0.2, 0.5)).toBe(true)
})

it('takes a cough, a click now and then and a quiet room for no speech', () => {
  expect(after(0.1, 0.8, 0.8, 0.1, 0.1)).toBe(false)
  expect(after(...Array.from({ length: 60 }, (_, i) => (i % 5 === 0 ? 0.8 : 0.1)))).toBe(false)
  expect(after(...Array.from({ length: 60 }, () => 0.2))).toBe(false)
})

it('forgets what was said before', () => {
  expect(after(0.6, 0.6, 0.6, ...Array.from({ length: 10 }, () => 0.1), 0.6)).toBe(false)
})
