import { expect, it } from 'vitest'
import { withParams } from './address.ts'

it('changes what is named and leaves the rest of the address alone', () => {
  const before = new URLSearchParams('a=1&unit=HB&state=closed')
  expect(withParams(before, { unit: undefined, type: 'help' }).toString()).toBe('a=1&state=closed&type=help')
  expect(withParams(before, { unit: null, state: '' }).toString()).toBe('a=1')
  expect(before.toString()).toBe('a=1&unit=HB&state=closed')
})
