import { describe, expect, it } from 'vitest'
import { endOfUnknown } from './cut-short.ts'
import { settledAs } from './settled.ts'

const at = 1_800_000_000_000

describe('a try of which we have no record', () => {
  it('is not judged within a minute', () => {
    expect(endOfUnknown(undefined, at, at + 59_999)).toBeNull()
  })
  it('did not happen when Asterisk knows of no such leg (J1)', () => {
    expect(endOfUnknown(undefined, at, at + 60_000)).toEqual({ end: 'unknown', answered: false })
  })
  it('is over when somebody picked up (J2)', () => {
    expect(endOfUnknown({ startedAt: at, answeredAt: at + 5, endedAt: at + 9 }, at, at + 60_000)).toEqual({ end: 'left', answered: true })
  })
  it('rang in vain when nobody did', () => {
    expect(endOfUnknown({ startedAt: at, answeredAt: null, endedAt: at + 9 }, at, at + 60_000)).toEqual({ end: 'no_answer', answered: false })
  })
  it('waits for the end of a leg that may be up, but not for ever', () => {
    const seen = { startedAt: at, answeredAt: at + 5, endedAt: null }
    expect(endOfUnknown(seen, at, at + 60_000)).toBeNull()
    expect(endOfUnknown(seen, at, at + 3_600_000)).toEqual({ end: 'left', answered: true })
  })
})

describe('the job after a try', () => {
  const job = { attempts: 1, busy: 1, notNow: 0, dueAt: 5 }
  const over = { at, answeredUnseen: false, unwanted: false }
  it('counts what its kind counts', () => {
    expect(settledAs(job, { state: 'scheduled', counts: true, againAt: 9 }, { ...over, end: 'no_answer' })).toEqual({ state: 'scheduled', attempts: 2, busy: 1, notNow: 0, lastAt: at, last: 'no_answer', dueAt: 9 })
    expect(settledAs(job, { state: 'scheduled', counts: false, againAt: 9 }, { ...over, end: 'busy' })).toMatchObject({ attempts: 1, busy: 2 })
    expect(settledAs(job, { state: 'scheduled', counts: false, againAt: 9 }, { ...over, end: 'not_now' })).toMatchObject({ attempts: 1, notNow: 1 })
    expect(settledAs(job, { state: 'done' }, { ...over, end: 'completed' })).toMatchObject({ state: 'done', attempts: 2, dueAt: 5 })
  })
  it('is for a person when somebody picked up while we were away: never dialled again', () => {
    expect(settledAs(job, { state: 'scheduled', counts: true, againAt: 9 }, { ...over, end: 'left', answeredUnseen: true }).state).toBe('waiting_person')
    expect(settledAs(job, { state: 'done' }, { ...over, end: 'left', answeredUnseen: true }).state).toBe('done')
  })
  it('is gone when it was dropped meanwhile, unless it came to its end', () => {
    for (const verdict of [{ state: 'scheduled', counts: true, againAt: 9 }, { state: 'waiting_person' }] as const) expect(settledAs(job, verdict, { ...over, end: 'no_answer', unwanted: true }).state).toBe('dropped')
    expect(settledAs(job, { state: 'done' }, { ...over, end: 'completed', unwanted: true }).state).toBe('done')
  })
})
