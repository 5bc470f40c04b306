import express, { type Express } from 'express'
import { CSP_REPORTS } from '../platform/content-policy.ts'
import type { Log } from '../platform/log.ts'
import { rateLimiter } from '../platform/rate-limit.ts'
import { violationOf } from './rules/violation.ts'

export interface Reports {
  cspReports: { inc: (labels: { directive: string }) => void }
  now: () => number
  log: Log
}

const MAX_BYTES = 16_384
/** Of all browsers together: what is over it is not looked at. */
const RATE = { burst: 50, perSecond: 10 }

/** POST /csp-report: browsers tell what a page was kept from doing. Nobody is signed in for it, so little of it is kept. */
export function mountReports(app: Express, { cspReports, now, log }: Reports): void {
  const limit = rateLimiter(RATE, now)
  app.post(CSP_REPORTS, express.raw({ type: ['application/csp-report', 'application/json'], limit: MAX_BYTES, inflate: false }), (req, res) => {
    const violation = Buffer.isBuffer(req.body) && limit('reports') === 0 ? violationOf(req.body.toString('utf8')) : null
    if (violation) {
      cspReports.inc({ directive: violation.directive })
      log.warn('a page was kept from something by its content security policy', { ...violation })
    }
    res.status(204).end()
  })
}
