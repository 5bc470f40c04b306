import { type Handlers, stays } from './case.ts'

export const CALLING_BACK = {
  callbackResult: (now) => stays(now),
  judge: (now) => stays(now),
  requestSocialReview: (now) => stays(now),
  decideSocialReview: (now) => stays(now),
  verdict: (now) => stays(now),
  exempt: (now) => stays(now),
  reopen: (now) => stays(now),
} satisfies Partial<Handlers>
