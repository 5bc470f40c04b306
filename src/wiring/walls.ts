import type { createAlarms } from './alarms.ts'
import type { WorkingCalendar } from '../calendar/port.ts'
import type { Policy } from '../contract/policy.ts'
import type { Registry } from '../hotline/registry.ts'
import type { Site } from '../hotline/site.ts'
import type { Audit } from '../identity/port.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { listedNumbers } from '../outbound/rules/gate.ts'
import { outboundStore } from '../outbound/store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'

interface Sources {
  db: Parameters<typeof outboundStore>[0]
  site: Site
  policy: Policy
  registry: Pick<Registry, 'all'>
  calendar: Pick<WorkingCalendar, 'isOpen'>
  audit: Audit
  metrics: Metrics
  alarm: ReturnType<typeof createAlarms>['raise']
  clock: Clock
  log: Log
}

/** The first walls against toll fraud, and when the night is. */
export async function openWalls({ db, site, policy, registry, calendar, audit, metrics, alarm, clock, log }: Sources) {
  const isNight = (now: number): boolean => {
    const { night } = policy.outbound
    return night !== null && calendar.isOpen({ workdays: [night], restDays: [night], seasons: [] }, now)
  }
  const outbound = await createOutbound({
    store: outboundStore(db), policy: policy.outbound, audit, now: clock.now, log, alarm, isNight,
    plan: () => ({ tel: site.tel, listed: listedNumbers({ lines: registry.all(), peers: site.peers.map(({ number }) => number), shortCodes: policy.outbound.shortCodes }) }),
    count: { placed: (purpose) => metrics.outbound.inc({ purpose }), refused: (why) => metrics.outboundRefused.inc({ why }) },
  })
  return { outbound, isNight }
}
