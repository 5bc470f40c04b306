import type { GroupId } from '../contract/ids.ts'
import type { PromptRef } from '../prompt/port.ts'

/**
 * What a call of ours says and asks by itself, once the number called has answered; no agent takes part (domain.md §5.12,
 * §5.13). It goes into the journal with the call: plain data, decided before anybody is rung.
 */
export interface Script {
  /** The step it begins with. */
  start: string
  steps: Readonly<Record<string, ScriptStep>>
  /** Heard after a key that means nothing here, before the question is asked again. */
  invalid: PromptRef | null
  /** How long a key is waited for after the end of a question. */
  keyMs: number
  /** How often a question is heard at most; nobody answered then. */
  maxPlays: number
  /** At any question: to a person; told as the value 'person'. Null where nobody is to be spoken with. */
  person: Person | null
}

export type ScriptStep =
  /** Said to its end; `next` null: hung up. */
  | { what: 'say'; prompt: PromptRef; next: string | null }
  /** A key counts from the first word on, and is kept before anything else happens. `silent`: after the last time. */
  | { what: 'ask'; prompt: PromptRef; keys: Readonly<Record<string, Answer>>; silent: string | null }
  /** A message in the citizen's own words, after the prompt and a tone; ended by "#", by silence, or after `maxMs`. */
  | { what: 'message'; prompt: PromptRef; maxMs: number; next: string | null }

export interface Answer {
  /** What it means, e.g. "solved"; with the step's name in the facts. */
  value: string
  next: string | null
}

/** Key 0: an agent of these groups, if one is free at once; otherwise `nobody` is what comes next. */
export interface Person {
  key: string
  groups: readonly GroupId[]
  /** Heard while the agent's phone rings. */
  wait: PromptRef
  nobody: string | null
}

/**
 * How such a call ended. The first five: nobody answered, and why (Q.850 cause 17; none or 18/19; 21; 1/28; anything else).
 * completed: it came to its end. left: the person called hung up before. silent: answered, and no key was ever pressed — a
 * voice mailbox sounds like that, so it is no answer. person: an agent took over.
 */
export type ScriptEnd = 'busy' | 'no_answer' | 'rejected' | 'invalid' | 'failed' | 'completed' | 'left' | 'silent' | 'person'
