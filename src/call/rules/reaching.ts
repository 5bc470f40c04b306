import type { ThirdEnd } from '../facts.ts'
import type { Outside, Seat } from '../port.ts'
import { end } from './ending.ts'
import { bridgeId, departmentLegId, playbackId } from './ids.ts'
import { around, callOf, hangUp, stay } from './of-call.ts'
import { dueAgain, record, recordFailed } from './recording.ts'
import type { Call, CallCommand, CallEvent, In, Reaching, Step } from './state.ts'
import { howItEnded } from './third-parties.ts'
import { GONE_MS, PROMPT_MAX_MS, RING_GRACE_MS } from './times.ts'

type OnTheWay = In<'reaching'>
type Linked = In<'linked'>

// A department speaks with the citizen of a ticket without either learning the other's number (domain.md §2.7, rule 4):
// its phone first, then the citizen's, both see ours.

/** The department's phone is rung at once. */
export function reachingState(call: Call, first: Seat | Outside, now: number): Step {
  const leg = departmentLegId(call.call)
  const ringMs = call.terms.thirds.ringMs
  return {
    state: { ...call, at: 'reaching', leg, step: { what: 'phone' }, pickedUpAt: null, giveUpAt: now + ringMs },
    commands: [ringFirst(call, first, ringMs + RING_GRACE_MS)],
    facts: [{ type: 'departmentRung', call: call.call, at: now, party: first, leg }],
  }
}

function ringFirst({ call, plan }: Call, first: Seat | Outside, timeoutMs: number): CallCommand {
  if (plan.treatment !== 'dial') throw new Error('only a call of ours rings a department')
  const [leg, callerId] = [departmentLegId(call), plan.callerId]
  return first.kind === 'seat'
    ? { type: 'ring', leg, agent: first.agent, callerId, callerName: plan.screenName, timeoutMs }
    : { type: 'dial', leg, number: first.number, callerId, timeoutMs, centre: null }
}

export function whileReaching(state: OnTheWay, event: CallEvent, now: number): Step {
  const { leg, caller, step } = state
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legAnswered':
      if (event.leg === leg) return step.what === 'phone' ? speak({ ...state, pickedUpAt: now }, 'contact_connecting', (playback) => ({ what: 'told', playback }), now) : stay(state)
      return event.leg === caller && step.what === 'citizen' ? linked(state, step.playback, now) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      if (event.leg === leg) return over(state, step.what === 'phone' ? howItEnded(event.cause) : 'cancelled', now)
      return event.leg === caller && step.what === 'citizen' ? notReached(state, howItEnded(event.cause), now) : stay(state)
    case 'promptEnded':
      if (!('playback' in step) || step.playback !== event.playback) return stay(state)
      return event.failed && step.what === 'told' ? stay({ ...state, giveUpAt: now + GONE_MS }) : heard(state, now)
    case 'woke':
      return now >= state.giveUpAt ? tooLong(state, now) : stay(state)
    case 'cancel':
    case 'forceRelease':
      return over(state, 'cancelled', now)
    default:
      return stay(state)
  }
}

/** Nobody comes, or the end of what is said is not told to us. */
function tooLong(state: OnTheWay, now: number): Step {
  const { what } = state.step
  if (what === 'phone') return around(over(state, 'no_answer', now), { before: [hangUp(state.leg, 'no_answer')] })
  if (what === 'citizen') return around(notReached(state, 'no_answer', now), { before: [hangUp(state.caller, 'no_answer')] })
  return heard(state, now)
}

/** A tone has no end that means anything. */
function heard(state: OnTheWay, now: number): Step {
  if (state.step.what === 'told') return dial(state, now)
  return state.step.what === 'sorry' ? over(state, 'cancelled', now) : stay(state)
}

function speak(state: OnTheWay, prompt: string, step: (playback: string) => Reaching, now: number): Step {
  const playbacks = state.playbacks + 1
  const playback = playbackId(state.call, playbacks)
  return {
    state: { ...state, playbacks, step: step(playback), giveUpAt: now + PROMPT_MAX_MS },
    commands: [{ type: 'say', leg: state.leg, playback, prompt: { id: prompt, values: {} } }],
    facts: [],
  }
}

function dial(state: OnTheWay, now: number): Step {
  const { call, caller, leg, plan, terms } = state
  if (plan.treatment !== 'dial') return stay(state)
  const playbacks = state.playbacks + 1
  const playback = playbackId(call, playbacks)
  const ringMs = terms.thirds.lineRingMs
  return {
    state: { ...state, playbacks, step: { what: 'citizen', playback }, giveUpAt: now + ringMs },
    commands: [
      { type: 'tone', leg, playback },
      { type: 'dial', leg: caller, number: plan.number, callerId: plan.callerId, timeoutMs: ringMs + RING_GRACE_MS, centre: null },
    ],
    facts: [],
  }
}

/** The department hears that it was in vain, before its line goes dead; what kept the citizen away stands in the record. */
function notReached(state: OnTheWay, how: ThirdEnd, now: number): Step {
  const before: CallCommand[] = 'playback' in state.step ? [{ type: 'stopPlay', playback: state.step.playback }] : []
  return around(speak(state, 'contact_not_reached', (playback) => ({ what: 'sorry', playback, how }), now), { before })
}

const over = (state: OnTheWay, how: ThirdEnd, now: number): Step => end(state, 'unreached', now, state.step.what === 'sorry' ? state.step.how : how)

/** Both are told at once that they are connected and recorded. */
function linked(state: OnTheWay, tone: string, now: number): Step {
  const { call, caller, leg, pickedUpAt, terms, plan } = state
  const recorded = record(state, now)
  const bridge = bridgeId(call)
  const playbacks = state.playbacks + 1
  return {
    state: { ...callOf(state), ...recorded.changes, at: 'linked', playbacks, answeredAt: now, leg, pickedUpAt: pickedUpAt ?? now, bridge, connectedAt: now, bridgedSince: now },
    commands: [
      ...recorded.commands,
      { type: 'stopPlay', playback: tone },
      { type: 'join', bridge, legs: [leg, caller] },
      { type: 'lease', leg: caller, forMs: terms.talkingLeaseMs },
      { type: 'announce', bridge, playback: playbackId(call, playbacks), prompt: { id: 'contact_connected', values: {} } },
    ],
    facts: [...recorded.facts, { type: 'citizenReached', call, at: now, leg, arrivedAt: state.arrivedAt, answeredAt: now, ticketNo: plan.treatment === 'dial' ? plan.ticketNo : null }],
  }
}

export function whileLinked(state: Linked, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legAnswered':
      return event.leg === state.leg || event.leg === state.caller ? stay(state) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return event.leg === state.leg ? end(state, 'handled', now) : stay(state)
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'woke':
      return dueAgain(state, now)
    case 'forceRelease':
      return end(state, 'handled', now)
    default:
      return stay(state)
  }
}
