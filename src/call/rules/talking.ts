import { hungUpOnPurpose } from './cause.ts'
import { end } from './ending.ts'
import { ask } from './rating.ts'
import { pauseRecording, record, recordFailed } from './recording.ts'
import { callOf, everybody, hangUp, nextPositionAt, stay, type CallCommand, type CallEvent, type In, type Step } from './state.ts'

type Talking = In<'talking'>

export function whileTalking(state: Talking, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legEnded':
      return event.leg === state.leg ? agentGone(state, event.cause, now) : stay(state)
    case 'legAnswered':
      return event.leg === state.leg ? stay(state) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'hold':
      return state.bridgedSince === null ? stay(state) : hold(state, now)
    case 'resume':
      return state.bridgedSince === null ? resume(state, now) : stay(state)
    case 'hangUp':
      return { state, commands: [hangUp(state.leg)], facts: [] }
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'woke':
      return state.recording?.retryAt != null && now >= state.recording.retryAt ? recordAgain(state, now) : stay(state)
    default:
      return stay(state)
  }
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
  const { caller, bridge, agent, terms } = state
  return {
    state: { ...state, bridgedSince: now },
    commands: [
      { type: 'music', leg: caller, on: false },
      // The agent is in the bridge still; joining twice would take the leg out and in again.
      { type: 'join', bridge, legs: [caller] },
      { type: 'lease', leg: caller, forMs: terms.talkingLeaseMs },
      { type: 'agentHolds', agent, held: false },
    ],
    facts: [],
  }
}

/** The agent's part is over. Hung up on purpose, out of a conversation: the caller is asked for a rating, else goes back to the head of the line. */
function agentGone(state: Talking, cause: number, now: number): Step {
  const { call, caller, bridge, agent, leg, connectedAt } = state
  const talkedMs = now - connectedAt
  const bridgedMs = state.bridgedMs + (state.bridgedSince === null ? 0 : now - state.bridgedSince)
  const left: Talking = { ...state, talkedMs: state.talkedMs + talkedMs, bridgedMs }
  const closing: CallCommand[] = [
    { type: 'closeBridge', bridge },
    { type: 'agentReleased', agent },
  ]
  const facts: Step['facts'] = [{ type: 'agentLeft', call, at: now, agent, leg, talkedMs }]
  const onPurpose = hungUpOnPurpose(cause) && state.bridgedSince !== null
  const next = onPurpose ? ask(left, agent, now) : backToTheHead(left, now)
  // Out of the conversation the short lease counts again, unless the call is over anyway.
  if (next.state.at !== 'closing' || next.state.playback !== null) closing.push({ type: 'lease', leg: caller, forMs: state.terms.waitingLeaseMs })
  return { state: next.state, commands: [...closing, ...next.commands], facts: [...facts, ...next.facts] }
}

/** Nobody is ever left alone in a bridge (reliability notes C6, G2). */
function backToTheHead(state: Talking, now: number): Step {
  const { caller, arrivedAt } = state
  const groups = everybody(state)
  const music: CallCommand[] = state.bridgedSince === null ? [] : [{ type: 'music', leg: caller, on: true }]
  return {
    state: { ...callOf(state), at: 'waiting', rank: 'return', groups, widenAt: null, positionAt: nextPositionAt(state, now), hearing: { what: 'music' }, offer: null },
    commands: [...pauseRecording(state), ...music, { type: 'enqueue', rank: 'return', arrivedAt, groups }],
    facts: [],
  }
}

function recordAgain(state: Talking, now: number): Step {
  const { changes, commands, facts } = record(state, now)
  return { state: { ...state, ...changes }, commands, facts }
}

/** The caller hung up: the conversation counts as handled. */
export const callerLeftTalk = (state: Talking, now: number): Step => end(state, 'handled', now)
