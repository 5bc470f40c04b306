import { describe, expect, it } from 'vitest'
import { SYSTEM_EVENTS, TICKET_EVENTS } from '../../contract/ticket-event.ts'
import { DONE_STATES, TICKET_STATES } from '../../contract/ticket.ts'
import { eventsFrom, isEditable, leads, TRANSITIONS, transitionOf } from './machine.ts'

describe('the machine of tickets', () => {
  it('has one row for every event there is, and a right for every one that people ask for', () => {
    for (const event of [...TICKET_EVENTS, ...SYSTEM_EVENTS]) expect(transitionOf(event), event).toBeDefined()
    expect(TRANSITIONS).toHaveLength(TICKET_EVENTS.length + SYSTEM_EVENTS.length)
    for (const event of TICKET_EVENTS) expect(transitionOf(event)?.action, event).not.toBeNull()
    for (const event of SYSTEM_EVENTS) expect(transitionOf(event)?.action, event).toBeNull()
  })

  it('lets an agent answer, submit, cancel, reject, merge or hand over a draft, and nothing else', () => {
    expect(eventsFrom('draft')).toEqual(['directAnswer', 'submit', 'cancel', 'reject', 'merge', 'handOver'])
  })

  it('lets a citizen take back whatever is open (T33)', () => {
    for (const state of TICKET_STATES) expect(leads(state, 'cancel')).toBe(!DONE_STATES.includes(state))
  })

  it('moves nothing that is done, but a closed ticket that is opened again, graded or struck off', () => {
    for (const state of DONE_STATES) expect(eventsFrom(state)).toEqual(state === 'closed' ? ['reopen', 'setGrade', 'strikeOff'] : [])
    for (const state of TICKET_STATES.filter((one) => one !== 'draft')) expect(leads(state, 'submit')).toBe(false)
  })

  it('is written on only before it is handed in', () => {
    expect(TICKET_STATES.filter(isEditable)).toEqual(['draft'])
  })
})
