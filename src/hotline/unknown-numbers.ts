import type { Log } from '../platform/log.ts'
import type { Alarm } from './alarm.ts'

const REPEAT_MS = 3_600_000
/** Anybody on the trunk may dial anything: what is remembered about it has a limit. */
const REMEMBERED_MAX = 1_000

/** Counts calls to numbers that nobody registered; each number is reported at most once an hour. */
export function unknownNumbers(log: Log, tell: (alarm: Alarm) => void) {
  const seen = new Map<string, { count: number; toldAt: number }>()
  let total = 0
  return {
    total: () => total,
    note(dialled: string, now: number): void {
      total += 1
      const before = seen.get(dialled)
      const count = (before?.count ?? 0) + 1
      const quiet = before !== undefined && now - before.toldAt < REPEAT_MS
      seen.delete(dialled) // the last one noted goes to the end: the first is the longest unheard of
      seen.set(dialled, { count, toldAt: quiet ? before.toldAt : now })
      if (seen.size > REMEMBERED_MAX) seen.delete(seen.keys().next().value ?? '')
      if (quiet) return
      log.warn('call to an unknown number, served as the primary one', { dialled, count })
      tell({ kind: 'unknown_number', at: now, details: { dialled, count, total } })
    },
  }
}
