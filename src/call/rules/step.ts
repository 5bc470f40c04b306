import { arrived } from './begin.ts'
import { whileConnecting } from './connecting.ts'
import { overAt, whileAsking } from './asking.ts'
import { whileCalling } from './calling.ts'
import { whileBooked, whileDialling } from './dialling.ts'
import { end, whileAnnouncing, whileClosing } from './ending.ts'
import { whileFetching } from './fetching.ts'
import { whileRating } from './rating.ts'
import { isRequest, refusal } from './refusal.ts'
import { againAt } from './recording.ts'
import { hangUp, stay } from './of-call.ts'
import type { Arrival, CallEvent, CallState, In, Living, Step } from './state.ts'
import { whileLinked, whileReaching } from './reaching.ts'
import { whileRescuing } from './rescuing.ts'
import { callerLeftTalk, whileTalking } from './talking.ts'
import { whileHanded, whileTransferring } from './transferring.ts'
import { quietUntil } from './hearing.ts'
import { whileWaiting } from './waiting.ts'

/** The first state of a call and what is done about it. The place in the queue counts from the arrival. */
export function begin(arrival: Arrival, now: number): Step {
  return timed(null, arrived(arrival, now))
}

/**
 * Decides what happens next in a call. Pure: time comes in, commands and facts go out. An event that means
 * nothing in the present state changes nothing, so late, repeated and reordered events do no harm.
 */
export function step(state: CallState, event: CallEvent, now: number): Step {
  if (state.at === 'ended') return afterTheEnd(state, event)
  if (isRequest(event) && refusal(state, event) !== null) return stay(state)
  const ending = endingOf(state, event, now)
  return timed(event.type === 'woke' ? null : state, ending ?? during(state, event, now))
}

function during(state: Living, event: CallEvent, now: number): Step {
  switch (state.at) {
    case 'waiting':
      return whileWaiting(state, event, now)
    case 'connecting':
      return whileConnecting(state, event, now)
    case 'talking':
      return whileTalking(state, event, now)
    case 'rescuing':
      return whileRescuing(state, event, now)
    case 'transferring':
      return whileTransferring(state, event, now)
    case 'handed':
      return whileHanded(state, event, now)
    case 'booked':
      return whileBooked(state, event, now)
    case 'dialling':
      return whileDialling(state, event, now)
    case 'reaching':
      return whileReaching(state, event, now)
    case 'linked':
      return whileLinked(state, event, now)
    case 'calling':
      return withoutAgents(state, event) ?? whileCalling(state, event, now)
    case 'asking':
      return withoutAgents(state, event) ?? whileAsking(state, event, now)
    case 'fetching':
      return whileFetching(state, event, now)
    case 'rating':
      return withoutAgents(state, event) ?? whileRating(state, event, now)
    case 'announcing':
      return withoutAgents(state, event) ?? whileAnnouncing(state, event, now)
    case 'closing':
      return withoutAgents(state, event) ?? whileClosing(state, event, now)
  }
}

/** Endings that are the same in every state: the caller hung up, was taken to the fallback, or Asterisk died. */
function endingOf(state: Living, event: CallEvent, now: number): Step | null {
  if (state.at === 'booked' || state.at === 'dialling' || state.at === 'reaching' || state.at === 'calling') return endingOfOurs(state, event, now)
  if (event.type === 'interrupted') return end(cutOff(state), settled(state, now) ?? 'interrupted', now)
  if (event.type === 'legLeft' && event.leg === state.caller) return end(state, settled(state, now) ?? 'fallback', now)
  if (event.type !== 'legEnded' || event.leg !== state.caller) return null
  if (state.at === 'talking') return callerLeftTalk(state, now)
  return end(state, settled(state, now) ?? 'abandoned', now)
}

/** A call of ours that nobody has answered dies with its Asterisk; in line, without a leg, it outlives it. */
function endingOfOurs(state: In<'booked' | 'dialling' | 'reaching' | 'calling'>, event: CallEvent, now: number): Step | null {
  if (event.type !== 'interrupted') return null
  return end(state, 'unreached', now, state.at === 'reaching' && state.step.what === 'sorry' ? state.step.how : 'unreachable')
}

/** A mailbox is not taken for one by a line that broke before any key. */
const cutOff = (state: Living): Living => (state.spoken && state.spoken.asked && !state.spoken.keyed && state.spoken.end === null ? { ...state, spoken: { ...state.spoken, end: 'failed' } } : state)

/** Who hangs up within this time of the agent has not given up waiting. */
const TOGETHER_MS = 1_000

/** The outcome of a call that had come to its end before it was cut off; null while it was still open. */
function settled(state: Living, now: number) {
  // Whom the machine called, and nobody spoke with.
  if (state.spoken && state.agent === null && state.answeredAt !== null) return 'automatic' as const
  switch (state.at) {
    case 'rating':
    case 'transferring':
    case 'handed':
    case 'linked':
      return 'handled' as const
    case 'announcing':
    case 'closing':
      return state.outcome
    case 'waiting':
      // Spoke a message and hung up, as one does.
      if (state.hearing.what === 'message') return 'overflow' as const
      if (state.answeredAt === null) return null
      // Both hung up, the agent a moment earlier.
      return now - state.enteredAt < TOGETHER_MS ? ('handled' as const) : ('interrupted' as const)
    case 'rescuing':
      // Somebody else was still on the line, or caller and agent went together.
      return state.bridgedSince !== null || now - state.rescue.since < TOGETHER_MS ? ('handled' as const) : ('interrupted' as const)
    case 'connecting':
      // Gave up waiting after losing an agent: cut off by a fault, whoever hung up in the end.
      return state.answeredAt === null ? null : ('interrupted' as const)
    default:
      return null
  }
}

/** No agent has a part in these states: one who is offered or picks up is let go at once. */
function withoutAgents(state: CallState, event: CallEvent): Step | null {
  if (event.type === 'offered') return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
  if (event.type === 'seatFound' && event.seat) return { state, commands: [{ type: 'agentOfferEnded', agent: event.seat.agent, how: 'withdrawn' }], facts: [] }
  if (event.type === 'legAnswered' && event.leg !== state.caller) return { state, commands: [hangUp(event.leg)], facts: [] }
  return null
}

/** Nothing is done for an ended call except to let go whoever still comes. */
const afterTheEnd = (state: In<'ended'>, event: CallEvent): Step => withoutAgents(state, event) ?? stay(state)

/** The next moment at which the state wants to be woken; null = never by itself. */
export function wakeAt(state: CallState): number | null {
  switch (state.at) {
    case 'waiting': {
      const times = [state.later[0]?.at ?? null, state.positionAt, state.callbackAt]
      if (state.offer && state.offer.answeredAt === null) times.push(state.offer.expiresAt)
      if (state.hearing.what !== 'music') times.push(quietUntil(state.hearing))
      return earliest(times)
    }
    case 'talking':
      return earliest([againAt(state), state.third && state.third.answeredAt === null ? state.third.expiresAt : null])
    case 'rescuing':
      return earliest([againAt(state), state.rescue.giveUpAt])
    case 'handed':
    case 'linked':
      return againAt(state)
    case 'transferring':
      return state.third.expiresAt
    case 'booked':
      return state.offer?.expiresAt ?? null
    case 'rating':
      return state.deadlineAt
    case 'asking':
      return overAt(state)
    case 'connecting':
    case 'dialling':
    case 'reaching':
    case 'calling':
    case 'fetching':
    case 'announcing':
    case 'closing':
      return state.giveUpAt
    case 'ended':
      return null
  }
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** Adds the timer command when the time to wake up has changed, or the timer was used up (`before` null). */
function timed(before: CallState | null, next: Step): Step {
  const at = wakeAt(next.state)
  const changed = before === null ? at !== null || next.state.at === 'ended' : at !== wakeAt(before)
  return changed ? { ...next, commands: [...next.commands, { type: 'wakeAt', at }] } : next
}
