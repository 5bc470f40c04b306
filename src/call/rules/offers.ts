import type { OfferEnd } from '../../agent/port.ts'
import type { CallFact } from '../facts.ts'
import { directionOf, hangUp } from './of-call.ts'
import type { CallCommand, CallState, In, Offer } from './state.ts'

/** The agent who is being rung, or has picked up and is not connected yet. */
export const openOffer = (state: CallState): Offer | null => ('offer' in state ? state.offer : null)

/** The caller is gone: nobody is rung any more, which is no fault of the agent. */
export const withdrawn = (offer: Offer | null): CallCommand[] => (offer ? [hangUp(offer.leg), { type: 'agentOfferEnded', agent: offer.agent, how: 'withdrawn' }] : [])

/** The same for one who has picked up and is not heard yet; in a call of ours that agent counts as talking since the dialling. */
export const notConnected = (state: In<'connecting'>): CallCommand => {
  const { agent } = state.offer
  return directionOf(state) === 'outbound' ? { type: 'agentReleased', agent, wrapUp: false } : { type: 'agentOfferEnded', agent, how: 'withdrawn' }
}

export const offerOver = (state: Pick<CallState, 'call'>, offer: Offer | null, how: OfferEnd | 'answered', now: number): CallFact[] =>
  offer
    ? [{ type: 'offerEnded', call: state.call, at: now, agent: offer.agent, leg: offer.leg, attempt: offer.attempt, since: offer.since, rangMs: (offer.answeredAt ?? now) - offer.since, how }]
    : []
