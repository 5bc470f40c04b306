import { everybody } from './of-call.ts'
import type { In, Later, Request, Step } from './state.ts'

type InLine = In<'waiting' | 'booked'>
type Move = Extract<Request, { type: 'move' }>

/**
 * A supervisor gives a caller in line another place: before everybody, or with another group. That group is asked alone
 * for a while; then all who would have been asked anyway are too, so that nobody is forgotten in a group without agents.
 */
export function move(state: InLine, { to, username, ...more }: Move, now: number): Step {
  const headAt = to === 'head' ? now : state.headAt
  const groups = to === 'head' ? state.groups : [to]
  const changed = { headAt, groups }
  return {
    state: state.at === 'booked' ? { ...state, ...changed } : { ...state, ...changed, later: 'aloneMs' in more ? [alone(state, now + more.aloneMs)] : state.later },
    commands: [{ type: 'moveInLine', ...changed }],
    facts: [{ type: 'moved', call: state.call, at: now, by: username, to }],
  }
}

const alone = (state: InLine, at: number): Later => ({ at, groups: everybody(state), announcement: null })
