import { expect, it } from 'vitest'
import { unsendable } from './ami-fields.ts'

it('lets ordinary fields through, Chinese included', () => {
  expect(unsendable({ Channel: 'PJSIP/trunk-00000001', MemberName: '张三' })).toBeNull()
})

it.each(['a\r\n\r\nAction: Originate', 'a\nb', 'a\rb', 'a\0b'])('refuses %j as a value', (value) => {
  expect(unsendable({ File: value })).toContain('line break')
})

it.each(['a: b', 'Fi\r\nle', '', '1a', 'File '])('refuses %j as a field name', (key) => {
  expect(unsendable({ [key]: 'x' })).toContain('no AMI field name')
})
