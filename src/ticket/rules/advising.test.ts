import { describe, expect, it } from 'vitest'
import type { AdvisedByList, DispatchAdvice } from '../../contract/dispatch-advice.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { context, ticket } from '../testing/sample.ts'
import { adviceFaults, bestOf, returnedBy } from './advising.ts'

const line = (unit: string, more: Partial<AdvisedByList> = {}): AdvisedByList => ({ unit, section: null, coUnits: [], emergency: false, rule: { id: unit, version: 1, matter: '', legalBasis: '', note: '' }, why: { category: '04', district: null, hotline: null, type: null, keywords: [] }, named: 1, equal: true, ...more })
const givenBack = (unit: string, suggestedUnit: string | null = null): DispatchAdvice['returned'][number] => ({ unit, at: 1, reason: 'not_our_duty', basis: '三定', suggestedUnit })
const nothing: Parameters<typeof bestOf>[0] = { list: [], decided: false, byAgent: null, returned: [], faults: [] }

describe('who should have it', () => {
  it('is the one the list names, with its section and those who take part', () => {
    expect(bestOf({ ...nothing, decided: true, list: [line('HB', { section: '噪声科', coUnits: ['GA', 'HB'] })] })).toEqual({ unit: 'HB', section: '噪声科', coUnits: ['GA'], from: 'list' })
  })

  it('is for people to say when the list names two, or none and nobody else did', () => {
    expect(bestOf({ ...nothing, list: [line('HB'), line('GA')] })).toBeNull()
    expect(bestOf({ ...nothing, list: [line('HB'), line('GA')], byAgent: 'GA' })).toMatchObject({ unit: 'GA', from: 'agent' })
    expect(bestOf(nothing)).toBeNull()
  })

  it('is whom the department that gave it back has named, and never that department again', () => {
    expect(bestOf({ ...nothing, decided: true, list: [line('HB')], returned: [givenBack('HB', 'GA')] })).toMatchObject({ unit: 'GA', from: 'returned' })
    expect(bestOf({ ...nothing, decided: true, list: [line('HB')], returned: [givenBack('HB')] })).toBeNull()
    // Each names the other.
    expect(bestOf({ ...nothing, decided: true, list: [line('HB')], returned: [givenBack('HB', 'GA'), givenBack('GA', 'HB')] })).toBeNull()
  })

  it('is nobody who cannot have it', () => {
    expect(bestOf({ ...nothing, decided: true, list: [line('GONE')], faults: [{ unit: 'GONE', why: 'notInUse' }] })).toBeNull()
  })

  it('cannot be a department out of use or of another workspace, and needs a reason outside its district', () => {
    const around = context()
    expect(adviceFaults(['HB', 'GONE', 'HB', 'QCQ'], ticket({ areaCode: '140581' }), around)).toEqual([{ unit: 'GONE', why: 'notInUse' }, { unit: 'QCQ', why: 'outsideDistrict' }])
    expect(adviceFaults(['HB', 'LY'], ticket({ processing: 'sub_platform', workspace: '安监' }), around)).toEqual([{ unit: 'HB', why: 'otherWorkspace' }])
  })

  it('knows who gave it back and why', () => {
    const request = (state: TicketRecord['state'], data: TicketRecord['data']): TicketRecord => ({ id: state, kind: 'return_request', state, unit: 'HB', round: 0, openedAt: 0, openedBy: 'x', dueAt: null, settledAt: 5, settledBy: 'd', data })
    expect(returnedBy([request('refused', {}), request('done', { reason: 'not_our_duty', basis: '三定', suggestedUnit: null })])).toEqual([{ unit: 'HB', at: 5, reason: 'not_our_duty', basis: '三定', suggestedUnit: null }])
  })
})
