import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callerNumber } from '../../hotline/rules/caller-number.ts'
import { linesOf, numbersIn } from './number-list.ts'

const read = (text: string) => numbersIn(linesOf(text), (cell) => callerNumber(cell, '0991'))

test('numbers come in the first column, in every usual spelling, each once', () => {
  const text = '\uFEFF电话,姓名\r\n13912345678,张三\r\n"139-1234-5678",again\r\n+86 991 2345678;x\r\n2345678\t\r\n="13800000000"\r\n\'13700000000\r\n\r\n'
  expect(read(text)).toEqual({ numbers: ['13912345678', '09912345678', '13800000000', '13700000000'], wrong: [] })
})

test('lines without a usable number are told by their place, and nothing of them is kept', () => {
  expect(read('13912345678\n12345\nnobody\n1391234567\n13800000000')).toEqual({ numbers: ['13912345678', '13800000000'], wrong: [2, 3, 4] })
})

test('a first line without digits is a heading, any other is wrong', () => {
  expect(read('手机号\n姓名')).toEqual({ numbers: [], wrong: [2] })
})

test('whatever is sent, what comes out is numbers in normal form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const number of read(text).numbers) expect(callerNumber(number, '0991')).toBe(number)
    }),
  )
})
