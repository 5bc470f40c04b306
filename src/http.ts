import { createServer, type Server } from 'node:http'
import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import { apiDocs } from './platform/api-docs.ts'
import { contentPolicy } from './platform/content-policy.ts'
import { AppError } from './platform/errors.ts'
import type { Log } from './platform/log.ts'
import type { Metrics } from './platform/metrics.ts'
import { openApiOf } from './platform/openapi.ts'
import { problems } from './platform/problems.ts'
import type { Route } from './platform/route.ts'
import { requestId, serveRoutes, type Serving } from './platform/serve-routes.ts'

export interface Readiness {
  ok: boolean
  /** Name of the check → whether it holds, or a short word about it. No personal data. */
  checks: Readonly<Record<string, boolean | number | string>>
}

interface Needs<User> extends Serving<User> {
  routes: readonly Route[]
  ready: () => Promise<Readiness> | Readiness
  metrics: Metrics
  log: Log
  version: string
  /** Who may read /metrics: by default only this machine, asked directly and not through a proxy. */
  metricsFrom?: 'loopback' | 'anywhere'
}

/** Everything served over HTTP: /api/v1, its documentation, and what a watchdog asks. Pages are mounted by app.ts after it. */
export function createHttp<User>(needs: Needs<User>): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('trust proxy', false)
  app.use(requestId, headers(), timed(needs.metrics))
  app.get('/healthz', (_req, res) => void res.json({ ok: true }))
  app.get('/readyz', async (_req, res) => {
    const readiness = await needs.ready()
    res.status(readiness.ok ? 200 : 503).json(readiness)
  })
  app.get('/metrics', async (req, res) => {
    if (needs.metricsFrom !== 'anywhere' && !isLocal(req)) throw new AppError('FORBIDDEN')
    res.type(needs.metrics.registry.contentType).send(await needs.metrics.registry.metrics())
  })
  const document = JSON.stringify(openApiOf(needs.routes, { version: needs.version }))
  app.get('/api/v1/openapi.json', (_req, res) => res.type('json').send(document))
  app.use('/api/v1', serveRoutes(needs.routes, needs))
  app.get('/api', (_req, res) => res.redirect('/api/docs'))
  app.use('/api', apiDocs())
  return app
}

/** The last two handlers: what nobody served, and what went wrong. */
export function finishHttp(app: Express, log: Log): Express {
  return app
    .use(() => {
      throw new AppError('NOT_FOUND')
    })
    .use(problems(log))
}

/** A server that slow or silent clients cannot exhaust. */
export function createHttpServer(app: Express): Server {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 20_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 }, app)
  server.maxConnections = 5_000
  server.maxRequestsPerSocket = 10_000
  return server
}

const isLocal = (req: Parameters<RequestHandler>[0]): boolean =>
  req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined && /^(::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress ?? '')

function headers(): RequestHandler {
  const policy = contentPolicy()
  const secure = helmet({
    contentSecurityPolicy: false, // set here
    // A browser keeps it for the host name; whoever serves https in front of us says so there.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  return (req, res, next) => {
    res.setHeader('Content-Security-Policy', policy).setHeader('Permissions-Policy', 'microphone=(self), camera=(), geolocation=()')
    secure(req, res, next)
  }
}

function timed({ requests }: Metrics): RequestHandler {
  return (req, res, next) => {
    const stop = requests.startTimer({ method: req.method })
    res.once('finish', () => stop({ route: patternOf(req), status: String(res.statusCode) }))
    next()
  }
}

/** The pattern, not the address: addresses hold numbers, and every new one would be a new series. */
const patternOf = (req: Parameters<RequestHandler>[0]): string => {
  const path: unknown = (req.route as { path?: unknown } | undefined)?.path
  return typeof path === 'string' ? `${req.baseUrl.startsWith('/api/v1') ? '/api/v1' : ''}${path}` : 'other'
}
