import { anybody, inLine } from './in-line.ts'
import { offerFailed } from './offering.ts'
import { notConnected, openOffer } from './offers.ts'
import { pauseRecording, recordFailed } from './recording.ts'
import { callOf, directionOf, hangUp, stay } from './of-call.ts'
import type { CallCommand, CallEvent, In, Step } from './state.ts'


type Connecting = In<'connecting'>

/** The agent picked up and both legs were sent into the bridge; it is a conversation when both are heard to be there. */
export function whileConnecting(state: Connecting, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legJoined':
      return joined(state, event.leg, now)
    case 'legAnswered':
      return event.leg === state.offer.leg || event.leg === state.caller ? stay(state) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return event.leg === state.offer.leg ? backInLine(state, event.cause, now) : stay(state)
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'woke': {
      if (now < state.giveUpAt) return stay(state)
      const back = backInLine(state, 0, now)
      return { ...back, commands: [hangUp(state.offer.leg), ...back.commands] }
    }
    default:
      return stay(state)
  }
}

function joined(state: Connecting, leg: Connecting['caller'], now: number): Step {
  const { call, caller, plan, offer, bridge, rank, groups, arrivedAt } = state
  if (leg !== caller && leg !== offer.leg) return stay(state)
  const all = state.joined.includes(leg) ? state.joined : [...state.joined, leg]
  if (all.length < 2) return stay({ ...state, joined: all })
  const pickedUpAt = offer.answeredAt ?? now
  const direction = directionOf(state)
  // Of a call of ours the one called answers, after the agent.
  const answeredAt = state.answeredAt ?? (direction === 'outbound' ? now : pickedUpAt)
  return {
    state: { ...callOf(state), at: 'talking', answeredAt, rank, groups, agent: offer.agent, leg: offer.leg, bridge, connectedAt: now, bridgedSince: now, told: null, third: null, monitor: null },
    commands: [
      { type: 'agentTalking', agent: offer.agent },
      // The conversation must outlive us: from here on only the long lease counts.
      { type: 'lease', leg: caller, forMs: state.terms.talkingLeaseMs },
    ],
    facts: [
      { type: 'offerEnded', call, at: now, agent: offer.agent, leg: offer.leg, attempt: offer.attempt, since: offer.since, rangMs: pickedUpAt - offer.since, how: 'answered' },
      {
        type: 'agentConnected', call, at: now, direction, agent: offer.agent, leg: offer.leg, dnis: plan.dnis, ani: plan.ani, arrivedAt, waitedMs: pickedUpAt - arrivedAt, answeredAt,
        ticketNo: plan.treatment === 'dial' ? plan.ticketNo : null,
      },
    ],
  }
}

/** The agent's leg was lost before the conversation began. The caller waits on, in the old place. */
function backInLine(state: Connecting, cause: number, now: number): Step {
  const { offer, rank, bridge, caller } = state
  const line = inLine(state, { rank, reach: anybody(state), since: now, hearing: { what: 'music' } }, now)
  const failed = offerFailed(line.state, openOffer(state) ?? offer, cause, now)
  const music: CallCommand = { type: 'music', leg: caller, on: true }
  const freed = directionOf(state) === 'outbound' ? failed.commands.map((command) => (command.type === 'agentOfferEnded' ? notConnected(state) : command)) : failed.commands
  return { ...failed, commands: [...pauseRecording(state), { type: 'closeBridge', bridge }, music, ...freed] }
}
