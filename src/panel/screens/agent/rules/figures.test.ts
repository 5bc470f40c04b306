import { expect, test } from 'vitest'
import type { CallRecord } from '../../../../contract/call.ts'
import { figuresOf } from './figures.ts'

const call = (more: Partial<CallRecord>): CallRecord => ({ direction: 'inbound', answeredAt: 1, talkedMs: null, rating: null, ...more }) as CallRecord

test('counts what the agent answered and placed, and what callers thought of it', () => {
  const day = [call({ talkedMs: 60_000, rating: 1 }), call({ talkedMs: 120_000, rating: 3 }), call({ talkedMs: null }), call({ answeredAt: null }), call({ direction: 'outbound', talkedMs: 30_000 })]
  expect(figuresOf(day)).toEqual({ answered: 3, meanTalkMs: 70_000, placed: 1, rated: 2, satisfied: 1 })
  expect(figuresOf([])).toEqual({ answered: 0, meanTalkMs: null, placed: 0, rated: 0, satisfied: 0 })
})
