import type { LegId } from '../../contract/ids.ts'
import type { LiveState } from '../../telephony/port.ts'
import { CAUSE } from './cause.ts'
import type { Findings, Gap } from './findings.ts'
import { listenBridgeId } from './ids.ts'
import type { CallCommand, CallEvent, In, Third } from './state.ts'

type Talking = In<'talking'>

/** A conversation, with whoever else is in it or on the way. */
export function recoverTalk(state: Talking, live: LiveState, gap: Gap): Findings {
  const { leg, third, monitor } = state
  const events: CallEvent[] = [...toldWhileAway(state, gap), ...(third ? aboutThird(third, live, state.caller) : [])]
  if (monitor && !live.legs.has(monitor.leg)) events.push({ type: 'legEnded', leg: monitor.leg, cause: CAUSE.normal })
  else if (monitor && monitor.answeredAt === null && live.legs.get(monitor.leg)?.up) events.push({ type: 'legAnswered', leg: monitor.leg })
  // Whether the agent hung up or was lost cannot be known any more; a rating question harms nobody.
  if (!live.legs.has(leg)) return { events: [...events, { type: 'legEnded', leg, cause: CAUSE.normal }], ensure: [] }
  return { events, ensure: [...together(state, live), ...(gap === 'away' ? afterAbsence(state) : []), ...ear(state, live)] }
}

/** Who hears whom, as the state has it. */
function together(state: Talking, live: LiveState): CallCommand[] {
  const { caller, leg, bridge, bridgedSince, third, monitor } = state
  const inside: LegId[] = bridgedSince === null ? [] : [caller]
  // While somebody is rung in private the agent hears the ringing, outside the bridge.
  if (bridgedSince !== null || third?.answeredAt !== null) inside.push(leg)
  if (third?.answeredAt != null && live.legs.has(third.leg)) inside.push(third.leg)
  // A supervisor who has joined talks with whoever is there.
  if (monitor?.mode === 'barge' && monitor.answeredAt !== null && live.legs.has(monitor.leg)) inside.push(monitor.leg)
  return bridgedSince === null && !third && !monitor ? [] : insideOf(live, bridge, inside)
}

function afterAbsence({ caller, bridgedSince, told, terms }: Talking): CallCommand[] {
  if (told !== null) return [{ type: 'stopPlay', playback: told }]
  return bridgedSince === null ? [{ type: 'music', leg: caller, on: true }] : [{ type: 'lease', leg: caller, forMs: terms.talkingLeaseMs }]
}

function ear({ call, leg, monitor }: Talking, live: LiveState): CallCommand[] {
  if (!monitor?.snoop || monitor.answeredAt === null || !live.legs.has(monitor.leg)) return []
  // Never made: its own answer joins it with the supervisor.
  if (!live.legs.has(monitor.snoop)) return [{ type: 'snoop', leg, snoop: monitor.snoop, whisper: monitor.mode === 'whisper' }]
  return insideOf(live, listenBridgeId(call), [monitor.leg, monitor.snoop])
}

/** The end of what the caller was told is not heard by us after an absence; music follows it. */
const toldWhileAway = ({ told }: In<'talking' | 'rescuing' | 'transferring'>, gap: Gap): CallEvent[] => (told !== null && gap === 'away' ? [{ type: 'promptEnded', playback: told }] : [])

/** `nobody` stands for the leg of a third party that is being looked for. */
function aboutThird(third: Third, live: LiveState, nobody: LegId): CallEvent[] {
  const { leg } = third
  if (leg === nobody) return [{ type: 'seatFound', seat: null }]
  const found = live.legs.get(leg)
  if (!found) return [{ type: 'legEnded', leg, cause: third.answeredAt === null ? CAUSE.unknown : CAUSE.normal }]
  return found.up && third.answeredAt === null ? [{ type: 'legAnswered', leg }] : []
}

/** The agent is waited for; a ringing that we did not hear the end of has ended, which is nobody's fault. */
export function recoverRescue(state: In<'rescuing'>, live: LiveState, gap: Gap): Findings {
  const { caller, bridge, bridgedSince, told, third, monitor, terms } = state
  const { offer } = state.rescue
  const events: CallEvent[] = [...toldWhileAway(state, gap), ...(third ? aboutThird(third, live, caller) : [])]
  if (monitor && !live.legs.has(monitor.leg)) events.push({ type: 'legEnded', leg: monitor.leg, cause: CAUSE.normal })
  const rung = offer && live.legs.get(offer.leg)
  if (offer && !rung) events.push({ type: 'legEnded', leg: offer.leg, cause: CAUSE.unknown })
  else if (offer && rung?.up) events.push({ type: 'legAnswered', leg: offer.leg })
  const others = [...(third ? [third.leg] : []), ...(monitor?.mode === 'barge' ? [monitor.leg] : [])].filter((leg) => live.legs.has(leg))
  const inside = insideOf(live, bridge, bridgedSince === null ? others : [caller, ...others])
  if (gap === 'sweep') return { events, ensure: inside }
  if (told !== null) return { events, ensure: [...inside, { type: 'stopPlay', playback: told }] }
  return { events, ensure: [...inside, bridgedSince === null ? { type: 'music', leg: caller, on: true } : { type: 'lease', leg: caller, forMs: terms.talkingLeaseMs }] }
}

export function recoverTransfer(state: In<'transferring'>, live: LiveState, gap: Gap): Findings {
  const events = [...toldWhileAway(state, gap), ...aboutThird(state.third, live, state.caller)]
  if (gap === 'sweep') return { events, ensure: [] }
  return { events, ensure: [state.told === null ? { type: 'music', leg: state.caller, on: true } : { type: 'stopPlay', playback: state.told }] }
}

/**
 * A department on its way to the citizen. A phone that is not there was never rung, or has hung up: nobody is dialled
 * again for a conversation that somebody else may not want any more.
 */
export function recoverReaching({ epoch, caller, leg, step }: In<'reaching'>, live: LiveState, gap: Gap): Findings {
  if (epoch !== live.startedAt) return { events: [{ type: 'interrupted' }], ensure: [] }
  const department = live.legs.get(leg)
  if (!department) return { events: [{ type: 'legEnded', leg, cause: CAUSE.unknown }], ensure: [] }
  if (step.what === 'phone') return { events: department.up ? [{ type: 'legAnswered', leg }] : [], ensure: [] }
  if (step.what === 'citizen') {
    const citizen = live.legs.get(caller)
    if (!citizen) return { events: [{ type: 'legEnded', leg: caller, cause: CAUSE.unknown }], ensure: [] }
    return { events: citizen.up ? [{ type: 'legAnswered', leg: caller }] : [], ensure: [] }
  }
  const { playback } = step
  return gap === 'away' ? { events: [{ type: 'promptEnded', playback }], ensure: [{ type: 'stopPlay', playback }] } : { events: [], ensure: [] }
}

/** Joins those who should be in the bridge and are not. */
export function insideOf(live: LiveState, bridge: string, legs: readonly LegId[]): CallCommand[] {
  const inside = live.bridges.get(bridge) ?? []
  const outside = legs.filter((leg) => !inside.includes(leg))
  return outside.length === 0 ? [] : [{ type: 'join', bridge, legs: outside }]
}
