import { describe, expect, it } from 'vitest'
import type { Extension, LegId } from '../../contract/ids.ts'
import { after, agentLeg, anna, aTalk, call, stateAt } from '../testing/examples.ts'
import { refusal } from './refusal.ts'
import type { CallEvent, Request } from './state.ts'

const chief = '8001' as Extension
const phone = `m01${call}` as LegId
const [ear, secondEar] = [`e11${call}` as LegId, `e12${call}` as LegId]
const listen: Request = { type: 'monitor', by: chief, mode: 'listen' }
const as = (mode: 'listen' | 'whisper' | 'barge'): Request => ({ ...listen, mode })
const answered = (leg: LegId): CallEvent => ({ type: 'legAnswered', leg })
const asked = () => after(aTalk(), [10_000, listen])
const listening = () => after(asked(), [12_000, answered(phone)], [12_100, answered(ear)])
const joined = () => after(aTalk(), [10_000, as('barge')], [12_000, answered(phone)])

describe('a supervisor', () => {
  it('listens by an ear on the agent’s leg; the conversation is not touched', () => {
    expect(asked().commands).toContainEqual(expect.objectContaining({ type: 'ring', leg: phone, agent: chief }))
    const there = after(asked(), [12_000, answered(phone)])
    expect(there.commands).toContainEqual({ type: 'snoop', leg: agentLeg(1), snoop: ear, whisper: false })
    expect(listening().commands).toEqual([{ type: 'join', bridge: `b01${call}`, legs: [phone, ear] }])
    expect(there.facts).toEqual([expect.objectContaining({ type: 'monitored', by: chief, mode: 'listen' })])
  })

  it('whispers by another ear, in the same bridge', () => {
    const whispering = after(listening(), [15_000, as('whisper')])
    expect(whispering.commands).toEqual([{ type: 'hangUp', leg: ear, cause: 'normal' }, { type: 'snoop', leg: agentLeg(1), snoop: secondEar, whisper: true }])
    const oldEarGone = after(whispering, [15_100, { type: 'legEnded', leg: ear, cause: 16 }])
    expect(oldEarGone.commands).toEqual([])
    expect(after(oldEarGone, [15_200, answered(secondEar)]).commands).toEqual([{ type: 'join', bridge: `b01${call}`, legs: [secondEar] }])
  })

  it('joins the conversation, and is the third who talks', () => {
    const barged = after(listening(), [15_000, as('barge')])
    expect(barged.commands).toContainEqual({ type: 'join', bridge: `b00${call}`, legs: [phone] })
    expect(refusal(barged.state, { type: 'invite', purpose: 'consult', party: { kind: 'seat', agent: '2001' as Extension, name: '' }, groups: null, told: null })).toBe('TOO_MANY_PARTIES')
  })

  it('takes the call over, which is its one transfer', () => {
    expect(refusal(listening().state, { type: 'takeOver', by: chief, username: 'supervisor' })).toBe('WRONG_CALL_STATE')
    const over = after(joined(), [20_000, { type: 'takeOver', by: chief, username: 'supervisor' }])
    expect(stateAt('talking', over)).toMatchObject({ agent: chief, leg: phone, transferCount: 1, monitor: null })
    expect(over.commands).toContainEqual({ type: 'hangUp', leg: agentLeg(1), cause: 'normal' })
    const again = after(over, [30_000, { type: 'monitor', by: anna, mode: 'barge' }], [31_000, answered(`m02${call}` as LegId)])
    expect(refusal(again.state, { type: 'takeOver', by: anna, username: 'other' })).toBe('TRANSFER_LIMIT')
  })

  it('ends the conversation for everybody', () => {
    const over = after(listening(), [20_000, { type: 'forceRelease', username: 'supervisor' }])
    expect(stateAt('closing', over).outcome).toBe('handled')
    expect(over.commands.filter(({ type }) => type === 'hangUp')).toHaveLength(4) // the ear, the supervisor, the agent, the caller
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'forced', what: 'released', by: 'supervisor' }))
  })

  it('is alone in it: a second one is refused', () => {
    expect(refusal(asked().state, { ...listen, by: '8002' as Extension })).toBe('ALREADY_MONITORED')
    expect(refusal(asked().state, { type: 'stopMonitor', by: '8002' as Extension })).toBe('WRONG_CALL_STATE')
  })

  it.each([
    ['puts down the phone', { type: 'legEnded', leg: phone, cause: 16 }],
    ['has heard enough', { type: 'stopMonitor', by: chief }],
    ['is left by the agent', { type: 'legEnded', leg: agentLeg(1), cause: 16 }],
    ['is left by the caller', { type: 'legEnded', leg: aTalk().state.caller, cause: 16 }],
  ] as const)('who %s is free again, without wrap-up', (_, event) => {
    const over = after(listening(), [30_000, event])
    expect(over.commands).toContainEqual({ type: 'agentReleased', agent: chief, wrapUp: false })
    expect(over.commands).toContainEqual({ type: 'hangUp', leg: ear, cause: 'normal' })
    expect(over.commands).toContainEqual({ type: 'closeBridge', bridge: `b01${call}` })
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'monitored', mode: null }))
  })
})
