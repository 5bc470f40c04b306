import type { HotlineNumber } from '../contract/ids.ts'
import type { CallFigures, Today } from '../contract/report.ts'
import { figuresOf, serviceLevel, sumOf, type CallCounts } from './rules/kpi.ts'
import type { Counted, TodayStore } from './today-store.ts'

interface Needs {
  store: TodayStore
  policy: { answerWithinMs: number; shortAbandonMs: number; leaveOutShort: boolean }
  /** Day of the site, and when it began (Unix ms). */
  dayOf: (at: number) => string
  startOf: (day: string) => number
  /** Names of the number, if it is known. */
  lineOf: (number: HotlineNumber) => { nameZh: string; nameEn: string } | null
  now: () => number
}

/** Half hours, as call centres plan in. */
const SLOT_MS = 1_800_000
/** However many look, the calls are counted once in so long. */
const FRESH_MS = 2_000

/** The figures of today from the records of the calls. Who asks meanwhile gets the same answer: never two totals. */
export function createToday(needs: Needs): () => Promise<Today> {
  let last: { at: number; answer: Promise<Today> } | null = null
  return () => {
    const at = needs.now()
    if (last && at >= last.at && at - last.at < FRESH_MS) return last.answer
    const answer = count(needs, at)
    last = { at, answer }
    answer.catch(() => (last = null)) // the next one who asks tries anew
    return answer
  }
}

async function count({ store, policy, dayOf, startOf, lineOf }: Needs, now: number): Promise<Today> {
  const day = dayOf(now)
  const from = startOf(day)
  const [counted, waiting] = await Promise.all([store.count({ from, slotMs: SLOT_MS, ...policy }), store.waiting()])
  const firstAt = new Map(waiting.map((one) => [one.dnis, one.firstAt]))
  const figures = (counts: CallCounts, first: number | undefined): CallFigures => ({ ...figuresOf(counts, policy), longestWaitMs: first === undefined ? null : Math.max(0, now - first) })
  const byLine = grouped(counted, ({ dnis }) => dnis as HotlineNumber)
  const bySlot = grouped(counted, ({ slot }) => slot)
  return {
    at: now, day, startedAt: from, answerWithinMs: policy.answerWithinMs, shortAbandonMs: policy.shortAbandonMs,
    total: figures(sumOf(counted), waiting.length === 0 ? undefined : Math.min(...firstAt.values())),
    lines: [...byLine].sort(([a], [b]) => (a < b ? -1 : 1)).map(([dnis, rows]) => ({ dnis, ...named(lineOf(dnis)), ...figures(sumOf(rows), firstAt.get(dnis)) })),
    course: [...bySlot].sort(([a], [b]) => a - b).map(([slot, rows]) => {
      const counts = sumOf(rows)
      const { offered, answered, abandoned } = figuresOf(counts, policy)
      return { startedAt: from + slot * SLOT_MS, offered, answered, abandoned, serviceLevel: serviceLevel(counts, policy) }
    }),
  }
}

const named = (line: { nameZh: string; nameEn: string } | null): { nameZh: string; nameEn: string } => ({ nameZh: line?.nameZh ?? '', nameEn: line?.nameEn ?? '' })

function grouped<Key>(rows: readonly Counted[], keyOf: (row: Counted) => Key): Map<Key, Counted[]> {
  const groups = new Map<Key, Counted[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
