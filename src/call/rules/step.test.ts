import { describe, expect, it } from 'vitest'
import { after, agentLeg, anna, aPlan, arrive, asked, aTalk, bo, call, callerLeg, general, hr, someTerms, stateAt, T0, wait } from '../testing/examples.ts'
import { wakeAt } from './step.ts'

const transition = { id: 'transition', values: { line: '城管热线', number: '12319', cancelDate: '2026-12-01' } }
const notice = { id: 'recording_notice', values: {} }

describe('a caller who arrives', () => {
  it('is in the queue before the first word is said, from the time of arrival', () => {
    const { commands } = arrive({ plan: aPlan({ announcements: [transition] }), arrivedAt: T0 - 400 })
    expect(commands.map(({ type }) => type)).toEqual(['answer', 'enqueue', 'say', 'wakeAt'])
    expect(commands[1]).toMatchObject({ rank: 'normal', arrivedAt: T0 - 400, groups: [general] })
  })

  it('hears music within a second when there is nothing to announce and nobody picks up', () => {
    expect(arrive().commands).not.toContainEqual({ type: 'music', leg: callerLeg, on: true })
    expect(wakeAt(arrive().state)).toBe(T0 + 1_000)
    expect(after(arrive(), [1_000, { type: 'woke', ahead: 0 }]).commands).toContainEqual({ type: 'music', leg: callerLeg, on: true })
  })

  it('hears all announcements in order, then music', () => {
    const first = arrive({ plan: aPlan({ announcements: [transition, notice] }) })
    const second = after(first, [8_000, { type: 'promptEnded', playback: `p001${call}` }])
    expect(second.commands).toContainEqual({ type: 'say', leg: callerLeg, playback: `p002${call}`, prompt: notice })
    const third = after(second, [11_000, { type: 'promptEnded', playback: `p002${call}` }])
    expect(third.commands).toContainEqual({ type: 'music', leg: callerLeg, on: true })
  })

  it('on a cancelled number hears so twice, is hung up, and is nobody to call back', () => {
    const plan = { ...aPlan(), treatment: 'announce_hangup' as const, announcement: { id: 'number_cancelled', values: {} }, times: 2 }
    const first = arrive({ plan })
    expect(first.commands.filter(({ type }) => type === 'enqueue')).toEqual([])
    const second = after(first, [5_000, { type: 'promptEnded', playback: `p001${call}` }])
    expect(second.commands).toContainEqual(expect.objectContaining({ type: 'say', playback: `p002${call}` }))
    const third = after(second, [10_000, { type: 'promptEnded', playback: `p002${call}` }])
    expect(third.commands).toContainEqual({ type: 'hangUp', leg: callerLeg, cause: 'normal' })
    const last = after(third, [10_100, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(last.facts).toEqual([expect.objectContaining({ type: 'callEnded', outcome: 'cancelled_number', missed: false })])
  })

  it('on a number handed back to the carrier is refused without being answered', () => {
    const rejected = arrive({ plan: { ...aPlan(), treatment: 'reject' } })
    expect(rejected.commands[0]).toEqual({ type: 'hangUp', leg: callerLeg, cause: 'unallocated' })
    const last = after(rejected, [50, { type: 'legEnded', leg: callerLeg, cause: 1 }])
    expect(last.facts).toEqual([expect.objectContaining({ outcome: 'rejected' })])
  })

  it('is told and called back when the queue is full, unless it is an emergency', () => {
    expect(arrive({ waiting: 2_000 }).state).toMatchObject({ at: 'announcing', outcome: 'overflow' })
    expect(arrive({ waiting: 2_000, plan: aPlan({ rank: 'emergency' }) }).state.at).toBe('waiting')
  })
})

describe('a caller who is offered to an agent', () => {
  const offered = after(wait(), [1_000, { type: 'offered', agent: anna }])

  it('makes the phone of that agent ring, and Asterisk give up later than we do', () => {
    expect(offered.commands).toContainEqual({ type: 'ring', leg: agentLeg(1), agent: anna, callerId: '13800000001', callerName: '12345', timeoutMs: 18_000 })
    expect(wakeAt(offered.state)).toBe(T0 + 16_000)
  })

  it('refuses a second agent while the first one rings', () => {
    expect(after(offered, [1_500, { type: 'offered', agent: bo }]).commands).toEqual([{ type: 'agentOfferEnded', agent: bo, how: 'withdrawn' }])
  })

  it('is recorded from before the bridge is made, and connected', () => {
    const { commands, state } = after(offered, [3_000, { type: 'legAnswered', leg: agentLeg(1) }])
    expect(commands.map(({ type }) => type)).toEqual(['leaveQueue', 'record', 'music', 'join', 'wakeAt'])
    expect(state.at).toBe('connecting')
  })

  it('talks when both are in the bridge, whoever comes first', () => {
    const legs = [callerLeg, agentLeg(1)]
    for (const [first, second] of [legs, legs.toReversed()]) {
      const talk = after(offered, [3_000, { type: 'legAnswered', leg: agentLeg(1) }], [3_010, { type: 'legJoined', leg: first! }], [3_020, { type: 'legJoined', leg: second! }])
      expect(talk.state).toMatchObject({ at: 'talking', agent: anna, bridgedSince: T0 + 3_020 })
      expect(talk.commands).toContainEqual({ type: 'lease', leg: callerLeg, forMs: 7_200_000 })
      expect(talk.facts).toContainEqual(expect.objectContaining({ type: 'agentConnected', agent: anna, waitedMs: 3_000 }))
    }
  })

  it('goes back in line in the same place when nobody picks up in time', () => {
    const { commands, facts, state } = after(offered, [16_000, { type: 'woke', ahead: 0 }])
    expect(commands).toEqual([
      { type: 'hangUp', leg: agentLeg(1), cause: 'no_answer' },
      { type: 'agentOfferEnded', agent: anna, how: 'no_answer' },
      { type: 'enqueue', rank: 'normal', arrivedAt: T0, headAt: null, groups: [general] },
      { type: 'wakeAt', at: T0 + 30_000 },
    ])
    expect(facts).toEqual([expect.objectContaining({ type: 'offerEnded', how: 'no_answer', rangMs: 15_000 })])
    expect(stateAt('waiting', { state, commands, facts }).offer).toBeNull()
  })

  it('lets an agent go who picks up after the ringing was ended', () => {
    const gone = after(offered, [16_000, { type: 'woke', ahead: 0 }])
    expect(after(gone, [16_001, { type: 'legAnswered', leg: agentLeg(1) }]).commands).toEqual([{ type: 'hangUp', leg: agentLeg(1), cause: 'normal' }])
  })

  it.each([
    [17, 'busy'],
    [21, 'declined'],
    [19, 'no_answer'],
    [20, 'unreachable'],
    [0, 'withdrawn'],
  ])('tells a phone that ends with cause %i as %s', (cause, how) => {
    expect(after(offered, [2_000, { type: 'legEnded', leg: agentLeg(1), cause }]).commands).toContainEqual({ type: 'agentOfferEnded', agent: anna, how })
  })

  it('stops the ringing when the caller hangs up, without blaming the agent', () => {
    const { commands, facts } = after(offered, [9_000, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(commands).toContainEqual({ type: 'hangUp', leg: agentLeg(1), cause: 'normal' })
    expect(commands).toContainEqual({ type: 'agentOfferEnded', agent: anna, how: 'withdrawn' })
    expect(facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'abandoned', endedIn: 'offer', missed: true }))
  })

  it('counts as abandoned when the caller goes in the moment between answer and bridge', () => {
    const gap = after(offered, [3_000, { type: 'legAnswered', leg: agentLeg(1) }], [3_050, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(gap.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'abandoned', endedIn: 'connecting', missed: false }))
    expect(gap.commands).toContainEqual({ type: 'closeBridge', bridge: `b00${call}` })
  })
})

describe('an agent who picks up while the caller still hears the announcement', () => {
  const early = after(arrive({ plan: aPlan({ announcements: [transition] }) }), [500, { type: 'offered', agent: anna }], [2_000, { type: 'legAnswered', leg: agentLeg(1) }])

  it('is told what number was dialled, and waits', () => {
    expect(early.commands).toContainEqual(expect.objectContaining({ type: 'say', leg: agentLeg(1), prompt: { id: 'agent_line', values: { line: '政务服务便民热线', number: '12345' } } }))
    expect(early.state.at).toBe('waiting')
  })

  it('is connected the moment the announcement ends, and is not rung out meanwhile', () => {
    expect(after(early, [20_000, { type: 'woke', ahead: 0 }]).state.at).toBe('waiting')
    const heard = after(early, [8_000, { type: 'promptEnded', playback: `p001${call}` }])
    expect(heard.commands.map(({ type }) => type)).toEqual(['leaveQueue', 'record', 'stopPlay', 'stopPlay', 'join', 'wakeAt'])
  })

  it('who gives up before that leaves the caller in line', () => {
    const left = after(early, [4_000, { type: 'legEnded', leg: agentLeg(1), cause: 16 }])
    expect(left.commands).toContainEqual({ type: 'agentOfferEnded', agent: anna, how: 'declined' })
    expect(left.state.at).toBe('waiting')
  })
})

describe('a waiting caller', () => {
  it('of a dual number is offered to everybody after the time of the specialists, in the same place', () => {
    const waiting = wait({ plan: aPlan({ reach: [asked(0, [hr]), asked(20_000, [hr, general])] }) })
    expect(wakeAt(waiting.state)).toBe(T0 + 20_000)
    expect(after(waiting, [20_000, { type: 'woke', ahead: 3 }]).commands).toContainEqual({ type: 'widen', groups: [hr, general] })
  })

  it('is told the position after 30 s and every 30 s', () => {
    const first = after(wait(), [30_000, { type: 'woke', ahead: 4 }])
    expect(first.commands).toContainEqual({ type: 'say', leg: callerLeg, playback: `p001${call}`, prompt: { id: 'queue_position', values: { n: '4', number: '12345' } } })
    const heard = after(first, [33_000, { type: 'promptEnded', playback: `p001${call}` }])
    expect(heard.commands).toContainEqual({ type: 'music', leg: callerLeg, on: true })
    expect(wakeAt(heard.state)).toBe(T0 + 60_000)
  })

  it('is not told a position while a phone rings, or ever if elderly', () => {
    const ringing = after(wait(), [29_000, { type: 'offered', agent: anna }], [30_000, { type: 'woke', ahead: null }])
    expect(ringing.commands.filter(({ type }) => type === 'say')).toEqual([])
    expect(wakeAt(wait({ plan: aPlan({ positionSpoken: false }) }).state)).toBeNull()
  })

  it('who is taken by the fallback is recorded as such and called back', () => {
    const { facts } = after(wait(), [40_000, { type: 'legLeft', leg: callerLeg }])
    expect(facts).toEqual([expect.objectContaining({ type: 'callEnded', outcome: 'fallback', endedIn: 'fallback', missed: true })])
  })

  it.each([
    [4_999, false],
    [5_000, true],
  ])('who gives up after %i ms is called back: %s', (afterMs, missed) => {
    expect(after(wait(), [afterMs, { type: 'legEnded', leg: callerLeg, cause: 16 }]).facts).toEqual([expect.objectContaining({ outcome: 'abandoned', endedIn: 'queue', missed })])
  })
})

describe('a conversation', () => {
  it('ended by the caller is handled, with no rating asked', () => {
    const { facts, commands } = after(aTalk(), [63_000, { type: 'legEnded', leg: callerLeg, cause: 16 }])
    expect(facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'handled', endedIn: 'talking', talkedMs: 60_000, bridgedMs: 60_000, agent: anna, missed: false }))
    expect(commands).toContainEqual({ type: 'agentReleased', agent: anna, wrapUp: true })
  })

  it('ended by the agent asks the caller for a rating', () => {
    const asked = after(aTalk(), [63_000, { type: 'legEnded', leg: agentLeg(1), cause: 16 }])
    expect(asked.commands).toContainEqual(expect.objectContaining({ type: 'say', prompt: { id: 'rate_agent', values: { number: '12345' } } }))
    expect(asked.commands).toContainEqual({ type: 'agentReleased', agent: anna, wrapUp: true })
  })

  it('in which the agent is lost takes the caller to the head of the line', () => {
    const lost = after(aTalk(), [63_000, { type: 'legEnded', leg: agentLeg(1), cause: 44 }])
    expect(lost.commands).toContainEqual({ type: 'enqueue', rank: 'return', arrivedAt: T0, headAt: null, groups: [general] })
    expect(after(lost, [70_000, { type: 'legEnded', leg: callerLeg, cause: 16 }]).facts).toEqual([
      expect.objectContaining({ outcome: 'interrupted', missed: true, talkedMs: 60_000, bridgedMs: 60_000, answeredAt: T0 + 3_000 }),
    ])
  })

  it('on hold gives the caller music under the short lease, and takes up again', () => {
    const held = after(aTalk(), [10_000, { type: 'hold' }])
    expect(held.commands.map(({ type }) => type)).toEqual(['part', 'music', 'lease', 'agentHolds'])
    const back = after(held, [25_000, { type: 'resume' }])
    expect(back.commands).toContainEqual({ type: 'join', bridge: `b00${call}`, legs: [callerLeg] })
    expect(after(back, [63_000, { type: 'legEnded', leg: callerLeg, cause: 16 }]).facts).toContainEqual(expect.objectContaining({ bridgedMs: 45_000, talkedMs: 60_000 }))
  })

  it('on hold that the agent leaves takes the caller back to the line, not to silence', () => {
    const left = after(aTalk(), [10_000, { type: 'hold' }], [12_000, { type: 'legEnded', leg: agentLeg(1), cause: 16 }])
    expect(left.state).toMatchObject({ at: 'waiting', rank: 'return' })
  })

  it('of a dead Asterisk is interrupted and called back', () => {
    expect(after(aTalk(), [20_000, { type: 'interrupted' }]).facts).toContainEqual(expect.objectContaining({ outcome: 'interrupted', missed: true }))
  })

  it('with a second agent is still in the one recording of the call', () => {
    const again = after(aTalk(), [63_000, { type: 'legEnded', leg: agentLeg(1), cause: 44 }], [64_000, { type: 'offered', agent: bo }], [65_000, { type: 'legAnswered', leg: agentLeg(2) }])
    expect(after(aTalk(), [63_000, { type: 'legEnded', leg: agentLeg(1), cause: 44 }]).commands).toContainEqual({ type: 'stopRecord', leg: callerLeg })
    expect(again.commands).toContainEqual({ type: 'record', leg: callerLeg, recording: `r01${call}`, file: `2026/11/21/r01${call}.raw` })
    expect(again.facts).toEqual([])
    expect(again.state).toMatchObject({ at: 'connecting', recording: { id: `r01${call}` } })
  })

  it('goes on when recording fails, which is tried again', () => {
    const failed = after(aTalk(), [4_000, { type: 'recordFailed', recording: `r01${call}`, why: 'unavailable' }])
    expect(failed.facts).toEqual([expect.objectContaining({ type: 'recordingFailed' })])
    expect(after(failed, [9_000, { type: 'woke', ahead: null }]).commands).toContainEqual(expect.objectContaining({ type: 'record', recording: `r02${call}` }))
  })
})

describe('the rating after a call', () => {
  const asked = after(aTalk(), [10_000, { type: 'legEnded', leg: agentLeg(1), cause: 16 }])
  const digit = (key: string) => ({ type: 'digit', leg: callerLeg, digit: key }) as const
  const prompts = (step: typeof asked) => step.commands.flatMap((command) => (command.type === 'say' ? [command.prompt.id] : []))

  it('takes a key at once, thanks and hangs up', () => {
    const rated = after(asked, [12_000, digit('1')])
    expect(rated.facts).toEqual([expect.objectContaining({ type: 'rated', agent: anna, rating: 1 })])
    expect(prompts(rated)).toEqual(['rate_thanks'])
    const thanked = after(rated, [14_000, { type: 'promptEnded', playback: `p002${call}` }])
    expect(thanked.commands).toContainEqual({ type: 'hangUp', leg: callerLeg, cause: 'normal' })
  })

  it('asks again after a wrong key, and takes the right one then', () => {
    const wrong = after(asked, [12_000, digit('9')])
    expect(prompts(wrong)).toEqual(['rate_agent'])
    expect(after(wrong, [14_000, digit('3')]).facts).toEqual([expect.objectContaining({ rating: 3 })])
  })

  it('asks twice when nobody answers, then thanks', () => {
    const silent = after(asked, [16_000, { type: 'promptEnded', playback: `p001${call}` }], [22_000, { type: 'woke', ahead: null }])
    expect(prompts(silent)).toEqual(['rate_agent'])
    expect(prompts(after(silent, [28_000, { type: 'promptEnded', playback: `p002${call}` }], [34_000, { type: 'woke', ahead: null }]))).toEqual(['rate_thanks'])
  })

  it('takes twenty keys at once for one wrong answer, and stores a rating once', () => {
    const many = after(asked, ...Array.from({ length: 20 }, (_, i) => [12_000 + i, digit('9')] as [number, ReturnType<typeof digit>]))
    expect(many.state).toMatchObject({ at: 'rating', plays: 2 })
    const twice = after(asked, [12_000, digit('1')], [12_010, digit('3')])
    expect(twice.facts).toEqual([])
  })

  it('is not asked when switched off', () => {
    const off = after(aTalk({ terms: someTerms({ rating: { enabled: false, answerWithinMs: 6_000, maxPlays: 2 } }) }), [10_000, { type: 'legEnded', leg: agentLeg(1), cause: 16 }])
    expect(off.commands).toContainEqual({ type: 'hangUp', leg: callerLeg, cause: 'normal' })
  })
})
