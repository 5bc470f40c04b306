import { describe, expect, it } from 'vitest'
import type { LegId } from '../../contract/ids.ts'
import type { LiveLeg, LiveState } from '../../telephony/port.ts'
import { after, agentLeg, anna, aPlan, arrive, aTalk, call, callerLeg, EPOCH, general, T0, wait } from '../testing/examples.ts'
import { recover, strays } from './recovery.ts'
import type { In, Step } from './state.ts'

const leg = (id: LegId, changes: Partial<LiveLeg> = {}): LiveLeg => ({
  leg: id, up: true, ours: true, bridge: null, context: 'from-trunk', createdAt: T0, callerNumber: '13800000001', dialled: '12345', transferCount: null, interaction: null, ...changes,
})
const live = (legs: readonly LiveLeg[], bridges: Record<string, LegId[]> = {}, startedAt = EPOCH): LiveState => ({
  startedAt,
  legs: new Map(legs.map((one) => [one.leg, one])),
  bridges: new Map(Object.entries(bridges)),
})
const living = ({ state }: Step) => state as Exclude<typeof state, In<'ended'>>
const talkBridge = { [`b00${call}`]: [callerLeg, agentLeg(1)] }

describe('after a restart, a waiting caller', () => {
  const waiting = living(wait())

  it('keeps the place and the music', () => {
    expect(recover(waiting, live([leg(callerLeg)]), 'away')).toEqual({
      events: [],
      ensure: [
        { type: 'enqueue', rank: 'normal', arrivedAt: T0, headAt: null, groups: [general] },
        { type: 'music', leg: callerLeg, on: true },
      ],
    })
  })

  it('who was never answered is answered now', () => {
    expect(recover(waiting, live([leg(callerLeg, { up: false })]), 'away').ensure[0]).toEqual({ type: 'answer', leg: callerLeg })
  })

  it('does not hear the announcement again', () => {
    const announced = living(arrive({ plan: aPlan({ announcements: [{ id: 'welcome', values: {} }] }) }))
    const found = recover(announced, live([leg(callerLeg)]), 'away')
    expect(found.events).toEqual([{ type: 'promptEnded', playback: `p001${call}` }])
    expect(found.ensure).toContainEqual({ type: 'stopPlay', playback: `p001${call}` })
  })

  it('who hung up meanwhile has left', () => {
    expect(recover(waiting, live([]), 'away').events).toEqual([{ type: 'legEnded', leg: callerLeg, cause: 16 }])
  })

  it('whom the fallback took has left us', () => {
    expect(recover(waiting, live([leg(callerLeg, { ours: false, context: 'fallback' })]), 'away').events).toEqual([{ type: 'legLeft', leg: callerLeg }])
  })

  it('of another Asterisk is cut off', () => {
    expect(recover(waiting, live([leg(callerLeg)], {}, EPOCH + 60_000), 'away').events).toEqual([{ type: 'interrupted' }])
  })
})

describe('after a restart, an offer', () => {
  const offered = living(after(arrive(), [1_000, { type: 'offered', agent: anna }]))

  it('whose phone still rings is kept', () => {
    expect(recover(offered, live([leg(callerLeg), leg(agentLeg(1), { up: false })]), 'away').events).toEqual([])
  })

  it('that was picked up meanwhile is taken at once', () => {
    expect(recover(offered, live([leg(callerLeg), leg(agentLeg(1))]), 'away').events).toEqual([{ type: 'legAnswered', leg: agentLeg(1) }])
  })

  it('that is gone is no fault of the agent', () => {
    expect(recover(offered, live([leg(callerLeg)]), 'away').events).toEqual([{ type: 'legEnded', leg: agentLeg(1), cause: 0 }])
  })
})

describe('after a restart, a conversation', () => {
  const talking = living(aTalk())

  it('goes on untouched', () => {
    expect(recover(talking, live([leg(callerLeg), leg(agentLeg(1))], talkBridge), 'sweep')).toEqual({ events: [], ensure: [] })
  })

  it('whose agent left meanwhile goes on to the rating', () => {
    expect(recover(talking, live([leg(callerLeg)], { [`b00${call}`]: [callerLeg] }), 'away').events).toEqual([{ type: 'legEnded', leg: agentLeg(1), cause: 16 }])
  })

  it('that was about to be bridged is bridged', () => {
    const connecting = living(after(arrive(), [1_000, { type: 'offered', agent: anna }], [2_000, { type: 'legAnswered', leg: agentLeg(1) }]))
    const found = recover(connecting, live([leg(callerLeg), leg(agentLeg(1))]), 'away')
    expect(found.ensure).toContainEqual({ type: 'join', bridge: `b00${call}`, legs: [callerLeg, agentLeg(1)] })
    expect(recover(connecting, live([leg(callerLeg), leg(agentLeg(1))], talkBridge), 'away').events).toEqual([
      { type: 'legJoined', leg: callerLeg },
      { type: 'legJoined', leg: agentLeg(1) },
    ])
  })
})

describe('what belongs to nobody', () => {
  it('is removed: agents of ended calls and empty bridges', () => {
    const found = strays(live([leg(agentLeg(1))], { [`b00${call}`]: [] }), new Map(), () => true)
    expect(found).toEqual({ adopt: [], remove: [{ type: 'hangUp', leg: agentLeg(1), cause: 'normal' }, { type: 'closeBridge', bridge: `b00${call}` }] })
  })

  it('is adopted when it is a caller no record knows', () => {
    expect(strays(live([leg(callerLeg)]), new Map(), () => false)).toEqual({ adopt: [callerLeg], remove: [] })
  })

  it('is left alone in the hands of the fallback', () => {
    expect(strays(live([leg(callerLeg, { ours: false })]), new Map(), () => false)).toEqual({ adopt: [], remove: [] })
  })

  it('does not include the legs and bridges of open calls', () => {
    const talking = living(aTalk())
    expect(strays(live([leg(callerLeg), leg(agentLeg(1))], { [`b00${call}`]: [] }), new Map([[call, talking]]), () => false)).toEqual({ adopt: [], remove: [] })
  })
})
