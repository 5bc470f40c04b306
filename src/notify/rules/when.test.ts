import { describe, expect, it } from 'vitest'
import { isMailed, isWanted, mailWaitsMs, quietForMs } from './when.ts'

const at = (hour: number, minute = 0): number => hour * 60 + minute
const HOUR_MS = 3_600_000

describe('quiet hours', () => {
  it('go over midnight', () => {
    expect([at(21, 59), at(22), at(23), at(6, 59), at(7)].map((minute) => quietForMs('22:00-07:00', minute))).toEqual([0, 9 * HOUR_MS, 8 * HOUR_MS, 60_000, 0])
  })
  it('lie within a day, or are not there', () => {
    expect([quietForMs('12:00-14:00', at(13)), quietForMs('12:00-14:00', at(14)), quietForMs('18:00-24:00', at(23)), quietForMs(null, at(3))]).toEqual([HOUR_MS, 0, HOUR_MS, 0])
  })
})

describe('whoever mutes a kind', () => {
  it('is still told of an emergency', () => {
    const wishes = { muted: ['emergency', 'whistle'], mailWhen: 'all' } as const
    const told = [{ kind: 'emergency', urgency: 'emergency' }, { kind: 'whistle', urgency: 'soon' }, { kind: 'triage', urgency: 'later' }] as const
    expect(told.map((one) => isWanted({ muted: [...wishes.muted] }, one))).toEqual([true, false, true])
    expect(told.map((one) => isMailed({ ...wishes, muted: [...wishes.muted] }, one))).toEqual([true, false, true])
  })
})

it('mails come for what is urgent, for all, or not at all', () => {
  const mailed = (mailWhen: 'off' | 'soon' | 'all') => (['emergency', 'soon', 'later'] as const).map((urgency) => isMailed({ muted: [], mailWhen }, { kind: 'triage', urgency }))
  expect([mailed('off'), mailed('soon'), mailed('all')]).toEqual([[false, false, false], [true, true, false], [true, true, true]])
})

it('a mail waits for others and for the morning, an emergency for nothing', () => {
  const waits = (urgency: 'emergency' | 'soon' | 'later', quietMs: number) => mailWaitsMs(urgency, { soonMs: 60_000, laterMs: HOUR_MS, quietMs })
  expect([waits('emergency', 9 * HOUR_MS), waits('soon', 0), waits('later', 0), waits('soon', 2 * HOUR_MS), waits('later', 60_000)]).toEqual([0, 60_000, HOUR_MS, 2 * HOUR_MS, HOUR_MS])
})
