import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callReader } from '../../src/call/calls-reader-store.ts'
import { factSink } from '../../src/call/fact-sink-store.ts'
import { createCallers } from '../../src/caller/callers.ts'
import { callerRoutes } from '../../src/caller/routes.ts'
import { createScreen, type CallerOf } from '../../src/caller/screen.ts'
import { callerStore } from '../../src/caller/store.ts'
import { Extension, HotlineNumber } from '../../src/contract/ids.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { transaction } from '../../src/database/transaction.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import { newSecret, type Credentials } from '../../src/identity/first-run.ts'
import { createIdentity } from '../../src/identity/identity.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog as log } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { recordFacts } from '../../src/ticket/from-calls.ts'
import { ticketNosOf } from '../../src/ticket/store.ts'
import { connected, ended, noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { listen, type Asking, type Listening } from './support/http.ts'
import { processingOf } from '../../src/ticket/rules/processing.ts'
import { arrived } from './support/installation.ts'

const password = 'a long enough phrase'
const fieldKey = randomBytes(32).toString('base64')
const seat = (username: string, extension: string, more = {}) => ({ username, password, role: 'agent', extension, sipPassword: newSecret(), ...more })
const credentials = {
  users: [
    ...['admin', 'supervisor', 'auditor', 'dispatcher'].map((role) => ({ username: role, password, role })),
    seat('agent1001', '1001'), seat('agent1002', '1002'), seat('agent1003', '1003'), seat('city1004', '1004', { department: 'CG' }),
  ],
  fieldKey,
} as Credentials
const clock = { ...systemClock, now: () => noon }
const ani = '13912345678'
const dayOf = siteDay('Asia/Shanghai')

describe.each(databases)('who calls, over HTTP on $on', ({ open }) => {
  const tokens: Record<string, string> = {}
  const going = new Map<string, CallerOf>()
  let client = {} as Listening

  beforeAll(async () => {
    const [db, policy, cipher] = [await open(), defaultPolicy(), createFieldCipher(fieldKey)]
    const identity = createIdentity({ db, transaction: async (work) => await transaction(db, work), cipher, policy, clock, dayOf })
    await identity.seed(credentials)
    const { audit, can } = identity
    const callers = await createCallers({ store: callerStore(db), cipher, tel: '0991', audit, clock })
    const sink = factSink({
      db, transaction: async (work) => await transaction(db, work), node: 'n1', cipher, recorded: (facts) => callers.known.hear(facts),
      others: [(trx, facts) => recordFacts(trx, facts, { cipher, prefix: 'JC', dayOf, processingOf: () => processingOf(undefined) })],
    })
    const lines = ['12345', '12333', '12319'].map((number) => HotlineNumber.parse(number))
    const earlier = lines.flatMap((dnis, i) => [
      arrived(`c${i}`, { at: noon - 3_000 + i, dnis }), connected(`c${i}`, { at: noon - 3_000 + i, dnis }), ended(`c${i}`, { at: noon - 2_000 + i, dnis, outcome: 'handled', missed: false, agent: Extension.parse('1001') }),
    ])
    await sink.record([...earlier, arrived('now'), connected('now')], 1)
    const reader = callReader(db, { cipher, ticketsOf: ticketNosOf(db) })
    const screen = createScreen({
      ...callers, index: cipher.index, can, audit, now: clock.now, callerOf: async (id) => going.get(id), callsOf: async (number, limit) => (await reader.list({ ani: number, limit })).items,
      ownerOf: (line) => (line === '12333' ? 'RS' : line === '12319' ? 'CG' : null),
    })
    const app = createHttp({
      routes: [...identity.routes, ...callerRoutes({ screen, marks: callers.marks })],
      access: identity.access, idempotency: idempotencyStore(db, cipher, clock.now), now: clock.now, ready: () => ({ ok: true, checks: {} }),
      metrics: createMetrics(), log, version: '1.2.3', rate: { burst: 100_000, perSecond: 100_000 },
    })
    client = await listen(finishHttp(app, log))
    for (const { username } of credentials.users) tokens[username] = String((await client.ask('/api/v1/session', { method: 'POST', json: { username, password } })).body['token'])
    const inCall = { dnis: HotlineNumber.parse('12319'), arrivedAt: noon, labels: [], agent: Extension.parse('1001') }
    going.set('now', { ...inCall, ani, seats: [Extension.parse('1001'), Extension.parse('1002'), Extension.parse('1004')] })
    going.set('over', { ...inCall, ani, seats: [] })
    going.set('withheld', { ...inCall, ani: null, labels: ['elder'], seats: [Extension.parse('1001')] })
  })
  afterAll(async () => await client.close())

  const api = async (as: string, path: string, more: Asking = {}) => await client.ask(`/api/v1${path}`, { token: tokens[as], ...more })

  it('shows those in the call the number, what is open, and the calls before', async () => {
    const { body } = await api('agent1002', '/calls/now/caller')
    expect(body).toMatchObject({ call: 'now', dnis: '12319', arrivedAt: new Date(noon).toISOString(), number: ani, elder: false, language: null, timesIn30Days: 4, repeat: true })
    expect(body['openTickets']).toMatchObject([{ ticketNo: 'JC20261121000004', dnis: '12319', state: 'draft', hidden: false }, { dnis: '12319' }, { dnis: '12333' }, { dnis: '12345' }])
    expect(body['recentCalls']).toMatchObject([
      { id: 'c2', ticketNo: 'JC20261121000003', dnis: '12319', direction: 'inbound', outcome: 'handled', at: new Date(noon - 2_998).toISOString() }, { id: 'c1' }, { id: 'c0' },
    ])
  })

  it('hides the numbers of another area, but not that something is open', async () => {
    const { body } = await api('city1004', '/calls/now/caller')
    const hr = { ticketNo: null, dnis: null, hidden: true }
    expect(body['openTickets']).toMatchObject([{ dnis: '12319' }, { dnis: '12319' }, { ...hr, state: 'draft' }, { dnis: '12345' }])
    expect(body['recentCalls']).toMatchObject([{ id: 'c2' }, { ...hr, id: null }, { id: 'c0' }])
  })

  it('masks the number for supervisors, and for the agent once the call is over', async () => {
    expect((await api('supervisor', '/calls/now/caller')).body).toMatchObject({ number: '139****5678' })
    expect((await api('agent1001', '/calls/over/caller')).body).toMatchObject({ number: '139****5678' })
  })

  it('is nobody else’s business', async () => {
    expect((await api('agent1003', '/calls/now/caller')).body['code']).toBe('CALL_NOT_FOUND')
    expect((await api('agent1002', '/calls/over/caller')).body['code']).toBe('CALL_NOT_FOUND')
    expect((await api('supervisor', '/calls/none/caller')).body['code']).toBe('CALL_NOT_FOUND')
    for (const who of ['admin', 'dispatcher', 'auditor']) expect((await api(who, '/calls/now/caller')).status).toBe(403)
  })

  it('lets the agent note for the next time that the caller is elderly or speaks another language', async () => {
    const post = async (as: string, json: unknown, call = 'now') => await api(as, `/calls/${call}/caller`, { method: 'POST', json })
    expect((await post('agent1003', { elder: true })).body['code']).toBe('CALL_NOT_FOUND')
    expect((await post('admin', { elder: true })).status).toBe(403)
    expect((await post('agent1001', { elder: true })).body).toMatchObject({ elder: true, language: null })
    expect((await post('agent1002', { language: 'ug' })).body).toMatchObject({ elder: true, language: 'ug' })
    expect((await api('supervisor', '/elders')).body).toEqual({ count: 1, bySource: { registry: 0, label: 0, agent: 1 } })
    expect((await post('agent1001', { elder: false, language: null })).body).toMatchObject({ elder: false, language: null })
    for (const json of [{ elder: 'yes' }, { language: 'Uyghur' }, { number: ani }]) expect((await post('agent1001', json)).body['code']).toBe('INVALID_REQUEST')
    const { body } = await api('auditor', '/audit?action=caller.mark')
    expect((body['items'] as { actor: string; target: string }[]).map(({ actor, target }) => [actor, target])).toEqual([['agent1001', 'call:now'], ['agent1002', 'call:now'], ['agent1001', 'call:now']])
    expect(JSON.stringify(body)).not.toContain(ani)
  })

  it('knows nothing of a withheld number but what the call itself says', async () => {
    expect((await api('agent1001', '/calls/withheld/caller')).body).toEqual({ call: 'withheld', dnis: '12319', arrivedAt: new Date(noon).toISOString(), number: null, elder: true, language: null, timesIn30Days: 1, repeat: false, openTickets: [], recentCalls: [] })
    expect((await api('agent1001', '/calls/withheld/caller', { method: 'POST', json: { elder: true } })).body['code']).toBe('NUMBER_WITHHELD')
  })

  it('takes a list of elders’ numbers from administrators and supervisors', async () => {
    const list = (method: string, raw: string) => ({ method, raw, headers: { 'content-type': 'text/csv' } })
    expect((await api('agent1001', '/elders', list('POST', ani))).status).toBe(403)
    expect((await api('admin', '/elders', list('POST', `phone\n${ani}\n12\n13800000000`))).body).toEqual({ changed: 2, unchanged: 0, wrong: 1, wrongLines: [3] })
    expect((await api('agent1001', '/calls/now/caller')).body).toMatchObject({ elder: true })
    expect((await api('supervisor', '/elders', list('DELETE', ani))).body).toEqual({ changed: 1, unchanged: 0, wrong: 0, wrongLines: [] })
    expect((await api('admin', '/elders')).body).toMatchObject({ count: 1 })
    expect((await api('admin', '/elders', list('POST', '1\n'.repeat(100_002)))).status).toBe(413)
    expect((await api('admin', '/elders', list('POST', 'x'.repeat(8_000_001)))).status).toBe(413)
  })
})
