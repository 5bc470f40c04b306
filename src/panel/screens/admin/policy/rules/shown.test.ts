import { describe, expect, it } from 'vitest'
import { asText, fits, listOf } from './shown.ts'

describe('lists of the policy', () => {
  it('are shown in seconds and read back as milliseconds', () => {
    expect(asText('durations', [300_000, 900_500])).toBe('300, 900.5')
    expect(listOf('durations', '300，900.5')).toEqual([300_000, 900_500])
  })
  it('of days and of names stay as they are', () => {
    expect(listOf('counts', '14、7 1')).toEqual([14, 7, 1])
    expect(listOf('texts', '110, 119')).toEqual(['110', '119'])
    expect(listOf('counts', 'seven')).toBeNull()
  })
})

it('a value is found by its path, its words in either language and its group', () => {
  const value = { path: 'queue.maxWaiting', section: 'queue', name: { zh: '排队人数上限', en: 'Most callers waiting' }, description: { zh: '', en: '' } }
  for (const search of ['maxwait', '人数', 'callers', '排队', '  ']) expect(fits(value, '排队', search)).toBe(true)
  expect(fits(value, '排队', '录音')).toBe(false)
})
