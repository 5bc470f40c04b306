import { describe, expect, it } from 'vitest'
import type { TicketContact } from '../../contract/ticket-contact.ts'
import { contactOutcome, contactRefusal, contactsShown } from './contact.ts'

const of = { state: 'handling', processing: 'collaborative', confidential: false, leadUnit: 'JD1', accountableUnit: 'QCQ' } as const
const unit = (department: string) => ({ role: 'unit', department }) as const
const clerk = { role: 'callback', department: null } as const
const task = (state: 'open' | 'done', kind: 'co_task' | 'whistle' | 'supervision' = 'co_task') => [{ kind, state, unit: 'RS' }]

describe('what came of a call to the citizen', () => {
  it.each([
    ['talking', null, 'answered', 1], ['dialling', 'busy', 'busy', null], ['dialling', 'no_answer', 'no_answer', null], ['dialling', 'cancelled', 'cancelled', null],
    ['dialling', 'agent_lost', 'unreachable', null], ['department', 'no_answer', 'not_picked_up', null], ['department', 'busy', 'not_picked_up', null],
    ['department', 'cancelled', 'cancelled', null], ['booked', 'cancelled', 'not_picked_up', null],
  ] as const)('that ended in %s (%s) is %s', (endedIn, unreached, outcome, answeredAt) => {
    expect(contactOutcome({ endedIn, unreached, answeredAt })).toBe(outcome)
  })
})

describe('the citizen may be called', () => {
  it('by the department that has it, the one it came to first, those with an open task, and the centre', () => {
    expect([unit('JD1'), unit('QCQ'), clerk].map((user) => contactRefusal(of, user, []))).toEqual([null, null, null])
    expect([task('open'), task('open', 'whistle'), task('done'), task('open', 'supervision'), []].map((records) => contactRefusal(of, unit('RS'), records))).toEqual([null, null, 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
  })

  it('about a confidential matter, of the departments, by the one that has it only', () => {
    const confidential = { ...of, confidential: true }
    expect([unit('JD1'), unit('QCQ'), unit('RS'), clerk].map((user) => contactRefusal(confidential, user, task('open')))).toEqual([null, 'FORBIDDEN', 'FORBIDDEN', null])
  })

  it('while it is open and worked on here', () => {
    for (const state of ['draft', 'closed', 'archived', 'merged', 'transferred'] as const) expect(contactRefusal({ ...of, state }, unit('JD1'), [])).toBe('ILLEGAL_TRANSITION')
    for (const state of ['dispatched', 'pending_callback', 'callback_review'] as const) expect(contactRefusal({ ...of, state }, clerk, [])).toBeNull()
    expect(contactRefusal({ ...of, processing: 'exchange' }, clerk, [])).toBe('ILLEGAL_TRANSITION')
  })
})

it('departments get no way to the recording, and of a confidential matter only their own words', () => {
  const contact = (unitOf: string | null): TicketContact => ({ callId: 'c' as never, by: 'x', unit: unitOf, reason: '向张三核实', at: 1, answeredAt: null, endedAt: null, lengthMs: null, outcome: null })
  const all = [contact('JD1'), contact(null)]
  expect(contactsShown(all, clerk, { confidential: true })).toEqual(all)
  expect(contactsShown(all, unit('JD1'), { confidential: false }).map(({ callId, reason }) => [callId, reason])).toEqual([[null, '向张三核实'], [null, '向张三核实']])
  expect(contactsShown(all, unit('JD1'), { confidential: true }).map(({ reason }) => reason)).toEqual(['向张三核实', ''])
})
