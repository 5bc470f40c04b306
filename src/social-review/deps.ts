import type { SessionDeps } from '../ticket/port.ts'
import type { Reviewers } from './reviewers.ts'
import type { SocialReviewStore } from './store.ts'

/** What the sessions are made of. */
export interface ReviewsDeps extends SessionDeps<SocialReviewStore> {
  reviewers: Reviewers
  /** As the site has it now. */
  quorum: () => number
  /** Whether a department is another, or lies below it. */
  within: (code: string, above: string) => boolean
}
