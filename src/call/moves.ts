import type { AgentView } from '../contract/agent.ts'
import type { GroupId } from '../contract/ids.ts'
import { AppError } from '../platform/errors.ts'
import type { Request } from './rules/state.ts'

/** Where a supervisor wants a waiting caller. */
export type MoveTo = { position: 'head' } | { to: { group: GroupId } }

export type Moves = (to: MoveTo, username: string) => Extract<Request, { type: 'move' }>

interface Needs {
  /** Every skill group. */
  groups: () => readonly GroupId[]
  agents: () => readonly Pick<AgentView, 'state' | 'groups'>[]
  /** A group that a caller was moved to is asked alone this long. */
  aloneMs: () => number
}

/** Checks where a caller is to be moved: GROUP_NOT_FOUND, or NOBODY_SIGNED_IN who could ever answer there. */
export const createMoves = ({ groups, agents, aloneMs }: Needs): Moves => (to, username) => {
  if ('position' in to) return { type: 'move', to: 'head', username }
  const { group } = to.to
  if (!groups().includes(group)) throw new AppError('GROUP_NOT_FOUND', { group })
  if (!agents().some((agent) => agent.state !== 'offline' && agent.groups.includes(group))) throw new AppError('NOBODY_SIGNED_IN', { group })
  return { type: 'move', to: group, aloneMs: aloneMs(), username }
}
