import type { CallFact } from '../facts.ts'
import { speak, type Waiting } from './hearing.ts'
import { bridgeId } from './ids.ts'
import { pauseRecording, record } from './recording.ts'
import type { Call, CallCommand, In, Step } from './state.ts'
import { BREATH_MS, PROMPT_MAX_MS } from './times.ts'

/** Nobody is signed in: the caller is told so and may speak a message, and stays in line meanwhile (domain.md §5.9, A-J24). */
export const sorry = (state: Waiting, now: number): Step & { state: Waiting } =>
  speak({ ...state, callbackAt: null, positionAt: null }, (playback) => ({ what: 'sorry', playback, giveUpAt: now + PROMPT_MAX_MS }), { id: 'all_offline', values: {} })

export const takeBreath = (state: Waiting, now: number): Step => ({ state: { ...state, hearing: { what: 'sorry', playback: null, giveUpAt: now + BREATH_MS } }, commands: [], facts: [] })

/** The recorder of conversations takes a message: it writes what is said in a bridge, so who speaks is put into one, alone. */
export function atTheRecorder(state: Call, now: number): ReturnType<typeof record> {
  const recorded = record(state, now)
  return { ...recorded, commands: [...recorded.commands, { type: 'join', bridge: bridgeId(state.call), legs: [state.caller] }] }
}

export const offTheRecorder = (state: Call): CallCommand[] => [...pauseRecording(state), { type: 'closeBridge', bridge: bridgeId(state.call) }]

/** The message that a call of ours was told, if one is being spoken and recorded. */
export const messageOf = ({ call, step, doing, recording }: In<'asking'>, now: number): CallFact[] =>
  doing.what === 'message' && recording?.retryAt === null ? [{ type: 'scriptMessage', call, at: now, step, recordingId: recording.id, lengthMs: now - doing.since }] : []

export function recordMessage(state: Waiting, now: number): Step {
  const { changes, commands, facts } = atTheRecorder(state, now)
  return { state: { ...state, ...changes, hearing: { what: 'message', since: now, giveUpAt: now + state.terms.messageMaxMs } }, commands, facts }
}

/** The message, if one was being spoken, is over. */
export function listened(state: Waiting, now: number): Step & { state: Waiting } {
  if (state.hearing.what !== 'message') return { state, commands: [], facts: [] }
  const lengthMs = now - state.hearing.since
  return {
    state: { ...state, bridgedMs: state.bridgedMs + lengthMs, hearing: { what: 'nothing', musicAt: now } },
    commands: offTheRecorder(state),
    facts: [{ type: 'messageLeft', call: state.call, at: now, lengthMs }],
  }
}
