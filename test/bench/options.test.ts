import { expect, it } from 'vitest'
import { CELLS, readOptions } from './options.ts'

it('measures every cell unless told otherwise', () => {
  expect(readOptions([]).cells).toEqual(CELLS)
})

it('measures the three short cells when quick', () => {
  expect(readOptions(['--quick']).cells).toEqual(['idle', 'free', 'rate'])
})

it('measures only the named cells, quick or not', () => {
  expect(readOptions(['--quick', '--cell', 'music', '--cell', 'idle']).cells).toEqual(['music', 'idle'])
})

it('refuses an unknown cell and an unknown flag', () => {
  expect(() => readOptions(['--cell', 'speed'])).toThrow('--cell speed: allowed are idle')
  expect(() => readOptions(['--fast'])).toThrow('--fast')
})
