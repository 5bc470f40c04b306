import type { ComplaintState } from '../../contract/evaluation.ts'

/** Where a complaint about service stands, and who asks (J36). */
export interface Standing {
  state: ComplaintState
  dueAt: number
}

/** concerned: of the department or the agent it is about; judge: of the centre, and decides. */
export interface Part {
  concerned: boolean
  judge: boolean
}

/**
 * open → answered → upheld or not. Those it is about answer, the centre may note their answer; it decides once there is
 * an answer, or none came in time. Whoever it is about does not decide.
 */
export function mayOf({ state, dueAt }: Standing, { concerned, judge }: Part, now: number): ('answer' | 'decide')[] {
  const heard = state === 'answered' || (state === 'open' && now > dueAt)
  return [...(state === 'open' && (concerned || judge) ? ['answer' as const] : []), ...(heard && judge && !concerned ? ['decide' as const] : [])]
}
