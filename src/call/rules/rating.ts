import type { Extension } from '../../contract/ids.ts'
import { close } from './ending.ts'
import { DEAF_MS, PROMPT_MAX_MS } from './times.ts'
import { playbackId } from './ids.ts'
import { callOf, isRating, ratingOf, stay } from './of-call.ts'
import type { CallEvent, CallState, In, Step } from './state.ts'

type Rating = In<'rating'>

/** Asks the caller to rate the agent by one key (domain.md §5.11, J15, Z12); nobody on the agent's side can suppress it. */
export function ask(state: Exclude<CallState, In<'ended'>>, agent: Extension, now: number): Step {
  if (!state.terms.rating.enabled) return close(state, 'handled', null, now)
  return play({ ...callOf(state), at: 'rating', agent, plays: 0, playback: null, deadlineAt: now, deafUntil: now }, now)
}

function play(state: Rating, now: number): Step {
  const playbacks = state.playbacks + 1
  const playback = playbackId(state.call, playbacks)
  return {
    state: { ...state, playbacks, playback, plays: state.plays + 1, deadlineAt: now + PROMPT_MAX_MS },
    commands: [{ type: 'say', leg: state.caller, playback, prompt: { id: 'rate_agent', values: { number: state.plan.dnis } } }],
    facts: [],
  }
}

export function whileRating(state: Rating, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'digit':
      return event.leg === state.caller && now >= state.deafUntil ? pressed(state, event.digit, now) : stay(state)
    case 'promptEnded':
      // The time to think starts when the question is over.
      return event.playback === state.playback
        ? stay({ ...state, playback: null, deadlineAt: now + state.terms.rating.answerWithinMs })
        : stay(state)
    case 'woke':
      return now >= state.deadlineAt ? again(state, now) : stay(state)
    default:
      return stay(state)
  }
}

function pressed(state: Rating, digit: string, now: number): Step {
  if (!isRating(digit)) return again({ ...state, deafUntil: now + DEAF_MS }, now)
  const thanks = close(silenced(state), 'handled', 'rate_thanks', now)
  return {
    state: thanks.state,
    commands: [...stop(state), ...thanks.commands],
    facts: [{ type: 'rated', call: state.call, at: now, agent: state.agent, rating: ratingOf(digit) }],
  }
}

/** A wrong key or silence: asked once more, then thanked (at most maxPlays questions). */
function again(state: Rating, now: number): Step {
  const next = state.plays < state.terms.rating.maxPlays ? play(silenced(state), now) : close(silenced(state), 'handled', 'rate_thanks', now)
  return { ...next, commands: [...stop(state), ...next.commands] }
}

const silenced = (state: Rating): Rating => ({ ...state, playback: null })
const stop = (state: Rating): Step['commands'] => (state.playback ? [{ type: 'stopPlay', playback: state.playback }] : [])
