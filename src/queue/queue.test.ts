import { describe, expect, it } from 'vitest'
import type { Rank } from '../contract/call.ts'
import type { CallId, Extension, GroupId } from '../contract/ids.ts'
import type { Offer, Queue } from './port.ts'
import { createQueue } from './queue.ts'

const general = ['general' as GroupId]
const hr = ['hr' as GroupId]
const both = [...general, ...hr]
const anna = '1001' as Extension
const bao = '1002' as Extension

function open(): { queue: Queue; offers: Offer[]; enter: (call: string, arrivedAt: number, rank?: Rank, groups?: GroupId[]) => void } {
  const queue = createQueue()
  const offers: Offer[] = []
  queue.onOffer((offer) => offers.push(offer))
  const enter = (call: string, arrivedAt: number, rank: Rank = 'normal', groups = general): void =>
    queue.enter({ call: call as CallId, rank, arrivedAt, groups })
  return { queue, offers, enter }
}

describe('a caller', () => {
  it('is offered to the agent idle longest', () => {
    const { queue, offers, enter } = open()
    queue.agentIdle(bao, general, 20)
    queue.agentIdle(anna, general, 10)
    enter('c1', 100)
    expect(offers).toEqual([{ call: 'c1', agent: anna }])
  })

  it('waits by rank first and by arrival then, however late it was put in line', () => {
    const { queue, enter } = open()
    enter('normal-late', 3)
    enter('normal-early', 1)
    enter('returning', 4, 'return')
    enter('elder', 5, 'elder')
    enter('emergency', 6, 'emergency')
    expect(queue.waiting().map((c) => c.call)).toEqual(['emergency', 'elder', 'returning', 'normal-early', 'normal-late'])
    expect(queue.ahead('normal-early' as CallId)).toBe(3)
    expect(queue.ahead('unknown' as CallId)).toBeNull()
  })

  it('goes back to the head of the line after nobody answered', () => {
    const { queue, offers, enter } = open()
    queue.agentIdle(anna, general, 1)
    enter('first', 10)
    enter('second', 20)
    queue.agentGone(anna) // rings, and does not answer
    enter('first', 10)
    queue.agentIdle(bao, general, 30)
    expect(offers).toEqual([
      { call: 'first', agent: anna },
      { call: 'first', agent: bao },
    ])
  })

  it('is first offered to the specialists, and to more groups without losing the place', () => {
    const { queue, offers, enter } = open()
    queue.agentIdle(anna, general, 1)
    enter('pension', 10, 'normal', hr)
    expect(offers).toEqual([])
    queue.widen('pension' as CallId, general)
    expect(offers).toEqual([{ call: 'pension', agent: anna }])
  })
})

describe('an agent', () => {
  it('takes the next in line over all own groups', () => {
    const { queue, offers, enter } = open()
    enter('general', 10)
    enter('hr', 5, 'normal', hr)
    queue.agentIdle(anna, both, 50)
    expect(offers).toEqual([{ call: 'hr', agent: anna }])
  })

  it('is not asked twice when reported idle while being offered a caller', () => {
    const { queue, offers, enter } = open()
    enter('first', 1)
    enter('second', 2)
    queue.agentIdle(anna, general, 50)
    queue.agentIdle(anna, general, 50)
    expect(offers).toEqual([{ call: 'first', agent: anna }])
  })

  it('takes the next caller when the one being offered left before the phone rang', () => {
    const { queue, offers, enter } = open()
    enter('first', 1)
    enter('second', 2)
    queue.agentIdle(anna, general, 50)
    queue.leave('first' as CallId)
    expect(offers.at(-1)).toEqual({ call: 'second', agent: anna })
  })

  it('is asked no more after going', () => {
    const { queue, offers, enter } = open()
    queue.agentIdle(anna, general, 1)
    queue.agentGone(anna)
    enter('first', 1)
    expect(offers).toEqual([])
  })
})
