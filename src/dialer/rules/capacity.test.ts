import { describe, expect, it } from 'vitest'
import { capacityOf, type Situation } from './capacity.ts'

const quiet: Situation = { running: 2, maxAtOnce: 10, yieldsToCallers: true, trunks: 30, inUse: 5, reserved: 10, longestWaitMs: 0, pauseWaitMs: 30_000, paused: false, linked: true, limited: false, closed: false }
const of = (over: Partial<Situation>) => capacityOf({ ...quiet, ...over })

describe('calls that may be begun', () => {
  it('are what the kind may have, less those that run', () => {
    expect(of({})).toEqual({ room: 8, allowed: 10, why: null })
    expect(of({ running: 10 })).toEqual({ room: 0, allowed: 10, why: 'at_once' })
  })
  it('leave the lines free that are kept for callers', () => {
    expect(of({ inUse: 17 })).toEqual({ room: 3, allowed: 5, why: null })
    expect(of({ inUse: 20 })).toEqual({ room: 0, allowed: 2, why: 'trunks' })
    expect(of({ inUse: 20, yieldsToCallers: false })).toMatchObject({ room: 8, why: null })
    expect(of({ inUse: 30, yieldsToCallers: false })).toMatchObject({ room: 0, why: 'trunks' })
  })
  it('are none while somebody has waited longer than 30 s for an agent (A-X07), except for what cannot wait', () => {
    expect(of({ longestWaitMs: 30_000 }).why).toBeNull()
    expect(of({ longestWaitMs: 30_001 })).toEqual({ room: 0, allowed: 2, why: 'callers' })
    expect(of({ longestWaitMs: 30_001, yieldsToCallers: false })).toMatchObject({ room: 8, why: null })
  })
  it('are none when paused, without a link, and after the walls refused one; the first reason is told', () => {
    expect(of({ paused: true, linked: false, closed: true })).toMatchObject({ room: 0, why: 'paused' })
    expect(of({ linked: false, closed: true })).toMatchObject({ room: 0, why: 'no_link' })
    expect(of({ limited: true })).toMatchObject({ room: 0, why: 'limit' })
  })
  it('are not taken away by closed hours: an emergency may be due', () => {
    expect(of({ closed: true })).toMatchObject({ room: 8, why: 'window' })
  })
})
