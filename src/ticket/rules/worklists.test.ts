import { describe, expect, it } from 'vitest'
import { WORKLISTS } from '../../contract/worklist.ts'
import type { Role } from '../../identity/port.ts'
import { ROLES } from '../../identity/port.ts'
import { scopeOf } from '../../identity/rules/can.ts'
import { worklistsOf } from './worklists.ts'

const of = (role: Role) => worklistsOf((action) => scopeOf(role, action) !== null)

describe('the work lists', () => {
  it('are each on somebody’s desk', () => {
    const seen = new Set(ROLES.flatMap(of))
    expect(WORKLISTS.filter((name) => !seen.has(name))).toEqual([])
  })

  it('give a call-back clerk what to call and to judge, a head what a clerk has and the replies', () => {
    expect(of('callback').slice(0, 2)).toEqual(['to_call', 'to_judge'])
    expect(of('unit_head').filter((name) => !of('unit').includes(name))).toEqual(['to_review'])
    expect(of('reviewer')).toEqual([])
  })
})
