import { playbackId } from './ids.ts'
import { record } from './recording.ts'
import type { CallCommand, In, Step } from './state.ts'

// What the ways in and out of a conversation have in common.

export type Talking = In<'talking'>

/** The agent's part in the conversation, closed. */
export function agentLeft(state: Talking, now: number): Pick<Step, 'facts'> & { state: Talking } {
  const talkedMs = now - state.connectedAt
  return {
    state: { ...state, talkedMs: state.talkedMs + talkedMs },
    facts: [{ type: 'agentLeft', call: state.call, at: now, agent: state.agent, leg: state.leg, talkedMs }],
  }
}

/** Time in the bridge up to now is added; for a caller who leaves it. */
export const outOfBridge = (state: Talking, now: number): Talking => ({
  ...state,
  bridgedMs: state.bridgedMs + (state.bridgedSince === null ? 0 : now - state.bridgedSince),
  bridgedSince: null,
})

/** Music off, recorder on, into the bridge, with others if they are not there. */
export function callerIn(state: Talking, now: number, withLegs: readonly Talking['leg'][] = []): Step & { state: Talking } {
  const { caller, bridge, terms } = state
  const recorded = record(state, now)
  return {
    state: { ...state, ...recorded.changes, bridgedSince: now },
    commands: [
      { type: 'music', leg: caller, on: false },
      ...recorded.commands,
      // Who is in the bridge already must not be joined again: that would take the leg out and in.
      { type: 'join', bridge, legs: [...withLegs, caller] },
      { type: 'lease', leg: caller, forMs: terms.talkingLeaseMs },
    ],
    facts: recorded.facts,
  }
}

/** Everybody in the bridge hears it; nobody waits for its end. */
export function announced(state: Talking, id: string, values: Readonly<Record<string, string>>): { state: Talking; command: CallCommand } {
  const playbacks = state.playbacks + 1
  return { state: { ...state, playbacks }, command: { type: 'announce', bridge: state.bridge, playback: playbackId(state.call, playbacks), prompt: { id, values } } }
}
