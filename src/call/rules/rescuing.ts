import type { Extension, LegId } from '../../contract/ids.ts'
import { agentOver } from './agent-over.ts'
import { CAUSE, offerEndOf } from './cause.ts'
import { close } from './ending.ts'
import { agentLegId, playbackId, snoopLegId } from './ids.ts'
import { endMonitor } from './monitor.ts'
import { offerOver } from './offers.ts'
import { pauseRecording, record, recordFailed } from './recording.ts'
import { around, callOf, hangUp, stay, shownToAgent } from './of-call.ts'
import type { CallCommand, CallEvent, In, Monitor, Offer, Step, Third } from './state.ts'
import { agentLeft, callerIn, outOfBridge, tellCaller, thenMusic, type Talking } from './talk-parts.ts'
import { dropThird, seatFreed, thirdEnded } from './third-parties.ts'
import { RING_GRACE_MS } from './times.ts'

// An agent's browser is lost in a conversation: reloaded, closed, or without network (reliability notes G1–G3). The
// caller is told so and hears music; whoever else is on the line talks on. The same agent's phone is rung as soon as it
// can be reached, to be answered by itself, and everything is as it was. After a while the caller is everybody's again.

type Rescuing = In<'rescuing'>

/** A phone that has just been rung is not rung anew because it signs on with several messages. */
const SAME_SIGN_ON_MS = 1_000

/** Whoever is being rung to have the caller anyway goes on being rung instead. */
export const canBeRescued = ({ terms, third }: Talking): boolean => terms.rescueMs > 0 && (third === null || third.answeredAt !== null || third.purpose === 'consult')

interface Loss {
  now: number
  /** The phone may be there still, or again; otherwise it is waited for. */
  ringNow: boolean
  /** The leg still stands, though nobody is behind it. */
  legStands: boolean
}

export function beginRescue(before: Talking, { now, ringNow, legStands }: Loss): Step {
  const rung = before.third?.answeredAt === null
  const dropped = rung ? dropThird(before, 'agent_lost', now) : { commands: [], facts: [] }
  const unheard = before.monitor?.answeredAt === null ? endMonitor(before, now) : { commands: [], facts: [] }
  const monitor = unheard.commands.length > 0 ? null : before.monitor
  const state: Talking = { ...before, third: rung ? null : before.third, monitor: deaf(monitor) }
  const apart = alone(state, now)
  const told = apart.state.third && apart.state.bridgedSince === null ? tellThird(apart.state) : { state: apart.state, commands: [] }
  const rescuing = asRescuing(told.state, { since: now, giveUpAt: now + state.terms.rescueMs, talks: before.bridgedSince !== null || rung, offer: null })
  const ringing = ringNow ? ring(rescuing, now) : stay(rescuing)
  const commands: CallCommand[] = [...(legStands ? [hangUp(before.leg)] : []), ...(monitor?.snoop ? [hangUp(monitor.snoop)] : []), ...unheard.commands, ...dropped.commands, ...outOfEar(before), ...apart.commands, ...told.commands]
  return around(ringing, { before: commands, facts: [...unheard.facts, ...dropped.facts] })
}

/** On hold the recorder may run on; whether this voice comes next is not sure any more (decision 0008). */
const outOfEar = (state: Talking): readonly CallCommand[] => (state.bridgedSince === null ? pauseRecording(state) : [])

const deaf = (monitor: Monitor | null): Monitor | null => monitor && { ...monitor, snoop: null }

/** Somebody other than the agent is in the bridge with the caller. */
const inCompany = ({ third, monitor }: Pick<Talking, 'third' | 'monitor'>): boolean => third !== null || (monitor?.mode === 'barge' && monitor.answeredAt !== null)

/** A caller with nobody to talk to comes out of the bridge and is told why. */
function alone(state: Talking, now: number): { state: Talking; commands: CallCommand[] } {
  const { caller, bridge, terms } = state
  if (state.bridgedSince === null || inCompany(state)) return { state, commands: [] }
  const heard = tellCaller(outOfBridge(state, now), { id: 'rescue_wait', values: {} })
  return { state: heard.state, commands: [...pauseRecording(state), { type: 'part', bridge, leg: caller }, { type: 'lease', leg: caller, forMs: terms.waitingLeaseMs }, ...heard.commands] }
}

/** Who was with the agent in private hears why it is quiet. */
function tellThird(state: Talking): { state: Talking; commands: CallCommand[] } {
  const playbacks = state.playbacks + 1
  return { state: { ...state, playbacks }, commands: [{ type: 'announce', bridge: state.bridge, playback: playbackId(state.call, playbacks), prompt: { id: 'rescue_wait', values: {} } }] }
}

const asRescuing = (state: Talking, rescue: Rescuing['rescue']): Rescuing => ({ ...callOf(state), ...partsOf(state), at: 'rescuing', agent: state.agent, rescue })

/** As if the agent had talked until the loss and not since. */
const asTalking = (state: Rescuing, now: number): Talking => ({ ...callOf(state), ...partsOf(state), at: 'talking', agent: state.agent, connectedAt: state.connectedAt + (now - state.rescue.since) })

const partsOf = ({ rank, groups, leg, bridge, connectedAt, bridgedSince, told, third, monitor }: Talking | Rescuing) => ({ rank, groups, leg, bridge, connectedAt, bridgedSince, told, third, monitor })

/** The same agent, at whichever device rings now; to be answered by itself. */
function ring(state: Rescuing, now: number): Step & { state: Rescuing } {
  const { agent, plan, rescue } = state
  const attempt = state.attempts + 1
  const leg = agentLegId(state.call, attempt)
  const offer: Offer = { agent, leg, attempt, since: now, expiresAt: rescue.giveUpAt, answeredAt: null, whisper: null }
  const callerName = 'screenName' in plan ? plan.screenName : plan.dnis
  return {
    state: { ...state, attempts: attempt, rescue: { ...rescue, offer } },
    commands: [{ type: 'ring', leg, agent, callerId: shownToAgent(state), callerName, timeoutMs: rescue.giveUpAt - now + RING_GRACE_MS, autoAnswer: true }],
    facts: [],
  }
}

export function whileRescuing(state: Rescuing, event: CallEvent, now: number): Step {
  const { rescue, third, monitor } = state
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'seatFound':
      return { state, commands: event.seat ? [{ type: 'agentOfferEnded', agent: event.seat.agent, how: 'withdrawn' }] : [], facts: [] }
    case 'legAnswered':
      if (event.leg === rescue.offer?.leg) return rescued(state, rescue.offer, now)
      return event.leg === third?.leg || event.leg === monitor?.leg ? stay(state) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return legGone(state, event, now)
    case 'legSpoke':
      return event.leg === third?.leg ? stay({ ...state, third: { ...third, spoke: true } }) : stay(state)
    case 'promptEnded':
      return event.playback === state.told ? thenMusic(state) : stay(state)
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'seatReachable':
      return event.agent === state.agent ? phoneIsBack(state, now) : stay(state)
    case 'seatLost':
      return seatLost(state, event.agent, now)
    case 'woke':
      return woke(state, now)
    case 'hangUp':
      return giveUp(state, now)
    case 'forceRelease':
      return forceRelease(state, event.username, now)
    case 'stopMonitor':
      return monitorGone(state, now)
    default:
      return stay(state)
  }
}

function phoneIsBack(state: Rescuing, now: number): Step {
  const { offer } = state.rescue
  if (offer && now - offer.since < SAME_SIGN_ON_MS) return stay(state)
  const before = withoutOffer(state, now)
  const next = ring(before.state, now)
  return around(next, { before: before.commands, facts: before.facts })
}

/** The phone that is being rung is not the one that will answer. */
function withoutOffer(state: Rescuing, now: number): Step & { state: Rescuing } {
  const { offer } = state.rescue
  return { state: { ...state, rescue: { ...state.rescue, offer: null } }, commands: offer ? [hangUp(offer.leg)] : [], facts: offerOver(state, offer, 'withdrawn', now) }
}

function seatLost(state: Rescuing, agent: Extension, now: number): Step {
  if (agent === state.agent) return state.rescue.offer ? withoutOffer(state, now) : stay(state)
  return { state, commands: legsOfSeat(state, agent).map((leg) => hangUp(leg)), facts: [] }
}

/** The legs of a third party or a supervisor whose browser is gone; their end is told by Asterisk. */
export const legsOfSeat = ({ third, monitor }: Pick<Talking, 'third' | 'monitor'>, agent: Extension): LegId[] => [
  ...(third?.party.kind === 'seat' && third.party.agent === agent ? [third.leg] : []),
  ...(monitor?.by === agent ? [monitor.leg] : []),
]

/** Everything is as it was, on another leg. */
function rescued(state: Rescuing, offer: Offer, now: number): Step {
  const left = agentLeft(asTalking(state, now), now)
  const talk: Talking = { ...left.state, leg: offer.leg, connectedAt: now }
  const back = state.rescue.talks && talk.bridgedSince === null ? callerIn(talk, now, [offer.leg]) : { state: talk, commands: [{ type: 'join', bridge: talk.bridge, legs: [offer.leg] } as const], facts: [] }
  const ear = listenAgain(back.state)
  const { call, agent } = state
  return {
    state: ear.state,
    commands: [...back.commands, ...(state.rescue.talks && talk.third === null ? ([{ type: 'agentHolds', agent, held: false }] as const) : []), ...ear.commands],
    facts: [
      ...offerOver(state, offer, 'answered', now),
      ...left.facts,
      { type: 'rescued', call, at: now, agent, leg: offer.leg, lost: state.leg, awayMs: now - state.rescue.since },
      ...back.facts,
    ],
  }
}

/** The ear of a supervisor was on the leg that is gone. */
function listenAgain(state: Talking): { state: Talking; commands: CallCommand[] } {
  const { monitor } = state
  if (!monitor || monitor.mode === 'barge' || monitor.answeredAt === null) return { state, commands: [] }
  const snoops = monitor.snoops + 1
  const snoop = snoopLegId(state.call, monitor.serial * 36 + snoops)
  return { state: { ...state, monitor: { ...monitor, snoop, snoops } }, commands: [{ type: 'snoop', leg: state.leg, snoop, whisper: monitor.mode === 'whisper' }] }
}

function legGone(state: Rescuing, { leg, cause }: Extract<CallEvent, { type: 'legEnded' }>, now: number): Step {
  const { rescue, third, monitor } = state
  if (leg === rescue.offer?.leg) return notAnswered(state, rescue.offer, cause, now)
  if (leg === third?.leg) return thirdGone(state, third, now)
  return leg === monitor?.leg ? monitorGone(state, now) : stay(state)
}

/** Refused by the agent, it is over; else it may come back yet. */
function notAnswered(state: Rescuing, offer: Offer, cause: number, now: number): Step {
  const without: Rescuing = { ...state, rescue: { ...state.rescue, offer: null } }
  const next = cause === CAUSE.rejected || cause === CAUSE.busy ? giveUp(without, now) : stay(without)
  return around(next, { facts: offerOver(state, offer, offerEndOf(cause), now) })
}

function thirdGone(state: Rescuing, third: Third, now: number): Step {
  const out = loneAgain({ ...state, third: null, rescue: { ...state.rescue, talks: state.rescue.talks || third.joinedAt === null } }, now)
  return { state: out.state, commands: [...seatFreed(third, 'left'), { type: 'agentInThree', agent: state.agent, on: false }, ...out.commands], facts: thirdEnded(state, third, 'left', now) }
}

function monitorGone(state: Rescuing, now: number): Step {
  const ended = endMonitor(state, now)
  const out = loneAgain({ ...state, monitor: null }, now)
  return { state: out.state, commands: [...ended.commands, ...out.commands], facts: ended.facts }
}

function loneAgain(state: Rescuing, now: number): { state: Rescuing; commands: CallCommand[] } {
  const out = alone({ ...callOf(state), ...partsOf(state), at: 'talking', agent: state.agent }, now)
  return { state: asRescuing(out.state, state.rescue), commands: out.commands }
}

function woke(state: Rescuing, now: number): Step {
  if (now >= state.rescue.giveUpAt) return giveUp(state, now)
  if (state.bridgedSince === null || state.recording?.retryAt == null || now < state.recording.retryAt) return stay(state)
  const { changes, commands, facts } = record(state, now)
  return { state: { ...state, ...changes }, commands, facts }
}

/** Not back: as if the agent had been lost just now, for good. */
function giveUp(state: Rescuing, now: number): Step {
  const before = withoutOffer(state, now)
  const over = agentOver(asTalking(state, now), CAUSE.unknown, now)
  return around(over, { before: before.commands, facts: before.facts })
}

/** A supervisor ends it for everybody. */
function forceRelease(state: Rescuing, username: string, now: number): Step {
  const { call, agent, bridge } = state
  const before = withoutOffer(state, now)
  const dropped = dropThird(state, 'cancelled', now)
  const ended = endMonitor(state, now)
  const left = agentLeft(asTalking(state, now), now)
  const closing = close(outOfBridge(left.state, now), 'handled', null, now)
  return around(closing, {
    before: [...before.commands, ...dropped.commands, ...ended.commands, { type: 'closeBridge', bridge }, { type: 'agentReleased', agent, wrapUp: true }],
    facts: [...before.facts, ...dropped.facts, ...ended.facts, ...left.facts, { type: 'forced', call, at: now, by: username, what: 'released', agent }],
  })
}

/** The agent's time in the conversation, when the call ends meanwhile. */
export const talkedUntilLoss = ({ connectedAt, rescue }: Rescuing): number => rescue.since - connectedAt
