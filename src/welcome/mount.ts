import type { Express, Response } from 'express'
import type { Hotline } from '../contract/hotline.ts'
import type { QueueView } from '../contract/queue.ts'
import { type Language, languageOf } from '../platform/language.ts'
import { readDocuments } from './documents.ts'
import { type Shown, STYLE_PATH, welcomePage } from './page.ts'
import { STYLE } from './style.ts'

interface Needs {
  config: { site: string; version: string; packageRoot: string; sip: { host: string; port: number }; trunk: { host: string } }
  site: { name: string; timeZone: string }
  registry: { all: () => Hotline[] }
  clock: { now: () => number }
  ready: () => Promise<Shown['ready']>
  queue: () => Pick<QueueView, 'waiting' | 'byState' | 'talking'>
}

/** Serves the page at "/", its style sheet, and the documents it leads to. Nobody needs to be signed in for them. */
export function mountWelcome(app: Express, needs: Needs): void {
  const documents = readDocuments(needs.config.packageRoot)
  const clockOnTheWall = new Intl.DateTimeFormat('sv-SE', { timeZone: needs.site.timeZone, dateStyle: 'short', timeStyle: 'medium' })
  app.get('/', async (req, res) => {
    const page = welcomePage({
      ...factsOf(needs),
      language: wanted(req.query['lang']) ?? languageOf(req.headers['accept-language']),
      refreshing: req.query['refresh'] === '1',
      ready: await needs.ready(),
      documents,
      asOf: clockOnTheWall.format(needs.clock.now()),
    })
    send(res.setHeader('Cache-Control', 'no-store').setHeader('Vary', 'Accept-Language'), 'html', page)
  })
  app.get(STYLE_PATH, (_req, res) => send(res.setHeader('Cache-Control', 'no-cache'), 'css', STYLE))
  for (const { path, text } of documents) app.get(path, (_req, res) => send(res.setHeader('Cache-Control', 'no-cache'), 'text/plain', text))
}

const send = (res: Response, type: string, text: string): void => void res.type(type).send(text)

function factsOf({ config, site, registry, queue }: Needs): Omit<Shown, 'language' | 'refreshing' | 'ready' | 'documents' | 'asOf'> {
  const { waiting, talking, byState } = queue()
  const hotlines = registry.all()
  const host = config.sip.host === '0.0.0.0' || config.sip.host === '::' ? '<IP>' : config.sip.host
  const primary = hotlines.find(({ mergeMode }) => mergeMode === 'primary')?.number ?? '12345'
  return {
    site: site.name, version: config.version, waiting: waiting.length, talking, byState, hotlines,
    phones: { at: `${host.includes(':') ? `[${host}]` : host}:${config.sip.port}`, trunkHost: config.trunk.host, primary, demo: config.site === 'demo' },
  }
}

const wanted = (lang: unknown): Language | null => (lang === 'zh' || lang === 'en' ? lang : null)
