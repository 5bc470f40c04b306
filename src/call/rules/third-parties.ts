import type { CallFact, ThirdEnd } from '../facts.ts'
import type { OfferEnd } from '../../agent/port.ts'
import { offerEndOf } from './cause.ts'
import { hangUp } from './of-call.ts'
import type { CallCommand, CallState, Third } from './state.ts'

/** The third party of a call, ringing or there. */
export const thirdOf = (state: CallState): Third | null => (state.at === 'talking' || state.at === 'rescuing' || state.at === 'transferring' ? state.third : null)

/** What becomes of the seat that was asked, if it is one of ours. */
export function seatFreed({ party, answeredAt }: Third, how: ThirdEnd): CallCommand[] {
  if (party.kind !== 'seat') return []
  if (answeredAt !== null) return [{ type: 'agentReleased', agent: party.agent, wrapUp: true }]
  return [{ type: 'agentOfferEnded', agent: party.agent, how: offerEnd(how) }]
}

const offerEnd = (how: ThirdEnd): OfferEnd => (how === 'no_answer' || how === 'busy' || how === 'declined' || how === 'unreachable' ? how : 'withdrawn')

interface InCall {
  call: CallState['call']
  agent: CallState['agent']
}

/** How the part of a third party is told. */
export const thirdEnded = ({ call, agent }: InCall, third: Third, how: ThirdEnd, now: number): CallFact[] =>
  agent === null
    ? []
    : [
        {
          type: 'thirdEnded', call, at: now, purpose: third.purpose, party: third.party, leg: third.leg, by: agent,
          since: third.since, answeredAt: third.answeredAt, joinedAt: third.joinedAt, how,
        },
      ]

/** Lets the third party go, whatever it is doing. */
export function dropThird(state: CallState, how: ThirdEnd, now: number): { commands: CallCommand[]; facts: CallFact[] } {
  const third = thirdOf(state)
  if (!third) return { commands: [], facts: [] }
  return { commands: [hangUp(third.leg), ...seatFreed(third, how)], facts: thirdEnded(state, third, how, now) }
}

/** Why a party that was rung is not there. */
export function howItEnded(cause: number): ThirdEnd {
  const how = offerEndOf(cause)
  return how === 'withdrawn' || how === 'answered' ? 'unreachable' : how
}
