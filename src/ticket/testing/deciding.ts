import type { AnyEvent, Case, Decision, Refusal } from '../rules/case.ts'
import { decide, type Decided } from '../rules/decide.ts'
import { context } from './sample.ts'

type More = Parameters<typeof context>[0]

/** Carried out, with the last of its decisions. Throws when it is refused. */
export function done(now: Case, event: AnyEvent, more: More = {}): Exclude<Decided, { refusal: unknown }> & { last: Decision } {
  const outcome = decide(now, event, context(more))
  if ('refusal' in outcome) throw new Error(`${event.event} refused: ${JSON.stringify(outcome.refusal)}`)
  const last = outcome.steps.at(-1)
  if (!last) throw new Error('nothing was decided')
  return { ...outcome, last: last.decision }
}

/** Why it is refused: its fields, or the code; null = it is not. */
export function refused(now: Case, event: AnyEvent, more: More = {}): Refusal['errors'] | string | null {
  const outcome = decide(now, event, context(more))
  if (!('refusal' in outcome)) return null
  return outcome.refusal.errors.length === 0 ? outcome.refusal.code : outcome.refusal.errors
}
