import { defaultPolicy } from '../../contract/policy.ts'
import type { Extension, GroupId, HotlineNumber, LegId } from '../../contract/ids.ts'
import type { CallPlan, ReachStep } from '../port.ts'
import { callIdOf } from '../rules/ids.ts'
import { begin, step } from '../rules/step.ts'
import { termsOf } from '../terms.ts'
import type { Arrival, CallEvent, CallState, In, Step, Terms } from '../rules/state.ts'

// Examples the tests of this part speak about.

export const T0 = Date.UTC(2026, 10, 21, 2)
export const callerLeg = 'yht-n1-1795226400.7' as LegId
export const call = callIdOf(callerLeg)
export const anna = '1001' as Extension
export const bo = '1002' as Extension
export const general = 'general' as GroupId
export const hr = 'hr' as GroupId
export const EPOCH = 1_795_000_000_000

export type QueuePlan = Extract<CallPlan, { treatment: 'queue' }>

export const asked = (afterMs: number, groups: readonly GroupId[]): ReachStep => ({ afterMs, groups, announcement: null })

export const aPlan = (changes: Partial<QueuePlan> = {}): QueuePlan => ({
  dnis: '12345' as HotlineNumber,
  dnisRaw: '12345',
  ani: '13800000001',
  aniRaw: '13800000001',
  lineName: '政务服务便民热线',
  labels: [],
  treatment: 'queue',
  announcements: [],
  rank: 'normal',
  reach: [asked(0, [general])],
  ringTimeoutMs: 15_000,
  positionSpoken: true,
  screenName: '12345',
  transferCount: 0,
  interaction: null,
  from: null,
  ...changes,
})

export const someTerms = (changes: Partial<Terms> = {}): Terms => {
  return {
    ...termsOf(defaultPolicy(), '0991'),
    // Each example speaks of one thing: the offer to be called back has its own.
    callbackOfferMs: null,
    ...changes,
  }
}

export const anArrival = (changes: Partial<Arrival> = {}): Arrival => ({
  call,
  caller: callerLeg,
  epoch: EPOCH,
  arrivedAt: T0,
  plan: aPlan(),
  terms: someTerms(),
  waiting: 0,
  staffed: true,
  ...changes,
})

/** Plays events, each at its own time after T0, and gives back the last step. */
export function after(first: Step, ...events: readonly [afterMs: number, event: CallEvent][]): Step {
  return events.reduce((last, [afterMs, event]) => step(last.state, event, T0 + afterMs), first)
}

export const arrive = (changes: Partial<Arrival> = {}): Step => begin(anArrival(changes), T0)

/** One who has been waiting for a second, and hears music if there is nothing to announce. */
export const wait = (changes: Partial<Arrival> = {}): Step => after(arrive(changes), [1_000, { type: 'woke', ahead: 0 }])

export const agentLeg = (attempt: number): LegId => `a0${attempt}${call}` as LegId

/** A conversation with Anna, connected 3 s after the arrival. */
export const aTalk = (changes: Partial<Arrival> = {}): Step =>
  after(
    arrive(changes),
    [1_000, { type: 'offered', agent: anna }],
    [3_000, { type: 'legAnswered', leg: agentLeg(1) }],
    [3_000, { type: 'legJoined', leg: callerLeg }],
    [3_000, { type: 'legJoined', leg: agentLeg(1) }],
  )

export function stateAt<At extends CallState['at']>(at: At, { state }: Step): In<At> {
  if (state.at !== at) throw new Error(`expected the call to be ${at}, it is ${state.at}`)
  return state as In<At>
}
