import type { NoticeAudience } from '../../contract/ticket-notice.ts'
import type { Principal, Role } from '../../identity/port.ts'

/** What a reader is told: for which desks, of which department (null = the centre's), in which workspace. */
export interface Reads {
  audiences: readonly NoticeAudience[]
  unit: string | null
  workspace: string | null
}

/** Whom a notice is for; `workspace` is the ticket's. */
export interface Addressed {
  audience: NoticeAudience
  unit: string | null
  workspace: string | null
}

const CENTRE: Partial<Record<Role, readonly NoticeAudience[]>> = { dispatcher: ['dispatcher'], callback: ['callback'], supervisor: ['supervisor', 'leader'] }
const DEPARTMENT: Partial<Record<Role, readonly NoticeAudience[]>> = { unit: ['unit'], unit_head: ['unit', 'deputy', 'head'] }
const NOTHING: Reads = { audiences: [], unit: null, workspace: null }

/** Which notices are somebody's. Heads of a department also read what is said above its handlers. */
export function readsOf({ role, department, workspace = null }: Pick<Principal, 'role' | 'department' | 'workspace'>): Reads {
  const own = DEPARTMENT[role]
  if (own) return department === null ? NOTHING : { audiences: own, unit: department, workspace }
  return { ...NOTHING, audiences: CENTRE[role] ?? [], workspace }
}

/** A department's notices are its own, wherever the ticket is worked on; the desks of a sub-platform read only of theirs (U10). */
export const isFor = ({ audiences, unit, workspace }: Reads, notice: Addressed): boolean =>
  audiences.includes(notice.audience) && (unit === null ? notice.workspace === workspace : notice.unit === unit)
