import { speak, type Waiting } from './hearing.ts'
import { bridgeId } from './ids.ts'
import { pauseRecording, record } from './recording.ts'
import type { Step } from './state.ts'
import { PROMPT_MAX_MS } from './times.ts'

/** Nobody is signed in: the caller is told so and may speak a message, and stays in line meanwhile (domain.md §5.9, A-J24). */
export const sorry = (state: Waiting, now: number): Step & { state: Waiting } =>
  speak({ ...state, callbackAt: null, positionAt: null }, (playback) => ({ what: 'sorry', playback, giveUpAt: now + PROMPT_MAX_MS }), { id: 'all_offline', values: {} })

/** Who hangs up ends the sound first, by a moment: no message is begun for somebody who is leaving. */
const BREATH_MS = 300

export const takeBreath = (state: Waiting, now: number): Step => ({ state: { ...state, hearing: { what: 'sorry', playback: null, giveUpAt: now + BREATH_MS } }, commands: [], facts: [] })

/** The recorder of conversations takes the message: it writes what is said in a bridge, so the caller is put into one, alone. */
export function recordMessage(state: Waiting, now: number): Step {
  const recorded = record(state, now)
  return {
    state: { ...state, ...recorded.changes, hearing: { what: 'message', since: now, giveUpAt: now + state.terms.messageMaxMs } },
    commands: [...recorded.commands, { type: 'join', bridge: bridgeId(state.call), legs: [state.caller] }],
    facts: recorded.facts,
  }
}

/** The message, if one was being spoken, is over. */
export function listened(state: Waiting, now: number): Step & { state: Waiting } {
  if (state.hearing.what !== 'message') return { state, commands: [], facts: [] }
  const lengthMs = now - state.hearing.since
  return {
    state: { ...state, bridgedMs: state.bridgedMs + lengthMs, hearing: { what: 'nothing', musicAt: now } },
    commands: [...pauseRecording(state), { type: 'closeBridge', bridge: bridgeId(state.call) }],
    facts: [{ type: 'messageLeft', call: state.call, at: now, lengthMs }],
  }
}
