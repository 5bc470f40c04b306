import { describe, expect, it } from 'vitest'
import type { HotlineNumber } from '../../contract/ids.ts'
import type { Script } from '../script.ts'
import { after, anArrival, anna, asked, bo, EPOCH, general, someTerms, stateAt, T0 } from '../testing/examples.ts'
import { aScript } from '../testing/scripts.ts'
import { agentLegId, calledLegId, callIdFor, playbackId } from './ids.ts'
import { recover } from './recovery.ts'
import { begin, step, wakeAt } from './step.ts'
import type { CallEvent, Living, Step } from './state.ts'

const call = callIdFor('survey s1 1', T0)
const citizen = calledLegId(call)
const prompt = (id: string) => ({ id, values: {} })
const place = (script: Partial<Script> = {}, terms = someTerms()): Step =>
  begin(
    anArrival({
      call, caller: citizen, terms,
      plan: {
        treatment: 'dial', dnis: '12345' as HotlineNumber, dnisRaw: '12345', ani: '13800000001', aniRaw: '13800000001', lineName: '热线', labels: ['survey'],
        rank: 'normal', reach: [asked(0, [general])], ringTimeoutMs: 15_000, screenName: '回访转人工', number: '13800000001', callerId: '12345', callbackId: null, ticketNo: 'JC20261121000001', by: null,
        first: null, hidden: false, wish: null, script: aScript(general, script),
      },
    }),
    T0,
  )
const woke: CallEvent = { type: 'woke', ahead: null }
const up: CallEvent = { type: 'legAnswered', leg: citizen }
const ended = (cause = 16): CallEvent => ({ type: 'legEnded', leg: citizen, cause })
const said = (n: number): CallEvent => ({ type: 'promptEnded', playback: playbackId(call, n) })
const key = (digit: string): CallEvent => ({ type: 'digit', leg: citizen, digit })
const seat = (agent: typeof anna | null): CallEvent => ({ type: 'seatFound', seat: agent && { kind: 'seat', agent, name: '座席' } })
const says = ({ commands }: Step): string[] => commands.flatMap((command) => (command.type === 'say' ? [command.prompt.id] : []))
const over = (last: Step): object | undefined => last.facts.find(({ type }) => type === 'callEnded')
interface Found {
  leg: typeof citizen
  up: boolean
}
const live = (...legs: readonly Found[]) => ({
  startedAt: EPOCH, bridges: new Map(),
  legs: new Map(legs.map((each) => [each.leg, { ...each, ours: true, bridge: null, context: '', createdAt: T0, callerNumber: '', dialled: '', transferCount: null, interaction: null }])),
})

const answered = (script: Partial<Script> = {}): Step => after(place(script), [5_000, up])
/** The first question is being asked, for a second. */
const atQ1 = (script: Partial<Script> = {}): Step => after(answered(script), [8_000, said(1)])
const atQ2 = (): Step => after(atQ1(), [9_000, key('1')])

describe('a call that speaks by itself', () => {
  it('rings the number and nobody else, as long as the policy has it', () => {
    const first = place({}, someTerms({ scriptRingMs: 35_000 }))
    expect(first.commands).toEqual([{ type: 'dial', leg: citizen, number: '13800000001', callerId: '12345', timeoutMs: 38_000, centre: null }, { type: 'wakeAt', at: T0 + 35_000 }])
    const late = after(first, [35_000, woke])
    expect(late.commands).toContainEqual({ type: 'hangUp', leg: citizen, cause: 'no_answer' })
    expect(over(late)).toMatchObject({ outcome: 'unreached', script: 'no_answer', unreached: 'no_answer', missed: false, ticketNo: 'JC20261121000001' })
  })

  it.each([[17, 'busy'], [18, 'no_answer'], [19, 'no_answer'], [16, 'no_answer'], [21, 'rejected'], [1, 'invalid'], [28, 'invalid'], [38, 'failed'], [20, 'failed'], [0, 'failed']] as const)(
    'that is not picked up says why: cause %i is %s',
    (cause, script) => {
      expect(over(after(place(), [4_000, ended(cause)]))).toMatchObject({ outcome: 'unreached', endedIn: 'dialling', script, answeredAt: null, missed: false })
    },
  )

  it('speaks as soon as it is picked up, and counts as answered then', () => {
    const first = answered()
    expect(says(first)).toEqual(['hello'])
    expect(first.facts).toEqual([{ type: 'scriptBegun', call, at: T0 + 5_000 }])
    expect(over(after(first, [6_000, ended()]))).toMatchObject({ outcome: 'automatic', script: 'left', answeredAt: T0 + 5_000, agent: null })
  })

  it('takes a key during the question, keeps it, and then goes on', () => {
    const next = atQ2()
    expect(next.facts).toEqual([{ type: 'scriptAnswered', call, at: T0 + 9_000, step: 'q1', value: 'solved' }])
    expect(next.commands.slice(0, 2)).toEqual([{ type: 'stopPlay', playback: playbackId(call, 2) }, expect.objectContaining({ type: 'say', prompt: prompt('q2') })])
  })

  it('drops what a hand on the keypad presses before the next question is heard', () => {
    let last = atQ2()
    for (let n = 1; n <= 20; n++) last = step(last.state, key('1'), T0 + 9_000 + n * 120)
    expect(stateAt('asking', last)).toMatchObject({ step: 'q2' })
    expect(after(last, [13_000, key('1')]).facts).toEqual([expect.objectContaining({ step: 'q2', value: 'satisfied' })])
  })

  it('asks again after silence, as often as it may, and takes the way of silence then', () => {
    const once = after(atQ1(), [12_000, said(2)])
    expect(wakeAt(once.state)).toBe(T0 + 18_000)
    const again = after(once, [18_000, woke])
    expect(says(again)).toEqual(['q1'])
    const given = after(again, [22_000, said(3)], [28_000, woke])
    expect(says(given)).toEqual(['bye'])
    const down = after(given, [30_000, said(4)])
    expect(down.commands).toContainEqual({ type: 'hangUp', leg: citizen, cause: 'normal' })
    expect(over(after(down, [30_100, ended()]))).toMatchObject({ outcome: 'automatic', script: 'silent' })
  })

  it('says that a key means nothing, then asks again; at last it goes the way of silence', () => {
    const wrong = after(atQ1(), [9_000, key('7')])
    expect(says(wrong)).toEqual(['invalid'])
    const again = after(wrong, [11_000, said(3)])
    expect(says(again)).toEqual(['q1'])
    expect(after(wrong, [10_000, key('1')]).facts).toEqual([expect.objectContaining({ value: 'solved' })])
    expect(says(after(again, [12_000, key('8')]))).toEqual(['bye'])
    expect(says(after(atQ1({ invalid: null }), [9_000, key('7')]))).toEqual(['q1'])
  })

  it('is left by who hangs up before the end, and complete for who hangs up at the goodbye', () => {
    expect(over(after(atQ2(), [10_000, ended()]))).toMatchObject({ script: 'left' })
    const goodbye = after(atQ2(), [10_000, key('1')])
    expect(says(goodbye)).toEqual(['bye'])
    expect(over(after(goodbye, [10_500, ended()]))).toMatchObject({ script: 'completed' })
  })

  it('is silent when no key was ever pressed, whoever hangs up; a wrong key is somebody', () => {
    expect(over(after(atQ1(), [9_000, ended()]))).toMatchObject({ script: 'silent' })
    expect(over(after(atQ1(), [9_000, key('7')], [9_500, ended()]))).toMatchObject({ script: 'left' })
  })

  it('waits for the hang-up when a prompt breaks off, and takes nothing as said', () => {
    const broken = after(answered(), [6_000, { type: 'promptEnded', playback: playbackId(call, 1), failed: true }])
    expect([says(broken), wakeAt(broken.state)]).toEqual([[], T0 + 7_000])
    expect(over(after(broken, [6_200, ended()]))).toMatchObject({ script: 'left' })
    expect(says(after(broken, [7_000, woke]))).toEqual(['q1'])
  })
})

describe('a message', () => {
  const spoken = (): Step => after(atQ1(), [9_000, key('3')], [13_000, said(3)], [13_300, woke])

  it('is recorded after the prompt, and its length is told', () => {
    expect(spoken().commands.map(({ type }) => type)).toEqual(['record', 'join', 'listenFor', 'wakeAt'])
    const done = after(spoken(), [20_300, key('#')])
    expect(done.facts).toEqual([{ type: 'scriptMessage', call, at: T0 + 20_300, step: 'voice', recordingId: expect.any(String), lengthMs: 7_000 }])
    expect(says(done)).toEqual(['bye'])
    expect(over(after(done, [21_000, ended()]))).toMatchObject({ bridgedMs: 7_000, script: 'completed' })
  })

  it('ends when nobody speaks, when the voice has ended, and after its time', () => {
    expect(says(after(spoken(), [23_300, woke]))).toEqual(['bye'])
    const speaking = after(spoken(), [14_000, { type: 'legSpoke', leg: citizen }])
    expect(wakeAt(speaking.state)).toBe(T0 + 73_300)
    const quiet = after(speaking, [30_000, { type: 'legQuiet', leg: citizen }])
    expect(wakeAt(quiet.state)).toBe(T0 + 32_500)
    expect(says(after(quiet, [32_500, woke]))).toEqual(['bye'])
    expect(wakeAt(after(quiet, [31_000, { type: 'legSpoke', leg: citizen }]).state)).toBe(T0 + 73_300)
  })

  it('is kept when the speaker just hangs up, and that is the end of it', () => {
    const last = after(spoken(), [18_300, ended()])
    expect(last.facts).toEqual([expect.objectContaining({ type: 'scriptMessage', lengthMs: 5_000 }), expect.objectContaining({ script: 'completed', bridgedMs: 5_000 })])
    expect(last.commands).toContainEqual(expect.objectContaining({ type: 'closeBridge' }))
  })

  it('is asked of nobody where nothing is recorded', () => {
    const silent = after(place({}, someTerms({ recording: false })), [5_000, up], [8_000, said(1)], [9_000, key('3')], [13_000, said(3)], [13_300, woke])
    expect(says(silent)).toEqual(['bye'])
  })
})

describe('the key to a person', () => {
  const wanted = (): Step => after(atQ1(), [9_000, key('0')])
  const ringing = (): Step => after(wanted(), [9_000, seat(anna)])
  const leg = agentLegId(call, 1)

  it('is kept as such, and asks for whoever is free', () => {
    expect(wanted().facts).toEqual([{ type: 'scriptAnswered', call, at: T0 + 9_000, step: 'q1', value: 'person' }])
    expect(wanted().commands).toContainEqual({ type: 'findSeat', groups: ['general'], except: [] })
    expect(says(after(wanted(), [9_000, seat(null)]))).toEqual(['nobody'])
  })

  it('rings the agent while the citizen is told to wait, and makes an ordinary conversation of it', () => {
    expect(ringing().commands.slice(0, 2)).toEqual([expect.objectContaining({ type: 'ring', leg, agent: anna }), expect.objectContaining({ type: 'say', leg: citizen, prompt: prompt('wait') })])
    const talk = after(ringing(), [12_000, { type: 'legAnswered', leg }], [12_100, { type: 'legJoined', leg }], [12_100, { type: 'legJoined', leg: citizen }])
    expect(talk.facts).toContainEqual(expect.objectContaining({ type: 'agentConnected', agent: anna, direction: 'outbound', answeredAt: T0 + 5_000, ticketNo: 'JC20261121000001' }))
    expect(over(after(talk, [42_100, ended()]))).toMatchObject({ outcome: 'handled', script: 'person', agent: anna, talkedMs: 30_000 })
  })

  it('tries one more agent, then says that there is nobody', () => {
    const other = after(ringing(), [24_000, woke])
    expect(other.commands).toEqual(expect.arrayContaining([{ type: 'hangUp', leg, cause: 'no_answer' }, { type: 'agentOfferEnded', agent: anna, how: 'no_answer' }, { type: 'findSeat', groups: ['general'], except: [anna] }]))
    const second = after(other, [24_000, seat(bo)])
    expect(says(second)).toEqual([])
    const none = after(second, [26_000, { type: 'legEnded', leg: agentLegId(call, 2), cause: 21 }])
    expect([says(none), none.commands.some(({ type }) => type === 'findSeat')]).toEqual([['nobody'], false])
  })

  it('lets the agent go when the citizen does not wait, and it was no conversation', () => {
    const last = after(ringing(), [11_000, ended()])
    expect(last.commands).toEqual(expect.arrayContaining([{ type: 'hangUp', leg, cause: 'normal' }, { type: 'agentOfferEnded', agent: anna, how: 'withdrawn' }]))
    expect(over(last)).toMatchObject({ outcome: 'automatic', script: 'left', missed: false })
  })
})

describe('after an absence of ours', () => {
  const found = (of: Step, gap: 'away' | 'sweep', ...legs: readonly Found[]): ReturnType<typeof recover> => recover(of.state as Living, live(...legs), gap)

  it('a phone that rings is the same call, one that is gone is over', () => {
    expect(found(place(), 'away', { leg: citizen, up: false })).toEqual({ events: [], ensure: [] })
    expect(found(place(), 'away', { leg: citizen, up: true }).events).toEqual([up])
    expect(found(place(), 'away').events).toEqual([ended(0)])
  })

  it('the question is asked again, and what was answered stays answered', () => {
    const { events, ensure } = found(atQ2(), 'away', { leg: citizen, up: true })
    expect([events, ensure]).toEqual([[{ type: 'returned' }], [{ type: 'stopPlay', playback: playbackId(call, 3) }]])
    const again = after(atQ2(), [20_000, { type: 'returned' }])
    expect([says(again), again.facts, stateAt('asking', again).plays]).toEqual([['q2'], [], 1])
    expect(found(atQ2(), 'sweep', { leg: citizen, up: true })).toEqual({ events: [], ensure: [] })
  })

  it('an Asterisk that is gone leaves what was answered; without a key it was no mailbox', () => {
    expect(over(after(atQ2(), [20_000, { type: 'interrupted' }]))).toMatchObject({ outcome: 'automatic', script: 'left', missed: false })
    expect(over(after(atQ1(), [20_000, { type: 'interrupted' }]))).toMatchObject({ outcome: 'automatic', script: 'failed' })
    expect(over(after(place(), [20_000, { type: 'interrupted' }]))).toMatchObject({ outcome: 'unreached', script: 'failed' })
  })
})
