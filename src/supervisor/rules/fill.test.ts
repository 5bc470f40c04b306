import { expect, test } from 'vitest'
import { fill } from './fill.ts'

test('names are replaced by their values', () => {
  expect(fill('port = {{port}}\nhost = {{host}}:{{port}}', { port: 5060, host: '10.0.0.1' })).toBe('port = 5060\nhost = 10.0.0.1:5060')
})

test('Asterisk’s own ${variables} stay', () => {
  expect(fill('Goto(${EXTEN},{{n}})', { n: 1 })).toBe('Goto(${EXTEN},1)')
})

test('a name without a value is refused by name', () => {
  expect(() => fill('{{prot}}', { port: 1 })).toThrow('{{prot}}')
})

test.each(['a\nsecret=b', 'a;b', 'a\\', 'a\u0000'])('the value %j could change the file and is refused', (value) => {
  expect(() => fill('x = {{v}}', { v: value })).toThrow('cannot be used for {{v}}')
})
