import { expect, it } from 'vitest'
import type { LegId } from '../contract/ids.ts'
import { ariEvents } from './ari-events.ts'

const channel = (id: string, state = 'Up') => ({
  id,
  name: `PJSIP/trunk-${id}`,
  state,
  caller: { number: '13812345678', name: '' },
  dialplan: { exten: '+8699112319', context: 'from-trunk' },
  creationtime: '2026-11-21T19:43:13.583+0800',
  extra: 'ignored',
})
function events() {
  const time = { now: 0 }
  return { time, ...ariEvents({ now: () => time.now, at: () => () => {}, every: () => () => {} }) }
}

it('takes a StasisStart without arguments for a caller, and ours for an answered leg', () => {
  const { translate } = events()
  expect(translate({ type: 'StasisStart', args: [], channel: channel('c1', 'Ring') })).toEqual({
    type: 'legArrived', leg: 'c1', callerNumber: '13812345678', callerName: '', dialled: '+8699112319', createdAt: Date.UTC(2026, 10, 21, 11, 43, 13, 583),
    transferCount: null, interaction: null,
  })
  expect(translate({ type: 'StasisStart', args: ['rung', 'call-1'], channel: channel('a1') })).toEqual({ type: 'legAnswered', leg: 'a1' })
})

it('takes what another centre says of a caller it hands over', () => {
  const { translate } = events()
  const channelvars = { YHT_FROM_TRANSFERS: '1', YHT_FROM_INTERACTION: 'sub-centre-0001' }
  expect(translate({ type: 'StasisStart', args: [], channel: { ...channel('c1', 'Ring'), channelvars } })).toMatchObject({ transferCount: 1, interaction: 'sub-centre-0001' })
  expect(translate({ type: 'StasisStart', args: [], channel: { ...channel('c2', 'Ring'), channelvars: { YHT_FROM_TRANSFERS: '', YHT_FROM_INTERACTION: '' } } })).toMatchObject({ transferCount: null, interaction: null })
})

it('tells nothing of the half of an outside leg that runs the dialplan, nor of what a bridge was told', () => {
  const { translate } = events()
  expect(translate({ type: 'ChannelDestroyed', cause: 16, channel: channel('t01c1-far') })).toBeUndefined()
  expect(translate({ type: 'PlaybackFinished', playback: { id: 'p1', target_uri: 'bridge:b1', state: 'done' } })).toBeUndefined()
  expect(translate({ type: 'ChannelTalkingStarted', channel: channel('t01c1') })).toEqual({ type: 'legSpoke', leg: 't01c1' })
})

it('tells a leg that has left from one that has ended by the hang-up request', () => {
  const { translate } = events()
  expect(translate({ type: 'StasisEnd', channel: channel('c1') })).toEqual({ type: 'legLeft', leg: 'c1' })
  expect(translate({ type: 'ChannelHangupRequest', channel: channel('c2') })).toBeUndefined()
  expect(translate({ type: 'StasisEnd', channel: channel('c2') })).toEqual({ type: 'legEnded', leg: 'c2', cause: 16 })
})

it('tells the end of a leg once, although Asterisk tells it twice', () => {
  const { translate } = events()
  translate({ type: 'ChannelHangupRequest', cause: 17, channel: channel('a1') })
  expect(translate({ type: 'StasisEnd', channel: channel('a1') })).toEqual({ type: 'legEnded', leg: 'a1', cause: 17 })
  expect(translate({ type: 'ChannelDestroyed', cause: 17, channel: channel('a1') })).toBeUndefined()
  expect(translate({ type: 'ChannelDestroyed', cause: 19, channel: channel('a2', 'Ringing') })).toEqual({ type: 'legEnded', leg: 'a2', cause: 19 })
})

it('counts a key told by RFC 4733 and INFO within 40 ms once', () => {
  const { translate, time } = events()
  const press = (digit: string, at: number) => {
    time.now = at
    return translate({ type: 'ChannelDtmfReceived', digit, channel: channel('c1') })
  }
  expect([press('1', 1_000), press('1', 1_039), press('2', 1_045), press('2', 1_200)]).toEqual([
    { type: 'digit', leg: 'c1', digit: '1' }, undefined, { type: 'digit', leg: 'c1', digit: '2' }, { type: 'digit', leg: 'c1', digit: '2' },
  ])
})

it('ignores events it does not know, and throws at malformed ones', () => {
  const { translate } = events()
  expect(translate({ type: 'SomethingNewInAsterisk23' })).toBeUndefined()
  expect(() => translate({ type: 'StasisStart', args: [] })).toThrow()
})

it('remembers the name of a channel until it ends', () => {
  const { translate, nameOf } = events()
  translate({ type: 'StasisStart', args: [], channel: channel('c1', 'Ring') })
  expect(nameOf('c1' as LegId)).toBe('PJSIP/trunk-c1')
  translate({ type: 'ChannelDestroyed', cause: 16, channel: channel('c1') })
  expect(nameOf('c1' as LegId)).toBeUndefined()
})
