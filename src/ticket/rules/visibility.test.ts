import { describe, expect, it } from 'vitest'
import type { Principal, Role } from '../../identity/port.ts'
import { can } from '../../identity/rules/can.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { TimelineEntry } from '../../contract/ticket.ts'
import { BLANK } from './blank.ts'
import { attachedShown, type Belongings, fieldsShown, identityShown, resourceOf, sightOf, submitterShown } from './visibility.ts'

const above = (unit: string): string[] => ({ HB1: ['HB1', 'HB', 'HC'], HB: ['HB', 'HC'], GA: ['GA', 'HC'] })[unit] ?? [unit]
const below = (unit: string): string[] => ({ HB: ['HB', 'HB1'], HC: ['HC', 'HB', 'HB1', 'GA'] })[unit] ?? [unit]
const person = (role: Role, more: Partial<Principal> = {}): Principal => ({ userId: 'u', username: 'u', role, extension: null, department: null, ...more })
const of = (more: Partial<Belongings> = {}): Belongings => ({ state: 'signed', agent: '1001' as never, openedBy: null, workspace: null, leadUnit: 'HB1', accountableUnit: 'HB', coUnits: ['GA'], ...more })
const may = (user: Principal, action: Parameters<typeof can>[1], belongings = of()): boolean => can(user, action, resourceOf(belongings, { user, action, above }))

describe('who sees and does what with a ticket', () => {
  it('shows it to the department that has it, to the one that answers for it, and to those that help', () => {
    for (const department of ['HB1', 'HB', 'GA', 'HC']) expect(may(person('unit', { department }), 'ticket.read'), department).toBe(true)
    expect(may(person('unit', { department: 'QCQ' }), 'ticket.read')).toBe(false)
    expect(may(person('unit'), 'ticket.read')).toBe(false)
  })

  it('lets whoever only helps neither sign for it nor review the answer', () => {
    expect(may(person('unit_head', { department: 'GA' }), 'ticket.handle')).toBe(false)
    expect(may(person('unit_head', { department: 'GA' }), 'ticket.review')).toBe(false)
    expect(may(person('unit_head', { department: 'HB' }), 'ticket.review')).toBe(true)
  })

  it('tells only the department that has it who the citizen is', () => {
    expect(may(person('unit', { department: 'HB1' }), 'ticket.reveal')).toBe(true)
    for (const department of ['HB', 'GA', 'HC']) expect(may(person('unit', { department }), 'ticket.reveal'), department).toBe(false)
    expect(may(person('unit', { department: 'HB' }), 'ticket.reveal', of({ leadUnit: null }))).toBe(false)
  })

  it('keeps a matter of a sub-platform from the centre and from other workspaces (U10)', () => {
    const theirs = of({ workspace: '安监' })
    expect(may(person('supervisor'), 'ticket.read', theirs)).toBe(false)
    expect(may(person('supervisor', { workspace: '安监' }), 'ticket.read', theirs)).toBe(true)
    expect(may(person('unit', { department: 'HB1' }), 'ticket.read', theirs)).toBe(false)
    expect(may(person('unit', { department: 'HB1', workspace: '安监' }), 'ticket.read', theirs)).toBe(true)
  })

  it('leaves a draft to whoever took it in, and what was handed in to the seat that had the caller', () => {
    const clerk = person('agent', { username: 'clerk', extension: '1002' as never })
    expect(may(clerk, 'ticket.edit', of({ state: 'draft', openedBy: 'clerk' }))).toBe(true)
    expect(may(clerk, 'ticket.edit', of({ state: 'signed', openedBy: 'clerk' }))).toBe(false)
    expect(may(person('agent', { extension: '1001' as never }), 'ticket.edit')).toBe(true)
  })
})

describe('lists', () => {
  it('narrow themselves to what their reader may see', () => {
    expect(sightOf(person('supervisor'), 'all', below)).toEqual({ kind: 'workspace', workspace: null, agent: null })
    expect(sightOf(person('unit', { department: 'HB' }), 'own', below)).toEqual({ kind: 'units', units: ['HB', 'HB1'], workspace: null })
    expect(sightOf(person('agent', { extension: '1001' as never }), 'own', below)).toEqual({ kind: 'agent', agent: '1001' })
  })

  it('are empty for a department without one, a seat without a phone, and whoever has no right', () => {
    for (const user of [person('unit'), person('agent')]) expect(sightOf(user, 'own', below)).toEqual({ kind: 'none' })
    expect(sightOf(person('auditor'), null, below)).toEqual({ kind: 'none' })
  })
})

describe('what is shown of the citizen', () => {
  const fields = { ...BLANK, callerName: '某某', contactPhone: '13800001234', callerSex: 'female' as const, extra: { amount: '8000' } }
  const mask = (number: string): string => `${number.slice(0, 3)}****`

  it('is everything for who writes it, masked for the others, and nothing of a confidential matter for departments (domain.md §2.7)', () => {
    expect(identityShown({ role: 'agent' }, { confidential: true, writes: true })).toBe('open')
    expect(identityShown({ role: 'supervisor' }, { confidential: true, writes: false })).toBe('masked')
    expect(identityShown({ role: 'unit' }, { confidential: false, writes: true })).toBe('masked')
    expect(identityShown({ role: 'unit_head' }, { confidential: true, writes: false })).toBe('none')
  })

  it('leaves the fields of a template out with the name, for they may say who it is', () => {
    expect(fieldsShown(fields, 'open', mask)).toBe(fields)
    expect(fieldsShown(fields, 'masked', mask)).toMatchObject({ callerName: '某*', contactPhone: '138****', extra: { amount: '8000' } })
    expect(fieldsShown(fields, 'none', mask)).toMatchObject({ callerName: '', contactPhone: '', callerSex: null, extra: {} })
  })

  it('is as much of whoever handed it in for them', () => {
    const submitter = { name: '网格员', phone: '13900005678', organisation: '社区' }
    expect(submitterShown(submitter, 'masked', mask)).toEqual({ name: '网**', phone: '139****', organisation: '社区' })
    expect(submitterShown(submitter, 'none', mask)).toBeNull()
  })
})

describe('what hangs on a confidential matter', () => {
  const entry = (event: TimelineEntry['event'], actor: string): TimelineEntry => ({ seq: 1, at: 1, actor, event, from: 'signed', to: 'signed', reason: null, note: '当事人电话…', ticketNo: null, details: {}, inStateMs: null })
  const record = (kind: TicketRecord['kind']): TicketRecord => ({ id: kind, kind, state: 'open', unit: 'HB', round: 0, openedAt: 1, openedBy: 'x', dueAt: null, settledAt: null, settledBy: null, data: { said: '…' } })
  const all = { timeline: [entry('supplement', 'agent'), entry('supplement', 'hb1'), entry('verify', 'hb2')], records: [record('survey'), record('reply')], supplements: [{ at: 1, ticketNo: 'JC1' as never, callId: 'c' as never, agent: null, text: '…' }], participants: [], notes: [], linkages: [] }

  it('is shown to a department without what was written by those who know the citizen, but with its own words', () => {
    const shown = attachedShown(all, { role: 'unit', username: 'hb1' }, { confidential: true })
    expect(shown.timeline.map(({ note }) => note)).toEqual(['', '当事人电话…', '当事人电话…'])
    expect(shown.records.map(({ data }) => Object.keys(data))).toEqual([[], ['said']])
    expect(shown.supplements).toMatchObject([{ text: '', callId: null }])
  })

  it('is shown to the centre as it is', () => {
    expect(attachedShown(all, { role: 'callback', username: 'cb' }, { confidential: true })).toBe(all)
  })
})
