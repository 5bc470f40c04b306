import { howScriptFailed, CAUSE } from './cause.ts'
import { end } from './ending.ts'
import { around, callOf, hangUp, stay } from './of-call.ts'
import { goOn, scriptOf } from './saying.ts'
import type { Call, CallEvent, In, Step } from './state.ts'
import { howItEnded } from './third-parties.ts'
import { RING_GRACE_MS } from './times.ts'

type Calling = In<'calling'>

// A call that speaks by itself (domain.md §5.12, §5.13): the number rings, nobody of the house is on the line.

/** The number is rung at once. */
export function callingState(call: Call, now: number): Step {
  const { plan, caller, terms } = call
  if (plan.treatment !== 'dial') throw new Error('only a call of ours speaks by itself')
  const ringMs = terms.scriptRingMs
  return {
    state: { ...call, spoken: { asked: false, keyed: false, end: null }, at: 'calling', giveUpAt: now + ringMs },
    commands: [{ type: 'dial', leg: caller, number: plan.number, callerId: plan.callerId, timeoutMs: ringMs + RING_GRACE_MS, centre: null }],
    facts: [],
  }
}

export function whileCalling(state: Calling, event: CallEvent, now: number): Step {
  switch (event.type) {
    case 'legAnswered':
      return event.leg === state.caller ? pickedUp(state, now) : stay(state)
    case 'legEnded':
      return event.leg === state.caller ? notReached(state, event.cause, now) : stay(state)
    case 'legLeft':
      return event.leg === state.caller ? notReached(state, CAUSE.unknown, now) : stay(state)
    case 'woke':
      return now >= state.giveUpAt ? around(notReached(state, CAUSE.noAnswer, now), { before: [hangUp(state.caller, 'no_answer')] }) : stay(state)
    default:
      return stay(state)
  }
}

/** From here on Asterisk lets go of somebody to whom nobody speaks any more. */
function pickedUp(state: Calling, now: number): Step {
  const { caller, terms } = state
  const said = goOn({ ...callOf(state), answeredAt: now }, scriptOf(state).start, now)
  return around(said, { before: [{ type: 'lease', leg: caller, forMs: terms.waitingLeaseMs }], facts: [{ type: 'scriptBegun', call: state.call, at: now }] })
}

const notReached = (state: Calling, cause: number, now: number): Step =>
  end({ ...state, spoken: { asked: false, keyed: false, end: howScriptFailed(cause) } }, 'unreached', now, howItEnded(cause))
