import type { OfferEnd } from '../../agent/port.ts'

/** Hang-up causes of ITU-T Q.850 that mean something to the call flow. */
export const CAUSE = { unknown: 0, unallocated: 1, normal: 16, busy: 17, noUserResponse: 18, noAnswer: 19, absent: 20, rejected: 21 } as const

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

/**
 * Whether a leg that ended in a conversation was hung up on purpose. Anything else (RTP timeout, transport
 * failure, a phone that vanished) means the agent was lost, and the citizen must not pay for it.
 */
export const hungUpOnPurpose = (cause: number): boolean => cause === CAUSE.normal || cause === CAUSE.busy || cause === CAUSE.rejected
