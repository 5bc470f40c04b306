import { describe, expect, it } from 'vitest'
import { SYSTEM_EVENTS, TICKET_EVENTS } from '../../contract/ticket-event.ts'
import type { ProcessingMode } from '../../contract/hotline.ts'
import { DONE_STATES, TICKET_STATES, type TicketState } from '../../contract/ticket.ts'
import { eventsFrom, isEditable, leads, TRANSITIONS, transitionOf } from './machine.ts'

const at = (state: TicketState, processing: ProcessingMode = 'collaborative') => ({ state, processing })

describe('the machine of tickets', () => {
  it('has one row for every event there is, and a right for every one that people ask for', () => {
    for (const event of [...TICKET_EVENTS, ...SYSTEM_EVENTS]) expect(transitionOf(event), event).toBeDefined()
    expect(TRANSITIONS).toHaveLength(TICKET_EVENTS.length + SYSTEM_EVENTS.length)
    for (const event of TICKET_EVENTS) expect(transitionOf(event)?.action, event).not.toBeNull()
    for (const event of SYSTEM_EVENTS) expect(transitionOf(event)?.action, event).toBeNull()
  })

  it('lets an agent answer, submit, cancel, reject, merge or hand over a draft, and nothing else', () => {
    expect(eventsFrom(at('draft'))).toEqual(['directAnswer', 'submit', 'cancel', 'reject', 'merge', 'handOver'])
  })

  it('lets a citizen take back whatever is open (T33)', () => {
    for (const state of TICKET_STATES) expect(leads(at(state), 'cancel')).toBe(!DONE_STATES.includes(state))
  })

  it('moves nothing that is done, but a closed ticket that is opened again, graded or struck off', () => {
    for (const state of DONE_STATES) expect(eventsFrom(at(state))).toEqual(state === 'closed' ? ['reopen', 'setGrade', 'reviewPool', 'strikeOff'] : [])
    for (const state of TICKET_STATES.filter((one) => one !== 'draft')) expect(leads(at(state), 'submit')).toBe(false)
  })

  it('leaves what another system works on to that system (I9)', () => {
    for (const state of TICKET_STATES) expect(eventsFrom(at(state, 'exchange')).filter((event) => !['directAnswer', 'submit', 'cancel', 'reject', 'merge', 'handOver'].includes(event))).toEqual([])
    expect([leads(at('transferred', 'exchange'), 'cancel'), leads(at('transferred'), 'cancel')]).toEqual([true, false])
    expect(leads(at('pending_dispatch', 'exchange'), 'autoDispatch')).toBe(true)
    expect(leads(at('transferred', 'exchange'), 'mirrored')).toBe(true)
  })

  it('is written on only before it is handed in', () => {
    expect(TICKET_STATES.filter(isEditable)).toEqual(['draft'])
  })
})
