import type { Policy } from '../contract/policy.ts'
import type { Terms } from './rules/state.ts'

/** What the policy of this moment says for a call, from its start to its end. `areaCode` of the site, with its 0. */
export const termsOf = (policy: Policy, areaCode: string): Terms => ({
  areaCode,
  positionFirstMs: policy.queue.positionFirstMs,
  positionEveryMs: policy.queue.positionEveryMs,
  missedAfterMs: policy.queue.missedAfterMs,
  maxWaiting: policy.queue.maxWaiting,
  callbackOfferMs: policy.queue.callbackOfferMs,
  callbackOfferFrom: policy.queue.callbackOfferFrom,
  keyMs: policy.queue.keyMs,
  messageMaxMs: policy.message.maxMs,
  rating: { ...policy.rating },
  recording: policy.recording.enabled,
  rescueMs: policy.rescue.waitMs,
  waitingLeaseMs: policy.lease.waitingMs,
  talkingLeaseMs: policy.lease.talkingMs,
  thirds: { ...policy.third },
  scriptRingMs: policy.survey.ringMs,
})
