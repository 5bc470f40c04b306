import { expect, it } from 'vitest'
import { dueWhen } from './due.ts'

it('nothing is late and nearly due at once, and what is due now is not late yet', () => {
  const at = { now: 1_000, today: 5_000, near: 9_000 }
  expect([dueWhen('past', at), dueWhen('today', at), dueWhen('near', at)]).toEqual([{ to: 999 }, { from: 1_000, to: 5_000 }, { from: 1_000, to: 9_000 }])
})
