import { statfs } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { App } from './app.ts'
import type { Extension } from './contract/ids.ts'
import { openCallIds } from './call/calls-store.ts'
import { pruneJournal } from './call/journal-store.ts'
import { idempotencyStore } from './database/idempotency-store.ts'
import { hotlineDay } from './hotline/daily.ts'
import { callsSince } from './hotline/store.ts'
import { createHttp, createHttpServer, finishHttp, type Readiness } from './http.ts'
import { createJobs } from './jobs/jobs.ts'
import { standingJobs } from './jobs/standing.ts'
import { jobStore } from './jobs/store.ts'
import { routesOf } from './routes.ts'
import { sessionToken } from './platform/session-token.ts'
import { siteDay } from './platform/site-day.ts'
import { servePanels } from './panel-api/panel-socket.ts'
import { openGate } from './softphone/gate.ts'
import { phoneName } from './telephony/rules/phone-settings.ts'
import { liveCalls, queueView } from './queue-view.ts'
import { seenOf, tellingOf } from './ticket/notice/notices.ts'
import { isFor, readsOf } from './ticket/rules/audience.ts'
import { mountPanel } from './panel-pages/mount.ts'
import { mountWelcome } from './welcome/mount.ts'

interface Needs {
  inService: () => boolean
}

/** Opens the server to people: HTTP, the live feed, and the work by the calendar. */
export async function serve(app: App, { inService }: Needs): Promise<{ stop: () => Promise<void> }> {
  const { config, identity, metrics, db, cipher, clock, log } = app
  const idempotency = idempotencyStore(db, cipher, clock.now)
  const http = createHttp({
    routes: routesOf(app), access: identity.access, idempotency, now: clock.now, metrics, log, version: config.version,
    ready: () => readiness(app, inService()),
  })
  mountPanel(http, { folder: join(config.packageRoot, 'dist/panel'), site: app.site.name, isSignedIn: async (headers) => (await identity.access.identify(sessionToken(headers)?.token ?? '')) !== null, cspReports: metrics.cspReports, now: clock.now, log: log.with({ part: 'panel' }) })
  mountWelcome(http, { ...app, ready: () => readiness(app, inService()), queue: () => queueView(app) })
  const server = createHttpServer(finishHttp(http, log))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.http.port, config.http.host, () => resolve())
  })
  const panels = servePanels({
    server,
    view: () => ({ queue: queueView(app), calls: liveCalls(app) }),
    identify: async (token) => identity.access.identify(token),
    can: identity.can,
    reads: (user, notice) => isFor(readsOf(user), notice),
    seesTicket: (user, ticket) => app.ticketing.reading.mayDo(ticket, user, 'ticket.read'),
    presence: { mayRead: (user, about) => app.ticketing.reading.isFor(user, about), nameOf: async (username) => (await identity.users.list('', 5, { text: username })).find((one) => one.username === username)?.name ?? username },
    monitorShown: () => config.policy.monitor.shown,
    stillOpen: identity.sessions.stillOpen,
    onSessionEnd: identity.sessions.onEnd,
    count: (connected) => metrics.panels.set(connected),
    clock,
    log: log.with({ part: 'panel' }),
  })
  const gate = serveSoftphones(app, server)
  app.softphones.onOpened((extension, tab, fresh) => void (fresh && panels.softphone({ extension, tab })))
  app.softphones.onTaken((extension, _tab, why) => void (why !== 'another_tab' && panels.softphone({ extension, tab: null })))
  app.onCallChange(panels.changed)
  app.agents.onChange(panels.changed)
  app.alarms.onAlarm((alarm) => panels.alarm({ ...alarm, details: { ...alarm.details } }))
  const watching = clock.every(1_000, () => showFigures(app))
  const jobs = await startJobs(app, async () => void (await idempotency.forgetOld()))
  app.pusher.start()
  app.ticketing.onChange(app.reminders.kick)
  app.ticketing.onChange((change) => {
    for (const [notice, of] of tellingOf(change)) panels.notice(notice, of)
    panels.ticket(seenOf(change))
  })
  app.ticketing.notices.onTold(panels.notice)
  app.ticketing.notices.onSeen(panels.notice)
  await app.notifications.start()
  app.roster.start()
  app.clocks.start()
  let stopping = false
  const searchable = app.ticketing.catchUp(() => stopping).catch((error: unknown) => log.error('older tickets could not be kept for the search; tried again at the next start', { error }))
  const takeUp = (): void => void app.ticketing.takeUpComplaints().catch((error: unknown) => log.error('complaints about service could not be taken up; tried again with the next one', { error }))
  app.ticketing.onComplaint(takeUp)
  takeUp()
  await app.intake.start()
  app.campaigns.feeding.start()
  app.reminders.start()
  log.info('listening', { port: (server.address() as AddressInfo).port })

  return {
    async stop() {
      stopping = true
      await searchable
      watching()
      gate.stop()
      panels.stop()
      await jobs.stop()
      await app.pusher.stop()
      await app.clocks.stop()
      await app.intake.stop()
      await app.campaigns.feeding.stop()
      await app.reminders.stop()
      await app.ticketing.exports.stop()
      await app.ticketing.prints.stop()
      app.roster.stop()
      await app.notifications.stop()
      app.keptAlarms.stop()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** /sip, and what the calls must know of it: a page that is gone, or begins anew, has left its conversation. */
function serveSoftphones({ softphones, demoPhones, agents, calls, identity, config, clock, log }: App, server: Server): { stop: () => void } {
  const left = (agent: Extension): void => {
    if (agents.find(agent)?.device === 'browser') calls.seat(agent, 'seatLost')
  }
  const gate = openGate({
    server, asteriskPort: config.ariPort, identify: async (token) => identity.access.identify(token), softphones, demo: demoPhones,
    userOf: (extension) => phoneName(extension, 'browser'), onLeft: left, clock, log: log.with({ part: 'softphone' }),
  })
  softphones.onOpened((agent, tab, fresh) => {
    if (fresh || !gate.connected(tab)) left(agent)
  })
  return gate
}

const DISK_FREE_MIN = 0.05
const RECONCILED_MAX_MS = 60_000

/** Whether callers are taken care of as they should be: for a watchdog or a load balancer, which may act on it. Callers are claimed while Asterisk is linked. */
async function readiness({ journal, reconciler, config, clock }: App, inService: boolean): Promise<Readiness> {
  const { bavail, blocks } = await statfs(config.home.root)
  const last = reconciler.last()
  const checks = {
    asterisk: inService,
    journal: journal.healthy(),
    reconciled: last !== null && clock.now() - last.at < Math.max(RECONCILED_MAX_MS, 3 * config.policy.ari.reconcileEveryMs),
    disk: bavail / blocks > DISK_FREE_MIN,
  }
  return { ok: Object.values(checks).every(Boolean), checks }
}

function showFigures({ metrics, queue, agents, calls }: App): void {
  metrics.waitingCalls.set(queue.size())
  let talking = 0
  for (const { state } of calls.open().values()) if (state.at === 'talking') talking++
  metrics.talkingCalls.set(talking)
  metrics.agents.reset()
  for (const { state } of agents.all()) metrics.agents.inc({ state })
}

async function startJobs({ config, site, db, journalDb, clock, log, registry, calendar, identity, alarms, keptAlarms, notifications }: App, cleanIdempotency: () => Promise<void>) {
  const dayOf = siteDay(site.timeZone)
  const chores = standingJobs({
    hotlineDay: hotlineDay({ registry, callsSince: callsSince(db), policy: config.policy, audit: identity.audit, clock, alarm: alarms.raise, log }),
    pruneJournal: async (before) => void (await pruneJournal(journalDb, before, await openCallIds(db, config.node)())),
    cleanSessions: async () => {
      await identity.sessions.cleanUp()
      await cleanIdempotency()
    },
    pruneAlarms: keptAlarms.prune,
    pruneNotify: async () => await notifications.prune(),
    lookAhead: (day) => calendar.lookAhead(day, config.policy.calendar.aheadDays),
    now: clock.now,
    journalKeepDays: () => config.policy.journal.keepDays,
    alarmKeepDays: () => config.policy.alarm.keepDays,
  })
  const jobs = createJobs(chores, { store: jobStore(db), clock, timeZone: site.timeZone, dayOf, log: log.with({ part: 'jobs' }) })
  await jobs.start()
  return jobs
}
