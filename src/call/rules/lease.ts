import { playbackIn } from './hearing.ts'
import { inConversation } from './of-call.ts'
import type { CallState } from './state.ts'

export interface Lease {
  forMs: number
  /** A conversation outlives us for hours. */
  long: boolean
  /**
   * A sound plays on the caller's channel. Asterisk 22 carries out a change of its variables, and so a renewal, only
   * when the sound is over, and the request holds up every other one on its socket until then (decision 0007).
   */
  blocked: boolean
}

/**
 * How long Asterisk leaves the caller's channel with us without a sign of life. A conversation outlives us;
 * everyone else is taken to the fallback within seconds (reliability notes §3.4).
 */
export function leaseOf(state: CallState): Lease {
  const long = inConversation(state)
  return { forMs: long ? state.terms.talkingLeaseMs : state.terms.waitingLeaseMs, long, blocked: soundOf(state) !== null }
}

/** The playback on the caller's channel that has not ended, as far as we know. */
export function soundOf(state: CallState): string | null {
  switch (state.at) {
    case 'waiting':
      return playbackIn(state.hearing)
    case 'rating':
    case 'announcing':
    case 'closing':
      return state.playback
    case 'asking':
      return 'playback' in state.doing ? state.doing.playback : null
    case 'fetching':
      return playbackIn(state.hearing)
    case 'talking':
    case 'rescuing':
    case 'transferring':
      return state.told
    case 'connecting':
    case 'handed':
    case 'linked':
    case 'reaching':
    case 'calling':
    case 'booked':
    case 'dialling':
    case 'ended':
      return null
  }
}
