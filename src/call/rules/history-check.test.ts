import { describe, expect, it } from 'vitest'
import {
  type KeptCall, type KeptCallback, type KeptLeg, type KeptRecording, type KeptTicket, mustBeCalledBack, noCallLost, noGhosts, oneCallBack, oneTicket, recordedOrFlagged, type SeenCaller,
} from './history-check.ts'

const T0 = Date.parse('2026-11-21T12:00:00Z')
const missedAfterMs = 5_000
const caller = (channel: string, over: Partial<SeenCaller> = {}): SeenCaller => ({ channel, dialled: '12345', startedAt: T0, endedAt: T0 + 60_000, ...over })
const kept = (id: string, over: Partial<KeptCall & { bridgedMs: number | null }> = {}) => ({
  id, direction: 'inbound' as KeptCall['direction'], callerLeg: `leg-${id}`, arrivedAt: T0, answeredAt: T0 + 3_000, endedAt: T0 + 60_000, waitedMs: 3_000, outcome: 'handled' as KeptCall['outcome'], bridgedMs: 57_000, ...over,
})
const missed = (id: string, over: Partial<KeptCall> = {}) => kept(id, { outcome: 'abandoned', answeredAt: null, waitedMs: 60_000, bridgedMs: 0, ...over })
const ticket = (callId: string | null, ticketNo = 'JC20261121000001'): KeptTicket => ({ ticketNo, callId })
const callback = (calls: string[], over: Partial<KeptCallback> = {}): KeptCallback => ({ id: `b${calls[0]}`, unfinished: true, number: 'x', missedCount: calls.length, calls, ...over })
const recording = (callId: string, over: Partial<KeptRecording> = {}): KeptRecording => ({ id: `r${callId}`, callId, state: 'complete', lengthMs: 57_100, onDisk: true, ...over })

describe('INV-1, no call lost', () => {
  const check = (callers: SeenCaller[], calls: KeptCall[], settledBy?: number) => [...noCallLost(callers, calls, settledBy)]

  it('holds when every caller has one record with an outcome', () => {
    expect(check([caller('leg-c1'), caller('leg-c2')], [kept('c1'), missed('c2')])).toEqual([])
  })

  it('is broken by a caller without a record', () => {
    expect(check([caller('leg-c1')], [])).toEqual(['caller leg-c1 (dialled 12345, 2026-11-21T12:00:00.000Z) has 0 records'])
  })

  it('is broken by a caller with two records', () => {
    expect(check([caller('leg-c1')], [kept('c1'), kept('c2', { callerLeg: 'leg-c1' })])).toEqual([expect.stringContaining('has 2 records')])
  })

  it('is broken by a record whose caller nobody saw', () => {
    expect(check([], [kept('c1')])).toEqual(['call c1 has no caller that Asterisk has seen'])
  })

  it('knows that a call of ours has no caller', () => {
    expect(check([], [kept('c1', { direction: 'outbound' })])).toEqual([])
  })

  it('is broken by an ended call without an outcome', () => {
    expect(check([caller('leg-c1')], [kept('c1', { outcome: null, endedAt: null })])).toEqual(['call c1 has ended but has no outcome'])
  })

  it('is broken by an outcome while the caller is still there, except in the fallback', () => {
    const lives = caller('leg-c1', { endedAt: null })
    expect(check([lives], [kept('c1')])).toEqual(['call c1 is handled but its channel lives'])
    expect(check([lives], [kept('c1', { outcome: 'fallback' })])).toEqual([])
  })

  it('waits for what has just happened', () => {
    const before = T0 - 1
    expect(check([caller('leg-c1')], [], before)).toEqual([])
    expect(check([], [kept('c1')], before)).toEqual([])
    expect(check([caller('leg-c1')], [kept('c1', { outcome: null, endedAt: null })], T0 + 59_999)).toEqual([])
    expect(check([caller('leg-c1', { endedAt: null })], [kept('c1')], T0 + 59_999)).toEqual([])
  })
})

describe('INV-2, one ticket', () => {
  const check = (calls: KeptCall[], tickets: KeptTicket[]) => [...oneTicket(calls, tickets)]

  it('holds when answered calls have one and others none', () => {
    expect(check([kept('c1'), missed('c2'), kept('c3', { outcome: 'interrupted' }), kept('c4', { direction: 'outbound' })], [ticket('c1'), ticket('c3', 'JC2'), ticket(null, 'JC3')])).toEqual([])
  })

  it.each([
    ['a handled call without one', [kept('c1')], [], 'has 0 tickets'],
    ['a handled call with two', [kept('c1')], [ticket('c1'), ticket('c1', 'JC2')], 'has 2 tickets'],
    ['an abandoned call with one', [missed('c1')], [ticket('c1')], 'not answered by an agent) has 1 tickets'],
    ['a ticket of a call that is not there', [], [ticket('c9')], 'JC20261121000001 belongs to no call'],
    ['a handled call that nobody answered', [kept('c1', { answeredAt: null })], [], 'is handled, but no agent answered it'],
  ])('is broken by %s', (_, calls, tickets, says) => {
    expect(check(calls, tickets)).toEqual([expect.stringContaining(says)])
  })
})

describe('INV-2, one call-back', () => {
  const check = (calls: KeptCall[], callbacks: KeptCallback[]) => [...oneCallBack({ calls, callbacks, missedAfterMs })]

  it('holds when each missed call is counted once, several of a number together', () => {
    const calls = [missed('c1'), missed('c2', { outcome: 'interrupted' }), missed('c3', { outcome: 'fallback' }), missed('c4', { waitedMs: 2_000 }), kept('c5')]
    calls.push(kept('c6', { direction: 'outbound', outcome: 'unreached', answeredAt: null }), missed('c7', { direction: 'outbound' }))
    expect(check(calls, [callback(['c1', 'c2']), callback(['c3'], { number: null }), callback(['c0'], { number: null })])).toEqual([])
  })

  it.each([
    ['a missed call that nobody calls back', [missed('c1')], [], 'was missed, but nobody is asked to call back'],
    ['a handled call that is to be called back', [kept('c1')], [callback(['c1'])], 'was not missed, but is to be called back'],
    ['a caller who gave up at once', [missed('c1', { waitedMs: 1_000 })], [callback(['c1'])], 'was not missed'],
    ['a call counted twice', [missed('c1')], [callback(['c1']), callback(['c1'], { id: 'b2', number: 'y' })], 'is counted in 2 call-backs'],
    ['a wrong count', [missed('c1')], [callback(['c1'], { missedCount: 3 })], 'says 3 missed calls, but 1 are known'],
    ['a number on the list twice', [missed('c1'), missed('c2')], [callback(['c1']), callback(['c2'])], 'is to be called back 2 times: bc1, bc2'],
  ])('is broken by %s', (_, calls, callbacks, says) => {
    expect(check(calls, callbacks)).toEqual([expect.stringContaining(says)])
  })

  it('leaves open what lies within half a second of the limit', () => {
    expect([4_400, 4_600, 5_400, 5_600].map((waitedMs) => mustBeCalledBack({ direction: 'inbound', answeredAt: null, outcome: 'abandoned', waitedMs }, missedAfterMs))).toEqual([false, null, null, true])
  })
})

describe('INV-4, no ghosts', () => {
  const leg = (over: Partial<KeptLeg> = {}): KeptLeg => ({ id: 'l1', callId: 'c1', role: 'agent', endedAt: T0 + 60_000, ...over })

  it('holds while a call goes on, and when all its legs have ended', () => {
    expect([...noGhosts([kept('c1'), kept('c2', { outcome: null, endedAt: null })], [leg(), leg({ callId: 'c2', endedAt: null })])]).toEqual([])
  })

  it('is broken by a leg that outlives its call', () => {
    expect([...noGhosts([kept('c1')], [leg({ endedAt: null })])]).toEqual(['leg l1 (agent) of call c1 has no end'])
  })
})

describe('INV-7, on record or flagged', () => {
  const check = (recordings: KeptRecording[], calls = [kept('c1')]) => [...recordedOrFlagged({ calls, recordings, toleranceMs: 2_000 })]

  it('holds for a complete recording, one in parts, a flagged one, and calls without conversation', () => {
    expect(check([recording('c1')])).toEqual([])
    expect(check([recording('c1', { lengthMs: 30_000 }), recording('c1', { lengthMs: 26_000 })])).toEqual([])
    expect(check([recording('c1', { state: 'truncated', lengthMs: 100 })])).toEqual([])
    expect(check([], [missed('c2')])).toEqual([])
  })

  it.each([
    ['a conversation without a recording', [], 'has no recording and none that is flagged'],
    ['a recording that is too short and not flagged', [recording('c1', { lengthMs: 50_000 })], 'is 7000 ms shorter than the conversation'],
    ['a recording nobody looked at', [recording('c1', { state: 'recording' })], 'was never checked'],
    ['a file that is gone', [recording('c1', { onDisk: false })], 'is not on disk as it was'],
  ])('is broken by %s', (_, recordings, says) => {
    expect(check(recordings)).toEqual([expect.stringContaining(says)])
  })
})
