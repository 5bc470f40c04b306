import type { Rank } from '../../contract/call.ts'
import type { CallId, Extension } from '../../contract/ids.ts'

/** Place of each rank in line (domain.md §5.0): a lower one goes first whatever the arrival. */
const PLACE: Readonly<Record<Rank, number>> = { emergency: 0, elder: 1, return: 2, normal: 3 }

export interface InLine {
  call: CallId
  rank: Rank
  /** Unix ms. */
  arrivedAt: number
  /** Moved to the head of the line by a supervisor, Unix ms. */
  headAt?: number | null
}

export interface Idle {
  agent: Extension
  /** Unix ms. */
  idleSince: number
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Who was moved to the head, the last one first; then rank, then arrival, then call id. */
export const nextCaller = (a: InLine, b: InLine): number =>
  (b.headAt ?? 0) - (a.headAt ?? 0) || PLACE[a.rank] - PLACE[b.rank] || a.arrivedAt - b.arrivedAt || byText(a.call, b.call)

/** Longest idle, then extension. */
export const nextAgent = (a: Idle, b: Idle): number => a.idleSince - b.idleSince || byText(a.agent, b.agent)
