import { describe, expect, it } from 'vitest'
import { DONE_STATES, TICKET_EVENTS, TICKET_STATES } from '../../contract/ticket.ts'
import { after, eventsFrom, isEditable } from './machine.ts'

describe('the machine of tickets', () => {
  it('lets an agent answer, submit, cancel or merge a draft', () => {
    expect(eventsFrom('draft')).toEqual(['directAnswer', 'submit', 'cancel', 'merge'])
    expect(TICKET_EVENTS.map((event) => after('draft', event))).toEqual(['pending_dispatch', 'closed', 'cancelled', 'merged'])
  })

  it('lets a citizen take back whatever is open (T33)', () => {
    for (const state of TICKET_STATES) expect(after(state, 'cancel')).toBe(DONE_STATES.includes(state) ? null : 'cancelled')
  })

  it('moves nothing that is done, and nothing submitted twice', () => {
    for (const state of DONE_STATES) expect(eventsFrom(state)).toEqual([])
    for (const state of TICKET_STATES.filter((one) => one !== 'draft')) expect(after(state, 'submit')).toBeNull()
  })

  it('says of each state exactly what leads on from it', () => {
    for (const state of TICKET_STATES) expect(new Set(eventsFrom(state))).toEqual(new Set(TICKET_EVENTS.filter((event) => after(state, event) !== null)))
  })

  it('is written on only before it is handed in', () => {
    expect(TICKET_STATES.filter(isEditable)).toEqual(['draft'])
  })
})
