import { expect, it } from 'vitest'
import { dueByOf, urgencyOf } from './urgency.ts'

it('an emergency rings, and so does one that was not done in its half hour', () => {
  expect([urgencyOf('emergency'), urgencyOf('overdue', { deadline: 1, type: 'written', target: 'handler' })]).toEqual(['emergency', 'emergency'])
})

it('what is late, ordered or to be signed for is told at once, the rest may wait for others', () => {
  expect([urgencyOf('overdue', { what: 'co_task' }), urgencyOf('whistle'), urgencyOf('dispatched'), urgencyOf('callback')]).toEqual(['soon', 'soon', 'soon', 'later'])
})

it('until when is said by the nearest term of the notice', () => {
  expect([dueByOf({ dueAt: 9, respondBy: 4 }), dueByOf({ deadline: 7, type: 'written' }), dueByOf({ days: 3 }), dueByOf({ dueAt: null })]).toEqual([4, 7, null, null])
})
