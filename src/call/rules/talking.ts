import type { Extension } from '../../contract/ids.ts'
import { agentOver } from './agent-over.ts'
import { CAUSE, hungUpOnPurpose } from './cause.ts'
import { close, end } from './ending.ts'
import { complete } from './handing-over.ts'
import { aboutMonitor, endMonitor, monitor, withoutMonitor } from './monitor.ts'
import { dueAgain, recordFailed } from './recording.ts'
import { beginRescue, canBeRescued, legsOfSeat } from './rescuing.ts'
import { around, hangUp, stay } from './of-call.ts'
import type { CallEvent, Request, Step } from './state.ts'
import { dropThird } from './third-parties.ts'
import { agentLeft, callerIn, outOfBridge, thenMusic, type Talking } from './talk-parts.ts'
import { cancelConsult, invite, seatFound, thirdAnswered, thirdExpired, thirdGone, thirdJoins } from './third.ts'

export function whileTalking(state: Talking, event: CallEvent, now: number): Step {
  const monitored = aboutMonitor(state, event, now)
  if (monitored) return monitored
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legEnded':
      if (event.leg === state.third?.leg) return thirdGone(state, state.third, event.cause, now)
      return event.leg === state.leg ? agentGone(state, event, now) : stay(state)
    case 'seatLost':
      return seatLost(state, event.agent, now)
    case 'seatReachable':
      return stay(state)
    case 'legAnswered':
      if (event.leg === state.third?.leg) return thirdAnswered(state, state.third, now)
      return event.leg === state.leg ? stay(state) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legSpoke':
      return event.leg === state.third?.leg && !state.third.spoke ? stay({ ...state, third: { ...state.third, spoke: true } }) : stay(state)
    case 'promptEnded':
      return event.playback === state.told ? thenMusic(state) : stay(state)
    case 'seatFound':
      return seatFound(state, event.seat, now)
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'woke':
      return woke(state, now)
    default:
      return asked(state, event as Request, now)
  }
}

/** What agents and supervisors ask for; refusal.ts has let it pass. */
function asked(state: Talking, request: Request, now: number): Step {
  switch (request.type) {
    case 'hold':
      return hold(state, now)
    case 'resume':
      return resume(state, now)
    case 'hangUp':
      return { state, commands: [hangUp(state.leg)], facts: [] }
    case 'invite':
      return invite(state, request, now)
    case 'join':
      return state.third ? thirdJoins(state, state.third, now) : stay(state)
    case 'complete':
      return state.third ? complete(state, state.third, now) : stay(state)
    case 'cancelConsult':
      return state.third ? cancelConsult(state, state.third, now) : stay(state)
    case 'monitor':
      return monitor(state, request, now)
    case 'stopMonitor':
      return withoutMonitor(state, now)
    case 'takeOver':
      return takeOver(state, request, now)
    case 'forceRelease':
      return forceRelease(state, request.username, now)
    case 'foundClosed':
      return { state, commands: [], facts: [{ type: 'targetClosed', call: state.call, at: now, party: request.party, by: state.agent }] }
    default:
      return stay(state)
  }
}

function woke(state: Talking, now: number): Step {
  const { third } = state
  if (third && third.answeredAt === null && now >= third.expiresAt) return thirdExpired(state, third, now)
  return dueAgain(state, now)
}

/** While held the caller hears music under the short lease: should we die, the fallback takes over, not silence. */
function hold(state: Talking, now: number): Step {
  const { caller, bridge, agent, terms } = state
  return {
    state: { ...state, bridgedSince: null, bridgedMs: state.bridgedMs + (now - (state.bridgedSince ?? now)) },
    commands: [
      { type: 'part', bridge, leg: caller },
      { type: 'music', leg: caller, on: true },
      { type: 'lease', leg: caller, forMs: terms.waitingLeaseMs },
      { type: 'agentHolds', agent, held: true },
    ],
    facts: [],
  }
}

function resume(state: Talking, now: number): Step {
  const { agent, third } = state
  const back = callerIn(state, now)
  return around(back, { after: [third ? { type: 'agentInThree', agent, on: true } : { type: 'agentHolds', agent, held: false }] })
}

/** Hung up on purpose, or lost: a browser that is lost may come back. */
function agentGone(state: Talking, { cause, inBrowser = false }: Extract<CallEvent, { type: 'legEnded' }>, now: number): Step {
  if (inBrowser && !hungUpOnPurpose(cause) && canBeRescued(state)) return beginRescue(state, { now, ringNow: true, legStands: false })
  return agentOver(state, cause, now)
}

/** Nobody is behind the leg any more, though Asterisk may find out only in a while. */
function seatLost(state: Talking, agent: Extension, now: number): Step {
  if (agent !== state.agent) return { state, commands: legsOfSeat(state, agent).map((leg) => hangUp(leg)), facts: [] }
  if (canBeRescued(state)) return beginRescue(state, { now, ringNow: false, legStands: true })
  return around(agentOver(state, CAUSE.unknown, now), { before: [hangUp(state.leg)] })
}

/** The supervisor who has barged in keeps the caller, the agent is let go. */
function takeOver(state: Talking, { by, username }: Extract<Request, { type: 'takeOver' }>, now: number): Step {
  if (!state.monitor) return stay(state)
  const left = agentLeft(state, now)
  const transferCount = state.transferCount + 1
  const about = { call: state.call, at: now }
  return {
    state: { ...left.state, transferCount, agent: by, leg: state.monitor.leg, connectedAt: now, monitor: null },
    commands: [hangUp(state.leg), { type: 'agentReleased', agent: state.agent, wrapUp: true }],
    facts: [
      { ...about, type: 'monitored', by, agent: state.agent, leg: state.monitor.leg, mode: null },
      ...left.facts,
      { ...about, type: 'forced', by: username, what: 'taken_over', agent: state.agent },
      { ...about, type: 'handedOver', from: state.agent, party: { kind: 'seat', agent: by, name: username }, leg: state.monitor.leg, purpose: 'transfer', counted: true, transferCount },
    ],
  }
}

/** A supervisor ends the conversation for everybody. */
function forceRelease(state: Talking, username: string, now: number): Step {
  const dropped = dropThird(state, 'cancelled', now)
  const ended = endMonitor(state, now)
  const left = agentLeft(state, now)
  const closing = close(outOfBridge(left.state, now), 'handled', null, now)
  return around(closing, {
    before: [...dropped.commands, ...ended.commands, { type: 'closeBridge', bridge: state.bridge }, hangUp(state.leg), { type: 'agentReleased', agent: state.agent, wrapUp: true }],
    facts: [...dropped.facts, ...ended.facts, ...left.facts, { type: 'forced', call: state.call, at: now, by: username, what: 'released', agent: state.agent }],
  })
}

/** The caller hung up: the conversation counts as handled. */
export const callerLeftTalk = (state: Talking, now: number): Step => end(state, 'handled', now)
