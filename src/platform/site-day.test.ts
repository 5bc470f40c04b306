import { expect, it } from 'vitest'
import { siteDay } from './site-day.ts'

it('changes the day at midnight of the site, not of the server', () => {
  const day = siteDay('Asia/Shanghai')
  const midnight = Date.parse('2026-12-01T00:00:00+08:00')
  expect(day(midnight - 1)).toBe('2026-11-30')
  expect(day(midnight)).toBe('2026-12-01')
})

it('refuses a time zone that does not exist at once', () => {
  expect(() => siteDay('Asia/Jincheng')).toThrow(RangeError)
})
