import type { Change } from '../case-store.ts'
import type { NoticeUrgency } from '../../contract/ticket-notice.ts'
import { type Addressed, type StandIn, standInFor } from '../rules/audience.ts'
import { urgencyOf } from '../rules/urgency.ts'

type Told = Change['notices'][number]

/**
 * Adds whoever stands in where a notice would be read by nobody: the one meant keeps theirs, for when somebody comes.
 * Nobody is told the same twice; whoever is told of an emergency anyway hears that they stand in.
 */
export function withStandIns(change: Change, isThere: (whom: Addressed, urgency: NoticeUrgency) => boolean): Change {
  const { row: { workspace }, notices } = change
  const told = new Set(notices.map(keyOf))
  const alsoFor = new Map<string, StandIn & { meant: Told['audience'] }>()
  const added = notices.flatMap((notice): Told[] => {
    const instead = standInFor({ ...notice, workspace }, (whom) => isThere(whom, urgencyOf(notice.kind, notice.details)))
    if (instead === null) return []
    const one = standIn(notice, instead)
    const known = told.has(keyOf(one))
    told.add(keyOf(one))
    if (known && urgencyOf(notice.kind, notice.details) === 'emergency' && instead.audience !== notice.audience) alsoFor.set(keyOf(one), { ...instead, meant: notice.audience })
    return known ? [] : [one]
  })
  if (added.length === 0 && alsoFor.size === 0) return change
  const marked = notices.map((notice): Told => {
    const also = alsoFor.get(keyOf(notice))
    return also ? { ...notice, details: { ...notice.details, standsInFor: also.meant, reached: also.reached } } : notice
  })
  return { ...change, notices: [...marked, ...added] }
}

/** The same, for whoever stands in. */
export const standIn = <One extends Pick<Told, 'id' | 'audience' | 'details'>>(notice: One, { audience, reached }: StandIn): One => ({
  ...notice, id: `${notice.id}.s`, audience, details: { ...notice.details, standsInFor: notice.audience, reached },
})

const keyOf = ({ kind, audience, unit }: Told): string => `${kind} ${audience} ${unit ?? ''}`
