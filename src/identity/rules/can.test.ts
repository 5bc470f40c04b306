import { describe, expect, it } from 'vitest'
import type { Extension } from '../../contract/ids.ts'
import { ACTIONS, ROLES, type Action, type Principal, type Role } from '../port.ts'
import { can, scopeOf } from './can.ts'

// The matrix in words, written apart from the table: A = all, o = own only, - = no.
const COLUMNS: readonly Role[] = ['admin', 'supervisor', 'agent', 'specialist', 'dispatcher', 'unit', 'unit_head', 'callback', 'auditor']
const MATRIX: Readonly<Record<Action, string>> = {
  'session.own': 'AAAAAAAAA',
  'hotline.read': 'AAAAAAAA-',
  'hotline.edit': 'A--------',
  'calendar.read': 'AAAAAAAA-',
  'calendar.edit': 'A--------',
  'department.read': 'AAAAA--A-',
  'department.edit': 'A--------',
  'agent.read': 'AAAA-----',
  'agent.state': 'AAoo-----',
  'softphone.own': '-AAA-----',
  'agent.edit': 'A--------',
  'user.read': 'A--------',
  'user.edit': 'A--------',
  'queue.read': 'AAAA-----',
  'call.read': 'AAooA--A-',
  'call.control': '-Aoo-----',
  'call.dial': '-AAA---A-',
  'call.supervise': '-A-------',
  'caller.read': '-Aoo-----',
  'elder.edit': 'AA-------',
  'recording.play': '-AooA--A-',
  'callback.read': 'AAAA---A-',
  'callback.claim': '-AAA---A-',
  'prompt.read': 'AA-------',
  'prompt.edit': 'A--------',
  'ticket.read': '-AooAooA-',
  'ticket.open': '-AAAA----',
  'ticket.edit': '-AooA----',
  'ticket.reveal': '-AooAooA-',
  'ticket.dispatch': '-A--A----',
  'ticket.handle': '-----oo--',
  'ticket.assist': '-----oo--',
  'ticket.review': '------o--',
  'ticket.judge': '-A-----A-',
  'ticket.supervise': '-A-------',
  'ticket.supplement': '-AooAooA-',
  'ticket.reopen': '-AooA--A-',
  'linkage.read': 'AAooA----',
  'linkage.order': '-AooA----',
  'policy.read': 'AA-------',
  'policy.edit': 'A--------',
  'audit.read': 'A-------A',
  'metrics.read': 'AA-------',
  'report.read': 'AA-------',
  'alarm.read': 'AA-------',
  'alarm.acknowledge': 'AA-------',
}

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
