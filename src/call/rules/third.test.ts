import { describe, expect, it } from 'vitest'
import type { Extension, HotlineNumber, LegId } from '../../contract/ids.ts'
import type { Outside, Seat } from '../port.ts'
import { after, agentLeg, anna, aTalk, bo, call, callerLeg, hr, stateAt } from '../testing/examples.ts'
import { refusal } from './refusal.ts'
import type { CallEvent, Request, Step } from './state.ts'

const bridge = `b00${call}`
const third = (attempt: number) => `t0${attempt}${call}` as LegId
const li: Seat = { kind: 'seat', agent: '2001' as Extension, name: '人社专席2001' }
const wang: Seat = { kind: 'seat', agent: '2002' as Extension, name: '人社专席2002' }
const tax: Outside = { kind: 'outside', number: '12366', name: '纳税服务热线', line: '12366' as HotlineNumber, unit: 'SWJ', emergency: false }
const police: Outside = { kind: 'outside', number: '110', name: '报警服务台', line: '110' as HotlineNumber, unit: 'GA', emergency: true }

const invite = (purpose: 'consult' | 'transfer' | 'emergency', party: Seat | Outside, groups: readonly (typeof hr)[] | null = null): Request => ({ type: 'invite', purpose, party, groups, told: null })
const answered = (attempt = 1): CallEvent => ({ type: 'legAnswered', leg: third(attempt) })
const ended = (leg: LegId, cause = 16): CallEvent => ({ type: 'legEnded', leg, cause })
const woke: CallEvent = { type: 'woke', ahead: null }

const types = ({ commands }: Step) => commands.map(({ type }) => type)
const told = ({ facts }: Step) => facts.map(({ type }) => type)

const consulting = () => after(aTalk(), [10_000, invite('consult', li)])
const inPrivate = () => after(consulting(), [15_000, answered()])
const threeWay = () => after(inPrivate(), [20_000, { type: 'join' }])

describe('a specialist is consulted', () => {
  it('while the caller hears music and the agent the ringing', () => {
    const { commands, facts, state } = consulting()
    expect(commands).toContainEqual({ type: 'music', leg: callerLeg, on: true })
    expect(commands).toContainEqual(expect.objectContaining({ type: 'tone', leg: agentLeg(1) }))
    expect(commands).toContainEqual(expect.objectContaining({ type: 'ring', leg: third(1), agent: '2001', callerId: '1001' }))
    expect(commands.filter(({ type }) => type === 'part')).toHaveLength(2)
    expect(facts).toEqual([expect.objectContaining({ type: 'thirdInvited', by: anna, party: li, purpose: 'consult' })])
    expect(stateAt('talking', { state, commands, facts }).bridgedSince).toBeNull()
  })

  it('after having been told whom they wait for, if that can be said', () => {
    const told = { id: 'please_wait_specialist', values: { group: '人社' } }
    const asked = after(aTalk(), [10_000, { ...invite('consult', li), told } as Request])
    expect(asked.commands).toContainEqual({ type: 'say', leg: callerLeg, playback: `p001${call}`, prompt: told })
    expect(types(asked)).not.toContain('music')
    expect(after(asked, [13_000, { type: 'promptEnded', playback: `p001${call}` }]).commands).toEqual([{ type: 'music', leg: callerLeg, on: true }])
    const back = after(asked, [11_000, ended(third(1), 17)])
    expect(back.commands).toContainEqual({ type: 'stopPlay', playback: `p001${call}` })
    expect(types(back)).not.toContain('music')
  })

  it('in private first: only the two of them are joined', () => {
    expect(inPrivate().commands).toContainEqual({ type: 'join', bridge, legs: [agentLeg(1), third(1)] })
  })

  it('and joins when the agent says so; all are told', () => {
    const joined = threeWay()
    expect(joined.commands).toContainEqual({ type: 'join', bridge, legs: [callerLeg] })
    expect(joined.commands).toContainEqual(expect.objectContaining({ type: 'announce', bridge, prompt: { id: 'three_way_joined', values: {} } }))
    expect(joined.commands).toContainEqual({ type: 'agentInThree', agent: anna, on: true })
  })

  it('who leaves lets agent and caller go on', () => {
    const left = after(threeWay(), [30_000, ended(third(1))])
    expect(stateAt('talking', left)).toMatchObject({ agent: anna, third: null, transferCount: 0 })
    expect(types(left)).toEqual(['agentReleased', 'agentInThree'])
    expect(left.facts).toEqual([expect.objectContaining({ type: 'thirdEnded', how: 'left', joinedAt: expect.any(Number) as number })])
  })

  it.each([
    ['does not answer', woke, 30_000, 'no_answer'],
    ['is busy', ended(third(1), 17), 12_000, 'busy'],
    ['declines', ended(third(1), 21), 12_000, 'declined'],
    ['has no phone', ended(third(1), 20), 12_000, 'unreachable'],
  ] as const)('who %s brings the caller back to the agent, both told', (_, event, atMs, how) => {
    const back = after(consulting(), [atMs, event])
    expect(stateAt('talking', back)).toMatchObject({ agent: anna, third: null, transferCount: 0 })
    expect(back.commands).toContainEqual({ type: 'join', bridge, legs: [agentLeg(1), callerLeg] })
    expect(back.commands).toContainEqual({ type: 'agentOfferEnded', agent: '2001', how })
    expect(back.commands).toContainEqual(expect.objectContaining({ type: 'announce', prompt: { id: 'third_unavailable', values: {} } }))
    expect(back.facts).toContainEqual(expect.objectContaining({ type: 'thirdEnded', how }))
  })

  it('of a group: the next one is asked, and it is over when nobody is left', () => {
    const first = after(aTalk(), [10_000, invite('consult', li, [hr])])
    const declined = after(first, [12_000, ended(third(1), 21)])
    expect(declined.commands).toContainEqual({ type: 'findSeat', groups: [hr], except: ['2001'] })
    const second = after(declined, [12_000, { type: 'seatFound', seat: wang }])
    expect(second.commands).toContainEqual(expect.objectContaining({ type: 'ring', leg: third(2), agent: '2002' }))
    const again = after(second, [14_000, ended(third(2), 17)])
    expect(again.commands).toContainEqual({ type: 'findSeat', groups: [hr], except: ['2001', '2002'] })
    const over = after(again, [14_000, { type: 'seatFound', seat: null }])
    expect(over.commands).toContainEqual({ type: 'join', bridge, legs: [agentLeg(1), callerLeg] })
    expect(stateAt('talking', over).third).toBeNull()
  })

  it('and cancelled: the caller is back without a word', () => {
    const back = after(consulting(), [12_000, { type: 'cancelConsult' }])
    expect(types(back)).toContain('join')
    expect(types(back)).not.toContain('announce')
    expect(back.commands).toContainEqual({ type: 'hangUp', leg: third(1), cause: 'normal' })
    expect(back.commands).toContainEqual({ type: 'agentOfferEnded', agent: '2001', how: 'withdrawn' })
  })

  it('and the caller hangs up: everybody is let go', () => {
    const over = after(inPrivate(), [18_000, ended(callerLeg)])
    expect(over.state.at).toBe('ended')
    expect(over.commands).toContainEqual({ type: 'hangUp', leg: third(1), cause: 'normal' })
    expect(over.commands).toContainEqual({ type: 'agentReleased', agent: '2001', wrapUp: true })
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'handled', endedIn: 'consulting' }))
  })

  it.each([
    ['rings', consulting],
    ['talks with the agent alone', inPrivate],
  ])('and the agent is lost while the specialist %s: the caller goes to the head of the line', (_, before) => {
    const lost = after(before(), [18_000, ended(agentLeg(1))])
    expect(stateAt('waiting', lost)).toMatchObject({ rank: 'return', transferCount: 0 })
    expect(lost.commands).toContainEqual({ type: 'hangUp', leg: third(1), cause: 'normal' })
    expect(lost.facts).toContainEqual(expect.objectContaining({ type: 'thirdEnded', how: 'agent_lost' }))
  })
})

describe('both hang up', () => {
  it.each([['consulting', consulting], ['in private', inPrivate]])('while %s, the agent first: the conversation was handled', (_, before) => {
    const over = after(before(), [18_000, ended(agentLeg(1))], [18_200, ended(callerLeg)])
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'handled', missed: false }))
    const late = after(before(), [18_000, ended(agentLeg(1))], [19_000, ended(callerLeg)])
    expect(late.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'interrupted', missed: true }))
  })
})

describe('the caller changes hands once', () => {
  it('when the agent leaves a three-way call', () => {
    const left = after(threeWay(), [30_000, { type: 'complete' }])
    expect(stateAt('talking', left)).toMatchObject({ agent: '2001', leg: third(1), transferCount: 1, third: null })
    expect(told(left)).toEqual(['agentLeft', 'thirdEnded', 'handedOver'])
    expect(left.commands).toContainEqual({ type: 'hangUp', leg: agentLeg(1), cause: 'normal' })
  })

  it('also by putting down the phone', () => {
    expect(stateAt('talking', after(threeWay(), [30_000, ended(agentLeg(1))]))).toMatchObject({ agent: '2001', transferCount: 1 })
  })

  it('not when the phone was lost', () => {
    expect(stateAt('talking', after(threeWay(), [30_000, ended(agentLeg(1), 44)]))).toMatchObject({ agent: '2001', transferCount: 0 })
  })

  it('and not twice', () => {
    const second = after(threeWay(), [30_000, { type: 'complete' }])
    expect(refusal(second.state, invite('transfer', tax))).toBe('TRANSFER_LIMIT')
    expect(refusal(second.state, invite('consult', tax))).toBeNull()
    const again = after(second, [40_000, invite('consult', { ...li, agent: bo })], [42_000, answered(2)], [43_000, { type: 'join' }])
    expect(refusal(again.state, { type: 'complete' })).toBe('TRANSFER_LIMIT')
    expect(after(again, [44_000, { type: 'complete' }])).toMatchObject({ commands: [], facts: [] })
  })

  it('but who puts down the phone a second time cannot be refused, and it does not count', () => {
    const second = after(threeWay(), [30_000, { type: 'complete' }])
    const again = after(second, [40_000, invite('consult', { ...li, agent: bo })], [42_000, answered(2)], [43_000, { type: 'join' }], [50_000, ended(third(1))])
    expect(stateAt('talking', again)).toMatchObject({ agent: bo, transferCount: 1 })
  })
})

describe('a blind transfer to another centre', () => {
  const ringing = () => after(aTalk(), [10_000, invite('transfer', tax)])

  it('tells the centre the interaction and that it is the first', () => {
    expect(ringing().commands).toContainEqual(expect.objectContaining({ type: 'dial', leg: third(1), number: '12366', centre: { interaction: call, transferCount: 1 } }))
  })

  it('that answers leaves the caller with it', () => {
    const handed = after(ringing(), [20_000, answered()])
    expect(stateAt('handed', handed)).toMatchObject({ party: tax, transferCount: 1 })
    expect(handed.commands).toContainEqual({ type: 'join', bridge, legs: [third(1), callerLeg] })
    const over = after(handed, [60_000, ended(third(1))])
    expect(stateAt('closing', over)).toMatchObject({ outcome: 'handled' })
  })

  it('that does not answer in 30 s brings the caller back to the same agent, told so', () => {
    const back = after(ringing(), [40_000, woke])
    expect(stateAt('talking', back)).toMatchObject({ agent: anna, transferCount: 0, third: null })
    expect(back.commands).toContainEqual(expect.objectContaining({ type: 'announce', prompt: { id: 'subcenter_unavailable', values: { line: '纳税服务热线' } } }))
  })

  it('after the agent has left: the same agent is asked first, then everybody', () => {
    const left = after(ringing(), [12_000, ended(agentLeg(1))])
    expect(stateAt('transferring', left)).toMatchObject({ agent: anna })
    const back = after(left, [40_000, woke])
    expect(stateAt('waiting', back)).toMatchObject({ rank: 'return', groups: ['@1001'], transferCount: 0, later: [expect.objectContaining({ groups: ['general'] })] })
    expect(after(left, [20_000, answered()]).state).toMatchObject({ at: 'handed', transferCount: 1 })
  })

  it('that loses the line after answering brings the caller back to us', () => {
    const handed = after(ringing(), [20_000, answered()])
    expect(stateAt('waiting', after(handed, [30_000, ended(third(1), 44)]))).toMatchObject({ rank: 'return' })
  })
})

describe('an emergency line', () => {
  const rung = () => after(aTalk(), [10_000, invite('emergency', police)])
  const there = () => after(rung(), [14_000, answered()])

  it('is rung while agent and caller talk on', () => {
    expect(types(rung())).toEqual(['dial', 'wakeAt'])
    expect(rung().state).toMatchObject({ bridgedSince: expect.any(Number) as number })
  })

  it('joins at once, and the agent may leave when it has spoken; nothing is counted', () => {
    expect(there().commands).toContainEqual({ type: 'join', bridge, legs: [third(1)] })
    expect(refusal(there().state, { type: 'complete' })).toBe('PEER_NOT_SPOKEN')
    const spoke = after(there(), [16_000, { type: 'legSpoke', leg: third(1) }])
    expect(refusal(spoke.state, { type: 'complete' })).toBeNull()
    expect(stateAt('handed', after(spoke, [17_000, { type: 'complete' }]))).toMatchObject({ transferCount: 0 })
  })

  it('that does not answer is rung again, three times; the agent keeps the caller', () => {
    const second = after(rung(), [25_000, woke])
    expect(second.commands).toContainEqual(expect.objectContaining({ type: 'dial', leg: third(2) }))
    expect(told(second)).toEqual(['thirdEnded', 'thirdInvited'])
    const over = after(second, [40_000, woke], [55_000, woke])
    expect(stateAt('talking', over)).toMatchObject({ third: null, agent: anna })
    expect(stateAt('talking', over).bridgedSince).not.toBeNull()
  })

  it('rings on when the agent is lost, and failing that the caller is the next of all', () => {
    const lost = after(rung(), [12_000, ended(agentLeg(1), 44)])
    expect(stateAt('transferring', lost)).toMatchObject({ third: { party: police } })
    expect(lost.commands).toContainEqual(expect.objectContaining({ type: 'say', leg: callerLeg, prompt: { id: 'emergency_handover', values: { peer: '报警服务台' } } }))
    expect(stateAt('waiting', after(lost, [25_000, woke], [40_000, woke], [55_000, woke]))).toMatchObject({ rank: 'emergency' })
  })
})
