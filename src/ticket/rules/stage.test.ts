import { describe, expect, it } from 'vitest'
import { DONE_STATES, TICKET_STAGES, TICKET_STATES } from '../../contract/ticket.ts'
import { stageOf, statesOf } from './stage.ts'

describe('the stage of a ticket', () => {
  it('is one of five until the matter has come to an end, and never goes back to an earlier one by the order of states', () => {
    for (const state of TICKET_STATES) expect(stageOf(state) === null).toBe(DONE_STATES.includes(state))
    const order = TICKET_STATES.flatMap((state) => stageOf(state) ?? []).map((stage) => TICKET_STAGES.indexOf(stage))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it('takes in every open state exactly once', () => {
    const open = TICKET_STATES.filter((state) => !DONE_STATES.includes(state))
    expect(TICKET_STAGES.flatMap(statesOf).toSorted()).toEqual(open.toSorted())
  })
})
