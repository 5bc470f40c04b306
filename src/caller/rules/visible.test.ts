import { expect, test } from 'vitest'
import { HotlineNumber } from '../../contract/ids.ts'
import { isVisible } from './visible.ts'

const ownerOf = (line: string) => (line === '12333' ? 'RS' : null)

test.each([
  ['12333', 'RS', true],
  ['12333', 'CG', false],
  ['12333', null, true],
  ['12345', 'CG', true],
  [null, 'CG', true],
])('a matter of %s is open to somebody of department %s: %s', (dnis, department, visible) => {
  expect(isVisible(dnis === null ? null : HotlineNumber.parse(dnis), { department }, ownerOf)).toBe(visible)
})
