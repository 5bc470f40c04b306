import { describe, expect, it } from 'vitest'
import { NOTICE_AUDIENCES, NOTICE_KINDS, type NoticeAudience } from '../../contract/ticket-notice.ts'
import { ROLES, type Role } from '../../identity/port.ts'
import type { Change } from '../case-store.ts'
import { withStandIns } from '../notice/stand-ins.ts'
import { type Addressed, isFor, readsOf, standInFor } from './audience.ts'

const HB = 'HB'
interface Person {
  role: Role
  department: string | null
  workspace: string | null
}
const person = (role: Role, workspace: string | null = null): Person => ({ role, department: role === 'unit' || role === 'unit_head' ? HB : null, workspace })
const house = (workspace: string | null = null): Person[] => ROLES.map((role) => person(role, workspace))
const there = (people: readonly Person[]) => (whom: Addressed): boolean => people.some((one) => isFor(readsOf(one), whom))
const meantFor = (audience: NoticeAudience, workspace: string | null = null): Addressed => ({ audience, unit: HB, workspace })

const changeOf = (kind: string, audience: NoticeAudience, ...more: readonly NoticeAudience[]): Change =>
  ({ row: { id: 't1', version: 3, workspace: null }, at: 5, notices: [audience, ...more].map((one, n) => ({ id: `t1.4.${n}`, at: 5, kind, audience: one, unit: HB, details: {} })) }) as unknown as Change

describe('whoever a notice is for', () => {
  it.each(NOTICE_AUDIENCES)('%s is somebody in a house with every role, and needs nobody in their place', (audience) => {
    expect(house().filter((one) => isFor(readsOf(one), meantFor(audience))).length).toBeGreaterThan(0)
    expect(standInFor(meantFor(audience), there(house()))).toBeNull()
  })

  it.each(NOTICE_KINDS.flatMap((kind) => NOTICE_AUDIENCES.map((audience) => [kind, audience] as const)))('%s to %s is read by somebody as long as one of the centre is there', (kind, audience) => {
    for (const role of ['supervisor', 'leader', 'dispatcher', 'callback'] as const) {
      const people = [person(role)]
      const notices = withStandIns(changeOf(kind, audience), there(people)).notices
      expect(notices.some((one) => there(people)({ audience: one.audience, unit: one.unit, workspace: null })), role).toBe(true)
    }
  })

  it('is stood in for by the supervisor first, then by the leader, the dispatcher, the call-back clerk', () => {
    const left = house().filter(({ role }) => role !== 'unit_head')
    const order = (['supervisor', 'leader', 'dispatcher', 'callback'] as const).map((_, i, all) => standInFor(meantFor('head'), there(left.filter((one) => !all.slice(0, i).includes(one.role as never))))?.audience)
    expect(order).toEqual(['supervisor', 'leader', 'dispatcher', 'callback'])
  })

  it('of a sub-platform is stood in for there and by nobody of the centre (U10)', () => {
    expect(standInFor(meantFor('dispatcher', '安监'), there([...house(), person('supervisor', '安监')]))).toEqual({ audience: 'supervisor', reached: true })
    expect(standInFor(meantFor('dispatcher', '安监'), there(house()))).toEqual({ audience: 'supervisor', reached: false })
  })
})

describe('whoever stands in', () => {
  it('is told beside the one who was meant, and why', () => {
    const { notices } = withStandIns(changeOf('respond_late', 'head'), there([person('supervisor'), person('unit')]))
    expect(notices).toEqual([
      { id: 't1.4.0', at: 5, kind: 'respond_late', audience: 'head', unit: HB, details: {} },
      { id: 't1.4.0.s', at: 5, kind: 'respond_late', audience: 'supervisor', unit: HB, details: { standsInFor: 'head', reached: true } },
    ])
  })

  it('is not told twice what they are told anyway', () => {
    const told = (change: Change) => withStandIns(change, there([person('supervisor')])).notices.map(({ audience }) => audience)
    expect([told(changeOf('respond_late', 'head', 'supervisor', 'deputy')), told(changeOf('respond_late', 'head', 'deputy'))]).toEqual([['head', 'supervisor', 'deputy'], ['head', 'deputy', 'supervisor']])
  })
})
