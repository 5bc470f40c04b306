import type { JobEnd } from '../port.ts'

/** What Asterisk's event log says of a leg. */
export interface Seen {
  startedAt: number
  answeredAt: number | null
  endedAt: number | null
}

/** So long a leg that was asked for may still appear. */
export const APPEARS_MS = 60_000
/** A leg without an end that nobody of ours holds: gone with Asterisk itself. */
const GONE_MS = 3_600_000

/**
 * A try that was committed to and of whose call we have no record: what came of it, by Asterisk's own account (J1, J2). null: it
 * is too early to say. Whoever picked up is never dialled again for it: `answered`.
 */
export function endOfUnknown(seen: Seen | undefined, committedAt: number, now: number): { end: JobEnd; answered: boolean } | null {
  if (now < committedAt + APPEARS_MS) return null
  if (!seen) return { end: 'unknown', answered: false }
  if (seen.endedAt === null && now < seen.startedAt + GONE_MS) return null
  return seen.answeredAt === null ? { end: 'no_answer', answered: false } : { end: 'left', answered: true }
}
