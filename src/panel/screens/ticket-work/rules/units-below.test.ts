import { expect, it } from 'vitest'
import { unitsBelow } from './units-below.ts'

const units = [{ code: 'SQ1', parent: 'JD1' }, { code: 'QCQ', parent: null }, { code: 'JD1', parent: 'QCQ' }, { code: 'CGZ', parent: 'QCQ' }, { code: 'HB', parent: null }]

it('a department passes down to what lies below it, at any depth, and to nobody else', () => {
  expect(unitsBelow(units, 'QCQ').map(({ unit, depth }) => `${unit.code} ${depth}`)).toEqual(['JD1 0', 'SQ1 1', 'CGZ 0'])
  expect(unitsBelow(units, 'HB')).toEqual([])
})
