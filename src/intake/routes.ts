import { z } from 'zod'
import { HotlineNumber } from '../contract/ids.ts'
import { ExchangeStatus, ExchangeTaken, type IntakeSource, IntakeTicket, Progress, ProgressQuery, TakenIn } from '../contract/intake.ts'
import type { Can, Principal } from '../identity/port.ts'
import { check, readJson } from '../platform/check-input.ts'
import { AppError } from '../platform/errors.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import { isSigned, SIGNATURE_HEADER } from '../platform/signature.ts'
import type { Exchange } from './exchange.ts'
import { type By, type Intake, systemOf } from './intake.ts'

export interface IntakeRouteDeps {
  intake: Pick<Intake, 'take'>
  exchange: Exchange
  /** Throws NOT_FOUND. */
  progress: (query: z.infer<typeof ProgressQuery>) => Promise<Progress>
  sourceOf: (id: string) => IntakeSource | undefined
  /** Whether it is a line another system could work for. */
  isLine: (number: string) => boolean
  secretOf: { source: (id: string) => string; line: (number: string) => string }
  can: Can
  now: () => number
  /** By address: how long to wait, 0 = go on. */
  limit: (address: string) => number
}

const BODY_MAX_BYTES = 65_536
const BySource = z.object({ source: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/) }).strict()
const ByLine = z.object({ hotline: HotlineNumber }).strict()
type Signed<Params> = RouteRequest<Params, unknown, Buffer, Principal | null>

/** POST /intake/{source}/tickets, POST /exchange/{hotline}/status, POST /progress. Bodies that are signed are read as bytes: they are what is signed. */
export const intakeRoutes = (deps: IntakeRouteDeps): Route[] => [taking(deps), hearing(deps), asking(deps)]

const taking = (deps: IntakeRouteDeps): Route =>
  route({
    method: 'post',
    path: '/intake/:source/tickets',
    action: null,
    summary: `A matter from another system, signed in ${SIGNATURE_HEADER}, or from a clerk who is signed in (docs/intake.md)`,
    params: BySource,
    uploadMaxBytes: BODY_MAX_BYTES,
    result: TakenIn,
    status: 201,
    async handle(request: Signed<z.infer<typeof BySource>>) {
      const source = deps.sourceOf(request.params.source)
      if (!source) throw new AppError('NOT_FOUND')
      const by = whoHandsIn(source, request, deps)
      return await deps.intake.take(source, read(IntakeTicket, request), by, request.language)
    },
  })

/** Throws SIGNATURE_INVALID; FORBIDDEN for people where only the system itself hands in. */
function whoHandsIn(source: IntakeSource, { body, user, connection }: Signed<unknown>, { secretOf, can, now }: IntakeRouteDeps): By {
  const header = connection?.header(SIGNATURE_HEADER)
  if (header === undefined && user !== null) {
    if (!source.clerks || !can(user, 'ticket.open')) throw new AppError('FORBIDDEN')
    return { username: user.username, extension: user.extension }
  }
  if (!isSigned(header, { id: source.id, body, secret: secretOf.source(source.id), now: now() })) throw new AppError('SIGNATURE_INVALID')
  return systemOf(source.id)
}

const hearing = (deps: IntakeRouteDeps): Route =>
  route({
    method: 'post',
    path: '/exchange/:hotline/status',
    action: null,
    summary: `The system of a line says how a matter it works on stands, signed in ${SIGNATURE_HEADER} (docs/exchange.md)`,
    params: ByLine,
    uploadMaxBytes: BODY_MAX_BYTES,
    result: ExchangeTaken,
    async handle(request: Signed<z.infer<typeof ByLine>>) {
      const { params: { hotline }, body, connection } = request
      if (!deps.isLine(hotline)) throw new AppError('NOT_FOUND')
      if (!isSigned(connection?.header(SIGNATURE_HEADER), { id: hotline, body, secret: deps.secretOf.line(hotline), now: deps.now() })) throw new AppError('SIGNATURE_INVALID')
      return await deps.exchange.hear(hotline, read(ExchangeStatus, request))
    },
  })

const asking = ({ progress, limit }: IntakeRouteDeps): Route =>
  route({
    method: 'post',
    path: '/progress',
    action: null,
    summary: 'How a matter stands, for whoever knows its number and a number it was reported from',
    body: ProgressQuery,
    result: Progress,
    async handle({ body, connection }: RouteRequest<unknown, unknown, z.infer<typeof ProgressQuery>, unknown>) {
      const waitMs = limit(connection?.ip ?? '')
      if (waitMs > 0) throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs: waitMs })
      return await progress(body)
    },
  })

/** Throws MALFORMED_JSON, INVALID_REQUEST. */
const read = <Shape>(schema: z.ZodType<Shape>, { body, language }: Signed<unknown>): Shape => check('body', schema, readJson(body), language) as Shape
