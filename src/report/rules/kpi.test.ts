import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figuresOf, NO_CALLS, sumOf, type CallCounts } from './kpi.ts'

const all = { leaveOutShort: false }
const counts = (changes: Partial<CallCounts>): CallCounts => ({ ...NO_CALLS, ...changes })

describe('the figures of calls', () => {
  it('divide by the calls that wanted an agent and are settled', () => {
    const day = counts({ answered: 80, answeredInTime: 60, abandoned: 12, abandonedShort: 5, overflow: 6, lost: 2, waiting: 9, waitedMs: 800_000, talks: 70, talkedMs: 7_000_000 })
    expect(figuresOf(day, all)).toMatchObject({ offered: 109, answerRate: 0.8, serviceLevel: 0.6, meanWaitMs: 10_000, meanTalkMs: 100_000 })
  })

  it('leave out who gave up at once, if so wanted', () => {
    const day = counts({ answered: 75, answeredInTime: 60, abandoned: 30, abandonedShort: 5 })
    expect(figuresOf(day, { leaveOutShort: true })).toMatchObject({ answerRate: 0.75, serviceLevel: 0.6, abandoned: 30 })
  })

  it('are empty, not nothing, when there is nothing to divide by', () => {
    expect(figuresOf(counts({ waiting: 3 }), all)).toMatchObject({ offered: 3, answerRate: null, serviceLevel: null, meanWaitMs: null, meanTalkMs: null })
  })

  it('of a total are those of all its parts together', () => {
    const n = fc.nat(500)
    const part = fc.record({ answered: n, answeredInTime: n, abandoned: n, abandonedShort: n, overflow: n, lost: n, waiting: n, waitedMs: n, talks: n, talkedMs: n })
    fc.assert(fc.property(fc.array(part), (parts) => {
      const total = figuresOf(sumOf(parts), all)
      expect(total.offered).toBe(parts.reduce((sum, one) => sum + figuresOf(one, all).offered, 0))
      expect(total.offered).toBe(total.answered + total.abandoned + total.overflow + total.lost + total.waiting)
    }))
  })
})
