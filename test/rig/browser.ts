import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { REPOSITORY, firstOf } from './program.ts'
import type { Product } from './start-product.ts'

export type { Page } from 'playwright-core'

export const SEAT = { width: 1440, height: 900 }
export const WIDE = { width: 1920, height: 1080 }
export const HAND = { width: 390, height: 844 }

export interface OpenOptions {
  /** Signed in as this user from the start, without the form. */
  as?: string
  path?: string
  size?: { width: number; height: number }
  language?: 'zh' | 'en'
  largeType?: boolean
  /** False: the browser has no microphone to give. A given one beeps (Chromium's fake device). */
  microphone?: boolean
}

/** A page and what went wrong on it. */
export interface Panel {
  page: Page
  context: BrowserContext
  /** Console errors, uncaught errors, what the content security policy kept away, and requests to anywhere else. */
  complaints: () => string[]
}

export interface PanelBrowser {
  /** A window of its own: other cookies, other storage. */
  open: (product: Product, options?: OpenOptions) => Promise<Panel>
  /** Another tab of the same window. */
  tab: (panel: Panel, path?: string) => Promise<Panel>
}

const program = (): string => firstOf(process.env['YHT_TEST_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome') ?? 'chromium'

// Music of the fake microphone is a beep a second; pages may play sound without a click, as after one.
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required', '--disable-features=WebRtcHideLocalIpsWithMdns']

/** An init script, before anything of the page: keeps the connections it makes in `window.made`, to ask them what is heard. */
export const keepConnections = (): void => {
  const made: RTCPeerConnection[] = []
  const Real = window.RTCPeerConnection
  Object.assign(window, { made, RTCPeerConnection: class extends Real {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      made.push(this)
    }
  } })
}

/** One Chromium for all tests of a file. */
export function browserForSuite(): () => PanelBrowser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: program(), args: ARGS })
  })
  afterAll(async () => browser?.close())

  async function open(product: Product, options: OpenOptions = {}): Promise<Panel> {
    if (!browser) throw new Error('Chromium did not start')
    const { size = SEAT, microphone = true } = options
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', permissions: microphone ? ['microphone'] : [], baseURL: product.url })
    if (options.as !== undefined) {
      const { token } = await product.as(options.as)
      await context.addCookies([{ name: 'yht_session', value: token, url: product.url, httpOnly: true, sameSite: 'Strict' }])
    }
    await context.addInitScript(remember, { language: options.language ?? 'zh', largeType: options.largeType ?? false })
    const panel = await watched(context, product.url)
    if (options.path !== undefined) await panel.page.goto(options.path)
    return panel
  }

  return () => ({
    open,
    async tab({ context, page }, path) {
      const another = await watched(context, new URL(page.url()).origin)
      if (path !== undefined) await another.page.goto(path)
      return another
    },
  })
}

/** In the page, before anything of it: settings of this browser, and ears for what the policy kept away. */
function remember({ language, largeType }: { language: string; largeType: boolean }): void {
  if (localStorage.getItem('yht.language') === null) localStorage.setItem('yht.language', language)
  if (localStorage.getItem('yht.large-type') === null) localStorage.setItem('yht.large-type', largeType ? '1' : '0')
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
    console.error(`CSP: ${effectiveDirective} ${blockedURI} ${sourceFile} ${sample}`)
  })
}

/** Chromium says these of every refused request, which tests of refusals expect. */
const EXPECTED = /Failed to load resource: (the server responded with a status of [45]|net::ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED|EMPTY_RESPONSE|CONNECTION_RESET))|WebSocket connection to/

async function watched(context: BrowserContext, origin: string): Promise<Panel> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (/^(https?|wss?):/.test(url) && new URL(url).host !== new URL(origin).host) complaints.push(`asked elsewhere: ${url}`)
  })
  return { page, context, complaints: () => complaints }
}

/** Kept in var/screenshots, to be looked at. */
export async function shot({ page }: Panel, name: string, options: { full?: boolean } = {}): Promise<void> {
  const folder = join(REPOSITORY, 'var/screenshots')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: options.full ?? false, animations: 'disabled' })
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Finding {
  id: string
  impact: string | null
  help: string
  nodes: { target: unknown[]; failureSummary?: string }[]
}

/** What axe finds serious or critical on the page by WCAG 2.2 A and AA: rule, place, why. */
export async function axeFindings({ page }: Panel): Promise<string[]> {
  // Given by the debugger, not by the page: its policy has no say, and needs none.
  await page.evaluate(readFileSync(AXE, 'utf8'))
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (root: Document, options: unknown) => Promise<{ violations: Finding[] }> } }
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })).violations
  })
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${JSON.stringify(target)} ${(failureSummary ?? '').replaceAll(/\s+/g, ' ').slice(0, 200)}`))
}

/** Reports of the content security policy the server has counted so far. */
export async function cspReports(product: Product): Promise<number> {
  const text = await (await fetch(`${product.url}/metrics`)).text()
  return [...text.matchAll(/^yht_csp_reports_total(?:\{[^}]*\})? (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
}

