import { randomBytes, randomUUID } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { agentRoutes } from './agent/routes.ts'
import { alarmRoutes } from './alarm/routes.ts'
import type { App } from './app.ts'
import { controlRoutes } from './call/control-routes.ts'
import type { Extension } from './contract/ids.ts'
import { callRoutes } from './call/routes.ts'
import { openCallIds } from './call/calls-store.ts'
import { pruneJournal } from './call/journal-store.ts'
import { attachmentRoutes } from './attachment/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { instantOf } from './calendar/rules/wall-clock.ts'
import { callerRoutes } from './caller/routes.ts'
import { createScreen } from './caller/screen.ts'
import { callbackRoutes } from './callback/routes.ts'
import { idempotencyStore } from './database/idempotency-store.ts'
import { departmentRoutes } from './department/routes.ts'
import { listRoutes } from './department/list-routes.ts'
import { evaluationRoutes } from './evaluation/routes.ts'
import { hotlineDay } from './hotline/daily.ts'
import { hotlinePreviewRoutes } from './hotline/preview-routes.ts'
import { hotlineDayRoutes } from './hotline-day/routes.ts'
import { hotlineRoutes } from './hotline/routes.ts'
import { knownLines } from './hotline/site.ts'
import { callsByNumber, callsSince } from './hotline/store.ts'
import { createTargets, targetRoutes } from './hotline/targets.ts'
import { createHttp, createHttpServer, finishHttp, type Readiness } from './http.ts'
import { createJobs } from './jobs/jobs.ts'
import { standingJobs } from './jobs/standing.ts'
import { jobStore } from './jobs/store.ts'
import type { Route } from './platform/route.ts'
import { sessionToken } from './platform/session-token.ts'
import { siteDay } from './platform/site-day.ts'
import { servePanels } from './panel-api/panel-socket.ts'
import { openGate } from './softphone/gate.ts'
import { softphoneRoutes } from './softphone/routes.ts'
import { phoneName } from './telephony/rules/phone-settings.ts'
import { callTargets } from './outbound-targets.ts'
import { outboundRoutes } from './outbound/routes.ts'
import { reviewerRoutes, sampleRoutes } from './social-review/pool-routes.ts'
import { socialReviewRoutes } from './social-review/routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { loadDiversion } from './linkage/diversion.ts'
import { linkageRoutes } from './linkage/routes.ts'
import { policyRoutes } from './policy/routes.ts'
import { promptRoutes } from './prompt/routes.ts'
import { rosterRoutes } from './identity/roster-routes.ts'
import { queueRoutes } from './queue/routes.ts'
import { liveCalls, queueView } from './queue-view.ts'
import { recordingRoutes } from './recording/routes.ts'
import { reportRoutes } from './report/routes.ts'
import { seenOf, tellingOf } from './ticket/notices.ts'
import { exportRoutes, printRoutes } from './ticket/export/routes.ts'
import { ticketListRoutes } from './ticket/list-routes.ts'
import { ledgerRoutes } from './ticket/ledger-routes.ts'
import { adviceRoutes } from './ticket/advice-routes.ts'
import { surveyRoutes } from './ticket/survey-routes.ts'
import { contactRoutes } from './ticket/contact-routes.ts'
import { notifyRoutes } from './notify/routes.ts'
import { noticeRoutes } from './ticket/notices-routes.ts'
import { poolRoutes } from './ticket/pool-routes.ts'
import { ticketRoutes } from './ticket/routes.ts'
import { joinContacts } from './ticket-contacts.ts'
import { isFor, readsOf } from './ticket/rules/audience.ts'
import { extensionPreviewRoute } from './ticket/extension-preview.ts'
import { worklistRoutes } from './ticket/worklist-routes.ts'
import { mountPanel } from './panel-pages/mount.ts'
import { mountWelcome } from './welcome/mount.ts'
import { callerOf } from './who-calls.ts'

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
    presence: { mayRead: app.ticketing.reading.isFor, nameOf: async (username) => (await identity.users.list('', 5, { text: username })).find((one) => one.username === username)?.name ?? username },
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
  app.ticketing.onChange((change) => {
    for (const [notice, of] of tellingOf(change)) panels.notice(notice, of)
    panels.ticket(seenOf(change))
  })
  app.ticketing.notices.onTold(panels.notice)
  app.ticketing.notices.onSeen(panels.notice)
  await app.notifications.start()
  app.clocks.start()
  let stopping = false
  const searchable = app.ticketing.catchUp(() => stopping).catch((error: unknown) => log.error('older tickets could not be kept for the search; tried again at the next start', { error }))
  const takeUp = (): void => void app.ticketing.takeUpComplaints().catch((error: unknown) => log.error('complaints about service could not be taken up; tried again with the next one', { error }))
  app.ticketing.onComplaint(takeUp)
  takeUp()
  await app.intake.start()
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
      await app.ticketing.exports.stop()
      await app.ticketing.prints.stop()
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

/** The whole table of HTTP calls. */
export function routesOf(app: App): Route[] {
  const { identity, registry, agents, calls, reader, rows, recordings, callbacks, linkages, promptDesk, calendar, groups, site, cipher, clock } = app
  const dayOf = siteDay(site.timeZone)
  const screen = createScreen({
    ...app.callers, index: cipher.index, callerOf: callerOf(calls, reader), callsOf: async (ani, limit) => (await reader.list({ ani, limit })).items,
    ownerOf: (line) => registry.find(line)?.owner ?? null, can: identity.can, audit: identity.audit, now: clock.now,
  })
  return [
    ...identity.routes,
    ...rosterRoutes({ accounts: identity.accounts, agents, today: () => dayOf(clock.now()) }),
    ...hotlinePreviewRoutes({
      registry, known: knownLines(app.config.siteFile), words: (ref) => promptDesk.words(ref, 'zh-CN'), callsByNumber: callsByNumber(app.db),
      today: () => ({ day: dayOf(clock.now()), since: instantOf(dayOf(clock.now()), 0, site.timeZone) }),
    }),
    ...hotlineRoutes(registry),
    ...targetRoutes(createTargets({ site: app.parties, lines: registry.all, groups, calendar, agents: agents.all, now: clock.now })),
    ...calendarRoutes({ calendar, groups, thisYear: () => Number(dayOf(clock.now()).slice(0, 4)) }),
    ...departmentRoutes(app.departments),
    ...listRoutes({ list: app.responsibilities, departments: app.departments }),
    ...agentRoutes({ agents, accounts: identity.accounts, audit: identity.audit, clock, newSipPassword: () => randomBytes(16).toString('base64url') }),
    ...softphoneRoutes({ softphones: app.softphones, demo: app.demoPhones, lines: registry.all }),
    ...queueRoutes(() => queueView(app)),
    ...controlRoutes({ control: app.control, orders: { check: linkages.orderable, send: async (call, user, order) => void (await linkages.order(user, { ...order, call })) } }),
    ...callRoutes({ calls, control: app.control, reader, journal: rows, recordingsOf: recordings.ofCall, linkagesOf: linkages.ofCall }),
    ...callerRoutes({ screen, marks: app.callers.marks }),
    ...recordingRoutes(recordings),
    ...callbackRoutes(callbacks),
    ...outboundRoutes({ placing: app.placing, walls: app.outbound, audit: identity.audit, now: clock.now, newId: randomUUID, callBack: async (id, user) => await callbacks.dial(id, user), ...callTargets(app) }),
    ...ticketRoutes(app.ticketing),
    ...ticketListRoutes(app.ticketing),
    ...exportRoutes(app.ticketing.exports),
    ...printRoutes(app.ticketing.prints),
    ...hotlineDayRoutes(app.sessions.hotlineDays),
    ...socialReviewRoutes(app.sessions),
    ...reviewerRoutes(app.sessions.reviewers),
    ...sampleRoutes(app.sessions.samples),
    ...attachmentRoutes(app.ticketing.attachments),
    ...contactRoutes(joinContacts(app)),
    ...noticeRoutes(app.ticketing.notices),
    ...adviceRoutes(app.ticketing.advising),
    ...surveyRoutes(app.ticketing.surveying),
    ...notifyRoutes(app.notifications.routes),
    ...worklistRoutes(app.ticketing.worklists),
    ...ledgerRoutes(app.ticketing),
    ...poolRoutes(app.ticketing),
    ...evaluationRoutes(app.ticketing),
    extensionPreviewRoute(app.ticketing),
    ...intakeRoutes(app.intake.routes),
    ...linkageRoutes({ linkages, diversion: loadDiversion(join(app.config.packageRoot, 'config/diversion.yaml')), can: identity.can }),
    ...promptRoutes(promptDesk),
    ...policyRoutes(app.policyDesk, { audit: identity.audit, groups: site.groups.map(({ id }) => id) }),
    ...reportRoutes(app.today),
    ...alarmRoutes(app.keptAlarms),
  ]
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
