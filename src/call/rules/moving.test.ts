import { describe, expect, it } from 'vitest'
import { after, agentLeg, anna, aPlan, arrive, asked, aTalk, general, hr, stateAt, T0, wait } from '../testing/examples.ts'
import { recover } from './recovery.ts'
import { refusal } from './refusal.ts'
import type { In, Request } from './state.ts'
import { step } from './step.ts'

const toHead: Request = { type: 'move', to: 'head', username: 'supervisor' }
const toHr: Request = { type: 'move', to: hr, aloneMs: 90_000, username: 'supervisor' }
const offered = () => after(wait(), [2_000, { type: 'offered', agent: anna }])

describe('a waiting caller whom a supervisor moves', () => {
  it('goes to the head of the line, on record', () => {
    const moved = after(wait(), [10_000, toHead])
    expect(moved.commands).toContainEqual({ type: 'moveInLine', headAt: T0 + 10_000, groups: [general] })
    expect(moved.facts).toEqual([expect.objectContaining({ type: 'moved', by: 'supervisor', to: 'head' })])
  })

  it('keeps that place when an agent does not answer', () => {
    const again = after(wait(), [10_000, toHead], [11_000, { type: 'offered', agent: anna }], [26_000, { type: 'legEnded', leg: agentLeg(1), cause: 19 }])
    expect(again.commands).toContainEqual(expect.objectContaining({ type: 'enqueue', headAt: T0 + 10_000 }))
  })

  it('keeps that place when the server was killed', () => {
    const state = stateAt('waiting', after(wait(), [10_000, toHead]))
    const live = { startedAt: state.epoch, legs: new Map([[state.caller, { leg: state.caller, up: true, bridge: null, ours: true, context: 'from-trunk', createdAt: T0, callerNumber: '', dialled: '', transferCount: null, interaction: null }]]), bridges: new Map() }
    expect(recover(state, live, 'away').ensure).toContainEqual(expect.objectContaining({ type: 'enqueue', headAt: T0 + 10_000 }))
  })

  it('waits for the other group alone, then for everybody who would have been asked', () => {
    const moved = after(wait({ plan: aPlan({ reach: [asked(0, [general]), asked(90_000, ['backup' as typeof general])] }) }), [100_000, { type: 'woke', ahead: 0 }], [100_000, toHr])
    expect(moved.commands).toContainEqual({ type: 'moveInLine', headAt: null, groups: [hr] })
    expect(stateAt('waiting', moved).later).toEqual([{ at: T0 + 190_000, groups: [general, 'backup'], announcement: null }])
    expect(after(moved, [190_000, { type: 'woke', ahead: 0 }]).commands).toContainEqual({ type: 'widen', groups: [hr, general, 'backup'] })
  })

  it('is left alone while a phone rings, and in a conversation', () => {
    expect(refusal(offered().state, toHead)).toBe('BEING_OFFERED')
    expect(step(offered().state, toHr, T0 + 3_000)).toEqual({ state: offered().state, commands: [], facts: [] })
    expect(refusal(aTalk().state, toHead)).toBe('WRONG_CALL_STATE')
    expect(refusal(arrive().state, toHead)).toBeNull()
  })

  it('loses nothing else by it', () => {
    const before = stateAt('waiting', wait())
    const { headAt, ...rest }: In<'waiting'> = stateAt('waiting', step(before, toHead, T0 + 5_000))
    const { headAt: never, ...same } = before
    expect([headAt, never, rest]).toEqual([T0 + 5_000, null, same])
  })
})
