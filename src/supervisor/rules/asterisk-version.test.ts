import { expect, test } from 'vitest'
import { parseVersion, recentEnough } from './asterisk-version.ts'

test.each([
  ['Asterisk 22.10.1+dfsg+~cs6.17.60671434-1', [22, 10, 1]],
  ['Asterisk 22.11.0', [22, 11, 0]],
  ['Asterisk certified/20.7-cert2', [20, 7, 0]],
  ['Asterisk certified-22.8-cert1', [22, 8, 0]],
  ['asterisk: command not found', null],
])('%s is understood', (printed, version) => {
  expect(parseVersion(printed)).toEqual(version)
})

test.each([
  [[22, 10, 1], true],
  [[22, 10, 0], false],
  [[22, 9, 5], false],
  [[20, 19, 9], false],
  [[22, 11, 0], true],
  [[23, 0, 0], true],
] as const)('%j is recent enough: %s', (version, enough) => {
  expect(recentEnough(version)).toBe(enough)
})
