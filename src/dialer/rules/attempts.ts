import type { Job, JobEnd, Verdict } from '../port.ts'
import { nextDay, nextOpening, partAt, type Place, type Windows } from './windows.ts'

export interface Plan {
  /** Tries a citizen is asked to bear: policy ticket.callbackTries. */
  tries: number
  /** Never closer together than this: ticket.callbackGapMs. */
  gapMs: number
  busyAgainMs: number
  busyMax: number
  notNowMax: number
}

/** What follows a try (domain.md §5.12). `job` as it was before it. */
export function afterTry(job: Pick<Job, 'attempts' | 'busy' | 'notNow'>, end: JobEnd, now: number, rules: { plan: Plan; windows: Windows; place: Place }): Verdict {
  const { plan, place } = rules
  switch (end) {
    case 'completed':
    case 'person':
      return { state: 'done' }
    case 'refused':
      return { state: 'dropped' }
    case 'wrong_person':
    case 'invalid':
      return { state: 'waiting_person' }
    case 'unknown':
      return { state: 'scheduled', counts: false, againAt: now }
    case 'not_now':
      return job.notNow < plan.notNowMax ? { state: 'scheduled', counts: false, againAt: otherPart(now, rules) } : { state: 'waiting_person' }
    case 'busy':
    case 'failed':
      return job.busy < plan.busyMax ? { state: 'scheduled', counts: false, againAt: now + plan.busyAgainMs } : counted(job, plan, Math.max(now + plan.gapMs, otherPart(now, rules, now)))
    case 'rejected':
      return counted(job, plan, nextDay(now, place))
    case 'no_answer':
    case 'silent':
    case 'left':
      return counted(job, plan, Math.max(now + plan.gapMs, otherPart(now, rules)))
  }
}

const counted = ({ attempts }: Pick<Job, 'attempts'>, { tries }: Plan, againAt: number): Verdict =>
  attempts + 1 >= tries ? { state: 'waiting_person' } : { state: 'scheduled', counts: true, againAt }

/** In another part of the day than now; from tomorrow on, since a number rings once a day. */
const otherPart = (now: number, { windows, place }: { windows: Windows; place: Place }, from = nextDay(now, place)): number => nextOpening(from, windows, place, partAt(now, windows, place))

/** What came of the call, with what was said in it: the last answer that names one of these ends it. */
export function endOf(end: JobEnd, answers: readonly { value: string }[]): JobEnd {
  if (end !== 'completed' && end !== 'left' && end !== 'silent') return end
  const said = answers.at(-1)?.value
  return said === 'not_now' || said === 'wrong_person' || said === 'refused' ? said : end
}

/** Whether the telephone rang as far as anybody can say: then not again on that day. */
export const mayHaveRung = (end: JobEnd): boolean => end !== 'busy' && end !== 'invalid' && end !== 'unknown'
