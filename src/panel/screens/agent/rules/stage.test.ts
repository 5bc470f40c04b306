import { expect, test } from 'vitest'
import type { CallId, Extension } from '../../../../contract/ids.ts'
import { allowed, type Now, stageOf } from './stage.ts'

const id = 'c1' as CallId
const now = (more: Partial<Now> = {}): Now => ({ state: 'talking', onHold: false, transferCount: 0, third: null, monitor: null, ...more })
const third = (more: Partial<NonNullable<Now['third']>> = {}): NonNullable<Now['third']> => ({ purpose: 'consult', name: '人社', extension: null, line: null, state: 'ringing', since: 0, spoke: false, ...more })
const busy = { state: 'talking', call: id } as const

test.each([
  [now(), 'talking'], [now({ onHold: true }), 'held'], [now({ onHold: true, third: third() }), 'asking'], [now({ onHold: true, third: third({ state: 'private' }) }), 'private'],
  [now({ third: third({ state: 'joined' }) }), 'three'], [now({ third: third({ purpose: 'transfer' }) }), 'transferring'], [now({ state: 'dialling' }), 'calling'], [now({ state: 'connecting' }), 'connecting'], [now({ state: 'rescuing' }), 'rescuing'],
])('shows what goes on in a call of one’s own (%#)', (call, stage) => {
  expect(stageOf(busy, call)).toBe(stage)
})

test('shows ringing, wrap-up, no call and the call of somebody else', () => {
  expect(stageOf({ state: 'ringing', call: id }, null)).toBe('ringing')
  expect(stageOf({ state: 'acw', call: id }, null)).toBe('wrapUp')
  expect(stageOf({ state: 'ready', call: null }, null)).toBe('none')
  expect(stageOf({ state: 'three_way', call: id }, null)).toBe('guest')
})

test('a caller who changed hands once stays: no transfer, no leaving, but asking and a three-way call', () => {
  expect(allowed(now({ transferCount: 1 }))).toMatchObject({ ask: 'yes', transfer: 'TRANSFER_LIMIT' })
  expect(allowed(now({ transferCount: 1, third: third({ state: 'joined' }) }))).toMatchObject({ leave: 'TRANSFER_LIMIT', letGo: 'yes' })
})

test('an emergency line must have spoken before the agent leaves, however often the caller was transferred', () => {
  const emergency = (spoke: boolean) => allowed(now({ transferCount: 1, third: third({ purpose: 'emergency', state: 'joined', spoke }) })).leave
  expect([emergency(false), emergency(true)]).toEqual(['PEER_NOT_SPOKEN', 'yes'])
})

test('whoever is asked is joined when they have answered, and the caller cannot be put on hold before', () => {
  expect(allowed(now({ onHold: true, third: third() }))).toMatchObject({ join: 'no', resume: 'no', hold: 'no', letGo: 'yes', ask: 'no' })
  expect(allowed(now({ onHold: true, third: third({ state: 'private' }) }))).toMatchObject({ join: 'yes', resume: 'no' })
  expect(allowed(now({ onHold: true, third: third({ state: 'private', purpose: 'emergency' }) }))).toMatchObject({ join: 'no', resume: 'yes' })
})

test('with a supervisor in the conversation nobody else can join', () => {
  expect(allowed(now({ monitor: { by: '8001' as Extension, mode: 'barge', active: true } }))).toMatchObject({ ask: 'TOO_MANY_PARTIES', transfer: 'TOO_MANY_PARTIES' })
})

test('before the citizen answers there is only hanging up', () => {
  expect(allowed(now({ state: 'dialling' }))).toMatchObject({ hangUp: 'yes', hold: 'no', ask: 'no' })
  expect(Object.values(allowed(null))).not.toContain('yes')
})
