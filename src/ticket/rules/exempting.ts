import type { Case, EventOf } from './case.ts'

/** Nobody is to be called back, as the ticket itself says (T22, T30): a patrol found it, or the citizen left no way or wish. */
export function exemptBy({ channel, anonymous, reachable, wantsReply }: Pick<Case, 'channel' | 'anonymous' | 'reachable' | 'wantsReply'>): EventOf<'exempt'>['reason'] | null {
  if (channel === 'grid_patrol') return 'grid_patrol'
  if (anonymous) return 'anonymous'
  if (!reachable) return 'no_phone'
  return wantsReply ? null : 'not_wanted'
}
