import type { PolicyEffect } from '../../contract/policy-value.ts'

/** Name and description in both languages, and from when on a change holds. */
export interface ValueWords {
  zh: readonly [name: string, description: string]
  en: readonly [name: string, description: string]
  effect: PolicyEffect
  /** Of counts; durations need none. */
  unit?: { zh: string; en: string }
}

export const UNIT = {
  calls: { zh: '通', en: 'calls' },
  callers: { zh: '人', en: 'callers' },
  times: { zh: '次', en: 'times' },
  days: { zh: '天', en: 'days' },
  megabytes: { zh: 'MB', en: 'MB' },
  tickets: { zh: '件', en: 'tickets' },
  factor: { zh: '倍', en: 'times' },
} as const
