import type { DialerWait } from '../../contract/dialer.ts'

export interface Situation {
  /** Calls of the kind that ring or speak, and how many of them may. */
  running: number
  maxAtOnce: number
  yieldsToCallers: boolean
  /** Calls the carrier carries, those it carries now, and those that are kept for callers. */
  trunks: number
  inUse: number
  reserved: number
  longestWaitMs: number
  pauseWaitMs: number
  paused: boolean
  linked: boolean
  /** The walls of outbound calls (caps, night) have just refused one. */
  limited: boolean
  /** Hours of calling are over for all that is due. */
  closed: boolean
}

export interface Capacity {
  /** So many more calls may be begun. */
  room: number
  /** With those that run. */
  allowed: number
  /** What stands in the way; null = nothing. */
  why: DialerWait | null
}

/** How many calls of a kind may be begun now, and why not more: callers come first (domain.md §5.12). */
export function capacityOf(now: Situation): Capacity {
  const idle = now.trunks - now.inUse - (now.yieldsToCallers ? now.reserved : 0)
  const why = whyNone(now, idle)
  const room = why === null || why === 'window' ? Math.max(0, Math.min(now.maxAtOnce - now.running, idle)) : 0
  return { room, allowed: now.running + room, why }
}

function whyNone({ paused, linked, closed, yieldsToCallers, longestWaitMs, pauseWaitMs, running, maxAtOnce, limited }: Situation, idle: number): DialerWait | null {
  if (paused) return 'paused'
  if (!linked) return 'no_link'
  if (closed) return 'window'
  if (yieldsToCallers && longestWaitMs > pauseWaitMs) return 'callers'
  if (idle <= 0) return 'trunks'
  if (running >= maxAtOnce) return 'at_once'
  return limited ? 'limit' : null
}
