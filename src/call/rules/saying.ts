import type { PromptRef } from '../../prompt/port.ts'
import type { Script, ScriptEnd, ScriptStep } from '../script.ts'
import { closeWith } from './ending.ts'
import { playbackId } from './ids.ts'
import type { Call, CallState, In, Speaking, Spoken, Step } from './state.ts'
import { PROMPT_MAX_MS } from './times.ts'

// What the steps of a script have in common.

export type Asking = In<'asking'>

/** What a script says may be somebody's own text, longer than any prompt of ours. */
const SAID_MAX_MS = 5 * PROMPT_MAX_MS

export function scriptOf({ plan }: Pick<Call, 'plan'>): Script {
  if (plan.treatment !== 'dial' || !plan.script) throw new Error('only a call that speaks by itself has a script')
  return plan.script
}

export const stepOf = (state: Pick<Asking, 'plan' | 'step'>): ScriptStep | undefined => scriptOf(state).steps[state.step]

/** Everything that may be said: spoken for us while the number rings, so that who picks up hears no silence. */
export const promptsOf = ({ steps, invalid, person }: Script): readonly PromptRef[] =>
  [...Object.values(steps).map(({ prompt }) => prompt), invalid, person?.wait ?? null].filter((prompt) => prompt !== null)

const NOTHING_YET: Spoken = { asked: false, keyed: false, end: null }
export const spokenOf = ({ spoken }: Pick<Call, 'spoken'>): Spoken => spoken ?? NOTHING_YET

/** On to this step of the script; at its end the line is put down. `deafUntil`: keys before then belong to what was asked before. */
export function goOn(from: Call & { at?: CallState['at'] }, name: string | null, now: number, deafUntil = now): Step {
  const step = name === null ? undefined : scriptOf(from).steps[name]
  if (name === null || !step) return putDown(from, now)
  return play({ ...from, at: 'asking', step: name, plays: 0, doing: { what: 'key', giveUpAt: now }, deafUntil }, now)
}

/** The step's prompt, from its first word on. */
export function play(state: Asking, now: number): Step {
  const step = stepOf(state)
  if (!step) return putDown(state, now)
  const spoken = spokenOf(state)
  const begun = { ...state, plays: state.plays + 1, spoken: { ...spoken, asked: spoken.asked || step.what === 'ask' } }
  return say(begun, step.prompt, (playback) => ({ what: 'prompt', playback, giveUpAt: now + SAID_MAX_MS }))
}

export function say(state: Asking, prompt: PromptRef, doing: (playback: string) => Speaking): Step {
  const playbacks = state.playbacks + 1
  const playback = playbackId(state.call, playbacks)
  return { state: { ...state, playbacks, doing: doing(playback) }, commands: [{ type: 'say', leg: state.caller, playback, prompt }], facts: [] }
}

/** The script is over, and with it the call. */
function putDown(from: Call, now: number): Step {
  const spoken = spokenOf(from)
  const end: ScriptEnd = spoken.asked && !spoken.keyed ? 'silent' : 'completed'
  return closeWith({ ...from, spoken: { ...spoken, end } }, { outcome: 'automatic', lastWords: null }, now)
}

/** Ends what the person called hears now. */
export const hush = ({ doing }: Asking): Step['commands'] => ('playback' in doing ? [{ type: 'stopPlay', playback: doing.playback }] : [])

