import type { HotlineStatus } from '../../../../../contract/hotline.ts'

const DAY_MS = 86_400_000

interface Dates {
  mergeMode: string
  status: HotlineStatus
  transitionStart: string | null
  cancelDate: string | null
}

/** A number's time line to be drawn: three parts of 100, and where today stands. */
export interface Bar {
  before: number
  transition: number
  after: number
  /** 0–100. */
  today: number
}

/** Days from one to the other; days are "2026-12-01". */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** null for a number without dates: it is as it is. The transition has half of the room, what lies before and after a quarter each. */
export function barOf({ transitionStart, cancelDate }: Pick<Dates, 'transitionStart' | 'cancelDate'>, today: string): Bar | null {
  if (transitionStart === null || cancelDate === null) return null
  const length = Math.max(1, daysBetween(transitionStart, cancelDate))
  // As far before and after as the transition is long goes into a quarter; whoever is further away stands at the end.
  const at = daysBetween(transitionStart, today) / length
  const place = at < 0 ? 25 + Math.max(-1, at / 2) * 25 : at < 1 ? 25 + at * 50 : 75 + Math.min(1, (at - 1) / 2) * 25
  return { before: 25, transition: 50, after: 25, today: Math.min(98, Math.max(2, place)) }
}
