import { closeWith } from './ending.ts'
import { music, quiet, speak, type Waiting } from './hearing.ts'
import { listened } from './message.ts'
import { offerOver, openOffer, withdrawn } from './offers.ts'
import { callbackNumber } from './callback-number.ts'
import { stay } from './of-call.ts'
import type { Hearing, Step } from './state.ts'
import { PROMPT_MAX_MS } from './times.ts'

type Dialogue = Extract<Hearing, { what: 'confirm' | 'number' }>

/** Each question is asked at most this often; then the caller waits on as before. */
const PLAYS_MAX = 2
const KEY_YES = '1'
const KEY_OTHER = '2'
const KEY_DONE = '#'
const DIGITS_MAX = 20

/** "Press 1 and we call you back, in your place" (domain.md §5.10): the only key there is while waiting. */
export function offerCallback(state: Waiting, now: number): Step {
  if (state.offer) return stay({ ...state, callbackAt: now + 1_000 })
  if (state.hearing.what !== 'music') return stay({ ...state, callbackAt: now + 1_000 })
  return speak({ ...state, callbackAt: null, callbackOffered: true }, (playback) => ({ what: 'offer', playback, giveUpAt: now + PROMPT_MAX_MS }), { id: 'callback_offer', values: {} })
}

export function pressedInLine(state: Waiting, digit: string, now: number): Step {
  const { hearing } = state
  switch (hearing.what) {
    case 'confirm':
      return confirmed(state, hearing, digit, now)
    case 'number':
      return typed(state, hearing, digit, now)
    case 'message':
      return digit === KEY_DONE ? accept.message(state, now) : stay(state)
    case 'music':
    case 'notice':
    case 'offer':
      return state.callbackOffered && digit === KEY_YES ? (state.plan.ani === null ? askNumber(state, 1, now) : askConfirm(state, 1, now)) : stay(state)
    default:
      return stay(state)
  }
}

const askConfirm = (state: Waiting, plays: number, now: number): Step =>
  speak(state, (playback) => ({ what: 'confirm', playback, plays, giveUpAt: now + PROMPT_MAX_MS }), { id: 'callback_confirm', values: {} })

const askNumber = (state: Waiting, plays: number, now: number): Step =>
  speak(state, (playback) => ({ what: 'number', playback, plays, digits: '', giveUpAt: now + PROMPT_MAX_MS }), { id: 'callback_number', values: {} })

/** A question was heard to its end, or its time to answer is up. */
export function inDialogue(state: Waiting, hearing: Dialogue, now: number): Step {
  if (hearing.playback !== null) return stay({ ...state, hearing: { ...hearing, playback: null, giveUpAt: now + state.terms.keyMs } })
  if (hearing.what === 'number' && hearing.digits !== '') return finished(state, hearing, now)
  if (hearing.plays >= PLAYS_MAX) return music(state)
  return hearing.what === 'confirm' ? askConfirm(state, hearing.plays + 1, now) : askNumber(state, hearing.plays + 1, now)
}

function confirmed(state: Waiting, hearing: Dialogue, digit: string, now: number): Step {
  if (digit === KEY_YES && state.plan.ani !== null) return accept.callback(state, state.plan.ani, now)
  return digit === KEY_OTHER ? askNumber(state, 1, now) : again(state, hearing, now)
}

function typed(state: Waiting, hearing: Extract<Hearing, { what: 'number' }>, digit: string, now: number): Step {
  if (digit === KEY_DONE) return finished(state, hearing, now)
  if (!/^\d$/.test(digit) || hearing.digits.length >= DIGITS_MAX) return stay(state)
  // Typing begins during the question for those who know it: it falls silent.
  return {
    state: { ...state, hearing: { ...hearing, playback: null, digits: hearing.digits + digit, giveUpAt: now + state.terms.keyMs } },
    commands: quiet(hearing, state.caller),
    facts: [],
  }
}

function finished(state: Waiting, hearing: Extract<Hearing, { what: 'number' }>, now: number): Step {
  const number = callbackNumber(hearing.digits, state.terms.areaCode)
  return number === null ? again(state, hearing, now) : accept.callback(state, number, now)
}

function again(state: Waiting, hearing: Dialogue, now: number): Step {
  const next = inDialogue(state, { ...hearing, playback: null, ...(hearing.what === 'number' ? { digits: '' } : {}) } as Dialogue, now)
  // The question that still plays was stopped by asking anew; when the caller goes back to waiting it is stopped here.
  return next.state.at === 'waiting' && next.state.hearing.what === 'music' ? { ...next, commands: [...quiet(hearing, state.caller), ...next.commands] } : next
}

/** The two ways in which a caller leaves the line without an agent, and without being lost. */
export const accept = {
  callback(state: Waiting, number: string, now: number): Step {
    const { call, plan, arrivedAt, rank, groups } = state
    const closing = closeWith(state, { outcome: 'overflow', stage: 'callback_accepted', lastWords: 'callback_accepted' }, now)
    const offer = openOffer(state)
    return {
      state: closing.state,
      commands: [{ type: 'leaveQueue' }, ...withdrawn(offer), ...quiet(state.hearing, state.caller), ...closing.commands],
      facts: [
        ...offerOver(state, offer, 'withdrawn', now),
        { type: 'callbackRequested', call, at: now, number, dnis: plan.dnis, ani: plan.ani, arrivedAt, rank, groups },
      ],
    }
  },
  /** The message is spoken. */
  message(state: Waiting, now: number): Step {
    const { commands, facts, state: listenedTo } = listened(state, now)
    const closing = closeWith(listenedTo, { outcome: 'overflow', stage: 'message', lastWords: 'message_thanks' }, now)
    const offer = openOffer(state)
    return {
      state: closing.state,
      commands: [{ type: 'leaveQueue' }, ...withdrawn(offer), ...commands, ...closing.commands],
      facts: [
        ...facts,
        ...offerOver(state, offer, 'withdrawn', now),
      ],
    }
  },
}
