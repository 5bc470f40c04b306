import type { PromptRef } from '../../prompt/port.ts'
import { CAUSE, offerEndOf } from './cause.ts'
import { PROMPT_MAX_MS } from './ending.ts'
import { agentLegId, bridgeId, playbackId } from './ids.ts'
import { record, recordFailed } from './recording.ts'
import { callOf, everybody, hangUp, stay, type CallCommand, type CallEvent, type Hearing, type In, type Offer, type Step } from './state.ts'

type Waiting = In<'waiting'>

/** Both legs must be heard to enter the bridge within this time after we asked for it. */
const CONNECT_MS = 5_000
/** Asterisk ends the ringing by itself this much later than we do: for the case that we are gone. */
export const RING_GRACE_MS = 3_000

export function whileWaiting(state: Waiting, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'offered':
      return offered(state, event.agent, now)
    case 'legAnswered':
      return state.offer?.leg === event.leg ? pickedUp({ ...state, offer: { ...state.offer, answeredAt: now } }, now) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return state.offer?.leg === event.leg ? offerFailed(state, state.offer, event.cause, now) : stay(state)
    case 'promptEnded':
      return playbackIn(state.hearing) === event.playback ? heard(state, now) : stay(state)
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'woke':
      return woke(state, event.ahead, now)
    default:
      return stay(state)
  }
}

function offered(state: Waiting, agent: Offer['agent'], now: number): Step {
  // The queue believes the agent is ours; if we cannot use the offer the agent must be free again at once.
  if (state.offer) return { state, commands: [{ type: 'agentOfferEnded', agent, how: 'withdrawn' }], facts: [] }
  const attempt = state.attempts + 1
  const leg = agentLegId(state.call, attempt)
  const { plan } = state
  const ringMs = plan.treatment === 'queue' ? plan.ringTimeoutMs : 0
  const screenName = plan.treatment === 'queue' ? plan.screenName : ''
  return {
    state: { ...state, attempts: attempt, offer: { agent, leg, attempt, since: now, expiresAt: now + ringMs, answeredAt: null, whisper: null } },
    commands: [{ type: 'ring', leg, agent, callerId: plan.ani ?? '', callerName: screenName, timeoutMs: ringMs + RING_GRACE_MS }],
    facts: [],
  }
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

function connect(state: Waiting & { offer: Offer }, now: number): Step {
  const { call, caller, offer, hearing, rank, groups } = state
  const bridge = bridgeId(call)
  const recorded = record(state, now)
  const commands: CallCommand[] = [{ type: 'leaveQueue' }, ...recorded.commands]
  if (offer.whisper) commands.push({ type: 'stopPlay', playback: offer.whisper })
  commands.push(...quiet(hearing, caller), { type: 'join', bridge, legs: [caller, offer.leg] })
  return {
    state: { ...callOf(state), ...recorded.changes, at: 'connecting', rank, groups, offer, bridge, joined: [], giveUpAt: now + CONNECT_MS },
    commands,
    facts: recorded.facts,
  }
}

function quiet(hearing: Hearing, leg: Waiting['caller']): CallCommand[] {
  switch (hearing.what) {
    case 'nothing':
      return []
    case 'music':
      return [{ type: 'music', leg, on: false }]
    case 'announcement':
    case 'position':
      return [{ type: 'stopPlay', playback: hearing.playback }]
  }
}

const playbackIn = (hearing: Hearing): string | null => ('playback' in hearing ? hearing.playback : null)

/** The offer is over; the caller keeps the place and goes back in line. */
export function offerFailed(state: Waiting, offer: Offer, cause: number, now: number): Step {
  // A leg that was picked up and then ended was put down by the agent, unless it was lost by our own doing.
  const how = offer.answeredAt === null || cause === CAUSE.unknown ? offerEndOf(cause) : 'declined'
  const { call, rank, arrivedAt, groups } = state
  return {
    state: { ...state, offer: null },
    commands: [
      { type: 'agentOfferEnded', agent: offer.agent, how },
      { type: 'enqueue', rank, arrivedAt, groups },
    ],
    facts: [{ type: 'offerEnded', call, at: now, agent: offer.agent, leg: offer.leg, attempt: offer.attempt, since: offer.since, rangMs: (offer.answeredAt ?? now) - offer.since, how }],
  }
}

/** A prompt is over: the next announcement, or the agent who is waiting already, or music. */
function heard(state: Waiting, now: number): Step {
  const { hearing, offer, caller } = state
  if (hearing.what === 'announcement') {
    const next = announce(state, hearing.index + 1, now)
    if (next) return next
    if (offer?.answeredAt != null) return connect({ ...state, offer }, now)
  }
  return { state: { ...state, hearing: { what: 'music' } }, commands: [{ type: 'music', leg: caller, on: true }], facts: [] }
}

/** Starts the announcement with this index, if there is one. */
export function announce(state: Waiting, index: number, now: number): Step | null {
  const prompt = state.plan.treatment === 'queue' ? state.plan.announcements[index] : undefined
  if (!prompt) return null
  const playbacks = state.playbacks + 1
  const playback = playbackId(state.call, playbacks)
  return {
    state: { ...state, playbacks, hearing: { what: 'announcement', index, playback, giveUpAt: now + PROMPT_MAX_MS } },
    commands: [{ type: 'say', leg: state.caller, playback, prompt }],
    facts: [],
  }
}

/** Everything that is due, one thing after the other. */
function woke(state: Waiting, ahead: number | null, now: number): Step {
  if (state.offer && state.offer.answeredAt === null && now >= state.offer.expiresAt) {
    const failed = offerFailed(state, state.offer, CAUSE.noAnswer, now)
    return { ...failed, commands: [hangUp(state.offer.leg, 'no_answer'), ...failed.commands] }
  }
  if (state.widenAt !== null && now >= state.widenAt) return widen(state)
  if (now >= quietUntil(state.hearing)) return heard(state, now)
  if (state.positionAt !== null && now >= state.positionAt) return sayPosition(state, ahead, now)
  return stay(state)
}

/** When what the caller hears is over at the latest; music never is. */
export function quietUntil(hearing: Hearing): number {
  if (hearing.what === 'music') return Infinity
  return hearing.what === 'nothing' ? hearing.musicAt : hearing.giveUpAt
}

/** The specialists had their time; now whoever is free first (domain.md §5.3). */
function widen(state: Waiting): Step {
  const groups = everybody(state)
  return { state: { ...state, groups, widenAt: null }, commands: [{ type: 'widen', groups }], facts: [] }
}

function sayPosition(state: Waiting, ahead: number | null, now: number): Step {
  const later = { ...state, positionAt: now + state.terms.positionEveryMs }
  // Nothing to say while a phone rings for this caller or another prompt plays; asked again in a moment.
  if (state.hearing.what !== 'music') return { state: { ...state, positionAt: now + 1_000 }, commands: [], facts: [] }
  if (state.offer || ahead === null) return stay(later)
  const playbacks = state.playbacks + 1
  const playback = playbackId(state.call, playbacks)
  return {
    state: { ...later, playbacks, hearing: { what: 'position', playback, giveUpAt: now + PROMPT_MAX_MS } },
    commands: [
      { type: 'music', leg: state.caller, on: false },
      { type: 'say', leg: state.caller, playback, prompt: { id: 'queue_position', values: { n: String(ahead), number: state.plan.dnis } } },
    ],
    facts: [],
  }
}
