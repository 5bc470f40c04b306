import { describe, expect, it } from 'vitest'
import { afterTry, endOf, mayHaveRung, type Plan } from './attempts.ts'
import type { JobEnd, Verdict } from '../port.ts'
import type { Place, Windows } from './windows.ts'

const place: Place = { timeZone: 'Asia/Shanghai', kindOf: () => 'workday' }
const windows: Windows = { hours: ['09:00-12:00', '14:30-20:00'], onHolidays: false }
const plan: Plan = { tries: 3, gapMs: 7_200_000, busyAgainMs: 900_000, busyMax: 3, notNowMax: 2 }
const at = (text: string): number => Date.parse(`2026-${text}+08:00`)
const ten = at('11-23T10:00')
const after = (end: JobEnd, job: Partial<Record<'attempts' | 'busy' | 'notNow', number>> = {}, now = ten): Verdict => afterTry({ attempts: 0, busy: 0, notNow: 0, ...job }, end, now, { plan, windows, place })

describe('after a try (domain.md §5.12)', () => {
  it('nobody picked up: the next day, in the other part of the day, and a person after the third', () => {
    expect(after('no_answer')).toEqual({ state: 'scheduled', counts: true, againAt: at('11-24T14:30') })
    expect(after('no_answer', { attempts: 1 }, at('11-24T15:00'))).toEqual({ state: 'scheduled', counts: true, againAt: at('11-25T09:00') })
    expect(after('no_answer', { attempts: 2 })).toEqual({ state: 'waiting_person' })
  })
  it('a voice mailbox, or one who hung up at once, is nobody', () => {
    for (const end of ['silent', 'left'] as const) expect(after(end)).toEqual(after('no_answer'))
  })
  it('busy: in a quarter of an hour, three times without counting; the fourth counts, in another part of the day', () => {
    for (const busy of [0, 1, 2]) expect(after('busy', { busy })).toEqual({ state: 'scheduled', counts: false, againAt: ten + 900_000 })
    expect(after('busy', { busy: 3 })).toEqual({ state: 'scheduled', counts: true, againAt: at('11-23T14:30') })
    expect(after('busy', { busy: 3, attempts: 2 })).toEqual({ state: 'waiting_person' })
  })
  it('counted tries are two hours apart at least', () => {
    expect(after('busy', { busy: 3 }, at('11-23T11:59'))).toMatchObject({ againAt: at('11-23T14:30') })
    expect(afterTry({ attempts: 0, busy: 9, notNow: 0 }, 'busy', ten, { plan, windows: { hours: ['09:00-20:00'], onHolidays: true }, place })).toMatchObject({ againAt: ten + 7_200_000 })
  })
  it('another time: uncounted, twice, then a person', () => {
    expect(after('not_now', { notNow: 1 })).toEqual({ state: 'scheduled', counts: false, againAt: at('11-24T14:30') })
    expect(after('not_now', { notNow: 2 })).toEqual({ state: 'waiting_person' })
  })
  it('rejected: the next day; a number that is none, or somebody else’s: a person', () => {
    expect(after('rejected')).toEqual({ state: 'scheduled', counts: true, againAt: at('11-24T00:00') })
    for (const end of ['invalid', 'wrong_person'] as const) expect(after(end)).toEqual({ state: 'waiting_person' })
  })
  it('what came to its end is done, and who refused is not called again', () => {
    expect([after('completed'), after('person'), after('refused')]).toEqual([{ state: 'done' }, { state: 'done' }, { state: 'dropped' }])
  })
  it('of which nothing is known but that nothing rang: at once, uncounted', () => {
    expect(after('unknown')).toEqual({ state: 'scheduled', counts: false, againAt: ten })
  })
})

describe('how a try ended', () => {
  it('is what was said last, where that ends it', () => {
    expect(endOf('completed', [{ value: 'not_now' }])).toBe('not_now')
    expect(endOf('left', [{ value: 'wrong_person' }])).toBe('wrong_person')
    expect(endOf('completed', [{ value: 'not_now' }, { value: 'self' }])).toBe('completed')
    expect(endOf('busy', [])).toBe('busy')
  })
  it('says whether the telephone rang: in doubt it did', () => {
    expect((['busy', 'invalid', 'unknown'] as const).some(mayHaveRung)).toBe(false)
    expect((['no_answer', 'rejected', 'failed', 'left', 'silent', 'completed'] as const).every(mayHaveRung)).toBe(true)
  })
})
