import type { CallFact } from '../../../src/call/facts.ts'
import type { CallOutcome } from '../../../src/contract/call.ts'
import { CallId, Extension, GroupId, HotlineNumber, LegId } from '../../../src/contract/ids.ts'

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

export const noon = Date.parse('2026-11-21T12:00:00+08:00')
const dnis = HotlineNumber.parse('12319')

export const connected = (call: string, over: Partial<Fact<'agentConnected'>> = {}): Fact<'agentConnected'> => ({
  type: 'agentConnected', call: CallId.parse(call), at: noon, agent: Extension.parse('1001'), leg: LegId.parse(`${call}-a1`), dnis, ani: '13912345678', arrivedAt: noon - 5_000, waitedMs: 5_000, answeredAt: noon, direction: 'inbound', ticketNo: null, ...over,
})

export const ended = (call: string, over: Partial<Fact<'callEnded'>> = {}): Fact<'callEnded'> => ({
  type: 'callEnded', call: CallId.parse(call), callerLeg: LegId.parse(call), at: noon, outcome: 'abandoned' satisfies CallOutcome, endedIn: 'queue', dnis, ani: '13912345678', arrivedAt: noon - 12_000,
  answeredAt: null, waitedMs: 12_000, talkedMs: 0, bridgedMs: 0, agent: null, missed: true, direction: 'inbound', transferCount: 0, unreached: null, script: null, callbackId: null, ticketNo: null, ...over,
})

export const recordingStarted = (call: string, over: Partial<Fact<'recordingStarted'>> = {}): Fact<'recordingStarted'> => ({
  type: 'recordingStarted', call: CallId.parse(call), at: noon, recording: `r01${call}`, file: `2026/11/21/r01${call}.raw`, leg: LegId.parse(call), ...over,
})

export const recordingFailed = (call: string): Fact<'recordingFailed'> => ({
  type: 'recordingFailed', call: CallId.parse(call), at: noon, recording: `r01${call}`, why: 'unavailable: AMI is not connected',
})

/** The caller gave the place for being called back. */
export const requested = (call: string, over: Partial<Fact<'callbackRequested'>> = {}): Fact<'callbackRequested'> => ({
  type: 'callbackRequested', call: CallId.parse(call), at: noon, number: '13912345678', dnis, ani: '13912345678', arrivedAt: noon - 70_000, rank: 'normal', groups: [GroupId.parse('general')], ...over,
})

export const messageLeft = (call: string, over: Partial<Fact<'messageLeft'>> = {}): Fact<'messageLeft'> => ({ type: 'messageLeft', call: CallId.parse(call), at: noon, lengthMs: 4_000, ...over })
