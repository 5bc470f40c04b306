import type { ThirdEnd } from '../facts.ts'
import { hungUpOnPurpose } from './cause.ts'
import { close, end } from './ending.ts'
import { speak } from './hearing.ts'
import { bridgeId } from './ids.ts'
import { inLine, sameAgentFirst } from './in-line.ts'
import { dueAgain, pauseRecording, record, recordFailed } from './recording.ts'
import { around, callOf, hangUp, stay } from './of-call.ts'
import type { CallCommand, CallEvent, In, Step } from './state.ts'
import { heardInLine, silence, thenMusic } from './talk-parts.ts'
import { dropThird, howItEnded, seatFreed, thirdEnded } from './third-parties.ts'
import { ringThird, tryAgain } from './third.ts'
import { PROMPT_MAX_MS } from './times.ts'

type Transferring = In<'transferring'>
type Handed = In<'handed'>

/** The agent has left, the caller hears music, and somebody is being rung. */
export function whileTransferring(state: Transferring, event: CallEvent, now: number): Step {
  const { third } = state
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legAnswered':
      return event.leg === third.leg ? answered(state, now) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return event.leg === third.leg ? failed(state, howItEnded(event.cause), now) : stay(state)
    case 'promptEnded':
      return event.playback === state.told ? thenMusic(state) : stay(state)
    case 'seatFound':
      return seatFound(state, event.seat, now)
    case 'woke':
      return now >= third.expiresAt ? around(failed(state, 'no_answer', now), { before: [hangUp(third.leg, 'no_answer')] }) : stay(state)
    case 'forceRelease':
      return released(state, now)
    default:
      return stay(state)
  }
}

/** A supervisor ends it: nobody is rung for a caller who has been let go. */
function released(state: Transferring, now: number): Step {
  const { commands, facts } = dropThird(state, 'cancelled', now)
  return around(close(state, 'handled', null, now), { before: commands, facts })
}

function answered(state: Transferring, now: number): Step {
  const { call, caller, third, agent, terms, rank, groups } = state
  const { party, leg, purpose } = third
  const counted = purpose !== 'emergency'
  const transferCount = state.transferCount + (counted ? 1 : 0)
  const recorded = record(state, now)
  const bridge = bridgeId(call)
  const rest = { ...callOf(state), ...recorded.changes, transferCount }
  const there = { ...third, answeredAt: now, joinedAt: now }
  return {
    state:
      party.kind === 'seat'
        ? { ...rest, at: 'talking', rank, groups, agent: party.agent, leg, bridge, connectedAt: now, bridgedSince: now, told: null, third: null, monitor: null }
        : { ...rest, at: 'handed', rank, groups, agent, party, leg, bridge, connectedAt: now, bridgedSince: now },
    commands: [
      ...(party.kind === 'seat' ? ([{ type: 'agentOfferEnded', agent: party.agent, how: 'answered' }] as const) : []),
      silence(state),
      ...recorded.commands,
      { type: 'join', bridge, legs: [leg, caller] },
      { type: 'lease', leg: caller, forMs: terms.talkingLeaseMs },
    ],
    facts: [...recorded.facts, ...thirdEnded(state, there, 'took_over', now), { type: 'handedOver', call, at: now, from: agent, party, leg, purpose, counted, transferCount }],
  }
}

/** Not answered: the next one, or back to the agent who knows the matter, else the head of the line (domain.md §5.5). */
function failed(state: Transferring, how: ThirdEnd, now: number): Step {
  const { third } = state
  const facts = thirdEnded(state, third, how, now)
  const freed = seatFreed(third, how)
  const again = tryAgain(state, third, now)
  if (again) return { state: { ...state, ...again.changes, third: again.third }, commands: [...freed, ...again.commands], facts: [...facts, ...again.facts] }
  return around(back(state, now), { before: freed, facts })
}

function back(state: Transferring, now: number): Step {
  const { party, purpose } = state.third
  const rank = purpose === 'emergency' ? 'emergency' : 'return'
  const line = inLine(state, { rank, reach: sameAgentFirst(state), since: now, hearing: heardInLine(state, now) }, now)
  const prompt = party.kind === 'outside' && party.line !== null ? { id: 'subcenter_unavailable', values: { line: party.name } } : { id: 'third_unavailable', values: {} }
  const told = speak(line.state, (playback) => ({ what: 'notice', playback, giveUpAt: now + PROMPT_MAX_MS }), prompt)
  return { state: told.state, commands: [...line.commands, ...told.commands], facts: [] }
}

function seatFound(state: Transferring, seat: (CallEvent & { type: 'seatFound' })['seat'], now: number): Step {
  const { third } = state
  if (third.leg !== state.caller) return { state, commands: seat ? [{ type: 'agentOfferEnded', agent: seat.agent, how: 'withdrawn' }] : [], facts: [] }
  if (!seat) return back(state, now)
  const rung = ringThird(state, { ...third, party: seat }, now)
  return { state: { ...state, ...rung.changes, third: rung.third }, commands: rung.commands, facts: rung.facts }
}

/** The caller talks with somebody outside the house. */
export function whileHanded(state: Handed, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legAnswered':
      return event.leg === state.leg ? stay(state) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return event.leg === state.leg ? partyGone(state, event.cause, now) : stay(state)
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

/** The other centre hung up: the call is over. Lost to a fault: the caller comes back to us. */
function partyGone(state: Handed, cause: number, now: number): Step {
  const { call, caller, bridge, party, leg, connectedAt, terms } = state
  const bridgedMs = state.bridgedMs + (now - state.bridgedSince)
  const left = { ...state, bridgedMs }
  const before: CallCommand[] = [{ type: 'closeBridge', bridge }]
  const facts: Step['facts'] = [{ type: 'partyLeft', call, at: now, party, leg, talkedMs: now - connectedAt }]
  if (hungUpOnPurpose(cause)) return around(close({ ...callOf(left), at: 'rating', agent: state.agent, plays: 0, playback: null, deadlineAt: now, deafUntil: now }, 'handled', null, now), { before, facts })
  const line = inLine(left, { rank: 'return', reach: sameAgentFirst(left), since: now, hearing: { what: 'music' } }, now)
  const commands: CallCommand[] = [...pauseRecording(state), { type: 'music', leg: caller, on: true }, { type: 'lease', leg: caller, forMs: terms.waitingLeaseMs }, ...line.commands]
  return { state: line.state, commands: [...before, ...commands], facts }
}
