import type { CampaignSettings } from '../../contract/campaign.ts'
import type { Schedule } from '../../contract/schedule.ts'

type Times = Pick<CampaignSettings, 'from' | 'until' | 'hours' | 'restDays'>

export interface SiteTime {
  /** Day of an instant where the site is. */
  dayOf: (at: number) => string
  /** First instant of a day. */
  startOf: (day: string) => number
  isOpen: (schedule: Schedule, at: number) => boolean
  /** When it next opens or closes. */
  nextChange: (schedule: Schedule, at: number) => number | null
}

const scheduleOf = ({ hours, restDays }: Times): Schedule => ({ workdays: hours, restDays: restDays ? hours : [], seasons: [] })

export const isOver = ({ until }: Times, now: number, { dayOf }: SiteTime): boolean => dayOf(now) > until

/** Whether a call may begin. */
export const mayCall = (times: Times, now: number, site: SiteTime): boolean => {
  const day = site.dayOf(now)
  return times.from <= day && day <= times.until && site.isOpen(scheduleOf(times), now)
}

/** The first instant from `now` on at which a call may begin; null = never again. */
export function opensAt(times: Times, now: number, site: SiteTime): number | null {
  if (mayCall(times, now, site)) return now
  const since = Math.max(now, site.startOf(times.from))
  const at = mayCall(times, since, site) ? since : site.nextChange(scheduleOf(times), since)
  return at === null || site.dayOf(at) > times.until ? null : at
}
