import { describe, expect, test } from 'vitest'
import type { Extension } from '../../contract/ids.ts'
import { isUnusual, limitBroken, type Caps, type Placed, type Situation } from './caps.ts'

const one = '1001' as Extension
const two = '1002' as Extension
const caps: Caps = { maxCalls: 4, maxCallsPerAgent: 2, callsPerHour: 6, callsPerAgentPerHour: 3, nightCallbacks: false }
const calm: Situation = { open: [], begun: [], night: false }
const by = (...agents: (Extension | null)[]): Placed[] => agents.map((agent) => ({ agent, at: 0 }))

describe('an outbound call', () => {
  test.each<[string, Partial<Situation>, string | null]>([
    ['passes when nothing is up', {}, null],
    ['passes beside one of the same agent', { open: by(one) }, null],
    ['is the third of the agent at once', { open: by(one, one) }, 'calls_of_agent'],
    ['passes beside two of another agent', { open: by(two, two) }, null],
    ['is one too many on the server', { open: by(two, two, null, null) }, 'calls'],
    ['is the fourth of the agent within the hour', { begun: by(one, one, one) }, 'per_hour_of_agent'],
    ['is the seventh of the server within the hour', { begun: by(two, two, null, null, null, null) }, 'per_hour'],
    ['waits for the morning', { night: true }, 'night'],
  ])('%s', (_, situation, limit) => {
    expect(limitBroken({ agent: one, purpose: 'own' }, { ...calm, ...situation }, caps)).toBe(limit)
  })

  test('for a citizen on the line, or one who asked for it, is placed at night', () => {
    const night = { ...calm, night: true }
    expect(limitBroken({ agent: one, purpose: 'in_call' }, night, caps)).toBeNull()
    expect(limitBroken({ agent: one, purpose: 'callback' }, night, caps)).toBeNull()
    expect(limitBroken({ agent: one, purpose: 'callback' }, night, { ...caps, nightCallbacks: true })).toBe('night')
    expect(limitBroken({ agent: one, purpose: 'in_call' }, { ...night, open: by(one, one) }, caps)).toBe('calls_of_agent')
  })

  test('of the machine waits for the morning, unless it is to a duty phone, and takes no more than its place', () => {
    const night = { ...calm, night: true }
    expect((['survey', 'campaign', 'reminder'] as const).map((purpose) => limitBroken({ agent: null, purpose }, night, caps))).toEqual(['night', 'night', null])
    expect(limitBroken({ agent: null, purpose: 'reminder' }, { ...night, open: by(null, null, null, null) }, caps)).toBe('calls')
  })

  test('to an emergency line is never refused', () => {
    const full = { open: by(one, one, two, two), begun: by(one, one, one, two, two, two), night: true }
    expect(limitBroken({ agent: one, purpose: 'emergency' }, full, caps)).toBeNull()
  })
})

test('an hour is unusual when it has many calls and far more than usual', () => {
  const limits = { unusualFactor: 3, unusualFrom: 30 }
  expect(isUnusual(29, 0, limits)).toBe(false)
  expect(isUnusual(30, 0, limits)).toBe(true)
  expect(isUnusual(60, 20, limits)).toBe(false)
  expect(isUnusual(61, 20, limits)).toBe(true)
})
