import type { PromptRef } from '../../prompt/port.ts'
import { playbackId } from './ids.ts'
import { record } from './recording.ts'
import type { CallCommand, Hearing, In, Step } from './state.ts'
import { PROMPT_MAX_MS } from './times.ts'

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

/** Ends what the caller hears outside the bridge. */
export const silence = ({ caller, told }: Pick<Talking, 'caller' | 'told'>): CallCommand => (told === null ? { type: 'music', leg: caller, on: false } : { type: 'stopPlay', playback: told })

/** Says what happens to a caller who leaves the bridge; music follows, or comes at once when there is nothing to say. */
export function tellCaller(state: Talking, prompt: PromptRef | null): { state: Talking; commands: CallCommand[] } {
  if (prompt === null) return { state: { ...state, told: null }, commands: [{ type: 'music', leg: state.caller, on: true }] }
  const playbacks = state.playbacks + 1
  const told = playbackId(state.call, playbacks)
  return { state: { ...state, playbacks, told }, commands: [{ type: 'say', leg: state.caller, playback: told, prompt }] }
}

/** What a caller hears who goes back in line: what is still being said first. */
export const heardInLine = ({ told }: Pick<Talking, 'told'>, now: number): Hearing =>
  told === null ? { what: 'music' } : { what: 'notice', playback: told, giveUpAt: now + PROMPT_MAX_MS }

/** What the caller was told is over. */
export const thenMusic = <State extends Pick<Talking, 'caller' | 'told'>>(state: State): { state: State; commands: CallCommand[]; facts: [] } => ({
  state: { ...state, told: null }, commands: [{ type: 'music', leg: state.caller, on: true }], facts: [],
})

/** Music off, recorder on, into the bridge, with others if they are not there. */
export function callerIn(state: Talking, now: number, withLegs: readonly Talking['leg'][] = []): Step & { state: Talking } {
  const { caller, bridge, terms } = state
  const recorded = record(state, now)
  return {
    state: { ...state, ...recorded.changes, told: null, bridgedSince: now },
    commands: [
      silence(state),
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
