import { describe, expect, it } from 'vitest'
import type { Extension } from '../../contract/ids.ts'
import { createMatters, REMEMBERED_MS } from './matters.ts'

const now = Date.parse('2026-11-21T12:00:00+08:00')
const [anna, boris] = ['1001', '1002'] as [Extension, Extension]
const talk = (ticket: string, at = now, agent = anna) => ({ index: 'h1', ticket, at, agent })

describe('what is remembered of a number', () => {
  it('is who dealt with it last, while something is open', () => {
    const matters = createMatters()
    expect(matters.lastAgent('h1', now)).toBeNull()
    matters.talked(talk('t1', now - 2_000))
    matters.talked(talk('t2', now - 1_000, boris))
    expect(matters.lastAgent('h1', now)).toBe(boris)
    expect(matters.lastAgent('h2', now)).toBeNull()
    matters.ticketClosed('h1', 't2')
    expect(matters.lastAgent('h1', now)).toBe(boris) // the first matter is open, and Boris spoke last
    matters.ticketClosed('h1', 't1')
    expect(matters.lastAgent('h1', now)).toBeNull()
  })

  it('follows the call to whoever takes it over, and is one matter all the same', () => {
    const matters = createMatters()
    matters.talked(talk('t1'))
    matters.talked(talk('t1', now + 1_000, boris))
    expect([matters.lastAgent('h1', now), matters.times('h1', now)]).toEqual([boris, 1])
  })

  it('is the same when facts are told again, in any order', () => {
    const matters = createMatters()
    for (const conversation of [talk('t2', now, boris), talk('t1', now - 5_000), talk('t2', now, boris), talk('t1', now - 5_000)]) matters.talked(conversation)
    expect([matters.lastAgent('h1', now), matters.times('h1', now)]).toEqual([boris, 2])
    matters.ticketClosed('h1', 't1')
    matters.ticketClosed('h1', 't2')
    matters.talked(talk('t2', now, boris))
    expect(matters.lastAgent('h1', now)).toBeNull() // told late, a closed matter stays closed
  })

  it('counts the conversations of thirty days, without the one that goes on', () => {
    const matters = createMatters()
    matters.talked(talk('t1', now - REMEMBERED_MS))
    matters.talked(talk('t2', now - REMEMBERED_MS + 1))
    matters.talked(talk('t3'))
    expect([matters.times('h1', now), matters.times('h1', now, 't3'), matters.times('h2', now)]).toEqual([2, 1, 0])
  })

  it('passes to an agent who calls back, but a number that never called stays unknown', () => {
    const matters = createMatters()
    matters.calledBack('h1', boris, now)
    expect(matters.size()).toBe(0)
    matters.talked(talk('t1'))
    matters.calledBack('h1', boris, now + 1_000)
    expect([matters.lastAgent('h1', now), matters.times('h1', now)]).toEqual([boris, 1])
  })

  it('is forgotten when it is too old', () => {
    const matters = createMatters()
    matters.talked(talk('t1', now - REMEMBERED_MS))
    matters.talked({ ...talk('t2'), index: 'h2' })
    expect(matters.lastAgent('h1', now)).toBeNull()
    matters.forget(now)
    expect([matters.size(), matters.lastAgent('h2', now)]).toEqual([1, anna])
  })
})
