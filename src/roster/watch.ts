import { instantOf } from '../calendar/rules/wall-clock.ts'
import type { Book } from './book.ts'
import type { RosterDeps } from './deps.ts'
import { DAY_MS } from './rules/turns.ts'

/** Tells the supervisor of holes before they come, each once, and once a day while nobody fills it (G03). */
export function createWatch({ clock, policy, alarm, department, dayOf, timeZone }: RosterDeps, book: Pick<Book, 'holes' | 'keepers'>): () => void {
  const told = new Map<string, number>()
  return () => {
    const now = clock.now()
    for (const [key, endsAt] of told) if (endsAt <= now) told.delete(key)
    // From midnight, so that one that has begun keeps its beginning while less of it is left.
    const span = { startsAt: instantOf(dayOf(now), 0, timeZone), endsAt: now + policy.warnMs }
    for (const { unit, startsAt, endsAt } of book.keepers().flatMap((unit) => book.holes(unit, span))) {
      const key = `${unit ?? ''} ${startsAt}`
      if (endsAt <= now || told.has(key)) continue
      told.set(key, Math.max(endsAt, now + DAY_MS))
      alarm({ kind: 'duty_hole', at: now, details: { unit: unit ?? 'centre', name: unit === null ? '热线中心' : (department(unit)?.nameZh ?? unit), startsAt, endsAt } })
    }
  }
}
