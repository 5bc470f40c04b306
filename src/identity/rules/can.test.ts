import { describe, expect, it } from 'vitest'
import type { Extension } from '../../contract/ids.ts'
import { ACTIONS, ROLES, type Action, type Principal, type Role } from '../port.ts'
import { COLUMNS, MATRIX } from '../testing/rights.ts'
import { can, scopeOf } from './can.ts'

const person = (role: Role): Principal => ({ userId: 'u', username: 'u', role, extension: '1001' as Extension, department: 'CG' })
const own = [{ extension: '1001' as Extension }, { department: 'CG' }, { extension: '1001' as Extension, department: 'RS' }]
const foreign = [undefined, {}, { extension: null }, { extension: '1002' as Extension }, { department: 'RS' }, { extension: '1002' as Extension, department: 'CG' }]

describe.each(COLUMNS)('a user with the role %s', (role) => {
  it.each(ACTIONS)('may %s as the matrix says, about own, foreign and nothing', (action) => {
    const cell = MATRIX[action][COLUMNS.indexOf(role)]
    for (const resource of own) expect(can(person(role), action, resource)).toBe(cell !== '-')
    for (const resource of foreign) expect(can(person(role), action, resource)).toBe(cell === 'A')
    expect(scopeOf(role, action)).toBe(cell === 'A' ? 'all' : cell === 'o' ? 'own' : null)
  })
})

describe('a workspace', () => {
  const theirs = (role: Role, workspace: string | null): Principal => ({ ...person(role), extension: null, workspace })

  it('is worked in by its own office and by nobody else, not even the centre', () => {
    for (const role of ['supervisor', 'dispatcher', 'callback'] as const) {
      expect(can(theirs(role, '安监'), 'ticket.read', { workspace: '安监' })).toBe(true)
      expect(can(theirs(role, '安监'), 'ticket.read', { workspace: null })).toBe(false)
      expect(can(theirs(role, null), 'ticket.read', { workspace: '安监' })).toBe(false)
      // The hall and its calls are the centre's.
      expect(can(theirs(role, '安监'), 'call.read')).toBe(false)
    }
  })

  it('keeps from its departments what is another workspace’s; what the centre gives them is theirs', () => {
    const unit = theirs('unit', '安监')
    expect(['安监', null, '人社'].map((workspace) => can(unit, 'ticket.handle', { departments: ['CG'], workspace }))).toEqual([true, true, false])
  })
})

describe('rights', () => {
  it('cover every role and every action', () => {
    expect([...COLUMNS].sort()).toEqual([...ROLES].sort())
    expect(Object.values(MATRIX).every((row) => row.length === ROLES.length)).toBe(true)
  })

  it('are none for a role or an action nobody knows', () => {
    expect(can(person('root' as Role), 'session.own')).toBe(false)
    expect(can(person('constructor' as Role), 'name' as Action)).toBe(false)
    expect(can(person('admin'), 'toString' as Action)).toBe(false)
  })

  it('of a user without extension or department own nothing', () => {
    const nobody: Principal = { ...person('agent'), extension: null, department: null }
    expect(can(nobody, 'agent.state', { extension: null })).toBe(false)
    expect(can(nobody, 'ticket.read', { department: null })).toBe(false)
  })
})
