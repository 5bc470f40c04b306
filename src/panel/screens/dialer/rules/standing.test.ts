import { describe, expect, it } from 'vitest'
import { standingOf } from './standing.ts'

const now = { running: 0, due: 0, planned: 0, why: null } as const

describe('how it stands with calls by the machine', () => {
  it('is calling while one is under way or due, also when as many run as may', () => {
    expect([standingOf({ ...now, running: 1 }), standingOf({ ...now, due: 2 }), standingOf({ ...now, running: 5, due: 9, why: 'at_once' })]).toEqual(['calling', 'calling', 'calling'])
  })

  it('is held up when somebody paused it or the link is lost, whatever is due', () => {
    expect([standingOf({ ...now, why: 'paused' }), standingOf({ ...now, running: 1, why: 'no_link' })]).toEqual(['held', 'held'])
  })

  it('is held up by hours, callers and lines only when somebody would be called', () => {
    expect([standingOf({ ...now, planned: 3, why: 'window' }), standingOf({ ...now, due: 1, why: 'callers' })]).toEqual(['held', 'held'])
    expect([standingOf({ ...now, why: 'window' }), standingOf({ ...now, planned: 3, why: 'callers' })]).toEqual(['idle', 'idle'])
  })
})
