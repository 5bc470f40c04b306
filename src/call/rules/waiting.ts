import type { PromptRef } from '../../prompt/port.ts'
import { accept, inDialogue, offerCallback, pressedInLine } from './callback-offer.ts'
import { CAUSE } from './cause.ts'
import { music, playbackIn, quiet, quietUntil, speak, type Waiting } from './hearing.ts'
import { playbackId } from './ids.ts'
import { listened, recordMessage, sorry, takeBreath } from './message.ts'
import { move } from './moving.ts'
import { bridged, offerFailed, ringAgent } from './offering.ts'
import { recordFailed } from './recording.ts'
import { around, hangUp, stay } from './of-call.ts'
import type { CallCommand, CallEvent, Offer, Step } from './state.ts'
import { PROMPT_MAX_MS } from './times.ts'

export function whileWaiting(state: Waiting, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'offered':
      return offered(state, event.agent, now)
    case 'legAnswered':
      return state.offer?.leg === event.leg ? pickedUp({ ...state, offer: { ...state.offer, answeredAt: now } }, now) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return state.offer?.leg === event.leg ? offerFailed(state, state.offer, event.cause, now) : stay(state)
    case 'seatLost':
      return state.offer?.agent === event.agent ? seatLost(state, state.offer, now) : stay(state)
    case 'promptEnded':
      return playbackIn(state.hearing) === event.playback ? heard(state, now) : stay(state)
    case 'digit':
      return event.leg === state.caller ? pressedInLine(state, event.digit, now) : stay(state)
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'staffed':
      return event.staffed || state.offer || state.hearing.what === 'sorry' || state.hearing.what === 'message' ? stay(state) : sorry(state, now)
    case 'move':
      return move(state, event, now)
    case 'woke':
      return woke(state, event.ahead, now)
    default:
      return stay(state)
  }
}

/** The browser that rings is gone: the next one is asked at once. */
function seatLost(state: Waiting, offer: Offer, now: number): Step {
  return around(offerFailed(state, { ...offer, answeredAt: null }, CAUSE.absent, now), { before: [hangUp(offer.leg)] })
}

function offered(state: Waiting, agent: Offer['agent'], now: number): Step {
  // The queue believes the agent is ours; if we cannot use the offer the agent must be free again at once.
  if (state.offer) return { state, commands: [{ type: 'agentOfferEnded', agent, how: 'withdrawn' }], facts: [] }
  const { offer, command } = ringAgent(state, agent, now)
  return { state: { ...state, attempts: offer.attempt, offer }, commands: [command], facts: [] }
}

/** The agent is on the line. Mandatory announcements are heard to their end first (domain.md §0.4). */
function pickedUp(state: Waiting & { offer: Offer }, now: number): Step {
  if (state.hearing.what !== 'announcement') return connect(state, now)
  const playbacks = state.playbacks + 1
  const whisper = playbackId(state.call, playbacks)
  const prompt: PromptRef = { id: 'agent_line', values: { line: state.plan.lineName, number: state.plan.dnis } }
  return {
    state: { ...state, playbacks, offer: { ...state.offer, whisper } },
    commands: [{ type: 'say', leg: state.offer.leg, playback: whisper, prompt }],
    facts: [],
  }
}

function connect(before: Waiting & { offer: Offer }, now: number): Step {
  const message = listened(before, now)
  const state = { ...message.state, offer: before.offer }
  const { caller, offer, hearing } = state
  const whisper: CallCommand[] = offer.whisper === null ? [] : [{ type: 'stopPlay', playback: offer.whisper }]
  const next = bridged(state, now, [...whisper, ...quiet(hearing, caller)])
  return around(next, { before: [{ type: 'leaveQueue' }, ...message.commands], facts: message.facts })
}

/** A prompt is over: the next announcement, or the agent who is waiting already, or music. */
function heard(state: Waiting, now: number): Step {
  const { hearing, offer } = state
  switch (hearing.what) {
    case 'announcement': {
      const next = announce(state, hearing.index + 1, now)
      if (next) return next
      return offer?.answeredAt != null ? connect({ ...state, offer }, now) : music(state)
    }
    case 'confirm':
    case 'number':
      return inDialogue(state, hearing, now)
    case 'sorry':
      return hearing.playback === null ? recordMessage(state, now) : takeBreath(state, now)
    default:
      return music(state)
  }
}

/** Starts the announcement with this index, if there is one. */
export function announce(state: Waiting, index: number, now: number): (Step & { state: Waiting }) | null {
  const prompt = state.plan.treatment === 'queue' ? state.plan.announcements[index] : undefined
  if (!prompt) return null
  return speak(state, (playback) => ({ what: 'announcement', index, playback, giveUpAt: now + PROMPT_MAX_MS }), prompt)
}

/** Everything that is due, one thing after the other. */
function woke(state: Waiting, ahead: number | null, now: number): Step {
  if (state.offer && state.offer.answeredAt === null && now >= state.offer.expiresAt) {
    const failed = offerFailed(state, state.offer, CAUSE.noAnswer, now)
    return { ...failed, commands: [hangUp(state.offer.leg, 'no_answer'), ...failed.commands] }
  }
  const [next] = state.later
  if (next && now >= next.at) return widen(state, now)
  if (now >= quietUntil(state.hearing)) return over(state, now)
  if (state.callbackAt !== null && now >= state.callbackAt) return offerCallback(state, now)
  if (state.positionAt !== null && now >= state.positionAt) return sayPosition(state, ahead, now)
  return stay(state)
}

/** The time of what the caller hears is up. */
const over = (state: Waiting, now: number): Step => (state.hearing.what === 'message' ? accept.message(state, now) : heard(state, now))

/** Those asked first had their time; now whoever is free first (domain.md §5.3, §5.10). */
function widen(state: Waiting, now: number): Step {
  const [next, ...later] = state.later
  if (!next) return stay(state)
  const groups = [...new Set([...state.groups, ...next.groups])]
  const wider: Waiting = { ...state, groups, later }
  const widened: CallCommand = { type: 'widen', groups }
  // Nobody is interrupted to be told that more help is on the way.
  if (!next.announcement || state.offer || state.hearing.what !== 'music') return { state: wider, commands: [widened], facts: [] }
  const told = speak(wider, (playback) => ({ what: 'notice', playback, giveUpAt: now + PROMPT_MAX_MS }), next.announcement)
  return { ...told, commands: [widened, ...told.commands] }
}

function sayPosition(state: Waiting, ahead: number | null, now: number): Step {
  const later = { ...state, positionAt: now + state.terms.positionEveryMs }
  // Nothing to say while a phone rings for this caller or another prompt plays; asked again in a moment.
  if (state.hearing.what !== 'music') return { state: { ...state, positionAt: now + 1_000 }, commands: [], facts: [] }
  if (state.offer || ahead === null) return stay(later)
  const prompt = { id: 'queue_position', values: { n: String(ahead), number: state.plan.dnis } }
  return speak(later, (playback) => ({ what: 'notice', playback, giveUpAt: now + PROMPT_MAX_MS }), prompt)
}
