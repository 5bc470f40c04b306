import type { CallOutcome, CallStage } from '../../contract/call.ts'
import { playbackId } from './ids.ts'
import { callOf, hangUp, stay, type CallCommand, type CallEvent, type CallState, type In, type Step } from './state.ts'

type Living = Exclude<CallState, In<'ended'>>

/** A hung-up channel is gone within a second; after this long reconciliation is left to find out. */
const CLOSING_MS = 10_000
/** No prompt of ours is longer; guards against an end that is never told. */
export const PROMPT_MAX_MS = 60_000

/** Where the caller stood, for the record (reliability notes C1). */
export function stageOf(state: CallState): CallStage {
  switch (state.at) {
    case 'waiting':
      if (state.offer) return 'offer'
      return state.hearing.what === 'announcement' ? 'announcement' : 'queue'
    case 'connecting':
      return 'connecting'
    case 'talking':
      return state.bridgedSince === null ? 'hold' : 'talking'
    case 'rating':
      return 'rating'
    case 'announcing':
    case 'closing':
    case 'ended':
      return LAST_STAGE[state.outcome]
  }
}

/** Where a call stands that has its outcome already and is only waiting to be over. */
const LAST_STAGE: Readonly<Record<CallOutcome, CallStage>> = {
  handled: 'rating',
  abandoned: 'queue',
  overflow: 'queue',
  fallback: 'fallback',
  interrupted: 'queue',
  rejected: 'arriving',
  cancelled_number: 'cancelled_announcement',
}

/** Time the caller waited for the first agent, up to now if there was none. */
const waitedMs = (state: CallState, now: number): number => Math.max(0, (state.answeredAt ?? now) - state.arrivedAt)

/** Whether somebody must call the citizen back: cut off by a fault or sent away, or gave up after really waiting. */
function isMissed(state: CallState, outcome: CallOutcome, now: number): boolean {
  switch (outcome) {
    case 'abandoned':
      return now - state.arrivedAt >= state.terms.missedAfterMs
    case 'fallback':
    case 'interrupted':
    case 'overflow':
      return true
    case 'handled':
    case 'rejected':
    case 'cancelled_number':
      return false
  }
}

/** The end: whatever is still open is closed, and the one record of the call is told. */
export function end(state: Living, outcome: CallOutcome, now: number): Step {
  const talking = state.at === 'talking' ? state : null
  const talkedMs = state.talkedMs + (talking ? now - talking.connectedAt : 0)
  const bridgedMs = state.bridgedMs + (talking?.bridgedSince != null ? now - talking.bridgedSince : 0)
  const facts: Step['facts'][number][] = []
  const { call, plan, arrivedAt, answeredAt } = state
  const about = { call, at: now }

  if (talking) facts.push({ ...about, type: 'agentLeft', agent: talking.agent, leg: talking.leg, talkedMs: now - talking.connectedAt })
  const offer = openOffer(state)
  if (offer)
    facts.push({ ...about, type: 'offerEnded', agent: offer.agent, leg: offer.leg, attempt: offer.attempt, since: offer.since, rangMs: (offer.answeredAt ?? now) - offer.since, how: 'withdrawn' })
  facts.push({
    ...about,
    type: 'callEnded',
    callerLeg: state.caller,
    outcome,
    endedIn: outcome === 'fallback' ? 'fallback' : stageOf(state),
    dnis: plan.dnis,
    ani: plan.ani,
    arrivedAt,
    answeredAt,
    waitedMs: waitedMs(state, now),
    talkedMs,
    bridgedMs,
    agent: state.agent,
    missed: isMissed(state, outcome, now),
  })
  const ended: CallState = { ...callOf(state), at: 'ended', talkedMs, bridgedMs, outcome }
  return { state: ended, commands: closeDown(state), facts }
}

const openOffer = (state: CallState) => (state.at === 'waiting' || state.at === 'connecting' ? state.offer : null)

/** Commands that leave nothing behind: no ringing phone, no bridge, no place in the queue, no busy agent. */
function closeDown(state: CallState): CallCommand[] {
  const commands: CallCommand[] = []
  const offer = openOffer(state)
  if (state.at === 'waiting' || state.at === 'connecting') commands.push({ type: 'leaveQueue' })
  if (offer) commands.push(hangUp(offer.leg), { type: 'agentOfferEnded', agent: offer.agent, how: 'withdrawn' })
  if (state.at === 'talking') commands.push(hangUp(state.leg), { type: 'agentReleased', agent: state.agent })
  if (state.at === 'connecting' || state.at === 'talking') commands.push({ type: 'closeBridge', bridge: state.bridge })
  return commands
}

/** Says the last words, if any, and hangs up when they are over. */
export function close(state: Living, outcome: CallOutcome, lastWords: string | null, now: number): Step {
  const { call, caller } = state
  const playbacks = state.playbacks + (lastWords ? 1 : 0)
  const playback = lastWords ? playbackId(call, playbacks) : null
  const giveUpAt = now + (lastWords ? PROMPT_MAX_MS : CLOSING_MS)
  return {
    state: { ...callOf(state), at: 'closing', playbacks, outcome, playback, giveUpAt },
    commands: lastWords && playback ? [{ type: 'say', leg: caller, playback, prompt: { id: lastWords, values: {} } }] : [hangUp(caller)],
    facts: [],
  }
}

export function whileClosing(state: In<'closing'>, event: CallEvent, now: number): Step {
  const over = event.type === 'promptEnded' && event.playback === state.playback
  if (over || (event.type === 'woke' && state.playback !== null && now >= state.giveUpAt))
    return { state: { ...state, playback: null, giveUpAt: now + CLOSING_MS }, commands: [hangUp(state.caller)], facts: [] }
  // Asterisk never told us the end. The record must not stay open; reconciliation removes the channel.
  if (event.type === 'woke' && now >= state.giveUpAt) return end(state, state.outcome, now)
  return stay(state)
}

/** A cancelled number is announced twice, then hung up (domain.md §5.2, J02, J04). */
export function whileAnnouncing(state: In<'announcing'>, event: CallEvent, now: number): Step {
  const over = event.type === 'promptEnded' && event.playback === state.playback
  if (!over && !(event.type === 'woke' && now >= state.giveUpAt)) return stay(state)
  if (state.timesLeft <= 1) return close(state, state.outcome, null, now)
  const playbacks = state.playbacks + 1
  const playback = playbackId(state.call, playbacks)
  return {
    state: { ...state, playbacks, playback, timesLeft: state.timesLeft - 1, giveUpAt: now + PROMPT_MAX_MS },
    commands: [{ type: 'say', leg: state.caller, playback, prompt: state.announcement }],
    facts: [],
  }
}
