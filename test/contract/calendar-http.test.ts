import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAgents } from '../../src/agent/agents.ts'
import { agentRoutes } from '../../src/agent/routes.ts'
import { agentStore } from '../../src/agent/store.ts'
import { createCalendar } from '../../src/calendar/calendar.ts'
import { loadYears } from '../../src/calendar/files.ts'
import { createGroups } from '../../src/calendar/groups.ts'
import { calendarRoutes } from '../../src/calendar/routes.ts'
import { calendarStore, groupStore } from '../../src/calendar/store.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { transaction } from '../../src/database/transaction.ts'
import { loadSite } from '../../src/hotline/site.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import { newSecret, type Credentials } from '../../src/identity/first-run.ts'
import { createIdentity } from '../../src/identity/identity.ts'
import { rosterRoutes } from '../../src/identity/roster-routes.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog as log } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { databases } from './support/databases.ts'
import { listen, type Asking, type Listening } from './support/http.ts'

const password = 'a long enough phrase'
const fieldKey = randomBytes(32).toString('base64')
const credentials = {
  users: [
    ...['admin', 'supervisor', 'auditor', 'unit'].map((role) => ({ username: role, password, role })),
    { username: 'hr2001', password, role: 'specialist', extension: '2001', sipPassword: newSecret() },
  ],
  fieldKey,
} as Credentials
const site = loadSite('config/sites/jincheng.yaml')
const dayOf = siteDay(site.timeZone)
const saturday = Date.parse('2026-11-21T10:00:00+08:00')
const time = { now: saturday }
const clock = { ...systemClock, now: () => time.now }

describe.each(databases)('calendar, hours and roster over HTTP on $on', ({ open }) => {
  const tokens: Record<string, string> = {}
  let client = {} as Listening

  beforeAll(async () => {
    const [db, policy, cipher] = [await open(), defaultPolicy(), createFieldCipher(fieldKey)]
    const identity = createIdentity({ db, transaction: async (work) => await transaction(db, work), cipher, policy, clock, dayOf })
    await identity.seed(credentials)
    const { accounts, audit } = identity
    const agents = createAgents({ store: agentStore(db), clock, policy, log })
    accounts.onChange(async () => agents.setAccounts(await accounts.list()))
    await agents.load(await accounts.list())
    const calendar = await createCalendar({ store: calendarStore(db), shipped: loadYears('config/calendar'), timeZone: site.timeZone, clock, audit, log, alarm: () => {} })
    const groups = await createGroups({ groups: site.groups, store: groupStore(db), calendar, clock, audit, log })
    const app = createHttp({
      routes: [
        ...identity.routes,
        ...agentRoutes({ agents, accounts, audit, clock, newSipPassword: newSecret }),
        ...rosterRoutes({ accounts, agents, today: () => dayOf(clock.now()) }),
        ...calendarRoutes({ calendar, groups, thisYear: () => 2026 }),
      ],
      access: identity.access, idempotency: idempotencyStore(db, cipher, clock.now), now: clock.now, ready: () => ({ ok: true, checks: {} }),
      metrics: createMetrics(), log, version: '1.2.3', rate: { burst: 100_000, perSecond: 100_000 },
    })
    client = await listen(finishHttp(app, log))
    for (const { username } of credentials.users) tokens[username] = String((await signIn(username)).body['token'])
  })
  afterAll(async () => await client.close())

  const signIn = async (username: string) => await client.ask('/api/v1/session', { method: 'POST', json: { username, password } })
  const api = async (as: string, path: string, more: Asking = {}) => await client.ask(`/api/v1${path}`, { token: tokens[as], ...more })
  const items = (body: Record<string, unknown>) => body['items'] as Record<string, unknown>[]

  it('shows a year to everybody who works here, this one unless asked for another', async () => {
    expect((await api('unit', '/calendar')).body).toMatchObject({ year: 2026, loaded: true, updatedAt: expect.stringMatching(/Z$/) })
    expect((await api('hr2001', '/calendar?year=2027')).body).toEqual({ year: 2027, loaded: false, source: '', days: [], updatedAt: null })
    expect((await api('auditor', '/calendar')).status).toBe(403)
    for (const year of ['1999', 'next', '2026.5']) expect((await api('admin', `/calendar?year=${year}`)).body['code']).toBe('INVALID_REQUEST')
  })

  it('takes a year from an administrator, on record', async () => {
    const json = { source: 'notice', days: [{ day: '2027-01-01', kind: 'holiday', name: '元旦' }] }
    expect((await api('supervisor', '/calendar/2027', { method: 'PUT', json })).status).toBe(403)
    expect((await api('admin', '/calendar/2027', { method: 'PUT', json })).body).toMatchObject({ year: 2027, loaded: true, ...json })
    expect((await api('unit', '/calendar?year=2027')).body).toMatchObject(json)
    expect(items((await api('auditor', '/audit?action=calendar.edit')).body).map(({ actor, ok }) => [actor, ok])).toEqual([['admin', true], ['supervisor', false]])
  })

  it.each([
    ['no days', { days: [] }, 'body.days'],
    ['a day of another year', { days: [{ day: '2028-01-01', kind: 'holiday', name: '元旦' }] }, 'body.days.0.day'],
    ['a day that does not exist', { days: [{ day: '2027-02-29', kind: 'holiday', name: 'x' }] }, 'body.days.0.day'],
    ['a kind that does not exist', { days: [{ day: '2027-01-01', kind: 'weekend', name: 'x' }] }, 'body.days.0.kind'],
  ])('refuses a year with %s', async (_, json, path) => {
    expect((await api('admin', '/calendar/2027', { method: 'PUT', json })).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ path }] })
  })

  it('shows which groups are open, and lets an administrator change their hours', async () => {
    const hr = async (as: string) => items((await api(as, '/groups')).body).find(({ id }) => id === 'hr')
    expect(await hr('hr2001')).toMatchObject({ nameZh: '人社', open: false, nextChangeAt: '2026-11-23T00:30:00.000Z', updatedAt: null })
    const json = { schedule: { workdays: ['08:30-17:30'], restDays: ['09:00-12:00'] } }
    expect((await api('supervisor', '/groups/hr', { method: 'PATCH', json })).status).toBe(403)
    expect((await api('admin', '/groups/hr', { method: 'PATCH', json })).body).toMatchObject({ open: true, nextChangeAt: '2026-11-21T04:00:00.000Z', schedule: { ...json.schedule, seasons: [] } })
    expect(await hr('supervisor')).toMatchObject({ open: true })
    expect((await api('admin', '/groups/nobody', { method: 'PATCH', json })).body['code']).toBe('GROUP_NOT_FOUND')
    expect((await api('admin', '/groups/hr', { method: 'PATCH', json: { schedule: { workdays: ['8:30-12:00'] } } })).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ path: 'body.schedule.workdays.0' }] })
    expect((await api('admin', '/groups/hr', { method: 'PATCH', json: {} })).body['code']).toBe('INVALID_REQUEST')
  })

  it('has a visiting specialist on the roster of the days, who can sign in on them only (J07)', async () => {
    const visitor = { username: 'visitor', password, name: '来访专家', role: 'specialist', extension: '3001', kind: 'visiting', validFrom: '2026-11-23', validUntil: '2026-11-27' }
    expect((await api('admin', '/agents', { method: 'POST', json: { extension: '3001', name: '来访专家', groups: ['hr', 'law'] } })).status).toBe(201)
    expect((await api('admin', '/users', { method: 'POST', json: visitor })).body).toMatchObject({ kind: 'visiting', validFrom: '2026-11-23', validUntil: '2026-11-27' })
    const roster = async (day = '') => items((await api('hr2001', `/roster${day && `?day=${day}`}`)).body)
    expect((await roster()).map(({ username }) => username)).toEqual(['hr2001'])
    expect(await roster('2026-11-27')).toEqual([
      { extension: '2001', name: '人社专席2001', groups: ['hr'], username: 'hr2001', role: 'specialist', kind: 'staff', validFrom: null, validUntil: null, state: 'offline', signedIn: false },
      { extension: '3001', name: '来访专家', groups: ['hr', 'law'], username: 'visitor', role: 'specialist', kind: 'visiting', validFrom: '2026-11-23', validUntil: '2026-11-27', state: null, signedIn: false },
    ])
    expect((await signIn('visitor')).body).toMatchObject({ status: 403, code: 'ACCOUNT_NOT_VALID', detail: '2026-11-23 – 2026-11-27' })
    expect((await api('admin', '/users/visitor', { method: 'PATCH', json: { validFrom: '2026-11-21' } })).status).toBe(200)
    tokens['visitor'] = String((await signIn('visitor')).body['token'])
    await api('visitor', '/agents/3001/state', { method: 'PUT', json: { state: 'ready' } })
    expect((await roster())[1]).toMatchObject({ username: 'visitor', state: 'ready', signedIn: true })
    expect((await api('admin', '/users/visitor', { method: 'PATCH', json: { validUntil: '2026-11-20' } })).body['code']).toBe('INVALID_REQUEST')
    expect((await api('admin', '/users/visitor', { method: 'PATCH', json: { validFrom: null, validUntil: '2026-11-20' } })).status).toBe(200)
    expect((await api('visitor', '/session')).status).toBe(401)
    expect(items((await api('supervisor', '/agents')).body).map(({ extension }) => extension)).toEqual(['2001'])
    expect((await api('unit', '/roster')).status).toBe(403)
  })
})
