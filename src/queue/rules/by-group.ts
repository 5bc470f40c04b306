import type { GroupId } from '../../contract/ids.ts'
import { ordered, type Ordered } from './ordered.ts'

/** One sorted set per skill group; a member stands in the set of each of its groups. */
export interface ByGroup<Member> {
  add: (member: Member) => void
  remove: (member: Member) => void
  /** The first member over all these groups. */
  first: (groups: readonly GroupId[]) => Member | undefined
}

/** A member's groups must not change between add and remove. */
export function byGroup<Member extends { groups: readonly GroupId[] }>(
  compare: (a: Member, b: Member) => number,
): ByGroup<Member> {
  const sets = new Map<GroupId, Ordered<Member>>()

  function setOf(group: GroupId): Ordered<Member> {
    const found = sets.get(group)
    if (found) return found
    const made = ordered(compare)
    sets.set(group, made)
    return made
  }

  return {
    add: (member) => member.groups.forEach((group) => setOf(group).add(member)),
    remove: (member) => member.groups.forEach((group) => sets.get(group)?.remove(member)),
    first(groups) {
      let best: Member | undefined
      for (const group of groups) {
        const candidate = sets.get(group)?.first()
        if (candidate && (!best || compare(candidate, best) < 0)) best = candidate
      }
      return best
    },
  }
}
