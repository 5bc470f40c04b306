import { callerNumber } from '../hotline/rules/caller-number.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { createKnownCallers } from './known.ts'
import { createMarks } from './marks.ts'
import type { CallerStore } from './store.ts'

export interface CallersDeps {
  store: CallerStore
  cipher: { index: (text: string) => string }
  /** Telephone area code of the site, with its 0. */
  tel: string
  audit: Audit
  clock: Pick<Clock, 'now'>
}

/** Who calls: what was said of numbers, and what happened with them lately. */
export async function createCallers({ store, cipher, tel, audit, clock }: CallersDeps) {
  const { index } = cipher
  const marks = await createMarks({ store, index, normal: (raw) => callerNumber(raw, tel), audit, now: clock.now })
  const known = await createKnownCallers({ store, marks, index, now: clock.now })
  return { marks, known, store }
}

export type Callers = Awaited<ReturnType<typeof createCallers>>
