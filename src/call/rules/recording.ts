import type { CallFact } from '../facts.ts'
import { recordingId } from './ids.ts'
import { recordingFile } from './recording-file.ts'
import { stay } from './of-call.ts'
import type { Call, CallCommand, CallEvent, CallState, In, Recorded, Step } from './state.ts'

/** How long to wait before another try to record: AMI reconnects within seconds. */
const RETRY_MS = 5_000

interface Recording {
  changes: Partial<Pick<Call, 'recording' | 'recordings'>>
  commands: readonly CallCommand[]
  facts: readonly CallFact[]
}

const NOTHING: Recording = { changes: {}, commands: [], facts: [] }

/**
 * Sees to it that the caller's channel is recorded: one recording over the whole call, written while the caller is in
 * a bridge, whoever else is in it.
 */
export function record(state: Call, now: number): Recording {
  if (!state.terms.recording) return NOTHING
  if (state.recording?.retryAt === null) return goOn(state, state.recording)
  const recordings = state.recordings + 1
  const id = recordingId(state.call, recordings)
  const file = recordingFile(id, now)
  return {
    changes: { recordings, recording: { id, file, retryAt: null } },
    commands: [{ type: 'record', leg: state.caller, recording: id, file }],
    facts: [{ type: 'recordingStarted', call: state.call, at: now, recording: id, file, leg: state.caller }],
  }
}

/** When the next try is made, if the first could not be; null out of the bridge: there is nothing to record, and coming back tries by itself. */
export const againAt = ({ recording, bridgedSince }: In<'talking' | 'rescuing' | 'handed' | 'linked'>): number | null => (bridgedSince === null ? null : (recording?.retryAt ?? null))

/** The next try, if it is due. */
export function dueAgain(state: In<'talking' | 'rescuing' | 'handed' | 'linked'>, now: number): Step {
  const at = againAt(state)
  if (at === null || now < at) return stay(state)
  const { changes, commands, facts } = record(state, now)
  return { state: { ...state, ...changes }, commands, facts }
}

/** The same recording goes on at its end. */
const goOn = ({ caller }: Call, { id, file }: Recorded): Recording => ({ ...NOTHING, commands: [{ type: 'record', leg: caller, recording: id, file }] })

/**
 * When the caller leaves an agent for the queue the recorder stops, to be started anew with the next agent: left
 * running, MixMonitor of Asterisk 22.10 writes silence for the first seconds of somebody else's voice (decision 0008).
 */
export const pauseRecording = (state: Call): readonly CallCommand[] => (state.recording?.retryAt === null ? [{ type: 'stopRecord', leg: state.caller }] : [])

/** Recording is never a reason to interrupt a call; it is tried again and the gap is on record. */
export function recordFailed(state: Exclude<CallState, In<'ended'>>, event: Extract<CallEvent, { type: 'recordFailed' }>, now: number): Step {
  if (state.recording?.id !== event.recording) return stay(state)
  return {
    state: { ...state, recording: { ...state.recording, retryAt: now + RETRY_MS } },
    commands: [],
    facts: [{ type: 'recordingFailed', call: state.call, at: now, recording: event.recording, why: event.why }],
  }
}
