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

const CENTRE: Partial<Record<Role, readonly NoticeAudience[]>> = { dispatcher: ['dispatcher'], callback: ['callback'], supervisor: ['supervisor'], leader: ['leader'] }
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

/** Who is told in somebody's place, the first of them who is there (J18: nothing goes to nobody). */
const IN_PLACE: readonly NoticeAudience[] = ['supervisor', 'leader', 'dispatcher', 'callback']

export interface StandIn {
  audience: NoticeAudience
  /** False: nobody of the house, or of the sub-platform, could be told at all. */
  reached: boolean
}

/** Whom a notice goes to as well because nobody reads it where it was meant to go; null when somebody does. */
export function standInFor(meant: Addressed, isThere: (whom: Addressed) => boolean): StandIn | null {
  if (isThere(meant)) return null
  const found = IN_PLACE.find((audience) => isThere({ ...meant, audience }))
  return { audience: found ?? 'supervisor', reached: found !== undefined }
}

/** Roles that are told of tickets at all. */
export const READERS: readonly Role[] = [...Object.keys(CENTRE), ...Object.keys(DEPARTMENT)] as Role[]
