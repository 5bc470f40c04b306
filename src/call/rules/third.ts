import type { CallFact, ThirdEnd } from '../facts.ts'
import type { PromptRef } from '../../prompt/port.ts'
import type { Seat } from '../port.ts'
import { handOver } from './handing-over.ts'
import { playbackId, thirdLegId } from './ids.ts'
import { pauseRecording } from './recording.ts'
import { hangUp, interactionOf, stay } from './of-call.ts'
import type { Call, CallCommand, Request, Step, Third } from './state.ts'
import { howItEnded, seatFreed, thirdEnded } from './third-parties.ts'
import { announced, callerIn, outOfBridge, tellCaller, type Talking } from './talk-parts.ts'
import { RING_GRACE_MS } from './times.ts'

// Asking somebody to join (domain.md §5.4–5.6). A specialist is asked while the caller hears music, and joins when the
// agent says so; a transfer is the same without that; an emergency line is rung while agent and caller talk on.

type Invitation = Extract<Request, { type: 'invite' }>

export function invite(state: Talking, { purpose, party, groups, told }: Invitation, now: number): Step {
  const { terms } = state
  const ringMs = purpose === 'emergency' ? terms.thirds.emergencyRingMs : party.kind === 'outside' && party.line !== null ? terms.thirds.lineRingMs : terms.thirds.ringMs
  const third: Third = {
    purpose, party, groups, asked: [], leg: state.caller, attempt: 0, tries: 0, since: now, expiresAt: now + ringMs, giveUpAt: now + ringMs,
    answeredAt: null, joinedAt: null, spoke: false,
  }
  const apart = purpose === 'emergency' ? together(state, now) : callerOut(state, told, now)
  const rung = ringThird(apart.state, third, now)
  return { state: { ...apart.state, ...rung.changes, third: rung.third }, commands: [...apart.commands, ...rung.commands], facts: [...apart.facts, ...rung.facts] }
}

/** Rings the party, on a leg of its own. */
export function ringThird(state: Call & { agent: Seat['agent'] }, before: Third, now: number): { third: Third; changes: Pick<Call, 'thirds'>; commands: CallCommand[]; facts: CallFact[] } {
  const attempt = state.thirds + 1
  const leg = thirdLegId(state.call, attempt)
  const { party, purpose } = before
  const asked = party.kind === 'seat' ? [...before.asked, party.agent] : before.asked
  const ringMs = purpose === 'emergency' ? state.terms.thirds.emergencyRingMs : before.giveUpAt - now
  const third: Third = { ...before, asked, leg, attempt, tries: before.tries + 1, since: now, expiresAt: now + ringMs, answeredAt: null }
  const timeoutMs = ringMs + RING_GRACE_MS
  const command: CallCommand =
    party.kind === 'seat'
      ? { type: 'ring', leg, agent: party.agent, callerId: state.agent, callerName: `${state.plan.dnis} ${state.plan.lineName}`, timeoutMs }
      : {
          type: 'dial', leg, number: party.number, callerId: state.plan.dnis, timeoutMs,
          centre: party.line === null ? null : { interaction: interactionOf(state), transferCount: purpose === 'emergency' ? state.transferCount : state.transferCount + 1 },
        }
  return { third, changes: { thirds: attempt }, commands: [command], facts: [{ type: 'thirdInvited', call: state.call, at: now, purpose, party, leg, by: state.agent, attempt }] }
}

/** The caller is taken out, told what happens and given music; the agent hears the ringing. */
function callerOut(before: Talking, told: PromptRef | null, now: number): Step & { state: Talking } {
  const { call, caller, leg, bridge, agent, terms } = before
  const wasIn = before.bridgedSince !== null
  const heard = wasIn ? tellCaller(before, told) : { state: before, commands: [] }
  const state = heard.state
  const playbacks = state.playbacks + 1
  return {
    state: { ...outOfBridge(state, now), playbacks },
    commands: [
      // Another voice comes next, perhaps: the recorder starts anew with it (decision 0008).
      ...pauseRecording(state),
      ...(wasIn
        ? ([{ type: 'part', bridge, leg: caller }, { type: 'lease', leg: caller, forMs: terms.waitingLeaseMs }, ...heard.commands, { type: 'agentHolds', agent, held: true }] as const)
        : []),
      { type: 'part', bridge, leg },
      { type: 'tone', leg, playback: playbackId(call, playbacks) },
    ],
    facts: [],
  }
}

/** An emergency is spoken about together: a caller on hold comes back first. */
function together(state: Talking, now: number): Step & { state: Talking } {
  if (state.bridgedSince !== null) return { state, commands: [], facts: [] }
  const back = callerIn(state, now)
  return { ...back, commands: [...back.commands, { type: 'agentHolds', agent: state.agent, held: false }] }
}

/** The last playback before the answer is the ringing: nothing else is played meanwhile. */
const stopTone = ({ call, playbacks }: Talking, { purpose, answeredAt }: Third): CallCommand[] =>
  purpose === 'emergency' || answeredAt !== null ? [] : [{ type: 'stopPlay', playback: playbackId(call, playbacks) }]

export function thirdAnswered(state: Talking, third: Third, now: number): Step {
  if (third.answeredAt !== null) return stay(state)
  const { agent, leg, bridge } = state
  const there: Third = { ...third, answeredAt: now }
  const seat: CallCommand[] = third.party.kind === 'seat' ? [{ type: 'agentOfferEnded', agent: third.party.agent, how: 'answered' }] : []
  switch (third.purpose) {
    case 'consult':
      return { state: { ...state, third: there }, commands: [...seat, ...stopTone(state, third), { type: 'join', bridge, legs: [leg, third.leg] }], facts: [] }
    case 'emergency':
      return {
        state: { ...state, third: { ...there, joinedAt: now } },
        // The agent may leave when they have been heard (domain.md §5.6).
        commands: [...seat, { type: 'join', bridge, legs: [third.leg] }, { type: 'listenFor', leg: third.leg }, { type: 'agentInThree', agent, on: true }],
        facts: [],
      }
    case 'transfer': {
      const next = handOver(state, there, { now, counted: true, agentThere: true })
      return { ...next, commands: [...seat, ...next.commands] }
    }
  }
}

/** Agent, caller and third hear each other. */
export function thirdJoins(state: Talking, third: Third, now: number): Step {
  const { agent } = state
  const back = callerIn({ ...state, third: { ...third, joinedAt: third.joinedAt ?? now } }, now)
  const told = announced(back.state, 'three_way_joined', {})
  const seat: CallCommand[] = third.party.kind === 'seat' ? [{ type: 'agentInThree', agent: third.party.agent, on: true }] : []
  return { state: told.state, commands: [...back.commands, { type: 'agentInThree', agent, on: true }, ...seat, told.command], facts: back.facts }
}

export function cancelConsult(state: Talking, third: Third, now: number): Step {
  const freed = [hangUp(third.leg), ...seatFreed(third, 'cancelled')]
  const next = without(state, third, 'cancelled', now)
  return { ...next, commands: [...freed, ...next.commands] }
}

/** The time for the ringing is up. */
export function thirdExpired(state: Talking, third: Third, now: number): Step {
  const failed = thirdFailed(state, third, 'no_answer', now)
  return { ...failed, commands: [hangUp(third.leg, 'no_answer'), ...failed.commands] }
}

export function thirdGone(state: Talking, third: Third, cause: number, now: number): Step {
  if (third.answeredAt === null) return thirdFailed(state, third, howItEnded(cause), now)
  const next = without(state, third, 'left', now)
  return { ...next, commands: [...seatFreed(third, 'left'), ...next.commands] }
}

function thirdFailed(state: Talking, third: Third, how: ThirdEnd, now: number): Step {
  const facts = thirdEnded(state, third, how, now)
  const freed = seatFreed(third, how)
  const again = tryAgain(state, third, now)
  if (again) {
    // Agent and caller wait together for an emergency line, and hear that it is tried again.
    const told = third.purpose === 'emergency' ? announced(state, 'emergency_retry', { peer: third.party.name }) : { state, command: null }
    const commands = [...freed, ...again.commands, ...(told.command ? [told.command] : [])]
    return { state: { ...told.state, ...again.changes, third: again.third }, commands, facts: [...facts, ...again.facts] }
  }
  const next = without(state, third, null, now)
  return { ...next, commands: [...freed, ...next.commands], facts: [...facts, ...next.facts] }
}

/** An emergency line is rung again; of a group the next one is asked while there is time. */
export function tryAgain(state: Call & { agent: Seat['agent'] }, third: Third, now: number): ReturnType<typeof ringThird> | null {
  if (third.purpose === 'emergency') return third.tries < state.terms.thirds.emergencyTriesMax ? ringThird(state, third, now) : null
  if (third.groups === null || now >= third.giveUpAt) return null
  return { third: { ...third, leg: state.caller }, changes: { thirds: state.thirds }, commands: [{ type: 'findSeat', groups: third.groups, except: third.asked }], facts: [] }
}

/** The next one of the group, or nobody. */
export function seatFound(state: Talking, seat: Seat | null, now: number): Step {
  const { third } = state
  // A leg of its own says that somebody is being rung already.
  if (!third || third.leg !== state.caller) return { state, commands: seat ? [{ type: 'agentOfferEnded', agent: seat.agent, how: 'withdrawn' }] : [], facts: [] }
  if (!seat) return without(state, third, null, now)
  const rung = ringThird(state, { ...third, party: seat }, now)
  return { state: { ...state, ...rung.changes, third: rung.third }, commands: rung.commands, facts: rung.facts }
}

/** Back to agent and caller alone, who are told when somebody did not come; `how` null when that is on record already. */
function without(state: Talking, third: Third, how: ThirdEnd | null, now: number): Step {
  const facts = how === null ? [] : thirdEnded(state, third, how, now)
  const { agent, leg } = state
  const alone: Talking = { ...state, third: null }
  if (state.bridgedSince !== null) return { state: alone, commands: [{ type: 'agentInThree', agent, on: false }], facts }
  // Joined once and put on hold by the agent: still on hold.
  if (third.joinedAt !== null) return { state: alone, commands: [], facts }
  const back = callerIn(alone, now, third.answeredAt === null ? [leg] : [])
  const commands: CallCommand[] = [...stopTone(state, third), ...back.commands, { type: 'agentHolds', agent, held: false }]
  facts.push(...back.facts)
  if (how === 'cancelled') return { state: back.state, commands, facts }
  const line = third.party.kind === 'outside' && third.party.line !== null
  const told = announced(back.state, line ? 'subcenter_unavailable' : 'third_unavailable', line ? { line: third.party.name } : {})
  return { state: told.state, commands: [...commands, told.command], facts }
}
