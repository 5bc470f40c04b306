import type { Audit } from '../identity/port.ts'
import type { InTransaction } from '../platform/store.ts'
import type { SessionTickets } from '../ticket/port.ts'
import type { HotlineDayStore } from './store.ts'

/** What the sessions are made of. */
export interface HotlineDayDeps {
  store: HotlineDayStore
  tickets: Pick<SessionTickets, 'find' | 'byIds' | 'inTurn'>
  inTransaction: InTransaction
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  now: () => number
  newId: () => string
}
