import type { CallOutcome, CallStage } from '../../contract/call.ts'
import type { CallFact, ThirdEnd } from '../facts.ts'
import { bridgeId, playbackId } from './ids.ts'
import { messageOf } from './message.ts'
import { endMonitor } from './monitor.ts'
import { notConnected, offerOver, openOffer, withdrawn } from './offers.ts'
import { callOf, directionOf, hangUp, stay } from './of-call.ts'
import { scriptEndOf } from './script-end.ts'
import type { Call, CallCommand, CallEvent, CallState, In, Living, Step } from './state.ts'
import { dropThird, thirdOf } from './third-parties.ts'
import { PROMPT_MAX_MS } from './times.ts'

/** A hung-up channel is gone within a second; after this long reconciliation is left to find out. */
const CLOSING_MS = 10_000

/** Where the caller stood, for the record (reliability notes C1). */
export function stageOf(state: CallState): CallStage {
  switch (state.at) {
    case 'waiting':
      if (state.offer) return 'offer'
      if (state.hearing.what === 'sorry' || state.hearing.what === 'message') return 'message'
      return state.hearing.what === 'announcement' ? 'announcement' : 'queue'
    case 'talking':
      if (state.third?.joinedAt != null) return 'three_way'
      if (state.third && state.third.purpose !== 'emergency') return state.third.purpose === 'transfer' ? 'transferring' : 'consulting'
      return state.bridgedSince === null ? 'hold' : 'talking'
    case 'handed':
      return 'handed_over'
    case 'calling':
      return 'dialling'
    case 'asking':
      return state.doing.what === 'message' || state.doing.what === 'breath' ? 'message' : 'asking'
    case 'fetching':
      return state.offer ? 'offer' : 'asking'
    case 'reaching':
      return state.step.what === 'phone' || state.step.what === 'told' ? 'department' : 'dialling'
    case 'linked':
      return 'talking'
    case 'rescuing':
    case 'connecting':
    case 'rating':
    case 'transferring':
    case 'booked':
    case 'dialling':
      return state.at
    case 'closing':
      return state.stage ?? LAST_STAGE[state.outcome]
    case 'announcing':
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
  unreached: 'dialling',
  automatic: 'asking',
}

/** Time the caller waited for the first agent, up to now if there was none. */
const waitedMs = (state: CallState, now: number): number => Math.max(0, (state.answeredAt ?? now) - state.arrivedAt)

/** Whether somebody must call the citizen back: cut off by a fault or sent away, or gave up after really waiting. */
function isMissed(state: CallState, outcome: CallOutcome, now: number): boolean {
  if (directionOf(state) === 'outbound' && state.answeredAt === null) return false // its task is open still
  switch (outcome) {
    case 'abandoned':
      return now - state.arrivedAt >= state.terms.missedAfterMs
    case 'fallback':
    case 'interrupted':
      return true
    case 'overflow':
      // Who asked to be called back has a place in line instead.
      return !(state.at === 'closing' && state.stage === 'callback_accepted')
    case 'handled':
    case 'rejected':
    case 'cancelled_number':
    case 'unreached':
    case 'automatic':
      return false
  }
}

/** The stretch in which the caller hears somebody, or is heard by the recorder, that has not been closed. */
export function openBridgedMs(state: CallState, now: number): number {
  if (state.at === 'talking' || state.at === 'rescuing') return state.bridgedSince === null ? 0 : now - state.bridgedSince
  if (state.at === 'handed' || state.at === 'linked') return now - state.bridgedSince
  const message = state.at === 'waiting' ? state.hearing : state.at === 'asking' ? state.doing : null
  return message?.what === 'message' ? now - message.since : 0
}

/** The end: whatever is still open is closed, and the one record of the call is told. */
export function end(state: Living, outcome: CallOutcome, now: number, unreached: ThirdEnd | null = null): Step {
  const agentTalkedMs = talkedSince(state, now)
  const talkedMs = state.talkedMs + agentTalkedMs
  const bridgedMs = state.bridgedMs + openBridgedMs(state, now)
  const { call, plan, arrivedAt, answeredAt } = state
  const ended: CallState = { ...callOf(state), at: 'ended', talkedMs, bridgedMs, outcome }
  return {
    state: ended,
    commands: closeDown(state),
    facts: [
      ...lastFacts(state, now, unreached),
      {
        type: 'callEnded',
        call,
        at: now,
        direction: directionOf(state),
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
        transferCount: state.transferCount,
        missed: isMissed(state, outcome, now),
        unreached,
        script: scriptEndOf(state),
        callbackId: plan.treatment === 'dial' ? plan.callbackId : null,
        ticketNo: plan.treatment === 'dial' ? plan.ticketNo : null,
      },
    ],
  }
}

/** Of the agent or department that is there, or was until the browser was lost. */
function talkedSince(state: CallState, now: number): number {
  if (state.at === 'rescuing') return state.rescue.since - state.connectedAt
  return state.at === 'talking' || state.at === 'linked' ? now - state.connectedAt : 0
}

/** What ends with the call. */
function lastFacts(state: Living, now: number, unreached: ThirdEnd | null): CallFact[] {
  const { call } = state
  const facts: CallFact[] = [...dropThird(state, 'caller_left', now).facts]
  if (state.at === 'talking' || state.at === 'rescuing') facts.push(...endMonitor(state, now).facts, { type: 'agentLeft', call, at: now, agent: state.agent, leg: state.leg, talkedMs: talkedSince(state, now) })
  if (state.at === 'rescuing') facts.push(...offerOver(state, state.rescue.offer, 'withdrawn', now))
  if (state.at === 'handed') facts.push({ type: 'partyLeft', call, at: now, party: state.party, leg: state.leg, talkedMs: now - state.connectedAt })
  if (state.at === 'reaching' || state.at === 'linked') facts.push({ type: 'departmentLeft', call, at: now, leg: state.leg, pickedUpAt: state.pickedUpAt, how: state.pickedUpAt === null ? (unreached ?? 'cancelled') : 'left' })
  if (state.at === 'waiting' && state.hearing.what === 'message') facts.push({ type: 'messageLeft', call, at: now, lengthMs: now - state.hearing.since })
  if (state.at === 'asking') facts.push(...messageOf(state, now))
  if (state.at === 'dialling') {
    const { offer } = state
    facts.push(...offerOver(state, offer, 'answered', now), { type: 'agentLeft', call, at: now, agent: offer.agent, leg: offer.leg, talkedMs: 0 })
  } else facts.push(...offerOver(state, openOffer(state), 'withdrawn', now))
  return facts
}

/** Commands that leave nothing behind: no ringing phone, no bridge, no place in the queue, no busy agent. */
function closeDown(state: Living): CallCommand[] {
  const offer = openOffer(state)
  const third = thirdOf(state) ? dropThird(state, 'caller_left', 0).commands : []
  switch (state.at) {
    case 'waiting':
      return [{ type: 'leaveQueue' }, ...withdrawn(offer), ...(state.hearing.what === 'message' ? [{ type: 'closeBridge', bridge: bridgeId(state.call) } as const] : [])]
    case 'connecting':
      return [{ type: 'leaveQueue' }, hangUp(state.offer.leg), notConnected(state), { type: 'closeBridge', bridge: state.bridge }]
    case 'talking':
      return [...third, ...endMonitor(state, 0).commands, hangUp(state.leg), { type: 'agentReleased', agent: state.agent, wrapUp: true }, { type: 'closeBridge', bridge: state.bridge }]
    case 'rescuing':
      return [
        ...third, ...endMonitor(state, 0).commands, ...(state.rescue.offer ? [hangUp(state.rescue.offer.leg)] : []),
        { type: 'agentReleased', agent: state.agent, wrapUp: true }, { type: 'closeBridge', bridge: state.bridge },
      ]
    case 'transferring':
      return [...third]
    case 'handed':
      return [hangUp(state.leg), { type: 'closeBridge', bridge: state.bridge }]
    case 'reaching':
      return state.step.what === 'citizen' ? [hangUp(state.caller), hangUp(state.leg)] : [hangUp(state.leg)]
    case 'linked':
      return [hangUp(state.leg), hangUp(state.caller), { type: 'closeBridge', bridge: state.bridge }]
    case 'calling':
      return [hangUp(state.caller)]
    case 'asking':
      return state.doing.what === 'message' ? [{ type: 'closeBridge', bridge: bridgeId(state.call) }] : []
    case 'fetching':
      return withdrawn(offer)
    case 'booked':
      return [{ type: 'leaveQueue' }, ...withdrawn(offer)]
    case 'dialling':
      return [hangUp(state.caller), hangUp(state.offer.leg), { type: 'agentReleased', agent: state.offer.agent, wrapUp: true }]
    default:
      return []
  }
}

interface LastWords {
  outcome: CallOutcome
  stage?: In<'closing'>['stage']
  /** A prompt; null = hung up at once. */
  lastWords: string | null
}

/** Says the last words, if any, and hangs up when they are over. */
export function closeWith(state: Call, { outcome, stage = null, lastWords }: LastWords, now: number): Step {
  const { call, caller } = state
  const playbacks = state.playbacks + (lastWords ? 1 : 0)
  const playback = lastWords ? playbackId(call, playbacks) : null
  const giveUpAt = now + (lastWords ? PROMPT_MAX_MS : CLOSING_MS)
  return {
    state: { ...callOf(state), at: 'closing', playbacks, outcome, stage, playback, giveUpAt },
    commands: lastWords && playback ? [{ type: 'say', leg: caller, playback, prompt: { id: lastWords, values: {} } }] : [hangUp(caller)],
    facts: [],
  }
}

export const close = (state: Living, outcome: CallOutcome, lastWords: string | null, now: number): Step => closeWith(state, { outcome, lastWords }, now)

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
