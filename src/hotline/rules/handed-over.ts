import type { Arriving, CallPlan } from '../../call/port.ts'
import type { HotlineSettings } from '../../contract/hotline.ts'
import type { HotlineNumber } from '../../contract/ids.ts'

type Line = Pick<HotlineSettings, 'mergeMode' | 'transferInNumbers'> & { number: HotlineNumber }

/** The line whose own people hand callers over to us at this number (normal form). */
export const handingOver = <Known extends Line>(lines: Iterable<Known>, number: string): Known | undefined =>
  [...lines].find(({ transferInNumbers }) => (transferInNumbers as readonly string[]).includes(number))

/**
 * A caller whom another centre hands over: by a number of its own, or said in the headers. He has been transferred once
 * already (domain.md §5.5); from 110 and the like he goes to the head of the queue (§5.6).
 */
export function handedOver(plan: CallPlan, by: Line | null, { transferCount, interaction }: Pick<Arriving, 'transferCount' | 'interaction'>): CallPlan {
  if (plan.treatment !== 'queue') return plan
  const count = Math.max(by === null ? 0 : 1, transferCount ?? 0)
  if (count === 0) return { ...plan, interaction }
  const rank = by?.mergeMode === 'emergency' ? 'emergency' : plan.rank
  return { ...plan, rank, transferCount: count, interaction, from: by?.number ?? null, labels: [...plan.labels, 'handed_over'] }
}
