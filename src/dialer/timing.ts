import type { Hours } from '../contract/schedule.ts'
import type { Policy } from '../contract/policy.ts'
import type { Timing } from './port.ts'
import { afterTry, type Plan } from './rules/attempts.ts'
import { nextOpening, partAt, type Place, type Windows } from './rules/windows.ts'

export interface TimingDeps {
  policy: Pick<Policy, 'dialer' | 'ticket'>
  /** Of the site file. */
  hours: readonly Hours[]
  place: Place
}

/** As policy and calendar are at the moment of asking. */
export function createTiming({ policy, hours, place }: TimingDeps): Timing {
  const windows = (): Windows => ({ hours: policy.dialer.hours.length > 0 ? policy.dialer.hours : hours, onHolidays: policy.dialer.onHolidays })
  const plan = (): Plan => ({ ...policy.dialer, tries: policy.ticket.callbackTries, gapMs: policy.ticket.callbackGapMs })
  return {
    mayCall: ({ anyHour, dueAt }, now) => now >= dueAt && (anyHour || partAt(now, windows(), place) !== null),
    opensAt: ({ anyHour, dueAt }, now) => (anyHour ? Math.max(now, dueAt) : nextOpening(Math.max(now, dueAt), windows(), place)),
    after: (job, end, now) => afterTry(job, end, now, { plan: plan(), windows: windows(), place }),
  }
}
