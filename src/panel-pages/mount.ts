import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Express, Request, Response } from 'express'
import { contentPolicy } from '../platform/content-policy.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { mountReports, type Reports } from './reports.ts'
import { type Asset, readPanel } from './pages.ts'

interface Needs extends Reports {
  /** Where the built panel lies. */
  folder: string
  /** Name of the site, shown beside the product's. */
  site: string
  isSignedIn: (headers: IncomingHttpHeaders) => Promise<boolean>
  log: Log
}

/** Every path of the panel (docs/panel.md); what is not one of them is answered as not found. */
const PATHS = ['/login', '/agent', '/queue', '/callback', '/surveys', '/campaigns', '/campaigns/:id', '/tickets', '/tickets/:ticketNo', '/dispatch', '/unit', '/notices', '/ledger', '/letters/:id', '/pool', '/evaluation', '/duty', '/hotline-day', '/hotline-day/:id', '/social-review', '/social-review/:id', '/reports', '/wall', '/admin', '/admin/:page', '/admin/:page/:item', '/demo/phone']
const A_YEAR_S = 31_536_000

/** Serves the panel: one page for all its paths, and its files. "/" is the panel's for whoever is signed in. */
export function mountPanel(app: Express, needs: Needs): void {
  const panel = readPanel(needs.folder)
  if (panel === null) needs.log.error('the panel is not built: nobody can work in the browser', { mend: 'npm run build' })
  const page = panel?.page.replaceAll('%SITE%', escaped(needs.site))
  const send = (res: Response): void => {
    if (page === undefined) throw new AppError('UNAVAILABLE')
    const nonce = randomBytes(16).toString('base64')
    res.setHeader('Content-Security-Policy', contentPolicy(nonce)).setHeader('Cache-Control', 'no-store')
    res.type('html').send(page.replaceAll('%NONCE%', nonce))
  }
  app.get('/', async (req, res, next) => ((await needs.isSignedIn(req.headers)) ? send(res) : next()))
  app.get(PATHS, (_req, res) => send(res))
  app.get('/assets/:name', (req, res) => {
    const asset = panel?.assets.get(req.params.name)
    if (asset === undefined) throw new AppError('NOT_FOUND')
    sendAsset(req, res, asset)
  })
  mountReports(app, needs)
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '')

/** The name changes with the content, so it may be kept for ever. */
function sendAsset(req: Request, res: Response, { type, plain, gzip, brotli }: Asset): void {
  res.setHeader('Cache-Control', `public, max-age=${A_YEAR_S}, immutable`).setHeader('Vary', 'Accept-Encoding').setHeader('Content-Type', type)
  const wanted = req.acceptsEncodings(['br', 'gzip', 'identity'])
  const [encoding, bytes] = wanted === 'br' && brotli ? ['br', brotli] : wanted !== false && wanted !== 'identity' && gzip ? ['gzip', gzip] : [null, plain]
  if (encoding !== null) res.setHeader('Content-Encoding', encoding)
  res.setHeader('Content-Length', bytes.length).end(req.method === 'HEAD' ? undefined : bytes)
}
