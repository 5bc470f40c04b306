import { type Handlers, stays } from './case.ts'

export const SUPERVISING = {
  supervise: (now) => stays(now),
  answerSupervision: (now) => stays(now),
  remind: (now) => stays(now),
  sponsor: (now) => stays(now),
  setGrade: (now) => stays(now),
  strikeOff: (now) => stays(now),
  timer: (now) => stays(now),
} satisfies Partial<Handlers>
