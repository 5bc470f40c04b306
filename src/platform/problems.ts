import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Problem } from '../contract/problem.ts'
import { AppError, PROBLEMS } from './errors.ts'
import { languageOf } from './language.ts'
import type { Log } from './log.ts'

interface FieldError {
  path: string
  message: string
}

/** Ends the request with the problem (RFC 9457). Failures nobody expected tell the client nothing but the request id. */
export function sendProblem(req: Request, res: Response, error: AppError): void {
  const [status, zh, en] = PROBLEMS[error.code]
  const problem: Problem = {
    type: `urn:yihaotong:problem:${error.code}`,
    title: languageOf(req.headers['accept-language']) === 'en' ? en : zh,
    status,
    code: error.code,
    requestId: requestIdOf(res),
    ...publicDetails(error),
  }
  if (typeof error.details['retryAfterMs'] === 'number') res.setHeader('Retry-After', String(Math.max(1, Math.ceil(error.details['retryAfterMs'] / 1000))))
  res.setHeader('Cache-Control', 'no-store')
  // express would add a charset, which the media type does not have.
  res.status(status).setHeader('Content-Type', 'application/problem+json')
  res.end(JSON.stringify(problem))
}

/** Only what is named here leaves the server: details may hold causes and ids that are nobody's business. */
function publicDetails({ details }: AppError): Partial<Problem> & Record<string, unknown> {
  const { errors, detail, allowed, count, why, limit, opensAt } = details
  return {
    ...(Array.isArray(errors) ? { errors: errors as FieldError[] } : {}),
    ...(typeof detail === 'string' ? { detail } : {}),
    ...(allowed === undefined ? {} : { allowed }),
    ...(typeof count === 'number' ? { count } : {}),
    ...(typeof why === 'string' ? { why } : {}),
    ...(typeof limit === 'string' ? { limit } : {}),
    ...(typeof opensAt === 'number' ? { opensAt: new Date(opensAt).toISOString() } : {}),
  }
}

export const requestIdOf = (res: Response): string => String(res.getHeader('X-Request-Id') ?? '')

/** The last handler of the app: expected failures keep their code, anything else is a bug and is logged as one. */
export function problems(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const known = asAppError(error)
    if (known.httpStatus >= 500) {
      log.error('request failed', { method: req.method, path: req.path, code: known.code, requestId: requestIdOf(res), error: known.cause ?? known })
    }
    if (res.headersSent) res.destroy()
    else sendProblem(req, res, known)
  }
}

/** Errors of express and its body reader carry a type or an HTTP status: all of them are the client's. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { type, status } = error instanceof Error ? (error as Error & { type?: unknown; status?: unknown }) : {}
  if (type === 'entity.too.large') return new AppError('TOO_LARGE')
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return new AppError('UNSUPPORTED_MEDIA')
  if (typeof status === 'number' && status >= 400 && status < 500) return new AppError('INVALID_REQUEST')
  return new AppError('INTERNAL', {}, { cause: error })
}
