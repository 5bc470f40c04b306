import type { Audit } from '../identity/port.ts'
import type { InTransaction } from '../platform/store.ts'
import type { SessionTickets } from '../ticket/port.ts'
import type { Reviewers } from './reviewers.ts'
import type { SocialReviewStore } from './store.ts'

/** What the sessions are made of. */
export interface ReviewsDeps {
  store: SocialReviewStore
  reviewers: Reviewers
  tickets: Pick<SessionTickets, 'find' | 'byIds' | 'inTurn'>
  inTransaction: InTransaction
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  now: () => number
  newId: () => string
  /** As the site has it now. */
  quorum: () => number
  /** Whether a department is another, or lies below it. */
  within: (code: string, above: string) => boolean
}
