/** Why a value cannot change while everything runs. */
export type FixedWhy = 'asterisk' | 'together' | 'link' | 'clockwork'

/**
 * Values that are read once at the start. asterisk: written into Asterisk's own configuration. together: Asterisk's copy
 * and ours must agree, or callers are taken away too early. link: the connection to Asterisk is made with it. clockwork:
 * how often something is looked at, set when the looking began.
 */
const FIXED: Readonly<Record<string, FixedWhy>> = {
  'lease.entryMs': 'asterisk',
  'lease.claimMs': 'asterisk',
  'lease.waitingMs': 'together',
  'lease.renewEveryMs': 'together',
  'lease.talkingMs': 'together',
  'fallback.queueMs': 'asterisk',
  'fallback.messageMaxMs': 'asterisk',
  'outbound.shortCodes': 'together',
  'outbound.maxCalls': 'together',
  'ari.commandTimeoutMs': 'link',
  'ari.heartbeatEveryMs': 'link',
  'ari.heartbeatMissesMax': 'link',
  'ari.reconcileEveryMs': 'clockwork',
  'linkage.lookEveryMs': 'clockwork',
  'notify.lookEveryMs': 'clockwork',
}

export const fixedWhy = (path: string): FixedWhy | null => (Object.hasOwn(FIXED, path) ? (FIXED[path] ?? null) : null)
export const fixedPaths = (): readonly string[] => Object.keys(FIXED)
