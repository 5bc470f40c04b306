import { fetchPerson } from './fetching.ts'
import { atTheRecorder, messageOf, offTheRecorder } from './message.ts'
import { recordFailed } from './recording.ts'
import { around, stay } from './of-call.ts'
import { goOn, hush, play, say, scriptOf, spokenOf, stepOf, type Asking } from './saying.ts'
import type { CallEvent, Step } from './state.ts'
import { BREATH_MS, DEAF_MS, GONE_MS, PROMPT_MAX_MS } from './times.ts'

/** Ends a message, as in every dialogue of ours. */
const KEY_DONE = '#'
/** Nobody has begun to speak: no message. */
const SPEAK_WITHIN_MS = 10_000
/** Asterisk tells of a pause when it is 2.5 s old (TALK_DETECT); so much longer, and the message is over. */
const PAUSE_MS = 2_500

/** It speaks, and waits for keys or words; nobody of the house is there. */
export function whileAsking(state: Asking, event: CallEvent, now: number): Step {
  const { doing, caller } = state
  switch (event.type) {
    case 'digit':
      return event.leg === caller ? pressed(state, event.digit, now) : stay(state)
    case 'promptEnded':
      if (!('playback' in doing) || doing.playback !== event.playback) return stay(state)
      // Cut off by a hang-up, as a rule: that is known within a moment, and until then nothing is taken as heard.
      return event.failed ? stay({ ...state, doing: { ...doing, giveUpAt: now + GONE_MS } }) : over(state, now)
    case 'legSpoke':
      return doing.what === 'message' && event.leg === caller ? stay({ ...state, doing: { ...doing, quietAt: null } }) : stay(state)
    case 'legQuiet':
      return doing.what === 'message' && event.leg === caller ? stay({ ...state, doing: { ...doing, quietAt: now + PAUSE_MS } }) : stay(state)
    case 'recordFailed':
      return recordFailed(state, event, now)
    case 'returned':
      return doing.what === 'message' || doing.what === 'breath' ? stay(state) : play({ ...state, plays: Math.max(0, state.plays - 1) }, now)
    case 'woke':
      return now >= overAt(state) ? over(state, now) : stay(state)
    default:
      return stay(state)
  }
}

/** When what it does now is over by itself. */
export const overAt = ({ doing }: Asking): number => (doing.what === 'message' ? Math.min(doing.giveUpAt, doing.quietAt ?? Infinity) : doing.giveUpAt)

function pressed(before: Asking, digit: string, now: number): Step {
  const state: Asking = { ...before, spoken: { ...spokenOf(before), keyed: true } }
  // A hand on the keypad answers one question, and none that was not heard yet (reliability notes C10).
  if (now < state.deafUntil) return stay({ ...state, deafUntil: now + DEAF_MS })
  if (state.doing.what === 'message') return digit === KEY_DONE ? over(state, now) : stay(state)
  const step = stepOf(state)
  if (step?.what !== 'ask') return stay(state)
  const { person } = scriptOf(state)
  if (person?.key === digit) return fetchPerson(state, person, now)
  const answer = Object.hasOwn(step.keys, digit) ? step.keys[digit] : undefined
  if (!answer) return wrong(state, now)
  return around(goOn(state, answer.next, now, now + DEAF_MS), {
    before: hush(state),
    facts: [{ type: 'scriptAnswered', call: state.call, at: now, step: state.step, value: answer.value }],
  })
}

/** Told so, then asked again; who goes on pressing what means nothing is treated as one who says nothing. */
function wrong(state: Asking, now: number): Step {
  const { invalid, maxPlays } = scriptOf(state)
  const deaf = { ...state, deafUntil: now + DEAF_MS }
  if (state.plays >= maxPlays || !invalid) return around(unanswered(deaf, now), { before: hush(state) })
  return around(say(deaf, invalid, (playback) => ({ what: 'wrong', playback, giveUpAt: now + PROMPT_MAX_MS })), { before: hush(state) })
}

/** Asked again, until it was asked often enough. */
function unanswered(state: Asking, now: number): Step {
  const step = stepOf(state)
  if (state.plays < scriptOf(state).maxPlays) return play(state, now)
  return goOn(state, step?.what === 'ask' ? step.silent : null, now, state.deafUntil)
}

/** What was said is said, the time for a key or a message is up. */
function over(state: Asking, now: number): Step {
  const step = stepOf(state)
  switch (state.doing.what) {
    case 'wrong':
      return play(state, now)
    case 'key':
      return unanswered(state, now)
    case 'breath':
      return record(state, now)
    case 'message':
      return around(goOn({ ...state, bridgedMs: state.bridgedMs + (now - state.doing.since) }, step?.what === 'message' ? step.next : null, now), {
        before: offTheRecorder(state),
        facts: messageOf(state, now),
      })
    case 'prompt':
      if (step?.what === 'ask') return stay({ ...state, doing: { what: 'key', giveUpAt: now + scriptOf(state).keyMs } })
      if (step?.what === 'message') return stay({ ...state, doing: { what: 'breath', giveUpAt: now + BREATH_MS } })
      return goOn(state, step?.what === 'say' ? step.next : null, now)
  }
}

/** Where nothing is recorded nobody is asked to speak for nothing: the script goes on. */
function record(state: Asking, now: number): Step {
  const step = stepOf(state)
  if (step?.what !== 'message' || !state.terms.recording) return goOn(state, step?.what === 'message' ? step.next : null, now)
  const { changes, commands, facts } = atTheRecorder(state, now)
  return {
    state: { ...state, ...changes, doing: { what: 'message', since: now, quietAt: now + SPEAK_WITHIN_MS, giveUpAt: now + step.maxMs } },
    commands: [...commands, { type: 'listenFor', leg: state.caller }],
    facts,
  }
}
