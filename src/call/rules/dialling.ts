import type { Extension } from '../../contract/ids.ts'
import type { ThirdEnd } from '../facts.ts'
import { CAUSE } from './cause.ts'
import { end } from './ending.ts'
import { playbackId } from './ids.ts'
import { move } from './moving.ts'
import { bridged, offerFailed, ringAgent } from './offering.ts'
import { around, everybody, hangUp, stay } from './of-call.ts'
import type { Call, CallEvent, In, Offer, Step } from './state.ts'
import { howItEnded } from './third-parties.ts'
import { RING_GRACE_MS } from './times.ts'

type Booked = In<'booked'>
type Dialling = In<'dialling'>

// A call of ours. The agent's phone is rung first, then the person: nobody is called to find nobody on the line
// (domain.md §5.10).

/** Who asked for the call is rung at once; a call-back waits in the line for the next free agent. */
export function bookedState(call: Call, now: number): Step {
  const { plan, arrivedAt } = call
  if (plan.treatment !== 'dial') throw new Error('only a call of ours is booked')
  const groups = everybody(call)
  const state: Booked = { ...call, at: 'booked', rank: plan.rank, groups, offer: null }
  return plan.by === null ? { state, commands: [{ type: 'enqueue', rank: plan.rank, arrivedAt, headAt: null, groups }], facts: [] } : rung(state, plan.by, now)
}

function rung(state: Booked, agent: Extension, now: number): Step {
  const { offer, command } = ringAgent(state, agent, now)
  return { state: { ...state, attempts: offer.attempt, offer }, commands: [command], facts: [] }
}

export function whileBooked(state: Booked, event: CallEvent, now: number): Step {
  const { offer } = state
  switch (event.type) {
    case 'offered':
      return offer ? { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] } : rung(state, event.agent, now)
    case 'legAnswered':
      return offer?.leg === event.leg ? dial(state, { ...offer, answeredAt: now }, now) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return offer?.leg === event.leg ? notPickedUp(state, offer, event.cause, now) : stay(state)
    case 'woke':
      return offer && now >= offer.expiresAt ? around(notPickedUp(state, offer, CAUSE.noAnswer, now), { before: [hangUp(offer.leg, 'no_answer')] }) : stay(state)
    case 'carried':
      return stay({ ...state, epoch: event.epoch })
    case 'move':
      return move(state, event, now)
    case 'cancel':
    case 'hangUp':
    case 'forceRelease':
      return end(state, 'unreached', now, 'cancelled')
    default:
      return stay(state)
  }
}

/** Back in line; but who asked for the call and does not pick up has thought better of it. */
function notPickedUp(state: Booked, offer: Offer, cause: number, now: number): Step {
  const failed = offerFailed(state, offer, cause, now)
  if (state.plan.treatment === 'dial' && state.plan.by === null) return failed
  const over = end(failed.state, 'unreached', now, 'cancelled')
  return around(over, { before: failed.commands.filter(({ type }) => type !== 'enqueue'), facts: failed.facts })
}

function dial(state: Booked, offer: Offer, now: number): Step {
  const { call, caller, plan, rank, groups, terms } = state
  if (plan.treatment !== 'dial') return stay(state)
  const playbacks = state.playbacks + 1
  const tone = playbackId(call, playbacks)
  const ringMs = terms.thirds.lineRingMs
  const { offer: _, ...rest } = state
  return {
    state: { ...rest, at: 'dialling', rank, groups, playbacks, agent: offer.agent, offer, tone, since: now, giveUpAt: now + ringMs },
    commands: [
      { type: 'leaveQueue' },
      { type: 'agentOfferEnded', agent: offer.agent, how: 'answered' },
      { type: 'tone', leg: offer.leg, playback: tone },
      { type: 'dial', leg: caller, number: plan.number, callerId: plan.callerId, timeoutMs: ringMs + RING_GRACE_MS, centre: null },
    ],
    facts: [],
  }
}

export function whileDialling(state: Dialling, event: CallEvent, now: number): Step {
  const { offer, caller, tone } = state
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'legAnswered':
      if (event.leg === caller) return bridged(state, now, [{ type: 'stopPlay', playback: tone }])
      return event.leg === offer.leg ? stay(state) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      if (event.leg === caller) return unreached(state, howItEnded(event.cause), now)
      return event.leg === offer.leg ? unreached(state, 'cancelled', now) : stay(state)
    case 'woke':
      return now >= state.giveUpAt ? unreached(state, 'no_answer', now) : stay(state)
    case 'cancel':
    case 'hangUp':
    case 'forceRelease':
      return unreached(state, 'cancelled', now)
    default:
      return stay(state)
  }
}

const unreached = (state: Dialling, how: ThirdEnd, now: number): Step => end(state, 'unreached', now, how)

