import type { CallId, LegId } from '../../contract/ids.ts'
import type { LiveState } from '../../telephony/port.ts'
import { callIdOf, callOfBridge, callOfLeg, isOwnLeg } from './ids.ts'
import { CAUSE } from './cause.ts'
import { soundOf } from './lease.ts'
import { hangUp, type CallCommand, type CallEvent, type CallState, type In } from './state.ts'

type Living = Exclude<CallState, In<'ended'>>

export interface Findings {
  /** What must have happened while we did not listen, oldest first. */
  events: readonly CallEvent[]
  /** What the state says should be so. Every one of them may be repeated without harm. */
  ensure: readonly CallCommand[]
}

export type Gap =
  /** We were away (restart, lost link): prompts and keys of that time are lost, intentions may not have been carried out. */
  | 'away'
  /** A routine look while all is well: only what cannot be a matter of timing counts. */
  | 'sweep'

/**
 * Compares a call with what is alive in Asterisk. Missing legs have ended, answered ones were answered, a caller
 * in the dialplan was taken by the fallback. Asterisk keeps no events for an absent listener, so this comparison,
 * and not a replay, is how a restart loses nobody.
 */
export function recover(state: Living, live: LiveState, gap: Gap): Findings {
  if (state.epoch !== live.startedAt) return { events: [{ type: 'interrupted' }], ensure: [] }
  const caller = live.legs.get(state.caller)
  if (!caller) return { events: [{ type: 'legEnded', leg: state.caller, cause: CAUSE.normal }], ensure: [] }
  if (!caller.ours) return { events: [{ type: 'legLeft', leg: state.caller }], ensure: [] }
  const found = byState(state, live, gap)
  const answer: CallCommand[] = caller.up || gap === 'sweep' ? [] : [{ type: 'answer', leg: state.caller }]
  return { events: found.events, ensure: [...answer, ...found.ensure] }
}

function byState(state: Living, live: LiveState, gap: Gap): Findings {
  switch (state.at) {
    case 'waiting':
      return whileWaiting(state, live, gap)
    case 'connecting':
      return whileConnecting(state, live)
    case 'talking':
      return whileTalking(state, live, gap)
    case 'rating':
    case 'announcing':
      return { events: promptOver(state.playback, gap), ensure: silence(state, gap) }
    case 'closing':
      return { events: promptOver(state.playback, gap), ensure: state.playback === null ? [hangUp(state.caller)] : silence(state, gap) }
  }
}

/** The end of a prompt that played while we were away was not heard by us; nobody must hear a welcome twice. */
const promptOver = (playback: string | null, gap: Gap): CallEvent[] => (playback !== null && gap === 'away' ? [{ type: 'promptEnded', playback }] : [])

/** It may play on; what follows must not wait for its end, and no lease can be renewed until then. */
function silence(state: Living, gap: Gap): CallCommand[] {
  const playback = gap === 'away' ? soundOf(state) : null
  return playback === null ? [] : [{ type: 'stopPlay', playback }]
}

function whileWaiting(state: In<'waiting'>, live: LiveState, gap: Gap): Findings {
  const { rank, arrivedAt, groups, hearing, offer, caller } = state
  const events: CallEvent[] = []
  const ensure: CallCommand[] = silence(state, gap)
  if (offer) {
    const leg = live.legs.get(offer.leg)
    // Not there: never rung, or gone again. Our absence is no fault of the agent.
    if (!leg) events.push({ type: 'legEnded', leg: offer.leg, cause: CAUSE.unknown })
    else if (leg.up && offer.answeredAt === null) events.push({ type: 'legAnswered', leg: offer.leg })
  }
  if (gap === 'away') {
    if (!offer) ensure.push({ type: 'enqueue', rank, arrivedAt, groups })
    if ('playback' in hearing) events.push({ type: 'promptEnded', playback: hearing.playback })
    else ensure.push({ type: 'music', leg: caller, on: true })
  }
  return { events, ensure }
}

function whileConnecting(state: In<'connecting'>, live: LiveState): Findings {
  const { caller, offer, bridge } = state
  if (!live.legs.has(offer.leg)) return { events: [{ type: 'legEnded', leg: offer.leg, cause: CAUSE.unknown }], ensure: [] }
  const inside = live.bridges.get(bridge) ?? []
  const here = [caller, offer.leg].filter((leg) => inside.includes(leg))
  return {
    events: here.map((leg) => ({ type: 'legJoined', leg })),
    ensure: here.length === 2 ? [] : [{ type: 'join', bridge, legs: [caller, offer.leg].filter((leg) => !inside.includes(leg)) }],
  }
}

function whileTalking(state: In<'talking'>, live: LiveState, gap: Gap): Findings {
  const { caller, leg, bridge, bridgedSince, terms } = state
  // Whether the agent hung up or was lost cannot be known any more; a rating question harms nobody.
  if (!live.legs.has(leg)) return { events: [{ type: 'legEnded', leg, cause: CAUSE.normal }], ensure: [] }
  const ensure: CallCommand[] = []
  const inside = live.bridges.get(bridge) ?? []
  const outside = [caller, leg].filter((one) => !inside.includes(one))
  if (bridgedSince !== null && outside.length > 0) ensure.push({ type: 'join', bridge, legs: outside })
  if (bridgedSince !== null && gap === 'away') ensure.push({ type: 'lease', leg: caller, forMs: terms.talkingLeaseMs })
  if (bridgedSince === null && gap === 'away') ensure.push({ type: 'music', leg: caller, on: true })
  return { events: [], ensure }
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
    case 'connecting':
      return [state.caller, state.offer.leg]
    case 'talking':
      return [state.caller, state.leg]
    default:
      return [state.caller]
  }
}

const needsBridge = (state: Living | undefined, bridge: string): boolean =>
  state !== undefined && (state.at === 'connecting' || state.at === 'talking') && state.bridge === bridge
