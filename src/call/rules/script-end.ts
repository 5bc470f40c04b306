import type { Script, ScriptEnd } from '../script.ts'
import type { CallState, In } from './state.ts'

/** How a call that speaks by itself ended; null for any other. */
export function scriptEndOf(state: CallState): ScriptEnd | null {
  const { plan, spoken, answeredAt, agent } = state
  if (plan.treatment !== 'dial' || !plan.script) return null
  // Whatever came afterwards: an agent has spoken with them.
  if (agent !== null) return 'person'
  if (spoken?.end) return spoken.end
  if (answeredAt === null) return 'failed'
  if (spoken?.asked && !spoken.keyed) return 'silent'
  return state.at === 'asking' && spoken?.asked && nothingLeft(state, plan.script) ? 'completed' : 'left'
}

/** Only a goodbye was to come, or the end of a message: who hangs up then has answered everything. */
function nothingLeft({ step: name, doing }: In<'asking'>, { steps }: Script): boolean {
  const step = steps[name]
  const rest = doing.what === 'message' && step?.what === 'message' ? step.next : name
  const seen = new Set<string>()
  for (let next: string | null = rest; next !== null; ) {
    const one: Script['steps'][string] | undefined = steps[next]
    if (one?.what !== 'say' || seen.has(next)) return false
    seen.add(next)
    next = one.next
  }
  return true
}
