import { describe, expect, it } from 'vitest'
import { siteDay } from '../../platform/site-day.ts'
import { instantOf } from './instant.ts'

describe('an instant given on the command line', () => {
  it('is midnight of the site for a day', () => {
    expect(instantOf('2026-11-21', siteDay('Asia/Shanghai'))).toBe(Date.parse('2026-11-21T00:00:00+08:00'))
    expect(instantOf('2026-11-21', siteDay('America/St_Johns'))).toBe(Date.parse('2026-11-21T00:00:00-03:30'))
  })

  it('is taken as it is with a time and a zone', () => {
    expect(instantOf('2026-11-21T08:30:00+08:00', siteDay('UTC'))).toBe(Date.parse('2026-11-21T00:30:00Z'))
  })

  it.each(['yesterday', '2026-02-30', '2026-13-01', '2026-11-21T08:30', ''])('is not "%s"', (text) => {
    expect(instantOf(text, siteDay('Asia/Shanghai'))).toBeNull()
  })
})
