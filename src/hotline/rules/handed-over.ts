import type { Arriving } from '../../call/port.ts'
import type { HotlineSettings } from '../../contract/hotline.ts'
import type { HotlineNumber } from '../../contract/ids.ts'

type Line = Pick<HotlineSettings, 'mergeMode' | 'transferInNumbers'> & { number: HotlineNumber }

/** A caller whom the people of another centre hand over to us. */
export interface HandedOver {
  /** The line whose people they are; null = only the headers say so. */
  from: HotlineNumber | null
  /** From 110, 119, 120, 122. */
  peer: boolean
  transferCount: number
}

/** The line whose own people hand callers over to us at this number (normal form). */
export const handingOver = <Known extends Line>(lines: Iterable<Known>, number: string): Known | undefined =>
  [...lines].find(({ transferInNumbers }) => (transferInNumbers as readonly string[]).includes(number))

/**
 * Whether a caller is handed over: by a number of the line `by`, which may be its own calling number, or as the headers
 * say. Who comes from a sub-centre has been transferred once already, whatever happened there; a hand-over by an
 * emergency line does not count (domain.md §5.5, §5.6).
 */
export function handOverOf(by: Line | null, { transferCount }: Pick<Arriving, 'transferCount'>): HandedOver | null {
  if (by?.mergeMode === 'emergency') return { from: by.number, peer: true, transferCount: 0 }
  if (by === null && (transferCount ?? 0) === 0) return null
  return { from: by?.number ?? null, peer: false, transferCount: 1 }
}
