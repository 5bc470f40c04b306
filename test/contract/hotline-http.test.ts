import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallFact } from '../../src/call/facts.ts'
import { recordFacts as recordCallbacks } from '../../src/callback/from-calls.ts'
import { callbackRoutes } from '../../src/callback/routes.ts'
import { STRANGER } from '../../src/caller/port.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { transaction } from '../../src/database/transaction.ts'
import { createRegistry } from '../../src/hotline/registry.ts'
import { hotlinePreviewRoutes } from '../../src/hotline/preview-routes.ts'
import { hotlineRoutes } from '../../src/hotline/routes.ts'
import { knownLines, loadSite } from '../../src/hotline/site.ts'
import { callsByNumber, callsSince, hotlineStore } from '../../src/hotline/store.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import { newSecret, type Credentials } from '../../src/identity/first-run.ts'
import { createIdentity, type Identity } from '../../src/identity/identity.ts'
import { systemClock as clock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog, type Log } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import type { Route } from '../../src/platform/route.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { recordFacts as recordRecordings } from '../../src/recording/from-calls.ts'
import { createRecordings } from '../../src/recording/recordings.ts'
import { recordingRoutes } from '../../src/recording/routes.ts'
import { recordingStore } from '../../src/recording/store.ts'
import { processingOf } from '../../src/ticket/rules/processing.ts'
import { recordFacts as recordTickets } from '../../src/ticket/from-calls.ts'
import { ticketRoutes } from '../../src/ticket/routes.ts'
import { connected, ended, recordingStarted } from './support/call-facts.ts'
import { callbackDesk } from './support/callback-desk.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'
import { listen, type Asking, type Listening } from './support/http.ts'

const password = 'a long enough phrase'
const fieldKey = randomBytes(32).toString('base64')
const credentials = {
  users: [
    ...['admin', 'supervisor', 'callback', 'auditor', 'unit'].map((role) => ({ username: role, password, role })),
    ...['1001', '1002'].map((extension) => ({ username: `agent${extension}`, password, role: 'agent', extension, sipPassword: newSecret() })),
  ],
  fieldKey,
} as Credentials
const site = loadSite('config/sites/demo.yaml')
const logged: unknown[] = []
const log: Log = { ...silentLog, error: (message, fields) => void logged.push([message, fields]), with: () => log }

describe.each(databases)('the registry and the records over HTTP on $on', ({ open }) => {
  const dir = mkdtempSync(join(tmpdir(), 'yht-recordings-'))
  const tokens: Record<string, string> = {}
  let [client, identity, db, routes] = [{} as Listening, {} as Identity, {} as Knex, [] as Route[]]

  beforeAll(async () => {
    db = await open()
    const cipher = createFieldCipher(fieldKey)
    const policy = defaultPolicy()
    identity = createIdentity({ db, transaction: async (work) => await transaction(db, work), cipher, policy, clock, dayOf: siteDay('Asia/Shanghai') })
    await identity.seed(credentials)
    const { audit, can } = identity
    const registry = await createRegistry({ store: hotlineStore(db), clock, site, policy, audit, log, specialistsSignedIn: () => false, groups: { isOpen: () => true }, knowCaller: () => STRANGER, callsSince: callsSince(db) })
    const recordings = createRecordings({ store: recordingStore(db), dir, clock, toleranceMs: () => 2_000, audit, can, log, alarm: () => {} })
    const callbacks = callbackDesk(db, { cipher, audit, now: () => clock.now() })
    const preview = hotlinePreviewRoutes({
      registry, known: knownLines('config/sites/demo.yaml'), words: ({ id, values }) => ({ text: [id, ...Object.values(values)].join(' '), recording: false }), callsByNumber: callsByNumber(db),
      today: () => ({ day: siteDay('Asia/Shanghai')(clock.now()), since: clock.now() - 60_000 }),
    })
    routes = [...preview, ...hotlineRoutes(registry), ...callbackRoutes(callbacks), ...ticketRoutes(ticketing(db, { cipher, now: () => clock.now() })), ...recordingRoutes(recordings)]
    const app = createHttp({
      routes: [...identity.routes, ...routes], access: identity.access, idempotency: idempotencyStore(db, cipher, () => clock.now()), now: () => clock.now(),
      ready: () => ({ ok: true, checks: {} }), metrics: createMetrics(), log, version: '1.2.3', rate: { burst: 100_000, perSecond: 100_000 },
    })
    client = await listen(finishHttp(app, log))
    for (const { username } of credentials.users) {
      tokens[username] = String((await client.ask('/api/v1/session', { method: 'POST', json: { username, password } })).body['token'])
    }
    const facts: CallFact[] = [recordingStarted('c1'), connected('c1'), ended('c1', { outcome: 'handled', missed: false, bridgedMs: 1_000 }), ended('c2', { ani: '13800000000' })]
    await db.transaction(async (trx) => {
      await recordTickets(trx, facts, { cipher, prefix: 'SF', dayOf: siteDay('Asia/Shanghai'), processingOf: () => processingOf(undefined) })
      await recordCallbacks(trx, facts, { cipher, retryMs: [] })
      await recordRecordings(trx, facts, { dir, alarm: () => {} })
    })
    mkdirSync(join(dir, '2026/11/21'), { recursive: true })
    writeFileSync(join(dir, '2026/11/21/r01c1.raw'), randomBytes(32_000))
  })
  afterAll(async () => {
    await client.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const api = async (as: string, path: string, more: Asking = {}) => await client.ask(`/api/v1${path}`, { token: tokens[as], ...more })

  it('changes a number for administrators only, with the dates computed', async () => {
    const patch = async (as: string, json: unknown) => await api(as, '/hotlines/12319', { method: 'PATCH', json })
    expect((await patch('supervisor', { nameZh: 'x' })).body['code']).toBe('FORBIDDEN')
    expect((await patch('admin', { transitionStart: '2026-08-31' })).body).toMatchObject({ number: '12319', cancelDate: '2026-11-30', nameZh: '城管(住建)服务热线', updatedAt: expect.stringMatching(/Z$/) })
    expect((await patch('admin', { transitionMonth: 3 })).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ path: 'body.transitionMonth' }] })
    expect((await patch('admin', { transitionStart: '9999-12-31' })).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ path: 'body.transitionStart' }] })
    expect((await api('admin', '/hotlines/99999', { method: 'PATCH', json: {} })).body['code']).toBe('HOTLINE_NOT_FOUND')
    const record = (await api('auditor', '/audit?action=hotline.edit')).body['items'] as { target: string; ok: boolean }[]
    expect(record.map(({ target, ok }) => [target, ok])).toContainEqual(['hotline:12319', true])
  })

  it('adds a number once', async () => {
    const json = { number: '12329', nameZh: '住房公积金热线', mergeMode: 'dual_number', specialistGroup: 'fund' }
    expect((await api('admin', '/hotlines', { method: 'POST', json })).status).toBe(201)
    expect((await api('admin', '/hotlines', { method: 'POST', json })).body['code']).toBe('HOTLINE_EXISTS')
    expect(((await api('unit', '/hotlines')).body['items'] as unknown[]).length).toBe(11)
  })

  it('foretells what callers of a number will get, and keeps nothing', async () => {
    const foretell = async (line: unknown, isNew = true) => (await api('admin', '/hotlines/preview', { method: 'POST', json: { line, isNew } })).body
    const line = { number: '12369', nameZh: '环保举报热线', mergeMode: 'whole_merge', transitionStart: '2026-01-15', transitionMonths: 2 }
    expect(await foretell(line)).toMatchObject({
      status: 'cancelled', cancelDate: '2026-03-15', wrong: [], busyCalls: null,
      stages: [
        { status: 'scheduled', from: null, until: '2026-01-15', now: false, outcome: 'queue', heard: [{ prompt: 'welcome' }, { prompt: 'recording_notice' }], asked: [{ afterMs: 0, groups: ['general'] }, { groups: ['backup', 'general'] }] },
        { status: 'transition', outcome: 'queue', rank: 'normal', heard: [{ prompt: 'transition', text: 'transition 环保举报热线 12369 2026-03-15', times: 1 }, { prompt: 'recording_notice' }] },
        { status: 'cancelled', from: '2026-03-15', until: null, now: true, outcome: 'hang_up', rank: null, heard: [{ prompt: 'number_cancelled', times: 2 }], asked: [] },
      ],
    })
    const dual = await foretell({ ...line, mergeMode: 'dual_number', transitionStart: null, specialistGroup: 'hr' })
    expect(dual['stages']).toMatchObject([{ status: 'active', heard: [{ prompt: 'dual_welcome' }, { prompt: 'recording_notice' }], asked: [{ afterMs: 0, groups: ['hr'] }, { groups: ['hr', 'general'] }, {}] }])
    expect((await foretell({ ...line, mergeMode: 'primary' }))['wrong']).toMatchObject([{ path: 'body.transitionStart' }, { path: 'body.mergeMode' }])
    expect((await api('supervisor', '/hotlines/known')).body['items']).toContainEqual({ number: '12369', nameZh: '环保举报热线', nameEn: 'Environmental protection reports', owner: 'HB' })
    expect((await foretell({ ...line, number: '12319' }))['wrong']).toMatchObject([{ path: 'body.number' }])
    expect((await api('admin', '/hotlines/12369')).body['code']).toBe('HOTLINE_NOT_FOUND')
    expect((await api('supervisor', '/hotlines/preview', { method: 'POST', json: { line } })).body['code']).toBe('FORBIDDEN')
  })

  it('says how many calls each number has today', async () => {
    const at = Date.now()
    const calls = [{ id: 'u1', answered: null }, { id: 'u2', answered: at }].map(({ id, answered }) => ({ id, node: 'n1', caller_leg: `l${id}`, dnis: '12366', dnis_raw: '12366', arrived_at: at, answered_at: answered, transfer_count: 0, labels: '[]' }))
    await db.batchInsert('calls', calls, 50)
    expect((await api('supervisor', '/hotlines/use')).body['items']).toContainEqual({ number: '12366', calls: 2, answered: 1 })
  })

  it('says how many calls a busy number still carries', async () => {
    const calls = Array.from({ length: 101 }, (_, i) => ({ id: `x${i}`, node: 'n1', caller_leg: `l${i}`, dnis: '12333', dnis_raw: '12333', arrived_at: Date.now() - 1_000, transfer_count: 0, labels: '[]' }))
    await db.batchInsert('calls', calls, 50)
    const end = async (json: unknown) => await api('admin', '/hotlines/12333', { method: 'PATCH', json })
    expect((await end({ mergeMode: 'direct_cancel' })).body).toMatchObject({ status: 409, code: 'HOTLINE_BUSY', count: 101 })
    expect((await end({ mergeMode: 'direct_cancel', confirm: true })).body).toMatchObject({ status: 'cancelled' })
  })

  it('hands a call-back to one person, with its number', async () => {
    expect((await api('callback', '/callbacks?state=open')).body).toMatchObject({ items: [{ id: 'bc2', ani: '138****0000', dnis: '12319', missedCount: 1, firstMissedAt: expect.stringMatching(/Z$/) }], nextCursor: null })
    expect((await api('callback', '/callbacks/bc2/claim', { method: 'POST' })).body).toMatchObject({ state: 'claimed', ani: '13800000000', claimedBy: 'callback' })
    expect((await api('supervisor', '/callbacks/bc2/claim', { method: 'POST' })).body).toMatchObject({ status: 409, code: 'CALLBACK_TAKEN' })
    expect((await api('unit', '/callbacks')).body['code']).toBe('FORBIDDEN')
  })

  it('shows the draft of an answered call', async () => {
    const { items } = (await api('supervisor', '/tickets?callId=c1')).body as { items: { ticketNo: string }[] }
    expect(items).toMatchObject([{ ticketNo: 'SF20261121000001', dnis: '12319', ani: '139****5678', agent: '1001', state: 'draft', openedAt: '2026-11-21T04:00:00.000Z' }])
    expect((await api('agent1001', '/tickets/SF20261121000001')).status).toBe(200)
    expect((await api('agent1002', '/tickets/SF20261121000001')).body['code']).toBe('NOT_FOUND')
  })

  it('plays a recording in ranges to those who may hear it', async () => {
    const whole = await api('supervisor', '/recordings/r01c1')
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('content-length')]).toEqual([200, 'audio/wav', '32044'])
    const part = await api('agent1001', '/recordings/r01c1', { headers: { range: 'bytes=0-43' } })
    expect([part.status, part.headers.get('content-range'), part.text.slice(0, 4)]).toEqual([206, 'bytes 0-43/32044', 'RIFF'])
    expect((await api('supervisor', '/recordings/r01c1', { headers: { range: 'bytes=99999-' } })).status).toBe(416)
    for (const as of ['agent1002', 'admin', 'unit']) expect((await api(as, '/recordings/r01c1')).status).toBeGreaterThanOrEqual(403)
    for (const id of ['..%2f..%2fetc%2fpasswd', '%2e%2e', 'r01c1.raw', 'x'.repeat(300)]) expect((await api('supervisor', `/recordings/${id}`)).status).toBeGreaterThanOrEqual(400)
    const plays = (await api('auditor', '/audit?action=recording.play')).body['items'] as { ok: boolean }[]
    expect(plays.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(2)
  })
})
