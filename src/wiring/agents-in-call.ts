import type { AgentInCall } from '../agent/agents.ts'
import type { CallState } from '../call/rules/state.ts'

/** The agents a call keeps busy, and how. */
export function agentsIn(state: CallState): AgentInCall[] {
  const { call } = state
  switch (state.at) {
    case 'waiting':
    case 'booked':
    case 'fetching':
      return state.offer ? [{ call, agent: state.offer.agent, as: 'ringing' }] : []
    case 'connecting':
      return [{ call, agent: state.offer.agent, as: state.plan.treatment === 'dial' ? 'talking' : 'ringing' }]
    case 'dialling':
      return [{ call, agent: state.offer.agent, as: 'talking' }]
    case 'transferring':
      return thirdSeat(state)
    case 'talking':
    case 'rescuing': {
      const { third, monitor, bridgedSince } = state
      const three = bridgedSince !== null && third?.joinedAt != null
      const own: AgentInCall = { call, agent: state.agent, as: three ? 'three_way' : bridgedSince === null ? 'on_hold' : 'talking' }
      const listening: AgentInCall[] = monitor ? [{ call, agent: monitor.by, as: monitor.answeredAt === null ? 'ringing' : 'talking' }] : []
      return [own, ...thirdSeat(state), ...listening]
    }
    default:
      return []
  }
}

function thirdSeat({ call, caller, third }: Extract<CallState, { at: 'talking' | 'rescuing' | 'transferring' }>): AgentInCall[] {
  // Without a leg of its own the next one is still looked for; the last one asked is free.
  if (third?.party.kind !== 'seat' || third.leg === caller) return []
  return [{ call, agent: third.party.agent, as: third.answeredAt === null ? 'ringing' : third.joinedAt === null ? 'talking' : 'three_way' }]
}
