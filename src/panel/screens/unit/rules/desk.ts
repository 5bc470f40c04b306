import type { RoleName } from '../../../../contract/user.ts'
import type { WorklistCount, WorklistName } from '../../../../contract/worklist.ts'

export type GroupName = 'mine' | 'others' | 'waiting'

/** The lists of a department's desk: what is to be done, what others ask of it, and what it waits for. */
export const GROUPS: Readonly<Record<GroupName, readonly WorklistName[]>> = {
  mine: ['to_sign', 'to_verify', 'handling', 'rework', 'due_today', 'overdue', 'to_review'],
  others: ['whistles', 'approvals', 'co_tasks', 'supervised', 'disputed'],
  waiting: ['returns', 'extensions', 'upgrades'],
}
export type DeskList = (typeof ORDER)[number]

/** What cannot wait comes first. */
const ORDER = ['to_sign', 'whistles', 'overdue', 'rework', 'due_today', 'to_review', 'supervised', 'approvals', 'co_tasks', 'to_verify', 'handling', 'disputed', 'returns', 'extensions', 'upgrades'] as const satisfies readonly WorklistName[]
/** Whoever reviews replies holds everybody up who waits for them. */
const HEADS: readonly DeskList[] = ['to_review', ...ORDER.filter((name) => name !== 'to_review')]

export const isDeskList = (name: string | null): name is DeskList => ORDER.some((one) => one === name)

/** What there is to do, the most pressing first. What one only waits for is no work. */
export function pressing(counts: readonly WorklistCount[], role: RoleName): WorklistCount[] {
  const order: readonly WorklistName[] = role === 'unit_head' ? HEADS : ORDER
  const work = counts.filter(({ name, count }) => count > 0 && isDeskList(name) && !GROUPS.waiting.includes(name))
  return work.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

/** The list a desk opens with. */
export const firstList = (counts: readonly WorklistCount[], role: RoleName): DeskList => {
  const found = pressing(counts, role)[0]?.name ?? null
  return isDeskList(found) ? found : 'to_sign'
}

const MINUTE_MS = 60_000
/** Short terms are near in their last minutes; others by the rule of the yellow card (`nearBy`). */
const SHORT_MS: Readonly<Partial<Record<WorklistName, number>>> = { to_sign: 5 * MINUTE_MS, whistles: 30 * MINUTE_MS }
const EMERGENCY_MS = 10 * MINUTE_MS

export type Tone = 'late' | 'near' | 'plain'

/** How pressing an entry is. */
export function toneOf({ list, by, emergency }: { list: WorklistName; by: number | null; emergency: boolean }, now: number, nearBy: number | null): Tone {
  if (by === null) return 'plain'
  if (now > by) return 'late'
  const short = emergency ? EMERGENCY_MS : SHORT_MS[list]
  return (short === undefined ? nearBy !== null && by <= nearBy : by - now <= short) ? 'near' : 'plain'
}

/** The neighbour of the chosen one; the first where none is chosen. */
export function neighbour(keys: readonly string[], chosen: string | null, step: 1 | -1): string | null {
  const at = chosen === null ? -1 : keys.indexOf(chosen)
  if (at === -1) return keys[0] ?? null
  return keys[Math.min(keys.length - 1, Math.max(0, at + step))] ?? null
}
