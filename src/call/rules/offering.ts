import type { OfferEnd } from '../../agent/port.ts'
import { CAUSE, offerEndOf } from './cause.ts'
import { agentLegId, bridgeId } from './ids.ts'
import { record } from './recording.ts'
import { callOf, shownToAgent } from './of-call.ts'
import { offerOver } from './offers.ts'
import type { Call, CallCommand, In, Offer, Step } from './state.ts'
import { RING_GRACE_MS } from './times.ts'

/** Both legs must be heard to enter the bridge within this time after we asked for it. */
const CONNECT_MS = 5_000

/** One try at one agent's phone, for a caller or for a call of ours. */
export function ringAgent(state: Call, agent: Offer['agent'], now: number): { offer: Offer; command: CallCommand } {
  const attempt = state.attempts + 1
  const leg = agentLegId(state.call, attempt)
  const { plan } = state
  const [ringMs, screenName] = 'ringTimeoutMs' in plan ? [plan.ringTimeoutMs, plan.screenName] : [0, '']
  return {
    offer: { agent, leg, attempt, since: now, expiresAt: now + ringMs, answeredAt: null, whisper: null },
    command: { type: 'ring', leg, agent, callerId: shownToAgent(state), callerName: screenName, timeoutMs: ringMs + RING_GRACE_MS },
  }
}

/** Recorder on, `quieted` what they hear, both legs into the bridge: a conversation when both are heard to be there. */
export function bridged(state: In<'waiting' | 'dialling' | 'fetching'> & { offer: Offer }, now: number, quieted: readonly CallCommand[]): Step {
  const { call, caller, offer, rank, groups } = state
  const bridge = bridgeId(call)
  const recorded = record(state, now)
  return {
    state: { ...callOf(state), ...recorded.changes, at: 'connecting', rank, groups, offer, bridge, joined: [], giveUpAt: now + CONNECT_MS },
    commands: [...recorded.commands, ...quieted, { type: 'join', bridge, legs: [caller, offer.leg] }],
    facts: recorded.facts,
  }
}

/** A leg that was picked up and then ended was put down by the agent, unless it was lost by our own doing. */
export const howOffered = ({ answeredAt }: Offer, cause: number): OfferEnd => (answeredAt === null || cause === CAUSE.unknown ? offerEndOf(cause) : 'declined')

/** The offer is over; the caller keeps the place and goes back in line. */
export function offerFailed<State extends In<'waiting'> | In<'booked'>>(state: State, offer: Offer, cause: number, now: number): Step & { state: State } {
  const how = howOffered(offer, cause)
  const { rank, arrivedAt, headAt, groups } = state
  return {
    state: { ...state, offer: null },
    commands: [
      { type: 'agentOfferEnded', agent: offer.agent, how },
      { type: 'enqueue', rank, arrivedAt, headAt, groups },
    ],
    facts: offerOver(state, offer, how, now),
  }
}
