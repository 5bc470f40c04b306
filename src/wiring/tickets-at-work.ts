import { join } from 'node:path'
import type { createAlarms } from './alarms.ts'
import type { WorkingCalendar } from '../calendar/port.ts'
import type { Config } from '../config.ts'
import type { Departments, Find, Suggest } from '../department/port.ts'
import type { Site } from '../hotline/site.ts'
import { goesOut, joinIntake } from './intakes.ts'
import type { Db } from '../platform/store.ts'
import { post } from '../platform/post.ts'
import type { Clock } from '../platform/clock.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import { changeStore } from '../ticket/change-store.ts'
import { openDemoTickets } from '../ticket/demo.ts'
import { alarmsOf } from '../ticket/notice/notices.ts'
import { keepForSearch } from '../ticket/search/index-store.ts'
import { searchStore } from '../ticket/search/store.ts'
import type { TicketStore } from '../ticket/store.ts'
import { createTimerRunner } from '../ticket/clock/runner.ts'
import { timerStore } from '../ticket/clock/store.ts'
import { limitsOf } from './ticket-context.ts'
import { joinTickets, type TicketSources } from './tickets.ts'

interface Needs extends Pick<TicketSources, 'inTransaction' | 'dayOf' | 'known' | 'surveys'> {
  config: Config
  site: Site
  db: Db
  cipher: FieldCipher
  clock: Clock
  log: Log
  identity: Pick<TicketSources, 'can' | 'audit'>
  tickets: TicketStore
  registry: TicketSources['registry'] & Parameters<typeof joinIntake>[0]['registry']
  linkages: { ofTicket: TicketSources['linkagesOf'] }
  departments: Departments
  responsibilities: { suggest: Suggest; match: Find }
  calendar: WorkingCalendar
  secretOf: (peer: string) => string
  alarms: ReturnType<typeof createAlarms>
  notify: NonNullable<TicketSources['notify']> & { kick: () => void }
  /** What special periods make of the site's times. */
  limits: <Limits extends ReturnType<typeof limitsOf>>(site: Limits) => Limits
}

/** Tickets with their clocks, what comes in from other systems, and the samples of a demo house. */
export async function openTickets({ config, site, db, cipher, clock, log, identity, tickets, registry, linkages, departments, responsibilities, calendar, secretOf, alarms, notify, ...needs }: Needs) {
  const part = (name: string): Log => log.with({ part: name })
  const forSearch = keepForSearch(cipher)
  const sources: TicketSources = {
    ...needs, ...identity, notify, store: tickets, changes: changeStore(db, needs.inTransaction, forSearch), search: searchStore(db, cipher), forSearch, attachmentsDir: config.home.attachments, exportsDir: config.home.exports, toolsFolder: config.toolsFolder, log: part('ticket'), db, cipher, now: clock.now,
    site, timeZone: site.timeZone, packageRoot: config.packageRoot, registry, linkagesOf: linkages.ofTicket, departments, calendar, limits: () => needs.limits(limitsOf(config.policy)),
    units: () => departments.inUse().map(({ code, nameZh, nameEn, parent, sections }) => ({ code, nameZh, nameEn, parent, sections })), suggest: responsibilities.suggest, match: responsibilities.match,
  }
  const ticketing = joinTickets(sources)
  if (config.demoData && site.demoTickets !== null) {
    const file = join(config.packageRoot, 'config', site.demoTickets)
    // A house without samples is better than none.
    await openDemoTickets({ file, now: clock.now, store: tickets, at: (now) => joinTickets({ ...sources, now, surveys: { ...sources.surveys, automatic: false } }) }).catch((error: unknown) => part('ticket').error('the sample tickets could not all be opened', { error }))
  }

  const clocks = createTimerRunner({ store: timerStore(db), carryOut: async (id, event) => await ticketing.acting.system(id, event), clock, log: part('ticket') })
  ticketing.onChange((change) => {
    clocks.heed(Math.min(...change.decided.timers.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > change.at)))
    for (const alarm of alarmsOf(change, (unit) => departments.find(unit)?.nameZh ?? unit)) alarms.raise(alarm)
  })
  const intake = joinIntake({
    db, tickets, ticketing, site, registry, cipher, can: identity.can, audit: identity.audit, secretOf, linkage: config.policy.linkage, progress: config.policy.progress, log: part('intake'), alarm: alarms.raise, post, clock,
  })
  ticketing.onChange((change) => {
    notify.kick()
    if (goesOut(change)) intake.sender.kick()
  })
  return { ticketing, clocks, intake }
}
