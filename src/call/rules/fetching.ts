import type { Extension } from '../../contract/ids.ts'
import type { Person } from '../script.ts'
import { CAUSE } from './cause.ts'
import { music, quiet, speak } from './hearing.ts'
import { bridged, howOffered, ringAgent } from './offering.ts'
import { offerOver } from './offers.ts'
import { around, callOf, hangUp, stay } from './of-call.ts'
import { goOn, hush, scriptOf, spokenOf, type Asking } from './saying.ts'
import type { CallCommand, CallEvent, In, Offer, Step } from './state.ts'
import { PROMPT_MAX_MS } from './times.ts'

type Fetching = In<'fetching'>

/** So many agents are rung before somebody who was promised a person is told that there is none. */
const AGENTS_MAX = 2
/** A seat is found at once, or not at all. */
const SEAT_MS = 5_000

/** Somebody whom the machine has called wants a person: whoever is free, at once (domain.md §5.12). */
export function fetchPerson(state: Asking, person: Person, now: number): Step {
  const { call, step } = state
  const { groups } = person
  return {
    state: { ...callOf(state), at: 'fetching', step, rank: 'normal', groups, asked: [], offer: null, hearing: { what: 'nothing', musicAt: now + SEAT_MS }, giveUpAt: now + SEAT_MS },
    commands: [...hush(state), { type: 'findSeat', groups, except: [] }],
    facts: [{ type: 'scriptAnswered', call, at: now, step, value: 'person' }],
  }
}

export function whileFetching(state: Fetching, event: CallEvent, now: number): Step {
  const { offer, hearing } = state
  switch (event.type) {
    case 'offered':
      return { state, commands: [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }], facts: [] }
    case 'seatFound':
      return seatFound(state, event.seat?.agent ?? null, now)
    case 'legAnswered':
      if (event.leg === state.caller) return stay(state)
      return offer?.leg === event.leg ? pickedUp(state, { ...offer, answeredAt: now }, now) : { state, commands: [hangUp(event.leg)], facts: [] }
    case 'legEnded':
      return offer?.leg === event.leg ? notPickedUp(state, offer, event.cause, now) : stay(state)
    case 'seatLost':
      return offer?.agent === event.agent ? around(notPickedUp(state, offer, CAUSE.absent, now), { before: [hangUp(offer.leg)] }) : stay(state)
    case 'promptEnded':
      return 'playback' in hearing && hearing.playback === event.playback ? music(state) : stay(state)
    case 'digit':
      return stay({ ...state, spoken: { ...spokenOf(state), keyed: true } })
    case 'woke':
      if (now < state.giveUpAt) return stay(state)
      return offer ? around(notPickedUp(state, offer, CAUSE.noAnswer, now), { before: [hangUp(offer.leg, 'no_answer')] }) : nobody(state, now)
    default:
      return stay(state)
  }
}

function seatFound(state: Fetching, agent: Extension | null, now: number): Step {
  if (state.offer) return { state, commands: agent === null ? [] : [{ type: 'agentOfferEnded', agent, how: 'withdrawn' }], facts: [] }
  if (agent === null) return nobody(state, now)
  const { offer, command } = ringAgent(state, agent, now)
  const rung: Fetching = { ...state, attempts: offer.attempt, asked: [...state.asked, agent], offer, giveUpAt: offer.expiresAt }
  const { person } = scriptOf(state)
  if (state.hearing.what !== 'nothing' || !person) return { state: rung, commands: [command], facts: [] }
  return around(speak(rung, (playback) => ({ what: 'notice', playback, giveUpAt: now + PROMPT_MAX_MS }), person.wait), { before: [command] })
}

function pickedUp(state: Fetching, offer: Offer, now: number): Step {
  const counted: CallCommand = { type: 'agentOfferEnded', agent: offer.agent, how: 'answered' }
  return around(bridged({ ...state, offer }, now, quiet(state.hearing, state.caller)), { before: [counted] })
}

function notPickedUp(state: Fetching, offer: Offer, cause: number, now: number): Step {
  const how = howOffered(offer, cause)
  const free: CallCommand = { type: 'agentOfferEnded', agent: offer.agent, how }
  const facts = offerOver(state, offer, how, now)
  const without: Fetching = { ...state, offer: null, giveUpAt: now + SEAT_MS }
  if (state.asked.length >= AGENTS_MAX) return around(nobody(without, now), { before: [free], facts })
  return { state: without, commands: [free, { type: 'findSeat', groups: state.groups, except: state.asked }], facts }
}

function nobody(state: Fetching, now: number): Step {
  const { person } = scriptOf(state)
  return around(goOn(callOf(state), person?.nobody ?? null, now), { before: quiet(state.hearing, state.caller) })
}
