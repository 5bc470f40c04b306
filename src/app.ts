import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { createAgents } from './agent/agents.ts'
import { agentStore } from './agent/store.ts'
import { createKeptAlarms } from './alarm/kept.ts'
import { alarmStore } from './alarm/store.ts'
import { createAlarms } from './wiring/alarms.ts'
import { callReader } from './call/calls-reader-store.ts'
import { openCallIds } from './call/calls-store.ts'
import { celProgress } from './call/cel-progress-store.ts'
import { factSink, type RecordFacts } from './call/fact-sink-store.ts'
import { takeStories } from './call/import.ts'
import { openJournal } from './call/journal.ts'
import { journalStore } from './call/journal-store.ts'
import { createProjector } from './call/projector.ts'
import { createControl } from './call/control.ts'
import { createMoves } from './call/moves.ts'
import { createReconciler } from './call/reconcile.ts'
import { createCalls } from './call/runner.ts'
import { termsOf } from './call/terms.ts'
import { fileSpool } from './call/spool.ts'
import { createWitness } from './call/witness.ts'
import { createCalendar } from './calendar/calendar.ts'
import { loadYears } from './calendar/files.ts'
import { createGroups } from './calendar/groups.ts'
import { instantOf } from './calendar/rules/wall-clock.ts'
import { calendarStore, groupStore } from './calendar/store.ts'
import { createCallers } from './caller/callers.ts'
import { callerStore } from './caller/store.ts'
import { createCallbacks } from './callback/callbacks.ts'
import { dialStore } from './callback/dial-store.ts'
import { createDialer } from './callback/dialer.ts'
import { recordFacts as recordCallbacks } from './callback/from-calls.ts'
import { nobodySignedIn } from './callback/nobody-signed-in.ts'
import { callbackStore } from './callback/store.ts'
import { departmentLegId } from './call/rules/ids.ts'
import type { CallState } from './call/rules/state.ts'
import type { Config } from './config.ts'
import type { Extension } from './contract/ids.ts'
import { transaction } from './database/transaction.ts'
import { listStore } from './department/list-store.ts'
import { departmentStore } from './department/store.ts'
import { openDepartments } from './wiring/departments.ts'
import { joinDialer } from './wiring/dialer.ts'
import { createDirectory } from './hotline/directory.ts'
import { createRegistry } from './hotline/registry.ts'
import type { Site } from './hotline/site.ts'
import { callsSince, hotlineStore } from './hotline/store.ts'
import { createIdentity } from './identity/identity.ts'
import { recordFacts as recordLinkages } from './linkage/from-calls.ts'
import { createLinkages } from './linkage/linkage.ts'
import { linkageLookups, linkagePeers } from './wiring/linkages.ts'
import { outboxStore } from './linkage/outbox-store.ts'
import { post } from './platform/post.ts'
import { createPusher } from './linkage/pusher.ts'
import { peerSecrets } from './linkage/secrets.ts'
import { linkageStore } from './linkage/store.ts'
import { countCall, measured } from './measured.ts'
import type { Clock } from './platform/clock.ts'
import type { FieldCipher } from './platform/field-cipher.ts'
import type { Log } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { siteDay } from './platform/site-day.ts'
import { createPlacing } from './outbound/placing.ts'
import { createPolicyDesk } from './policy/desk.ts'
import { policyStore } from './policy/store.ts'
import { promptStore } from './prompt/store.ts'
import type { Tools } from './prompt/tool.ts'
import { openPrompts } from './wiring/prompts.ts'
import { createQueue } from './queue/queue.ts'
import { recordFacts as recordRecordings } from './recording/from-calls.ts'
import { createRecordings } from './recording/recordings.ts'
import { recordingStore } from './recording/store.ts'
import { createDemoPhones } from './softphone/demo-phones.ts'
import { createSoftphones } from './softphone/softphones.ts'
import { softphoneStore } from './softphone/store.ts'
import type { Phones, Telephony } from './telephony/port.ts'
import { phoneEndpoint, phoneName } from './telephony/rules/phone-settings.ts'
import { createToday } from './report/today.ts'
import { todayStore } from './report/today-store.ts'
import { recordFacts as recordTickets } from './ticket/from-calls.ts'
import { ticketNosOf, ticketStore, workspaceOfCall } from './ticket/store.ts'
import { processingOf } from './ticket/rules/processing.ts'
import { workspaceOf } from './wiring/ticket-context.ts'
import { joinCampaigns } from './wiring/campaigns.ts'
import { joinReminders } from './wiring/reminders.ts'
import { joinNotifications } from './wiring/notifications.ts'
import { joinSessions } from './wiring/sessions.ts'
import { inTurn } from './wiring/in-turn.ts'
import { openRoster, tellingTeam } from './wiring/roster.ts'
import { openTickets } from './wiring/tickets-at-work.ts'
import { surveyReach } from './wiring/survey-reach.ts'
import { openWalls } from './wiring/walls.ts'
import { knowCaller } from './who-calls.ts'

/** Everything that is not ours. main.ts gives the real ones. */
export interface Outside {
  config: Config
  site: Site
  cipher: FieldCipher
  /** The database for everything, and the one of the journal: with SQLite a file of its own. */
  db: Knex
  journalDb: Knex
  telephony: Telephony
  phones: Phones
  tools: Tools
  clock: Clock
  /** Milliseconds that go on evenly while the clock on the wall is set. */
  monotonic: () => number
  log: Log
}

/** Joins the parts: what is not wired here (and in serve.ts, for people) does not happen. */
export async function buildApp(outside: Outside) {
  const { site, cipher, db, telephony, clock, log } = outside
  const { home, node } = outside.config
  const part = (name: string): Log => log.with({ part: name })
  const inTransaction = <Result>(work: (trx: Knex.Transaction) => Promise<Result>): Promise<Result> => transaction(db, work)

  const policyDesk = await createPolicyDesk({ store: policyStore(db), files: outside.config.policy, clock, log: part('policy') })
  const { policy } = policyDesk
  const config: Config = { ...outside.config, policy }

  const metrics = createMetrics({ withProcess: true })
  const alarms = createAlarms({ log: part('alarm'), count: (kind) => metrics.alarms.inc({ kind }) })

  const dayOf = siteDay(site.timeZone)
  /** Known once the departments are, which need the audit log. */
  const workspaces: { of: (department: string) => string | null } = { of: () => null }
  const identity = createIdentity({ db, transaction: inTransaction, cipher, policy, clock, dayOf, workspaceOf: (department) => workspaces.of(department) })
  const keptAlarms = createKeptAlarms({ store: alarmStore(db), audit: identity.audit, clock, log: part('alarm'), newId: randomUUID })
  alarms.onAlarm(keptAlarms.keep)
  const agents = createAgents({ store: agentStore(db), clock, policy, log: part('agent') })
  const endpointOf = (agent: Extension): string => phoneEndpoint(agent, agents.find(agent)?.device)
  const newSecret = (): string => randomBytes(16).toString('base64url')
  const softphones = createSoftphones({
    store: softphoneStore(db, cipher), phones: outside.phones, sessions: identity.sessions, nameOf: (agent) => agents.find(agent)?.name ?? '',
    userOf: (agent) => phoneName(agent, 'browser'), newSecret, clock, log: part('softphone'),
  })
  const demoPhones = config.site === 'demo' ? createDemoPhones({ phones: outside.phones, newSecret, userOf: (slot) => phoneName(slot, 'citizen'), clock }) : null
  const queue = createQueue()
  const calendar = await createCalendar({
    store: calendarStore(db), shipped: loadYears(join(config.packageRoot, 'config/calendar')), timeZone: site.timeZone,
    clock, audit: identity.audit, log: part('calendar'), alarm: alarms.raise,
  })
  const groups = await createGroups({ groups: site.groups, store: groupStore(db), calendar, clock, audit: identity.audit, log: part('calendar') })
  const callers = await createCallers({ store: callerStore(db), cipher, tel: site.tel, audit: identity.audit, clock })
  const registry = await createRegistry({
    store: hotlineStore(db), clock, site, policy, audit: identity.audit, log: part('hotline'), callsSince: callsSince(db),
    groups, knowCaller: knowCaller(callers.known, agents),
    specialistsSignedIn: (group) => agents.all().some(({ groups, state }) => state !== 'offline' && groups.includes(group)),
  })

  const { outbound, isNight } = await openWalls({ ...outside, policy, registry, calendar, metrics, audit: identity.audit, log: part('outbound'), alarm: alarms.raise })

  const { departments, responsibilities } = await openDepartments({
    stores: { departments: departmentStore(db, cipher), list: listStore(db) }, site, packageRoot: config.packageRoot, clock, audit: identity.audit, log: part('department'),
    judge: outbound.judge, hasLine: (number) => registry.find(number) !== undefined,
  })
  workspaces.of = workspaceOf(departments)
  /** Peers and departments as they are now: departments change while everything runs. */
  const parties = { peers: site.peers, get departments() { return departments.inUse() } }
  const directory = createDirectory({
    site: parties,
    lines: registry.all, groups, calendar, judge: outbound.judge,
    seat: (extension) => agents.find(extension),
  })

  const { prompts, promptDesk } = await openPrompts({ ...outside, store: promptStore(db), audit: identity.audit, log: part('prompt'), alarm: alarms.raise })

  registry.onAlarm(alarms.raise)
  const recordings = createRecordings({
    store: recordingStore(db), dir: home.recordings, clock, toleranceMs: () => policy.recording.toleranceMs, audit: identity.audit, can: identity.can, workspaceOf: workspaceOfCall(db),
    log: part('recording'), alarm: alarms.raise,
  })
  const peers = linkagePeers({ site, registry })
  const jobs = joinDialer({ ...outside, inTransaction, policy, kindOf: calendar.kindOf, dayOf, node, audit: identity.audit, log: part('dialer') })
  const campaigns = joinCampaigns({ ...outside, ...identity, ...jobs, inTransaction, log: part('campaign'), timeZone: site.timeZone, dayOf, calendar, registry, outbound, prompts, maxAtOnce: () => policy.dialer.campaignsAtOnce })
  jobs.register(campaigns.jobs)
  const records: RecordFacts[] = [jobs.record,
    (trx, facts) => recordTickets(trx, facts, { cipher, prefix: site.ticketPrefix, dayOf, processingOf: (dnis) => processingOf(registry.find(dnis)) }),
    (trx, facts) => recordCallbacks(trx, facts, { cipher, retryMs: policy.callback.retryMs }),
    (trx, facts) => recordLinkages(trx, facts, { ...peers, alarm: alarms.raise }),
    (trx, facts) => recordRecordings(trx, facts, { dir: home.recordings, alarm: alarms.raise }),
  ]

  const rows = journalStore({ db: outside.journalDb, node, cipher, openIds: openCallIds(db, node) })
  const journal = await openJournal({ store: rows, spool: fileSpool(join(home.root, 'journal.spool'), cipher), clock, log: part('journal'), onWritten: (tookMs) => metrics.journalFlush.observe(tookMs / 1000) })
  const sink = factSink({ db, transaction: inTransaction, node, cipher, others: records, recorded: (facts) => (callers.known.hear(facts), jobs.safe()) })
  const projector = await createProjector({ sink, store: rows, clock, log: part('journal') })
  const terms = () => termsOf(policy, site.tel)
  /** Which Asterisk we are linked with; run.ts keeps it. */
  const linked = { epoch: 0 }
  const callListeners: (() => void)[] = []
  const staffed = (): boolean => agents.all().some(({ state }) => state !== 'offline')
  const heardBy: ((now: CallState, before: CallState | null) => void)[] = [nobodySignedIn({ staffed, alarm: alarms.raise, now: clock.now })]
  const tellCall = (now: CallState, before: CallState | null): void => {
    countCall(metrics, now, before)
    // Also what was never dialled.
    if (now.at === 'ended' && now.plan.treatment === 'dial') for (const leg of [now.caller, departmentLegId(now.call)]) outbound.ended(leg)
    for (const heard of heardBy) heard(now, before)
    for (const changed of callListeners) changed()
  }
  const calls = createCalls({ telephony: measured(telephony, metrics, outside.monotonic), queue, agents, prompts, endpointOf, routing: registry, journal, projector, clock, policy, log: part('call'), recordingsDir: home.recordings, onChange: tellCall, terms, staffed, epoch: () => linked.epoch })
  const control = createControl({ calls, agents, directory, audit: identity.audit, clock, walls: outbound, groupName: groups.name, move: createMoves({ groups: () => groups.all().map(({ id }) => id), agents: agents.all, aloneMs: () => policy.queue.movedAloneMs }), monitorShown: () => policy.monitor.shown })
  const reader = callReader(db, { cipher, ticketsOf: ticketNosOf(db) })

  const placing = createPlacing({ place: calls.place, agents, walls: outbound, lines: registry, ringTimeoutMs: () => policy.offer.ringTimeoutMs })
  const dialing = dialStore(db)
  const callbacks = createCallbacks({ store: callbackStore(db), dialing, node, cipher, placing, walls: outbound, audit: identity.audit, now: clock.now })
  const dialer = createDialer({
    store: dialing, node, cipher, placing, walls: outbound, calls, recorded: reader.recorded, clock, log: part('callback'),
    locked: (now) => policy.outbound.nightCallbacks && isNight(now), unknownPauseMs: () => policy.callback.retryMs[0] ?? 0,
  })
  heardBy.push(dialer.heard)

  const machine = jobs.start({ calls, placing, walls: { judge: outbound.judgePerson }, recorded: reader.recorded, cel: join(home.asterisk.cel, 'Master.csv') })

  const startOf = (day: string): number => instantOf(day, 0, site.timeZone)
  const today = createToday({ store: todayStore(db), policy: policy.kpi, dayOf, startOf, lineOf: (number) => registry.find(number) ?? null, now: clock.now })

  const tickets = ticketStore(db)
  const secretOf = peerSecrets(home.peerSecrets)
  const pusher = createPusher({ outbox: outboxStore(db, inTransaction), post, urlOf: (peer) => peers.urlOf(peer) ?? null, secretOf, cipher, policy: policy.linkage, clock, log: part('linkage'), alarm: alarms.raise })
  const linkages = createLinkages({
    store: linkageStore(db, inTransaction), cipher, audit: identity.audit, can: identity.can, now: clock.now, site, policy: policy.linkage,
    ...linkageLookups({ calls, reader, tickets, ticketNosOf: ticketNosOf(db), cipher }), urlOf: peers.urlOf, secretOf, placed: pusher.kick,
  })
  const roster = await openRoster({ ...outside, config, inTransaction, identity, departments, dayOf, calendar, alarm: alarms.raise })
  const notifications = joinNotifications({ ...outside, config, inTransaction, identity, departments, dayOf, onDuty: roster.mailsOf, alarm: alarms.raise })
  const told = tellingTeam(roster, notifications)
  const { reminders, jobs: reminding } = joinReminders({ ...outside, ...jobs, inTransaction, log: part('reminder'), departments, calendar, registry, outbound, tickets, ticketing: () => ticketing, maxAtOnce: () => policy.dialer.remindersAtOnce })
  jobs.register(reminding)
  const { ticketing, clocks, intake } = await openTickets({
    ...outside, config, identity, notify: { ...notifications, ...told, alongside: inTurn(told, reminders, campaigns) }, limits: roster.specials.limits, tickets, inTransaction, dayOf, registry, known: callers.known, linkages, departments, responsibilities, calendar, secretOf, alarms,
    surveys: surveyReach({ ...jobs, policy, known: callers.known, outbound, registry, site, clock }),
  })
  jobs.register(ticketing.surveyKind)

  const sessions = joinSessions({ db, inTransaction, cipher, audit: identity.audit, now: clock.now, dayOf, tickets, ticketing, users: identity.users, quorum: () => policy.ticket.socialReviewQuorum })

  const ended = takeStories({ calls, reader, projector, journal, routing: registry, terms })
  const witness = await createWitness({ file: join(home.asterisk.cel, 'Master.csv'), progress: celProgress(db), log: part('call'), ended })
  const reconciler = createReconciler({ telephony, calls, witness, clock, log: part('call'), recorded: reader.recorded })

  return { ...outside, config, policyDesk, linked, control, metrics, alarms, keptAlarms, today, identity, agents, softphones, demoPhones, queue, calendar, groups, callers, registry, outbound, departments, responsibilities, parties, directory, prompts, promptDesk, placing, callbacks, dialer, recordings, journal, rows, projector, calls, reader, reconciler, tickets, ticketing, roster, sessions, clocks, intake, notifications, linkages, pusher, jobs, machine, campaigns, reminders, onCallChange: (changed: () => void) => void callListeners.push(changed) }
}

export type App = Awaited<ReturnType<typeof buildApp>>
