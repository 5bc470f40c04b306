import { describe, expect, it } from 'vitest'
import { bodyOf, eventsOf, type Happened, type Standing } from './events.ts'

const standing = (over: Partial<Standing> = {}): Standing => ({ state: 'dispatched', round: 0, leadUnit: 'HB', urgency: 'normal', confidential: false, ...over })
const happened = (before: Partial<Standing>, after: Partial<Standing>, over: Partial<Happened> = {}): Happened => ({
  ticketNo: 'JC20261123000001', version: 4, at: Date.parse('2026-11-23T14:00:00+08:00'), before: standing(before), workspace: null, hotline: '12319', notices: [], ...over,
  after: { ...standing(after), type: 'complaint', categoryCode: '0401', areaCode: '140502', channel: 'phone', acceptedAt: 1_000, dueAt: null, closedAt: null },
})

describe('others are told', () => {
  it.each([
    ['that a matter was taken and sent to a department', { state: 'draft', leadUnit: null }, {}, ['accepted', 'dispatched']],
    ['of an emergency when it is taken', { state: 'draft', leadUnit: null, urgency: 'emergency' }, { urgency: 'emergency' }, ['accepted', 'emergency', 'dispatched']],
    ['of an emergency when it becomes one', {}, { urgency: 'emergency' }, ['emergency']],
    ['nothing of a draft', { state: 'draft', leadUnit: null }, { state: 'draft', leadUnit: null, urgency: 'emergency' }, []],
    ['nothing of a draft that is given up', { state: 'draft', leadUnit: null }, { state: 'cancelled', leadUnit: null }, []],
    ['that it was signed for', {}, { state: 'signed' }, ['signed']],
    ['that a department gave it back', {}, { state: 'pending_dispatch', leadUnit: null }, ['returned']],
    ['that another department has it', { state: 'signed' }, { state: 'dispatched', leadUnit: 'CG' }, ['dispatched']],
    ['that it was answered', { state: 'reply_review' }, { state: 'pending_callback' }, ['replied']],
    ['that it is done again', { state: 'callback_review' }, { state: 'handling', round: 1 }, ['rework']],
    ['of its end', { state: 'pending_callback' }, { state: 'closed' }, ['closed']],
    ['of its end once', { state: 'closed' }, { state: 'archived' }, []],
    ['that it was taken up again', { state: 'closed' }, { state: 'handling', round: 1 }, ['reopened']],
    ['that it was refused', { state: 'draft', leadUnit: null }, { state: 'rejected', leadUnit: null }, ['accepted', 'rejected']],
  ] as const)('%s', (_, before, after, events) => {
    expect(eventsOf(happened(before, after))).toEqual(events)
  })

  it('that it is late: with the red card, and when an emergency was not done in its half hour', () => {
    const late = (kind: 'red_card' | 'overdue', urgency: 'emergency' | 'soon') => eventsOf(happened({}, {}, { notices: [{ id: 'a', kind, urgency }] }))
    expect([late('red_card', 'soon'), late('overdue', 'emergency'), late('overdue', 'soon')]).toEqual([['overdue'], ['overdue'], []])
  })

  it('codes and instants only', () => {
    expect(bodyOf(happened({}, { state: 'signed' }), 'signed', '晋城市')).toEqual({
      kind: 'ticket_event', from: '12345', site: '晋城市', event: 'signed', at: '2026-11-23T06:00:00.000Z', ticketNo: 'JC20261123000001', version: 4, state: 'signed', type: 'complaint', categoryCode: '0401', areaCode: '140502',
      hotline: '12319', channel: 'phone', urgency: 'normal', unit: 'HB', round: 0, acceptedAt: '1970-01-01T00:00:01.000Z', dueAt: null, closedAt: null,
    })
  })

  it('nothing of what is confidential, or another workspace’s', () => {
    expect([bodyOf(happened({}, { confidential: true }), 'signed', ''), bodyOf(happened({}, {}, { workspace: '安监' }), 'signed', '')]).toEqual([null, null])
  })
})
