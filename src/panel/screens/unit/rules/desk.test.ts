import { describe, expect, it } from 'vitest'
import type { WorklistCount } from '../../../../contract/worklist.ts'
import { WORKLISTS } from '../../../../contract/worklist.ts'
import { WORK } from '../../../../ticket/rules/worklists.ts'
import { firstList, GROUPS, isDeskList, neighbour, pressing, toneOf } from './desk.ts'

const counts = (...given: [WorklistCount['name'], number][]): WorklistCount[] => given.map(([name, count]) => ({ name, count, late: 0 }))
const MINUTE_MS = 60_000

describe('the desk of a department', () => {
  it('has a place for every list that is a department’s, and for no other', () => {
    const own = WORKLISTS.filter((name) => WORK[name].actions.some((action) => ['ticket.handle', 'ticket.assist', 'ticket.review'].includes(action)))
    expect(Object.values(GROUPS).flat().toSorted()).toEqual([...own, 'overdue'].toSorted())
    for (const name of Object.values(GROUPS).flat()) expect(isDeskList(name), name).toBe(true)
    expect([isDeskList('pool'), isDeskList(null)]).toEqual([false, false])
  })

  it('begins with what cannot wait: what is to be signed, before what is handled', () => {
    expect(pressing(counts(['handling', 4], ['due_today', 1], ['to_sign', 2], ['returns', 3], ['rework', 0], ['open', 9]), 'unit').map(({ name }) => name)).toEqual(['to_sign', 'due_today', 'handling'])
    expect(firstList(counts(['handling', 4], ['whistles', 1]), 'unit')).toBe('whistles')
  })

  it('begins with the reviews for whoever reviews, and with new tickets when there is nothing', () => {
    expect(firstList(counts(['to_sign', 2], ['to_review', 1]), 'unit_head')).toBe('to_review')
    expect(firstList(counts(['returns', 2]), 'unit')).toBe('to_sign')
  })

  it('warns in the last minutes of short terms, and by the yellow card of long ones', () => {
    const at = (list: WorklistCount['name'], by: number | null, emergency = false) => toneOf({ list, by, emergency }, 100 * MINUTE_MS, 500 * MINUTE_MS)
    expect([at('to_sign', 99 * MINUTE_MS), at('to_sign', 104 * MINUTE_MS), at('to_sign', 119 * MINUTE_MS)]).toEqual(['late', 'near', 'plain'])
    expect([at('handling', 499 * MINUTE_MS), at('handling', 501 * MINUTE_MS), at('handling', null)]).toEqual(['near', 'plain', 'plain'])
    expect(at('handling', 109 * MINUTE_MS, true)).toBe('near')
  })

  it('goes from one entry to the next and stays at the ends', () => {
    expect([neighbour(['a', 'b'], 'a', 1), neighbour(['a', 'b'], 'b', 1), neighbour(['a', 'b'], 'a', -1), neighbour(['a', 'b'], 'gone', 1), neighbour([], null, 1)]).toEqual(['b', 'b', 'a', 'a', null])
  })
})
