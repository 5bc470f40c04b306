import type { PromptRef } from '../../prompt/port.ts'
import { playbackId } from './ids.ts'
import type { CallCommand, Hearing, In, Step } from './state.ts'

// What somebody who waits for an agent hears: begun, ended, and when it is over.

export type Waiting = In<'waiting'>
type Hears = In<'waiting' | 'fetching'>

/** Ends what the caller hears. */
export function quiet(hearing: Hearing, leg: Waiting['caller']): CallCommand[] {
  if (hearing.what === 'music') return [{ type: 'music', leg, on: false }]
  const playback = playbackIn(hearing)
  return playback === null ? [] : [{ type: 'stopPlay', playback }]
}

export const playbackIn = (hearing: Hearing): string | null => ('playback' in hearing ? hearing.playback : null)

export const music = (state: Hears): Step => ({ state: { ...state, hearing: { what: 'music' } }, commands: [{ type: 'music', leg: state.caller, on: true }], facts: [] })

/** Plays a prompt to the waiting caller. */
export function speak<State extends Hears>(state: State, hearing: (playback: string) => Hearing, prompt: PromptRef): Step & { state: State } {
  const playbacks = state.playbacks + 1
  const playback = playbackId(state.call, playbacks)
  return {
    state: { ...state, playbacks, hearing: hearing(playback) },
    commands: [...quiet(state.hearing, state.caller), { type: 'say', leg: state.caller, playback, prompt }],
    facts: [],
  }
}

/** When what the caller hears is over at the latest; music never is. */
export function quietUntil(hearing: Hearing): number {
  if (hearing.what === 'music') return Infinity
  return hearing.what === 'nothing' ? hearing.musicAt : hearing.giveUpAt
}
