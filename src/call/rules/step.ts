import { callerLeftTalk, whileTalking } from './talking.ts'
import { end, PROMPT_MAX_MS, whileAnnouncing, whileClosing } from './ending.ts'
import { playbackId } from './ids.ts'
import { announce, quietUntil, whileWaiting } from './waiting.ts'
import { whileConnecting } from './connecting.ts'
import { whileRating } from './rating.ts'
import { hangUp, stay, type Arrival, type Call, type CallEvent, type CallState, type In, type Step } from './state.ts'

/** A caller hears something within two seconds (reliability INV-3); most agents' phones are picked up later than this. */
const MUSIC_AFTER_MS = 1_000

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
  const ending = endingOf(state, event, now)
  return timed(event.type === 'woke' ? null : state, ending ?? during(state, event, now))
}

function during(state: Exclude<CallState, In<'ended'>>, event: CallEvent, now: number): Step {
  switch (state.at) {
    case 'waiting':
      return whileWaiting(state, event, now)
    case 'connecting':
      return whileConnecting(state, event, now)
    case 'talking':
      return whileTalking(state, event, now)
    case 'rating':
      return withoutAgents(state, event) ?? whileRating(state, event, now)
    case 'announcing':
      return withoutAgents(state, event) ?? whileAnnouncing(state, event, now)
    case 'closing':
      return withoutAgents(state, event) ?? whileClosing(state, event, now)
  }
}

/** Endings that are the same in every state: the caller hung up, was taken to the fallback, or Asterisk died. */
function endingOf(state: Exclude<CallState, In<'ended'>>, event: CallEvent, now: number): Step | null {
  if (event.type === 'interrupted') return end(state, settled(state) ?? 'interrupted', now)
  if (event.type === 'legLeft' && event.leg === state.caller) return end(state, settled(state) ?? 'fallback', now)
  if (event.type !== 'legEnded' || event.leg !== state.caller) return null
  if (state.at === 'talking') return callerLeftTalk(state, now)
  return end(state, settled(state) ?? 'abandoned', now)
}

/** The outcome of a call that had come to its end before it was cut off; null while it was still open. */
function settled(state: Exclude<CallState, In<'ended'>>) {
  switch (state.at) {
    case 'rating':
      return 'handled' as const
    case 'announcing':
    case 'closing':
      return state.outcome
    case 'waiting':
    case 'connecting':
      // Gave up waiting after losing an agent: cut off by a fault, whoever hung up in the end.
      return state.answeredAt === null ? null : ('interrupted' as const)
    case 'talking':
      return null
  }
}

/** No agent has a part in these states: one who is offered or picks up is let go at once. */
function withoutAgents(state: CallState, event: CallEvent): Step | null {
  if (event.type === 'offered') return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
  if (event.type === 'legAnswered' && event.leg !== state.caller) return { state, commands: [hangUp(event.leg)], facts: [] }
  return null
}

/** Nothing is done for an ended call except to let go whoever still comes. */
const afterTheEnd = (state: In<'ended'>, event: CallEvent): Step => withoutAgents(state, event) ?? stay(state)

function arrived(arrival: Arrival, now: number): Step {
  const { call, caller, epoch, arrivedAt, plan, terms, waiting } = arrival
  const fresh: Call = { call, caller, epoch, arrivedAt, plan, terms, attempts: 0, playbacks: 0, recordings: 0, answeredAt: null, talkedMs: 0, bridgedMs: 0, agent: null, recording: null }
  const { dnis, dnisRaw, ani, aniRaw, labels } = plan
  const told: Step['facts'] = [{ type: 'callArrived', call, at: arrivedAt, dnis, dnisRaw, ani, aniRaw, labels, callerLeg: caller }]
  const first = firstState(fresh, waiting, now)
  return { ...first, facts: [...told, ...first.facts] }
}

function firstState(fresh: Call, waiting: number, now: number): Step {
  const { caller, plan, terms, arrivedAt } = fresh
  switch (plan.treatment) {
    case 'reject':
      return {
        state: { ...fresh, at: 'closing', outcome: 'rejected', playback: null, giveUpAt: now + PROMPT_MAX_MS },
        commands: [hangUp(caller, 'unallocated')],
        facts: [],
      }
    case 'announce_hangup':
      return announceOnly(fresh, { prompt: plan.announcement, times: plan.times, outcome: 'cancelled_number' }, now)
    case 'queue': {
      if (waiting >= terms.maxWaiting && plan.rank !== 'emergency')
        return announceOnly(fresh, { prompt: { id: 'too_many_waiting', values: {} }, times: 1, outcome: 'overflow' }, now)
      const { rank, firstGroups: groups } = plan
      const state: In<'waiting'> = {
        ...fresh,
        at: 'waiting',
        rank,
        groups,
        widenAt: plan.thenGroups ? now + plan.widenAfterMs : null,
        positionAt: plan.positionSpoken ? arrivedAt + terms.positionFirstMs : null,
        hearing: { what: 'nothing', musicAt: now + MUSIC_AFTER_MS },
        offer: null,
      }
      const say = announce(state, 0, now) ?? stay(state)
      return { ...say, commands: [{ type: 'answer', leg: caller }, { type: 'enqueue', rank, arrivedAt, groups }, ...say.commands] }
    }
  }
}

function announceOnly(fresh: Call, what: { prompt: In<'announcing'>['announcement']; times: number; outcome: In<'announcing'>['outcome'] }, now: number): Step {
  const playback = playbackId(fresh.call, 1)
  return {
    state: { ...fresh, at: 'announcing', playbacks: 1, announcement: what.prompt, timesLeft: what.times, playback, outcome: what.outcome, giveUpAt: now + PROMPT_MAX_MS },
    commands: [{ type: 'answer', leg: fresh.caller }, { type: 'say', leg: fresh.caller, playback, prompt: what.prompt }],
    facts: [],
  }
}

/** The next moment at which the state wants to be woken; null = never by itself. */
export function wakeAt(state: CallState): number | null {
  switch (state.at) {
    case 'waiting': {
      const times = [state.widenAt, state.positionAt]
      if (state.offer && state.offer.answeredAt === null) times.push(state.offer.expiresAt)
      if (state.hearing.what !== 'music') times.push(quietUntil(state.hearing))
      return earliest(times)
    }
    case 'connecting':
      return state.giveUpAt
    case 'talking':
      return state.recording?.retryAt ?? null
    case 'rating':
      return state.deadlineAt
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
