import { randomUUID } from 'node:crypto'
import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import type { z } from 'zod'
import { check, readJson, readQuery, refuseNul, strict } from './check-input.ts'
import { AppError } from './errors.ts'
import { fingerprintOf, onlyOnce, type Answer, type IdempotencyStore } from './idempotency.ts'
import { languageOf } from './language.ts'
import { rateLimiter, type RateLimit } from './rate-limit.ts'
import type { Connection, Download, Route, RouteRequest } from './route.ts'
import { sendDownload } from './send-download.ts'
import { isCrossSite, sessionToken } from './session-token.ts'
import { requestIdOf } from './problems.ts'
import { toWire } from './wire.ts'

export interface SignedIn<User> {
  user: User
  userId: string
  /** Opaque id of the session, not its token. */
  session: string
}

/** Who asks, and who may do what: identity gives it, this file knows nothing of users and roles. */
export interface Access<User> {
  identify: (token: string) => Promise<SignedIn<User> | null>
  may: (user: User, action: string, about?: Readonly<Record<string, unknown>>) => boolean
  knows: (action: string) => boolean
  /** Told of every refusal, before it is answered. */
  refused?: (user: User, action: string, path: string) => Promise<void>
}

export interface Serving<User> {
  access: Access<User>
  idempotency: IdempotencyStore
  now: () => number
  /** Per session. */
  rate?: RateLimit
}

const JSON_MAX_BYTES = 65_536
const DEFAULT_RATE: RateLimit = { burst: 500, perSecond: 100 }

/**
 * Mounts routes below the returned router (/api/v1): checks of the site, the session, the rate, the right, the input
 * and the output, in this order. Throws when a route names no action, an unknown one, or a place already taken.
 */
export function serveRoutes<User>(routes: readonly Route[], serving: Serving<User>): Router {
  const router = Router({ caseSensitive: true })
  const limit = rateLimiter(serving.rate ?? DEFAULT_RATE, serving.now)
  const methods = new Map<string, string[]>()
  for (const route of routes) {
    const known = methods.get(route.path) ?? []
    refuseUnregistrable(route, serving.access, known)
    methods.set(route.path, [...known, route.method.toUpperCase()])
    router[route.method](route.path, serve(route, serving, limit))
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_req, res) => {
      res.setHeader('Allow', [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', '))
      throw new AppError('METHOD_NOT_ALLOWED')
    })
  }
  router.use(() => {
    throw new AppError('NOT_FOUND')
  })
  return router
}

function refuseUnregistrable<User>({ method, path, action }: Route, access: Access<User>, taken: readonly string[]): void {
  const name = `${method.toUpperCase()} ${path}`
  if (action === undefined) throw new Error(`Route ${name} names no action; say null for a route that needs no login.`)
  if (action !== null && !access.knows(action)) throw new Error(`Route ${name} names an action nobody knows: ${action}.`)
  if (taken.includes(method.toUpperCase())) throw new Error(`Route ${name} is there twice.`)
}

const changes = (method: string): boolean => method !== 'GET' && method !== 'HEAD'

type BodyReader = (req: Request, res: Response) => Promise<Buffer>

/** Reads at most so many bytes; called only for those who may do what they ask. Bodies of GET are never read. */
function bodyReader({ method, uploadMaxBytes }: Route): BodyReader {
  if (method === 'get') return async () => Buffer.alloc(0)
  const read = express.raw({ type: () => true, limit: uploadMaxBytes ?? JSON_MAX_BYTES, inflate: false })
  return async (req, res) => {
    await new Promise<void>((resolve, reject) => read(req, res, (error?: unknown) => (error ? reject(error) : resolve())))
    return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
  }
}

function serve<User>(route: Route, { access, idempotency }: Serving<User>, limit: (key: string) => number): RequestHandler {
  const checks = { params: strict(route.params), query: strict(route.query), body: strict(route.body), read: bodyReader(route) }
  return async (req, res) => {
    refuseNul(req.url)
    const signedIn = await signIn(route, access, limit, req)
    const { request, bytes } = await checked(route, checks, { req, res, signedIn }, access)
    const act = async (): Promise<Answer> => answerOf(route, await route.handle(request))
    const key = req.get('idempotency-key')
    if (route.download) return await sendDownload(req, res, (await route.handle(request)) as Download)
    if (key === undefined || !signedIn || !changes(req.method)) return send(res, await act())
    const once = { owner: signedIn.userId, key, fingerprint: fingerprintOf(req.method, req.originalUrl, bytes) }
    const answer = await onlyOnce(idempotency, once, act)
    if (answer.replayed) res.setHeader('Idempotency-Replayed', 'true')
    send(res, answer)
  }
}

/** The site, the session and the rate. */
async function signIn<User>(route: Route, access: Access<User>, limit: (key: string) => number, req: Request): Promise<SignedIn<User> | null> {
  const token = sessionToken(req.headers)
  if (changes(req.method) && token?.from !== 'bearer' && isCrossSite(req.headers)) throw new AppError('CROSS_SITE')
  const signedIn = token ? await access.identify(token.token) : null
  if (route.action !== null && !signedIn) throw new AppError('NOT_SIGNED_IN')
  const waitMs = signedIn ? limit(signedIn.session) : 0
  if (waitMs > 0) throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs: waitMs })
  return signedIn
}

interface Checks {
  params: z.ZodType
  query: z.ZodType
  body: z.ZodType
  read: BodyReader
}

interface Asked<User> {
  req: Request
  res: Response
  signedIn: SignedIn<User> | null
}

interface Checked {
  request: RouteRequest<unknown, unknown, unknown, unknown>
  bytes: Buffer
}

/** The right, then the input: whoever may not do it learns nothing about the form of it. */
async function checked<User>(route: Route, checks: Checks, { req, res, signedIn }: Asked<User>, access: Access<User>): Promise<Checked> {
  const language = languageOf(req.headers['accept-language'])
  const params = check('params', checks.params, { ...req.params }, language)
  if (route.action !== null && signedIn && !access.may(signedIn.user, route.action, route.about?.(params, signedIn.user))) {
    await access.refused?.(signedIn.user, route.action, req.originalUrl.split('?')[0] ?? '')
    throw new AppError('FORBIDDEN')
  }
  const query = check('query', checks.query, readQuery(req.originalUrl), language)
  const bytes = await checks.read(req, res)
  const request = {
    params,
    query,
    body: route.uploadMaxBytes === undefined ? check('body', checks.body, jsonOf(req, bytes), language) : bytes,
    user: signedIn?.user ?? null,
    requestId: requestIdOf(res),
    language,
    connection: connectionOf(req, res, signedIn?.session ?? null),
  }
  return { request, bytes }
}

function jsonOf(req: Request, bytes: Buffer): unknown {
  const charset = /;\s*charset="?([\w-]+)"?/i.exec(req.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  if (bytes.length > 0 && (!req.is(['json', '+json']) || !/^utf-?8$/i.test(charset))) throw new AppError('UNSUPPORTED_MEDIA')
  return readJson(bytes)
}

const connectionOf = (req: Request, res: Response, session: string | null): Connection => ({
  ip: req.ip ?? '',
  secure: req.secure,
  userAgent: (req.get('user-agent') ?? '').slice(0, 200),
  session,
  header: (name) => req.get(name),
  setHeader: (name, value) => res.setHeader(name, value),
})

/** Checks the result on its way out: what the schema does not name stays inside. */
function answerOf(route: Route, result: unknown): Answer {
  const status = route.status ?? 200
  if (status === 204 || !route.result) return { status: route.result ? status : 204, body: null }
  return { status, body: JSON.stringify(toWire(route.result.parse(result))) }
}

function send(res: Response, { status, body }: Answer): void {
  res.status(status).setHeader('Cache-Control', 'no-store')
  if (body !== null) res.setHeader('Content-Type', 'application/json; charset=utf-8')
  res.end(body ?? undefined)
}

/** First of all handlers: an id that the client, the log and the problem share. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id')
  res.setHeader('X-Request-Id', given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID())
  next()
}
