import type { Job, JobEnd, JobState, Verdict } from '../port.ts'

export interface Settled {
  state: JobState
  attempts: number
  busy: number
  notNow: number
  lastAt: number
  last: JobEnd
  dueAt: number
}

export interface Over {
  end: JobEnd
  at: number
  /** Picked up while nobody of ours was there: never dialled again for it (J2, P6). */
  answeredUnseen: boolean
  /** It was dropped while it was called about. */
  unwanted: boolean
}

/** The job after a try, by the verdict of its kind. */
export function settledAs(job: Pick<Job, 'attempts' | 'busy' | 'notNow' | 'dueAt'>, verdict: Verdict, { end, at, answeredUnseen, unwanted }: Over): Settled {
  const again = verdict.state === 'scheduled'
  const counts = again ? verdict.counts : end !== 'not_now'
  return {
    state: stateAfter(verdict, answeredUnseen, unwanted),
    attempts: job.attempts + (counts ? 1 : 0),
    busy: job.busy + (!counts && (end === 'busy' || end === 'failed') ? 1 : 0),
    notNow: job.notNow + (end === 'not_now' ? 1 : 0),
    lastAt: at,
    last: end,
    dueAt: again ? verdict.againAt : job.dueAt,
  }
}

function stateAfter({ state }: Verdict, answeredUnseen: boolean, unwanted: boolean): JobState {
  if (unwanted && (state === 'scheduled' || state === 'waiting_person')) return 'dropped'
  return state === 'scheduled' && answeredUnseen ? 'waiting_person' : state
}
