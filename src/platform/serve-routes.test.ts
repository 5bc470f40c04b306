import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from './errors.ts'
import type { Answer, IdempotencyStore } from './idempotency.ts'
import { silentLog } from './log.ts'
import { problems } from './problems.ts'
import { route, type Route } from './route.ts'
import { requestId, serveRoutes, type Access } from './serve-routes.ts'

interface Person {
  name: string
  rights: string[]
  own?: string
}

const people: Record<string, Person> = {
  anna: { name: 'anna', rights: ['thing.read', 'thing.edit'] },
  bert: { name: 'bert', rights: [] },
  carl: { name: 'carl', rights: [], own: '7' },
}

const refusals: string[] = []
const access: Access<Person> = {
  identify: async (token) => {
    const user = people[token]
    return user ? { user, userId: user.name, session: `session of ${user.name}` } : null
  },
  may: (user, action, about) => user.rights.includes(action) || (user.own !== undefined && about?.['thing'] === user.own),
  knows: (action) => action.startsWith('thing.'),
  refused: async (user, action, path) => void refusals.push(`${user.name} ${action} ${path}`),
}

function memoryIdempotency(): IdempotencyStore {
  const rows = new Map<string, { fingerprint: string; answer: Answer | null }>()
  return {
    async begin(owner, key, fingerprint) {
      const row = rows.get(`${owner} ${key}`)
      if (!row) {
        rows.set(`${owner} ${key}`, { fingerprint, answer: null })
        return 'new'
      }
      return row.fingerprint === fingerprint ? (row.answer ?? 'running') : 'other'
    },
    async finish(owner, key, answer) {
      const row = rows.get(`${owner} ${key}`)
      if (row) row.answer = answer
    },
    forget: async (owner, key) => void rows.delete(`${owner} ${key}`),
  }
}

let made = 0
const Thing = z.object({ id: z.string(), madeAt: z.int() })
const sound = Buffer.from('0123456789')

const routes: Route[] = [
  route({ method: 'get', path: '/open', action: null, summary: '', result: z.object({ user: z.unknown() }), handle: async ({ user }) => ({ user }) }),
  route({
    method: 'get', path: '/things/:id', action: 'thing.read', summary: '', params: z.object({ id: z.string().max(3) }), query: z.object({ full: z.enum(['yes', 'no']).optional() }),
    result: Thing, about: ({ id }) => ({ thing: id }), handle: async ({ params }) => ({ id: params.id, madeAt: 1_000, secret: 'x' }),
  }),
  route({
    method: 'post', path: '/things', action: 'thing.edit', summary: '', status: 201, body: z.object({ name: z.string().min(2), in: z.object({ deep: z.int() }).optional() }), result: Thing,
    handle: async ({ body }) => {
      if (body.name === 'taken') throw new AppError('USER_EXISTS', { secret: 'inner' })
      if (body.name === 'bug') throw new Error('password of the database')
      return { id: String((made += 1)), madeAt: 2_000 }
    },
  }),
  route({ method: 'delete', path: '/things/:id', action: 'thing.edit', summary: '', params: z.object({ id: z.string() }), status: 204, handle: async () => {} }),
  route({ method: 'put', path: '/sound', action: 'thing.edit', summary: '', uploadMaxBytes: 100_000, result: z.object({ bytes: z.int() }), handle: async ({ body }) => ({ bytes: (body as unknown as Buffer).length }) }),
  route({
    method: 'get', path: '/sound', action: 'thing.read', summary: '', download: true,
    handle: async () => ({ contentType: 'audio/wav', size: sound.length, fileName: '录音 1.wav', read: (start: number, end: number) => Readable.from([sound.subarray(start, end + 1)]) }),
  }),
]

let server: Server
let base: string
beforeAll(async () => {
  const router = serveRoutes(routes, { access, idempotency: memoryIdempotency(), now: Date.now, rate: { burst: 200, perSecond: 100 } })
  server = createServer(express().use(requestId).use('/api', router).use(problems(silentLog)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
})
afterAll(() => server.close())

interface Asking {
  as?: string
  method?: string
  body?: string | Buffer<ArrayBuffer>
  headers?: Record<string, string>
}

async function ask(path: string, { as, method = 'GET', body, headers = {} }: Asking = {}) {
  const all = { ...(as ? { authorization: `Bearer ${as}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
  const response = await fetch(base + path, { method, headers: all, ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, headers: response.headers, text, body: (type.includes('json') ? JSON.parse(text) : {}) as Record<string, unknown> }
}

const make = (body: unknown, more: Asking = {}) => ask('/things', { as: 'anna', method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...more })

describe('who may', () => {
  it('lets everybody use a route without an action, and tells it who asks', async () => {
    expect((await ask('/open')).body).toEqual({ user: null })
    expect((await ask('/open', { as: 'bert' })).body['user']).toMatchObject({ name: 'bert' })
  })

  it('asks for a login, then for the right, and reports the refusal', async () => {
    expect((await ask('/things/1')).body).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN', title: '请先登录' })
    expect((await ask('/things/1', { as: 'nobody' })).status).toBe(401)
    expect((await ask('/things/1?full=yes', { as: 'bert' })).body).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect(refusals).toEqual(['bert thing.read /api/things/1'])
    expect((await ask('/things/1', { as: 'anna' })).status).toBe(200)
  })

  it('decides by what the request is about', async () => {
    expect((await ask('/things/7', { as: 'carl' })).status).toBe(200)
    expect((await ask('/things/8', { as: 'carl' })).status).toBe(403)
  })

  it('refuses to change anything for another site when the browser sent the cookie by itself', async () => {
    const cookie = { cookie: 'other=1; yht_session=anna' }
    const body = JSON.stringify({ name: 'good' })
    const from = (headers: Record<string, string>) => ask('/things', { method: 'POST', body, headers: { ...cookie, ...headers } })
    expect((await from({ origin: 'https://evil.example' })).body).toMatchObject({ status: 403, code: 'CROSS_SITE' })
    expect((await from({ origin: 'null' })).status).toBe(403)
    expect((await from({ origin: new URL(base).origin })).status).toBe(201)
    expect((await from({})).status).toBe(201)
    expect((await ask('/things', { as: 'anna', method: 'POST', body, headers: { origin: 'https://evil.example' } })).status).toBe(201)
    expect((await ask('/things/1', { headers: { ...cookie, origin: 'https://evil.example' } })).status).toBe(200)
  })
})

describe('input', () => {
  it('names every wrong and every unknown field in the language asked for', async () => {
    const wrong = await make({ name: 'x', role: 'admin', in: { deep: 1.5 } })
    expect(wrong.status).toBe(400)
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
    expect(wrong.body['code']).toBe('INVALID_REQUEST')
    expect((wrong.body['errors'] as { path: string }[]).map(({ path }) => path).sort()).toEqual(['body.in.deep', 'body.name', 'body.role'])
    const english = await make({ name: 'x' }, { headers: { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' } })
    expect(english.body).toMatchObject({ title: 'The request is not valid', errors: [{ path: 'body.name', message: expect.stringMatching(/small/i) }] })
  })

  it.each(['?unknown=1', '?full=yes&full=no', '?full=maybe', '?__proto__=1'])('refuses the query %s', async (query) => {
    expect((await ask(`/things/1${query}`, { as: 'anna' })).body['code']).toBe('INVALID_REQUEST')
  })

  it.each(['/things/%00', '/things/1?full=%00', '/things/%zz', '/things/long-id'])('refuses the path %s', async (path) => {
    expect((await ask(path, { as: 'anna' })).status).toBe(400)
  })

  it.each(['{', '{"name":NaN}', '\u{feff}x', '{"name":"a\\u0000b"}', 'undefined', '{"name":"ab",}'])('calls %j malformed', async (body) => {
    expect((await make(body)).body).toMatchObject({ status: 400, code: 'MALFORMED_JSON' })
  })

  it('refuses bytes that are no UTF-8', async () => {
    expect((await ask('/things', { as: 'anna', method: 'POST', body: Buffer.from([0x22, 0xff, 0x22]) })).body['code']).toBe('MALFORMED_JSON')
  })

  it.each(['null', '[]', '"x"', '1', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, '{"__proto__":{"name":"good"}}', '{"name":"good","__proto__":{"x":1}}', '{"name":"good","constructor":1}'])(
    'refuses a body that is no such thing (%#)', async (body) => {
      expect((await make(body)).status).toBe(400)
    },
  )

  it('refuses other content types, encodings and sizes', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=gbk', 'application/jsonx']) {
      expect((await make({ name: 'good' }, { headers: { 'content-type': type } })).status).toBe(415)
    }
    expect((await make({ name: 'good' }, { headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
    expect((await make({ name: 'x'.repeat(65_536) })).body).toMatchObject({ status: 413, code: 'TOO_LARGE' })
  })

  it('takes uploads as bytes, up to their limit', async () => {
    const upload = (bytes: number, as = 'anna') => ask('/sound', { as, method: 'PUT', body: Buffer.alloc(bytes), headers: { 'content-type': 'audio/wav' } })
    expect((await upload(100_000)).body).toEqual({ bytes: 100_000 })
    expect((await upload(100_001)).status).toBe(413)
    expect((await upload(100_001, 'bert')).status).toBe(403)
  })
})

describe('answers', () => {
  it('leave only what the schema names, instants in ISO 8601', async () => {
    const answer = await ask('/things/1', { as: 'anna' })
    expect(answer.body).toEqual({ id: '1', madeAt: '1970-01-01T00:00:01.000Z' })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('say nothing of inner details or of bugs', async () => {
    const known = await make({ name: 'taken' })
    expect([known.status, known.body['code'], known.text.includes('inner')]).toEqual([409, 'USER_EXISTS', false])
    const bug = await make({ name: 'bug' }, { headers: { 'x-request-id': 'my-request-1' } })
    expect(bug.body).toEqual({ type: 'urn:yihaotong:problem:INTERNAL', title: '系统内部错误', status: 500, code: 'INTERNAL', requestId: 'my-request-1' })
  })

  it('are 404 and 405 for what is not there, 204 without a body', async () => {
    expect((await ask('/nothing', { as: 'anna' })).body).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    const other = await ask('/things/1', { as: 'anna', method: 'PATCH' })
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, DELETE, HEAD'])
    const gone = await ask('/things/1', { as: 'anna', method: 'DELETE' })
    expect([gone.status, gone.text]).toEqual([204, ''])
  })

  it('stop a session that asks too often, and say when to come back', async () => {
    const router = serveRoutes(routes, { access, idempotency: memoryIdempotency(), now: () => 0, rate: { burst: 2, perSecond: 1 } })
    const narrow = createServer(express().use(requestId).use(router).use(problems(silentLog)))
    await new Promise<void>((resolve) => narrow.listen(0, '127.0.0.1', resolve))
    const go = async (as: string) => await fetch(`http://127.0.0.1:${(narrow.address() as AddressInfo).port}/open`, { headers: { authorization: `Bearer ${as}` } })
    expect([(await go('anna')).status, (await go('anna')).status, (await go('bert')).status]).toEqual([200, 200, 200])
    const third = await go('anna')
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '1'])
    narrow.close()
  })
})

describe('an idempotency key', () => {
  const keyed = (key: string, body: unknown, as = 'anna') => make(body, { as, headers: { 'idempotency-key': key } })

  it('answers the same request as the first time without doing it again', async () => {
    const before = made
    const [first, again] = [await keyed('k1', { name: 'good' }), await keyed('k1', { name: 'good' })]
    expect([made - before, again.status, again.text, again.headers.get('idempotency-replayed')]).toEqual([1, 201, first.text, 'true'])
  })

  it('is refused for another request and free again after a failure', async () => {
    await keyed('k2', { name: 'good' })
    expect((await keyed('k2', { name: 'better' })).body).toMatchObject({ status: 409, code: 'IDEMPOTENCY_MISMATCH' })
    expect((await keyed('k3', { name: 'taken' })).status).toBe(409)
    expect((await keyed('k3', { name: 'good' })).status).toBe(201)
    expect((await keyed('has space', { name: 'good' })).status).toBe(400)
  })

  it('lets one of two simultaneous requests through', async () => {
    const before = made
    const both = await Promise.all([keyed('k4', { name: 'good' }), keyed('k4', { name: 'good' })])
    expect(made - before).toBe(1)
    expect(both.every(({ status }) => status === 201 || status === 409)).toBe(true)
  })
})

describe('a download', () => {
  it.each([
    ['', 200, '0123456789', null],
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=0-1,3-4', 200, '0123456789', null],
    ['bytes=5-2', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
    ['bytes=10-', 416, null, 'bytes */10'],
    ['bytes=-0', 416, null, 'bytes */10'],
  ])('answers the range "%s" with %d', async (range, status, text, contentRange) => {
    const answer = await ask('/sound', { as: 'anna', headers: range ? { range } : {} })
    expect([answer.status, answer.headers.get('content-range')]).toEqual([status, contentRange])
    if (text !== null) expect(answer.text).toBe(text)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('names the file in any script', async () => {
    expect((await ask('/sound', { as: 'anna' })).headers.get('content-disposition')).toBe("inline; filename*=UTF-8''%E5%BD%95%E9%9F%B3%201.wav")
  })
})

describe('a route', () => {
  const serving = { access, idempotency: memoryIdempotency(), now: () => 0 }
  it('fails to register without an action, with an unknown one, or twice', () => {
    const [open] = routes
    if (!open) throw new Error('no routes')
    const { action: _, ...without } = open
    expect(() => serveRoutes([without as Route], serving)).toThrow('names no action')
    expect(() => serveRoutes([{ ...open, action: 'other.read' }], serving)).toThrow('nobody knows: other.read')
    expect(() => serveRoutes([open, open], serving)).toThrow('GET /open is there twice')
  })
})
