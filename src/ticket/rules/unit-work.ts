import { type Handlers, stays } from './case.ts'

export const UNIT_WORK = {
  signFor: (now) => stays(now),
  verify: (now) => stays(now),
  addCoUnit: (now) => stays(now),
  answerCoTask: (now) => stays(now),
  waiveCoTask: (now) => stays(now),
  whistle: (now) => stays(now),
  checkIn: (now) => stays(now),
  checklist: (now) => stays(now),
  supplement: (now) => stays(now),
  instruct: (now) => stays(now),
  requestExtension: (now) => stays(now),
  decideExtension: (now) => stays(now),
  submitReply: (now) => stays(now),
  reviewReply: (now) => stays(now),
} satisfies Partial<Handlers>
