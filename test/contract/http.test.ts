import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentRoutes } from '../../src/agent/routes.ts'
import { createAgents } from '../../src/agent/agents.ts'
import { agentStore } from '../../src/agent/store.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { transaction } from '../../src/database/transaction.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import { createIdentity, type Identity } from '../../src/identity/identity.ts'
import { newSecret, type Credentials } from '../../src/identity/first-run.ts'
import { ROLES } from '../../src/identity/port.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import type { Log } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import type { Route } from '../../src/platform/route.ts'
import { databases } from './support/databases.ts'
import { fuzz, targetsOf } from './support/fuzz.ts'
import { listen, type Listening } from './support/http.ts'

const password = 'a long enough phrase'
const person = (username: string, role: string, more = {}) => ({ username, password, role, ...more })
const credentials = {
  users: [
    ...ROLES.filter((role) => role !== 'agent').map((role) => person(role, role)),
    person('agent1001', 'agent', { extension: '1001', sipPassword: 'sip password 1' }),
    person('agent1002', 'agent', { extension: '1002', sipPassword: 'sip password 2' }),
  ],
  fieldKey: randomBytes(32).toString('base64'),
} as Credentials

const logged: unknown[] = []
const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: (message, fields) => void logged.push([message, fields]), with: () => log }

describe.each(databases)('HTTP on $on', ({ open }) => {
  let client: Listening
  let identity: Identity
  let routes: Route[]
  let readiness = { ok: true, checks: { asterisk: true } }
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    const db = await open()
    const cipher = createFieldCipher(credentials.fieldKey)
    const [policy, clock] = [defaultPolicy(), systemClock]
    identity = createIdentity({ db, transaction: async (work) => await transaction(db, work), cipher, policy, clock, dayOf: siteDay('Asia/Shanghai') })
    await identity.seed(credentials)
    const agents = createAgents({ store: agentStore(db), clock, policy, log })
    const reload = async () => agents.setAccounts(await identity.accounts.list())
    identity.accounts.onChange(reload)
    await agents.load(await identity.accounts.list())
    routes = [...identity.routes, ...agentRoutes({ agents, accounts: identity.accounts, audit: identity.audit, clock, newSipPassword: newSecret })]
    const app = createHttp({
      routes, access: identity.access, idempotency: idempotencyStore(db, cipher, clock.now), now: clock.now, ready: () => readiness, metrics: createMetrics(), log, version: '1.2.3',
      rate: { burst: 100_000, perSecond: 100_000 },
    })
    client = await listen(finishHttp(app, log))
    for (const { username } of credentials.users) {
      tokens[username] = String((await client.ask('/api/v1/session', { method: 'POST', json: { username, password } })).body['token'])
    }
  })
  afterAll(async () => {
    await client.close()
  })

  const api = async (as: string, path: string, more = {}) => await client.ask(`/api/v1${path}`, { token: tokens[as], ...more })

  it('signs in with a token that works as a bearer and as a cookie no script can read', async () => {
    const signedIn = await client.ask('/api/v1/session', { method: 'POST', json: { username: 'Agent1001', password, totp: '123456' } })
    expect(signedIn.status).toBe(200)
    expect(signedIn.body).toMatchObject({ user: { username: 'agent1001', role: 'agent', extension: '1001' }, token: expect.stringMatching(/^[\w-]{43}$/) })
    const token = String(signedIn.body['token'])
    expect(signedIn.headers.get('set-cookie')).toBe(`yht_session=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200`)
    const cookie = { cookie: `yht_session=${token}` }
    expect((await client.ask('/api/v1/session', { headers: cookie })).body).toMatchObject({ user: { username: 'agent1001' }, expiresAt: expect.stringMatching(/Z$/) })
    const out = await client.ask('/api/v1/session', { method: 'DELETE', token })
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, 'yht_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0'])
    expect((await client.ask('/api/v1/session', { token })).body['code']).toBe('NOT_SIGNED_IN')
  })

  it('says the same to a wrong name as to a wrong password, and slows down guessing', async () => {
    const guess = async (username: string) => await client.ask('/api/v1/session', { method: 'POST', json: { username, password: 'wrong' } })
    const [known, unknown] = [await guess('dispatcher'), await guess('nobody')]
    expect({ ...known.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    expect(known.body).toMatchObject({ status: 401, code: 'WRONG_CREDENTIALS', title: '用户名或密码不正确' })
    for (let n = 0; n < 4; n += 1) await guess('dispatcher')
    const throttled = await guess('dispatcher')
    expect([throttled.status, throttled.body['code'], throttled.headers.get('retry-after')]).toEqual([429, 'TOO_MANY_REQUESTS', '60'])
    expect((await client.ask('/api/v1/session', { method: 'POST', json: { username: 'unit', password } })).status).toBe(200)
  })

  it('lets agents set their own state only, and supervisors any', async () => {
    const set = async (as: string, extension: string, json: unknown) => await api(as, `/agents/${extension}/state`, { method: 'PUT', json })
    expect((await set('agent1001', '1001', { state: 'not_ready', reason: 'lunch' })).body).toMatchObject({ extension: '1001', state: 'not_ready', reason: 'lunch', since: expect.stringMatching(/Z$/) })
    expect((await set('agent1001', '1002', { state: 'ready' })).body['code']).toBe('FORBIDDEN')
    expect((await set('supervisor', '1002', { state: 'not_ready' })).status).toBe(200)
    expect((await set('supervisor', '9999', { state: 'ready' })).body['code']).toBe('AGENT_NOT_FOUND')
    expect((await set('agent1001', '1001', { state: 'talking' })).body['code']).toBe('INVALID_REQUEST')
    const log = (await api('auditor', '/audit?action=agent.state')).body['items'] as { actor: string; target: string; ok: boolean }[]
    expect(log.map(({ actor, target, ok }) => [actor, target, ok])).toEqual([['supervisor', 'agent:1002', true], ['agent1001', '/api/v1/agents/1002/state', false]])
  })

  it('adds, changes and disables a seat, showing its SIP password once', async () => {
    const added = await api('admin', '/agents', { method: 'POST', json: { extension: '1050', name: '李明', groups: ['general'] } })
    expect([added.status, String(added.body['sipPassword']).length]).toEqual([201, 24])
    expect((await api('admin', '/agents', { method: 'POST', json: { extension: '1050', name: 'x', groups: ['general'] } })).body['code']).toBe('AGENT_EXISTS')
    const listed = async () => ((await api('supervisor', '/agents')).body['items'] as { extension: string; name: string }[]).find(({ extension }) => extension === '1050')
    expect(await listed()).toMatchObject({ name: '李明', state: 'offline' })
    expect((await api('admin', '/agents/1050', { method: 'PATCH', json: { name: '李明明', groups: ['hr'] } })).body).toEqual({ extension: '1050', name: '李明明', groups: ['hr'] })
    expect(await listed()).toMatchObject({ name: '李明明', groups: ['hr'] })
    expect((await api('admin', '/agents/1050', { method: 'PATCH', json: { newSipPassword: true } })).body['sipPassword']).not.toBe(added.body['sipPassword'])
    await api('admin', '/agents/1050', { method: 'PATCH', json: { enabled: false } })
    expect(await listed()).toBeUndefined()
  })

  it('ends the sessions of a disabled user at once', async () => {
    await api('admin', '/users', { method: 'POST', json: { username: 'gone', password, name: 'Gone', role: 'supervisor' } })
    const { token } = (await client.ask('/api/v1/session', { method: 'POST', json: { username: 'gone', password } })).body as { token: string }
    expect((await client.ask('/api/v1/agents', { token })).status).toBe(200)
    expect((await api('admin', '/users/gone', { method: 'PATCH', json: { disabled: true } })).body['disabled']).toBe(true)
    expect((await client.ask('/api/v1/agents', { token })).status).toBe(401)
    expect((await client.ask('/api/v1/session', { method: 'POST', json: { username: 'gone', password } })).status).toBe(401)
  })

  it('pages through users without repeating one', async () => {
    const names: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: Record<string, unknown> } = await api('admin', `/users?limit=3&cursor=${cursor}`)
      names.push(...(body['items'] as { username: string }[]).map(({ username }) => username))
      cursor = body['nextCursor'] as string | null
    }
    expect(names.length).toBe(new Set(names).size)
    expect(names).toEqual(expect.arrayContaining(credentials.users.map(({ username }) => username)))
    expect(JSON.stringify((await api('admin', '/users')).body)).not.toContain('argon2')
  })

  it('refuses fields nobody may set', async () => {
    const sneaky = await api('admin', '/users', { method: 'POST', json: { username: 'sneaky', password, name: 'x', role: 'agent', disabled: false, passwordHash: 'x', id: '1' } })
    expect((sneaky.body['errors'] as { path: string }[]).map(({ path }) => path).sort()).toEqual(['body.disabled', 'body.id', 'body.passwordHash'])
    expect((await api('agent1001', '/users/agent1001', { method: 'PATCH', json: { role: 'admin' } })).status).toBe(403)
  })

  it('answers every route for every role as the rights table says', async () => {
    for (const { username } of credentials.users) {
      for (const route of routes.filter(({ action }) => action !== null && action !== 'session.own')) {
        const path = route.path.replaceAll(/:\w+/g, 'zzz')
        const { status } = await api(username, path.replace('zzz', route.path.includes(':extension') ? '999' : 'zzz'), { method: route.method.toUpperCase() })
        const { role, extension = null } = credentials.users.find((user) => user.username === username) ?? { role: 'unit' as const }
        const may = identity.can({ userId: '', username, role, extension, department: null }, route.action as never, { extension: '999' as never })
        expect([username, route.method, route.path, status === 403]).toEqual([username, route.method, route.path, !may])
        expect((await client.ask(`/api/v1${path}`, { method: route.method.toUpperCase() })).status).toBe(401)
      }
    }
  })

  it('is asked a thousand odd things and never at fault', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    logged.length = 0
    const targets = targetsOf((await client.ask('/api/v1/openapi.json')).body).filter(({ path, method }) => !(path === '/session' && method === 'DELETE'))
    expect(targets.length).toBe(routes.length - 1)
    const wrong = await fuzz(client, targets, tokens['admin'] ?? '', { runs: 60, seed, known: '1001' })
    expect({ seed, wrong, logged }).toEqual({ seed, wrong: [], logged: [] })
    expect((await identity.audit.verify()).ok).toBe(true)
  })

  it('tells a watchdog how it is, and strangers no figures', async () => {
    expect((await client.ask('/healthz')).body).toEqual({ ok: true })
    expect((await client.ask('/readyz')).status).toBe(200)
    readiness = { ok: false, checks: { asterisk: false } }
    const notReady = await client.ask('/readyz')
    expect([notReady.status, notReady.body]).toEqual([503, { ok: false, checks: { asterisk: false } }])
    const metrics = await client.ask('/metrics')
    expect(metrics.text).toMatch(/yht_http_request_seconds_count\{[^}]*route="\/api\/v1\/agents\/:extension\/state"/)
    expect(metrics.text).not.toMatch(/1001/)
    expect((await client.ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403)
  })

  it('describes itself as OpenAPI 3.1 and shows it without the network', async () => {
    const { body } = await client.ask('/api/v1/openapi.json')
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } })
    const paths = body['paths'] as Record<string, Record<string, unknown>>
    for (const route of routes) expect(paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method]).toBeDefined()
    expect(JSON.stringify(body)).toContain('"since":{"type":"string","format":"date-time"')
    const page = await client.ask('/api/docs')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    const links = [...page.text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link)
    expect(links.length).toBe(3)
    for (const link of links) expect((await client.ask(`/api/${link}`)).status).toBe(200)
    expect(page.text).not.toMatch(/<script>|<style|https?:/)
  })

  it('knows nothing else', async () => {
    for (const path of ['/', '/nothing', '/api/v1/nothing', '/api/docs/../../package.json', '/api/docs/package.json', '/%2e%2e/package.json']) {
      const answer = await client.ask(path)
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json'])
    }
  })
})

describe('the HTTP server', () => {
  it('cuts off a client that sends its headers too slowly', async () => {
    const client = await listen(express())
    const { port, hostname } = new URL(client.origin)
    const began = Date.now()
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: '))
      const drip = setInterval(() => socket.write('a'), 500)
      socket.on('error', () => {}).on('close', () => {
        clearInterval(drip)
        resolve()
      })
      setTimeout(() => reject(new Error('still open after 20 s')), 20_000).unref()
    })
    expect(Date.now() - began).toBeGreaterThan(5_000)
    await client.close()
  })
})
