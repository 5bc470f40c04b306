import { expect, it } from 'vitest'
import { gapIn, withPhrase } from './gaps.ts'

const phrases = ['经【时间】现场核查：【具体情况】。']

it('a gap that was left open is told, one that was filled in is not', () => {
  expect(gapIn('经【时间】现场核查：噪声超标。', phrases)).toBe('【时间】')
  expect(gapIn('经周二现场核查：噪声超标。', phrases)).toBeNull()
})

it('the number of a document is no gap', () => {
  expect(gapIn('依据晋政发【2023】12号', phrases)).toBeNull()
})

it('a phrase stands on a line of its own and never makes a text too long', () => {
  expect(withPhrase('  ', phrases[0] ?? '', 100)).toBe(phrases[0])
  expect(withPhrase('已核查。 ', '属实。', 100)).toBe('已核查。\n属实。')
  expect(withPhrase('已核查。', '属实。', 6)).toBe('已核查。\n属')
})
