import type { OfferEnd } from '../../agent/port.ts'
import type { ScriptEnd } from '../script.ts'

/** Hang-up causes of ITU-T Q.850 that mean something to the call flow. */
export const CAUSE = { unknown: 0, unallocated: 1, normal: 16, busy: 17, noUserResponse: 18, noAnswer: 19, absent: 20, rejected: 21, incomplete: 28 } as const

/** Why an agent's phone that was rung did not pick up. Unknown (0) is our own doing, no fault of the agent. */
export function offerEndOf(cause: number): OfferEnd {
  switch (cause) {
    case CAUSE.unknown:
      return 'withdrawn'
    case CAUSE.busy:
      return 'busy'
    case CAUSE.rejected:
      return 'declined'
    case CAUSE.normal:
    case CAUSE.noUserResponse:
    case CAUSE.noAnswer:
      return 'no_answer'
    default:
      return 'unreachable'
  }
}

/** Why a number that the machine called was not picked up (domain.md §5.12). */
export function howScriptFailed(cause: number): ScriptEnd {
  switch (cause) {
    case CAUSE.busy:
      return 'busy'
    case CAUSE.rejected:
      return 'rejected'
    case CAUSE.unallocated:
    case CAUSE.incomplete:
      return 'invalid'
    case CAUSE.normal:
    case CAUSE.noUserResponse:
    case CAUSE.noAnswer:
      return 'no_answer'
    default:
      return 'failed'
  }
}

/**
 * Whether a leg that ended in a conversation was hung up on purpose. Anything else (RTP timeout, transport
 * failure, a phone that vanished) means the agent was lost, and the citizen must not pay for it.
 */
export const hungUpOnPurpose = (cause: number): boolean => cause === CAUSE.normal || cause === CAUSE.busy || cause === CAUSE.rejected
