import { describe, expect, it } from 'vitest'
import { after, agentLeg, anna, aTalk, callerLeg, someTerms, stateAt } from '../testing/examples.ts'
import type { CallEvent } from './state.ts'

const lost: CallEvent = { type: 'seatLost', agent: anna }
const back: CallEvent = { type: 'seatReachable', agent: anna }

describe('an agent whose browser is lost in a conversation', () => {
  it('is waited for, and the caller is told', () => {
    const next = after(aTalk(), [10_000, lost])
    expect(stateAt('rescuing', next)).toMatchObject({ agent: anna, bridgedSince: null, rescue: { talks: true, offer: null } })
    expect(next.commands).toContainEqual({ type: 'hangUp', leg: agentLeg(1), cause: 'normal' })
    expect(next.commands).toContainEqual(expect.objectContaining({ type: 'say', leg: callerLeg, prompt: { id: 'rescue_wait', values: {} } }))
  })

  it('is rung to answer by itself when back, and talks on; the time away is nobody’s talk', () => {
    const rung = after(aTalk(), [10_000, lost], [12_000, back])
    expect(rung.commands).toContainEqual(expect.objectContaining({ type: 'ring', leg: agentLeg(2), agent: anna, autoAnswer: true }))
    const next = after(rung, [13_000, { type: 'legAnswered', leg: agentLeg(2) }])
    expect(stateAt('talking', next)).toMatchObject({ leg: agentLeg(2), talkedMs: 7_000 })
    expect(next.facts).toContainEqual(expect.objectContaining({ type: 'rescued', leg: agentLeg(2), lost: agentLeg(1), awayMs: 3_000 }))
    expect(next.commands).toContainEqual({ type: 'join', bridge: expect.any(String), legs: [agentLeg(2), callerLeg] })
  })

  it('who does not come back leaves the caller at the head of the line', () => {
    const next = after(aTalk(), [10_000, lost], [30_000, { type: 'woke', ahead: null }])
    expect(stateAt('waiting', next)).toMatchObject({ rank: 'return' })
    expect(next.commands).toContainEqual({ type: 'agentReleased', agent: anna, wrapUp: true })
  })

  it('who hung up is not waited for, nor is a desk phone, nor anybody when the policy says so', () => {
    const ended = (cause: number, inBrowser: boolean): CallEvent => ({ type: 'legEnded', leg: agentLeg(1), cause, inBrowser })
    expect(after(aTalk(), [10_000, ended(16, true)]).state.at).toBe('rating')
    expect(after(aTalk(), [10_000, ended(44, false)]).state.at).toBe('waiting')
    expect(after(aTalk(), [10_000, ended(44, true)]).state.at).toBe('rescuing')
    expect(after(aTalk({ terms: someTerms({ rescueMs: 0 }) }), [10_000, ended(44, true)]).state.at).toBe('waiting')
  })
})
