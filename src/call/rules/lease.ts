import type { CallState } from './state.ts'

/**
 * How long Asterisk leaves the caller's channel with us without a sign of life. A conversation outlives us for
 * hours; everyone else is taken to the fallback within seconds (reliability notes §3.4).
 */
export function leaseOf(state: CallState): { forMs: number; long: boolean } {
  const long = state.at === 'talking' && state.bridgedSince !== null
  return { forMs: long ? state.terms.talkingLeaseMs : state.terms.waitingLeaseMs, long }
}
