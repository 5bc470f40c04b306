import { describe, expect, it } from 'vitest'
import type { Extension, GroupId } from '../../contract/ids.ts'
import { after, agentLeg, anna, aPlan, arrive, asked, bo, call, callerLeg, general, someTerms, stateAt, T0, wait } from '../testing/examples.ts'
import type { CallEvent, Step } from './state.ts'
import { wakeAt } from './step.ts'

const woke: CallEvent = { type: 'woke', ahead: 3 }
const press = (digit: string): CallEvent => ({ type: 'digit', leg: callerLeg, digit })
const played = (n: number): CallEvent => ({ type: 'promptEnded', playback: `p00${n}${call}` })
const said = ({ commands }: Step) => commands.flatMap((command) => (command.type === 'say' ? [command.prompt.id] : []))

describe('who has waited a minute', () => {
  const terms = someTerms({ callbackOfferMs: 60_000, positionFirstMs: 3_600_000 })
  const offered = () => after(wait({ terms }), [60_000, woke])
  const asks = () => after(offered(), [62_000, press('1')])

  it('is offered to be called back, and waits on with music when nothing is pressed', () => {
    expect(said(offered())).toEqual(['callback_offer'])
    expect(after(offered(), [65_000, played(1)]).commands).toContainEqual({ type: 'music', leg: callerLeg, on: true })
    expect(said(after(wait({ terms }), [59_999, woke]))).toEqual([])
  })

  it('presses 1 and 1, and keeps the place', () => {
    expect(said(asks())).toEqual(['callback_confirm'])
    const accepted = after(asks(), [66_000, press('1')])
    expect(stateAt('closing', accepted)).toMatchObject({ outcome: 'overflow', stage: 'callback_accepted' })
    expect(said(accepted)).toEqual(['callback_accepted'])
    expect(accepted.commands).toContainEqual({ type: 'leaveQueue' })
    expect(accepted.facts).toContainEqual(expect.objectContaining({ type: 'callbackRequested', number: '13800000001', arrivedAt: T0, rank: 'normal', groups: [general] }))
    const over = after(accepted, [70_000, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'overflow', endedIn: 'callback_accepted', missed: false }))
  })

  it('gives another number by keys, a local one with the area code', () => {
    const typing = after(asks(), [66_000, press('2')], ...Array.from('8123456#', (digit, n): [number, CallEvent] => [67_000 + n * 300, press(digit)]))
    expect(typing.facts).toContainEqual(expect.objectContaining({ type: 'callbackRequested', number: '09918123456' }))
  })

  it('is asked again after a number nobody has, twice at most', () => {
    const wrong = after(asks(), [66_000, press('2')], [67_000, press('9')], [67_300, press('#')])
    expect(said(wrong)).toEqual(['callback_number'])
    const twice = after(wrong, [70_000, press('0')], [70_300, press('#')])
    expect(stateAt('waiting', twice).hearing).toEqual({ what: 'music' })
  })

  it('is asked for a number at once when it was withheld', () => {
    const anonymous = after(wait({ terms, plan: aPlan({ ani: null }) }), [60_000, woke], [61_000, press('1')])
    expect(said(anonymous)).toEqual(['callback_number'])
  })

  it('is connected in the middle of it when an agent comes free', () => {
    const connected = after(asks(), [63_000, { type: 'offered', agent: anna }], [66_000, { type: 'legAnswered', leg: agentLeg(1) }])
    expect(stateAt('connecting', connected).offer.agent).toBe(anna)
    expect(connected.commands).toContainEqual(expect.objectContaining({ type: 'stopPlay' }))
  })

  it('takes the key of the offer for nothing before it was made', () => {
    expect(after(wait({ terms }), [30_000, press('1')]).commands).toEqual([])
  })
})

describe('the reserve', () => {
  it('is asked after 90 s, and the caller is told', () => {
    const backup = 'backup' as GroupId
    const plan = aPlan({ positionSpoken: false, reach: [asked(0, [general]), { afterMs: 90_000, groups: [backup], announcement: { id: 'line_busy_overflow', values: {} } }] })
    const waiting = wait({ plan })
    expect(wakeAt(waiting.state)).toBe(T0 + 90_000)
    const reached = after(waiting, [90_000, woke])
    expect(reached.commands).toContainEqual({ type: 'widen', groups: [general, backup] })
    expect(said(reached)).toEqual(['line_busy_overflow'])
  })

  it('elders: the elder seats first, everybody at the same moment', () => {
    const elder = 'elder' as GroupId
    const { commands } = arrive({ plan: aPlan({ rank: 'elder', reach: [asked(0, [elder]), asked(0, [general])] }) })
    expect(commands.filter(({ type }) => type === 'enqueue' || type === 'widen')).toEqual([
      { type: 'enqueue', rank: 'elder', arrivedAt: T0, headAt: null, groups: [elder] },
      { type: 'widen', groups: [elder, general] },
    ])
  })
})

describe('nobody is signed in', () => {
  const told = () => arrive({ staffed: false })
  const speaking = () => after(told(), [5_700, played(1)], [6_000, woke])

  it('the caller is told so and speaks a message, in line all the while', () => {
    expect(said(told())).toEqual(['all_offline'])
    expect(told().commands).toContainEqual(expect.objectContaining({ type: 'enqueue' }))
    expect(speaking().commands).toContainEqual({ type: 'join', bridge: `b00${call}`, legs: [callerLeg] })
    expect(speaking().facts).toContainEqual(expect.objectContaining({ type: 'recordingStarted' }))
  })

  it('who hangs up in the announcement leaves no message', () => {
    const gone = after(told(), [2_000, played(1)], [2_010, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(gone.facts.map(({ type }) => type)).toEqual(['callEnded'])
    expect(gone.facts).toContainEqual(expect.objectContaining({ outcome: 'abandoned', endedIn: 'message', missed: false }))
  })

  it.each([
    ['the hash key', press('#'), 20_000],
    ['its longest time', woke, 126_000],
  ] as const)('a message ends by %s: thanked, and to be called back', (_, event, atMs) => {
    const over = after(speaking(), [atMs, event])
    expect(said(over)).toEqual(['message_thanks'])
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'messageLeft' }))
    expect(over.commands).toContainEqual({ type: 'closeBridge', bridge: `b00${call}` })
    const ended = after(over, [atMs + 5_000, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(ended.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'overflow', endedIn: 'message', missed: true, bridgedMs: atMs - 6_000 }))
  })

  it('who hangs up while speaking has left a message', () => {
    const over = after(speaking(), [30_000, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(over.facts.map(({ type }) => type)).toEqual(['messageLeft', 'callEnded'])
    expect(over.facts).toContainEqual(expect.objectContaining({ outcome: 'overflow', missed: true, bridgedMs: 24_000 }))
  })

  it('somebody signs in and picks up: the message becomes a conversation, on the same recording', () => {
    const connected = after(speaking(), [10_000, { type: 'offered', agent: anna }], [13_000, { type: 'legAnswered', leg: agentLeg(1) }])
    expect(stateAt('connecting', connected)).toMatchObject({ bridgedMs: 7_000, recordings: 1 })
    expect(connected.commands.map(({ type }) => type)).toEqual(['leaveQueue', 'stopRecord', 'closeBridge', 'record', 'join', 'wakeAt'])
  })

  it('since a moment ago: those who wait are told too', () => {
    expect(said(after(wait(), [20_000, { type: 'staffed', staffed: false }]))).toEqual(['all_offline'])
  })
})

describe('a caller kept for one agent', () => {
  it('is everybody’s after a while', () => {
    const plan = aPlan({ reach: [asked(0, ['@1002' as GroupId]), asked(5_000, [general])], positionSpoken: false })
    expect(arrive({ plan }).commands).toContainEqual(expect.objectContaining({ type: 'enqueue', groups: [`@${bo}`] }))
    expect(after(wait({ plan }), [5_000, woke]).commands).toContainEqual({ type: 'widen', groups: ['@1002', general] })
    expect(bo).toBe('1002' as Extension)
  })
})
