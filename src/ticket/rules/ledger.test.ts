import { describe, expect, it } from 'vitest'
import { byUnit, type Done, doneAbout, NONE } from './ledger.ts'

const order = (what: string, target: string, open = true): Done => ({ kind: 'supervision', what, target, open, dueAt: null })
const reminder = (what: string): Done => ({ kind: 'reminder', what, target: null, open: false, dueAt: null })

describe('the ledger of supervision', () => {
  it('counts reminders by manner, and shows the open order that has climbed highest', () => {
    const done = doneAbout([reminder('phone'), reminder('phone'), reminder('yellow_card'), order('escalated', 'leader', false), order('written', 'handler'), order('interview', 'head'), order('phone', 'head')])
    expect(done).toEqual({ order: { type: 'interview', level: 'head', dueAt: null }, orders: 4, reminders: { phone: 2, message: 0, written: 0, yellow: 1 } })
    expect(doneAbout([order('written', 'handler', false)]).order).toBeNull()
  })

  it('adds up what lies below a department, latest first, and says where to look further', () => {
    const all = [{ code: 'A', parent: null }, { code: 'A1', parent: 'A' }, { code: 'A2', parent: 'A' }, { code: 'B', parent: 'GONE' }, { code: 'C', parent: null }]
    const below = (unit: string): string[] => all.map(({ code }) => code).filter((code) => code === unit || code.startsWith(unit))
    const own = new Map([['A', { ...NONE, open: 1 }], ['A1', { ...NONE, open: 2, nearlyDue: 1 }], ['B', { ...NONE, open: 1, overdue: 1 }]])
    expect(byUnit(own, null, { all, below })).toMatchObject([{ unit: 'B', below: false, overdue: 1 }, { unit: 'A', below: true, open: 3, nearlyDue: 1 }])
    expect(byUnit(own, 'A', { all, below })).toMatchObject([{ unit: 'A1', open: 2 }, { unit: 'A', open: 1, below: false }])
  })
})
