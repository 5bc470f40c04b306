import type { Change } from '../case-store.ts'
import { type Addressed, type StandIn, standInFor } from '../rules/audience.ts'

type Told = Change['notices'][number]

/**
 * Adds whoever stands in where a notice would be read by nobody: the one meant keeps theirs, for when somebody comes.
 * Nobody is told the same twice.
 */
export function withStandIns(change: Change, isThere: (whom: Addressed) => boolean): Change {
  const { row: { workspace }, notices } = change
  const told = new Set(notices.map(keyOf))
  const added = notices.flatMap((notice): Told[] => {
    const instead = standInFor({ ...notice, workspace }, isThere)
    if (instead === null) return []
    const one = standIn(notice, instead)
    const known = told.has(keyOf(one))
    told.add(keyOf(one))
    return known ? [] : [one]
  })
  return added.length === 0 ? change : { ...change, notices: [...notices, ...added] }
}

/** The same, for whoever stands in. */
export const standIn = <One extends Pick<Told, 'id' | 'audience' | 'details'>>(notice: One, { audience, reached }: StandIn): One => ({
  ...notice, id: `${notice.id}.s`, audience, details: { ...notice.details, standsInFor: notice.audience, reached },
})

const keyOf = ({ kind, audience, unit }: Told): string => `${kind} ${audience} ${unit ?? ''}`
