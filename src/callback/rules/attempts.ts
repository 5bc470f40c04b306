import type { CallFact } from '../../call/facts.ts'
import type { AttemptResult, CallbackKind } from '../../contract/callback.ts'

type Ended = Extract<CallFact, { type: 'callEnded' }>

/** A citizen who has just hung up, or was cut off, is not rung the same second. */
export const BREATH_MS = 2_000

export interface Tried {
  kind: CallbackKind
  claimedBy: string | null
  /** Tries that counted before this one, and how many of them were made before the citizen asked last. */
  attempts: number
  roundFrom: number
}

export interface AfterTry {
  state: 'open' | 'claimed' | 'closed'
  attempts: number
  /** When the server tries again; null: a person does. */
  nextAttemptAt: number | null
}

/** What came of a call of ours. */
export function resultOf({ outcome, unreached, endedIn, answeredAt, missed }: Pick<Ended, 'outcome' | 'unreached' | 'endedIn' | 'answeredAt' | 'missed'>): AttemptResult {
  if (answeredAt !== null) return missed ? 'cut_off' : 'reached'
  if (outcome !== 'unreached') return 'cut_off'
  if (endedIn === 'booked') return 'withdrawn'
  switch (unreached) {
    case 'no_answer':
    case 'busy':
    case 'declined':
    case 'unreachable':
      return unreached
    default:
      return 'cancelled'
  }
}

/**
 * What happens with the call-back then (domain.md §5.10). Whoever claimed it keeps it; otherwise the server tries again
 * after each of `retryMs`, and at last leaves it to a person: it is never lost.
 */
export function afterTry(tried: Tried, result: AttemptResult, at: number, retryMs: readonly number[]): AfterTry {
  const attempts = tried.attempts + (result === 'withdrawn' ? 0 : 1)
  if (result === 'reached') return { state: 'closed', attempts, nextAttemptAt: null }
  if (tried.claimedBy !== null) return { state: 'claimed', attempts, nextAttemptAt: null }
  if (tried.kind !== 'queue' || result === 'not_allowed') return { state: 'open', attempts, nextAttemptAt: null }
  if (result === 'withdrawn') return { state: 'open', attempts, nextAttemptAt: at }
  const pauseMs = retryMs[attempts - tried.roundFrom - 1]
  if (pauseMs === undefined) return { state: 'open', attempts, nextAttemptAt: null }
  return { state: 'open', attempts, nextAttemptAt: at + (result === 'cut_off' ? BREATH_MS : pauseMs) }
}
