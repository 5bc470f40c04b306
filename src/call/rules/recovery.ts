import type { CallId, LegId } from '../../contract/ids.ts'
import type { LiveState } from '../../telephony/port.ts'
import { CAUSE } from './cause.ts'
import type { Findings, Gap } from './findings.ts'
import { bridgeId, callIdOf, callOfBridge, callOfLeg, isOwnLeg, listenBridgeId } from './ids.ts'
import { soundOf } from './lease.ts'
import { pauseRecording } from './recording.ts'
import { recoverAsking, recoverCalling, recoverFetching } from './recovery-script.ts'
import { recoverReaching, recoverRescue, recoverTalk, recoverTransfer, insideOf } from './recovery-talk.ts'
import { hangUp, inConversation } from './of-call.ts'
import type { CallCommand, CallEvent, In, Living } from './state.ts'

/**
 * Compares a call with what is alive in Asterisk. Missing legs have ended, answered ones were answered, a caller
 * in the dialplan was taken by the fallback. Asterisk keeps no events for an absent listener, so this comparison,
 * and not a replay, is how a restart loses nobody.
 */
export function recover(state: Living, live: LiveState, gap: Gap): Findings {
  if (state.at === 'booked' || state.at === 'dialling') return ours(state, live, gap)
  if (state.at === 'reaching') return recoverReaching(state, live, gap)
  if (state.at === 'calling') return recoverCalling(state, live)
  if (state.epoch !== live.startedAt) return { events: [{ type: 'interrupted' }], ensure: [] }
  const caller = live.legs.get(state.caller)
  if (!caller) return { events: [{ type: 'legEnded', leg: state.caller, cause: CAUSE.normal }], ensure: [] }
  if (!caller.ours) return { events: [{ type: 'legLeft', leg: state.caller }], ensure: [] }
  const found = byState(state, live, gap)
  const answer: CallCommand[] = caller.up || gap === 'sweep' ? [] : [{ type: 'answer', leg: state.caller }]
  return { events: found.events, ensure: [...answer, ...(gap === 'away' ? place(state, caller.bridge) : []), ...found.ensure, ...(gap === 'away' ? recorderOn(state) : [])] }
}

/** The caller is where the state says: out of the bridge, or without the music that would be heard in it. */
function place(state: Living, bridge: string | null): CallCommand[] {
  const leg = state.caller
  if (bridge !== null) return inBridge(state) ? [] : [...pauseRecording(state), { type: 'part', bridge, leg }]
  if (betweenVoices(state)) return [...pauseRecording(state)]
  return inBridge(state) ? [{ type: 'music', leg, on: false }] : []
}

/** Out of the bridge until another voice comes: the recorder is not left running (decision 0008). */
const betweenVoices = (state: Living): boolean =>
  (state.at === 'waiting' && state.hearing.what !== 'message') || (state.at === 'asking' && state.doing.what !== 'message') || state.at === 'fetching' || state.at === 'transferring' || (state.at === 'rescuing' && state.bridgedSince === null) || (state.at === 'talking' && state.bridgedSince === null && state.third !== null)

/** Whether the state has the caller in the bridge. */
const inBridge = (state: Living): boolean =>
  inConversation(state) || state.at === 'connecting' || speaksOnTape(state)

const speaksOnTape = (state: Living): boolean => (state.at === 'waiting' && state.hearing.what === 'message') || (state.at === 'asking' && state.doing.what === 'message')

/** The recorder may not have been started any more; one that runs already is left alone. */
function recorderOn(state: Living): CallCommand[] {
  const { recording, caller } = state
  return recording?.retryAt === null && inBridge(state) ? [{ type: 'record', leg: caller, recording: recording.id, file: recording.file }] : []
}

function byState(state: Exclude<Living, In<'booked' | 'dialling' | 'reaching' | 'calling'>>, live: LiveState, gap: Gap): Findings {
  switch (state.at) {
    case 'waiting':
      return whileWaiting(state, live, gap)
    case 'connecting':
      return whileConnecting(state, live)
    case 'talking':
      return recoverTalk(state, live, gap)
    case 'rescuing':
      return recoverRescue(state, live, gap)
    case 'transferring':
      return recoverTransfer(state, live, gap)
    case 'linked':
    case 'handed': {
      if (!live.legs.has(state.leg)) return { events: [{ type: 'legEnded', leg: state.leg, cause: CAUSE.normal }], ensure: [] }
      const ensure = insideOf(live, state.bridge, [state.caller, state.leg])
      return { events: [], ensure: gap === 'away' ? [...ensure, { type: 'lease', leg: state.caller, forMs: state.terms.talkingLeaseMs }] : ensure }
    }
    case 'asking':
      return recoverAsking(state, live, gap)
    case 'fetching':
      return recoverFetching(state, live, gap)
    case 'rating':
    case 'announcing':
      return { events: promptOver(state.playback, gap), ensure: silence(state, gap) }
    case 'closing':
      return { events: promptOver(state.playback, gap), ensure: state.playback === null ? [hangUp(state.caller)] : silence(state, gap) }
  }
}

/** A call of ours: in line it needs no leg and outlives Asterisk; what was rung and is gone is no fault of the agent. */
function ours(state: In<'booked' | 'dialling'>, live: LiveState, gap: Gap): Findings {
  const events: CallEvent[] = []
  const ensure: CallCommand[] = []
  const { rank, arrivedAt, headAt, groups, offer } = state
  if (state.at === 'booked') {
    if (state.epoch !== live.startedAt) events.push({ type: 'carried', epoch: live.startedAt })
    const leg = offer && live.legs.get(offer.leg)
    if (offer && !leg) events.push({ type: 'legEnded', leg: offer.leg, cause: CAUSE.unknown })
    else if (offer && leg?.up && offer.answeredAt === null) events.push({ type: 'legAnswered', leg: offer.leg })
    if (gap === 'away' && !offer) ensure.push({ type: 'enqueue', rank, arrivedAt, headAt, groups })
    return { events, ensure }
  }
  if (state.epoch !== live.startedAt) return { events: [{ type: 'interrupted' }], ensure }
  const called = live.legs.get(state.caller)
  if (!live.legs.has(state.offer.leg)) events.push({ type: 'legEnded', leg: state.offer.leg, cause: CAUSE.normal })
  else if (!called) events.push({ type: 'legEnded', leg: state.caller, cause: CAUSE.unknown })
  else if (called.up) events.push({ type: 'legAnswered', leg: state.caller })
  return { events, ensure }
}

/** The end of a prompt that played while we were away was not heard by us; nobody must hear a welcome twice. */
const promptOver = (playback: string | null, gap: Gap): CallEvent[] => (playback !== null && gap === 'away' ? [{ type: 'promptEnded', playback }] : [])

/** It may play on; what follows must not wait for its end, and no lease can be renewed until then. */
function silence(state: Living, gap: Gap): CallCommand[] {
  const playback = gap === 'away' ? soundOf(state) : null
  return playback === null ? [] : [{ type: 'stopPlay', playback }]
}

function whileWaiting(state: In<'waiting'>, live: LiveState, gap: Gap): Findings {
  const { rank, arrivedAt, headAt, groups, hearing, offer, caller } = state
  const events: CallEvent[] = []
  const ensure: CallCommand[] = silence(state, gap)
  if (offer) {
    const leg = live.legs.get(offer.leg)
    // Not there: never rung, or gone again. Our absence is no fault of the agent.
    if (!leg) events.push({ type: 'legEnded', leg: offer.leg, cause: CAUSE.unknown })
    else if (leg.up && offer.answeredAt === null) events.push({ type: 'legAnswered', leg: offer.leg })
  }
  if (gap === 'away') {
    if (!offer) ensure.push({ type: 'enqueue', rank, arrivedAt, headAt, groups })
    if (hearing.what === 'message') ensure.push(...insideOf(live, bridgeId(state.call), [caller]))
    else if ('playback' in hearing && hearing.playback !== null) events.push({ type: 'promptEnded', playback: hearing.playback })
    // Who hears nothing yet gets the music with the next look at what is due.
    else if (hearing.what === 'music') ensure.push({ type: 'music', leg: caller, on: true })
  }
  return { events, ensure }
}

function whileConnecting(state: In<'connecting'>, live: LiveState): Findings {
  const { caller, offer, bridge } = state
  if (!live.legs.has(offer.leg)) return { events: [{ type: 'legEnded', leg: offer.leg, cause: CAUSE.unknown }], ensure: [] }
  const inside = live.bridges.get(bridge) ?? []
  const here = [caller, offer.leg].filter((leg) => inside.includes(leg))
  return { events: here.map((leg) => ({ type: 'legJoined', leg })), ensure: insideOf(live, bridge, [caller, offer.leg]) }
}

export interface Strays {
  /** Callers in our hands that no record knows: they arrived in the moment we went away. */
  adopt: readonly LegId[]
  /** Agents' legs and bridges that belong to no open call. */
  remove: readonly Extract<CallCommand, { type: 'hangUp' | 'closeBridge' }>[]
}

/** What is alive in Asterisk but belongs to nobody. `open` are the calls we know, `settled` the ones that have ended. */
export function strays(live: LiveState, open: ReadonlyMap<CallId, Living>, settled: (call: CallId) => boolean): Strays {
  const adopt: LegId[] = []
  const remove: Strays['remove'][number][] = []
  for (const { leg, ours } of live.legs.values()) {
    const call = callOfLeg(leg)
    if (!ours) continue
    if (isOwnLeg(leg)) {
      const state = open.get(call)
      if (!state || !legsOf(state).includes(leg)) remove.push(hangUp(leg))
    } else if (!open.has(call)) {
      if (settled(callIdOf(leg))) remove.push(hangUp(leg))
      else adopt.push(leg)
    }
  }
  for (const [bridge, inside] of live.bridges) {
    const call = callOfBridge(bridge)
    if (call && inside.length === 0 && !needsBridge(open.get(call), bridge)) remove.push({ type: 'closeBridge', bridge })
  }
  return { adopt, remove }
}

/** Every leg a state stands for. */
export function legsOf(state: Living): readonly LegId[] {
  switch (state.at) {
    case 'waiting':
      return state.offer ? [state.caller, state.offer.leg] : [state.caller]
    case 'fetching':
      return state.offer ? [state.caller, state.offer.leg] : [state.caller]
    case 'booked':
      return state.offer ? [state.offer.leg] : []
    case 'connecting':
    case 'dialling':
      return [state.caller, state.offer.leg]
    case 'talking':
      return [state.caller, state.leg, ...(state.third ? [state.third.leg] : []), ...(state.monitor ? [state.monitor.leg, ...(state.monitor.snoop ? [state.monitor.snoop] : [])] : [])]
    case 'rescuing':
      return [state.caller, ...(state.rescue.offer ? [state.rescue.offer.leg] : []), ...(state.third ? [state.third.leg] : []), ...(state.monitor ? [state.monitor.leg] : [])]
    case 'transferring':
      return [state.caller, state.third.leg]
    case 'handed':
    case 'linked':
      return [state.caller, state.leg]
    case 'reaching':
      return state.step.what === 'citizen' ? [state.leg, state.caller] : [state.leg]
    default:
      return [state.caller]
  }
}

function needsBridge(state: Living | undefined, bridge: string): boolean {
  if (!state) return false
  if (bridge === listenBridgeId(state.call)) return (state.at === 'talking' || state.at === 'rescuing') && state.monitor?.parked === true
  return state.at === 'connecting' || state.at === 'talking' || state.at === 'rescuing' || state.at === 'handed' || state.at === 'linked' || speaksOnTape(state)
}
