import type { Policy } from '../contract/policy.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Alarm } from './alarm.ts'
import type { Registry } from './registry.ts'
import { noticesOn, turnsOn } from './rules/notices.ts'

const WEEK_MS = 7 * 86_400_000

export interface DailyDeps {
  registry: Pick<Registry, 'all'>
  clock: Clock
  policy: Policy
  audit: Audit
  log: Log
  callsSince: (number: string, since: number) => Promise<number>
  alarm: (alarm: Alarm) => void
}

/**
 * Once a day, `day` in the site's time zone: what has changed by date is put on record, and the administrator
 * hears of what will end soon, with the calls it still carries (domain.md §5.2). The change itself needs no job.
 */
export function hotlineDay({ registry, clock, policy, audit, log, callsSince, alarm }: DailyDeps): (day: string) => Promise<void> {
  const record = (action: string, number: string, details: Record<string, unknown>) =>
    audit.write({ at: clock.now(), actor: 'system', action, target: `hotline:${number}`, details, ok: true })
  return async (day) => {
    const lines = registry.all()
    for (const turn of turnsOn(lines, day)) {
      await record('hotline.status', turn.number, { day, before: turn.before, now: turn.now })
      log.info('hotline changed by date', { ...turn })
    }
    for (const notice of noticesOn(lines, day, policy.transition.noticeDays)) {
      const calls = await callsSince(notice.number, clock.now() - WEEK_MS)
      const details = { ...notice, callsInSevenDays: calls, busy: calls > policy.transition.busyCallsPerWeek }
      await record('hotline.notice', notice.number, details)
      alarm({ kind: 'hotline_ends_soon', at: clock.now(), details })
    }
  }
}
