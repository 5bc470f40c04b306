import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { agentRoutes } from './agent/routes.ts'
import { alarmRoutes } from './alarm/routes.ts'
import type { App } from './app.ts'
import { controlRoutes } from './call/control-routes.ts'
import { campaignRoutes } from './campaign/routes.ts'
import { callRoutes } from './call/routes.ts'
import { attachmentRoutes } from './attachment/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { instantOf } from './calendar/rules/wall-clock.ts'
import { callerRoutes } from './caller/routes.ts'
import { createScreen } from './caller/screen.ts'
import { callbackRoutes } from './callback/routes.ts'
import { departmentRoutes } from './department/routes.ts'
import { listRoutes } from './department/list-routes.ts'
import { evaluationRoutes } from './evaluation/routes.ts'
import { hotlinePreviewRoutes } from './hotline/preview-routes.ts'
import { hotlineDayRoutes } from './hotline-day/routes.ts'
import { hotlineRoutes } from './hotline/routes.ts'
import { knownLines } from './hotline/site.ts'
import { callsByNumber } from './hotline/store.ts'
import { createTargets, targetRoutes } from './hotline/targets.ts'
import type { Route } from './platform/route.ts'
import { siteDay } from './platform/site-day.ts'
import { softphoneRoutes } from './softphone/routes.ts'
import { callTargets } from './outbound-targets.ts'
import { outboundRoutes } from './outbound/routes.ts'
import { reviewerRoutes, sampleRoutes } from './social-review/pool-routes.ts'
import { socialReviewRoutes } from './social-review/routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { loadDiversion } from './linkage/diversion.ts'
import { linkageRoutes } from './linkage/routes.ts'
import { policyRoutes } from './policy/routes.ts'
import { promptRoutes } from './prompt/routes.ts'
import { dutyRoutes } from './roster/routes.ts'
import { specialRoutes } from './roster/special-routes.ts'
import { teamRoutes } from './roster/team-routes.ts'
import { joinCallouts } from './wiring/roster.ts'
import { rosterRoutes } from './identity/roster-routes.ts'
import { queueRoutes } from './queue/routes.ts'
import { queueView } from './queue-view.ts'
import { recordingRoutes } from './recording/routes.ts'
import { reportRoutes } from './report/routes.ts'
import { exportRoutes, printRoutes } from './ticket/export/routes.ts'
import { ticketListRoutes } from './ticket/list/routes.ts'
import { ledgerRoutes } from './ticket/ledger/routes.ts'
import { adviceRoutes } from './ticket/desk/advice-routes.ts'
import { surveyRoutes } from './ticket/survey/routes.ts'
import { contactRoutes } from './ticket/contact/routes.ts'
import { notifyRoutes } from './notify/routes.ts'
import { noticeRoutes } from './ticket/notice/routes.ts'
import { poolRoutes } from './ticket/ledger/pool-routes.ts'
import { ticketRoutes } from './ticket/routes.ts'
import { joinContacts } from './wiring/ticket-contacts.ts'
import { extensionPreviewRoute } from './ticket/desk/extension-preview.ts'
import { worklistRoutes } from './ticket/desk/routes.ts'
import { callerOf } from './who-calls.ts'

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
    ...app.machine.routes,
    ...outboundRoutes({ placing: app.placing, walls: app.outbound, audit: identity.audit, now: clock.now, newId: randomUUID, callBack: async (id, user) => await callbacks.dial(id, user), ...callTargets(app) }),
    ...ticketRoutes(app.ticketing),
    ...ticketListRoutes(app.ticketing),
    ...exportRoutes(app.ticketing.exports),
    ...printRoutes(app.ticketing.prints),
    ...dutyRoutes(app.roster),
    ...teamRoutes({ ...app.roster, ofTickets: joinCallouts(app.roster, app.ticketing) }),
    ...specialRoutes(app.roster),
    ...hotlineDayRoutes(app.sessions.hotlineDays),
    ...socialReviewRoutes(app.sessions),
    ...reviewerRoutes(app.sessions.reviewers),
    ...sampleRoutes(app.sessions.samples),
    ...attachmentRoutes(app.ticketing.attachments),
    ...contactRoutes(joinContacts(app)),
    ...noticeRoutes(app.ticketing.notices),
    ...adviceRoutes(app.ticketing.advising),
    ...surveyRoutes(app.ticketing),
    ...notifyRoutes(app.notifications.routes),
    ...worklistRoutes(app.ticketing.worklists),
    ...ledgerRoutes(app.ticketing),
    ...poolRoutes(app.ticketing),
    ...evaluationRoutes(app.ticketing),
    extensionPreviewRoute(app.ticketing),
    ...intakeRoutes(app.intake.routes),
    ...app.intake.outboxRoutes,
    ...linkageRoutes({ linkages, diversion: loadDiversion(join(app.config.packageRoot, 'config/diversion.yaml')), can: identity.can }),
    ...campaignRoutes(app.campaigns),
    ...promptRoutes(promptDesk),
    ...policyRoutes(app.policyDesk, { audit: identity.audit, groups: site.groups.map(({ id }) => id) }),
    ...reportRoutes(app.today),
    ...alarmRoutes(app.keptAlarms),
  ]
}
