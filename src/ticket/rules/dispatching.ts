import { type Handlers, stays } from './case.ts'

export const DISPATCHING = {
  autoDispatch: (now) => stays(now),
  dispatch: (now) => stays(now),
  triage: (now) => stays(now),
  triageDecide: (now) => stays(now),
  requestReturn: (now) => stays(now),
  decideReturn: (now) => stays(now),
  subDispatch: (now) => stays(now),
} satisfies Partial<Handlers>
