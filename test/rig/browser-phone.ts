import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import type { PanelBrowser } from './browser.ts'
import type { Product } from './start-product.ts'
import { until } from './until.ts'

// A softphone as bare as can be, in a real Chromium with a fake microphone: for tests of the server's side of it.

/** What the page knows of itself (browser-phone-page.js). */
export interface PageState {
  registered: boolean
  tab: string | null
  /** Close code of the last WebSocket that ended. */
  closed: number | null
  calls: number
  inCall: boolean
  /** The last call asked to be answered at once. */
  autoAnswer: boolean
  ended: string | null
  packetsIn: number
  packetsOut: number
  energyIn: number
  codec: string | null
  /** Unix ms when this page began, and when its last call was up. */
  beganAt: number
  upAt: number | null
}

export interface BrowserPhone {
  readonly page: Page
  state: () => Promise<PageState>
  /** Waits until the page says so. */
  sees: (what: string, fits: (state: PageState) => boolean, withinMs?: number) => Promise<PageState>
  reload: () => Promise<void>
  hangUp: () => Promise<void>
}

let bundle: Promise<string> | undefined
const script = (): Promise<string> =>
  (bundle ??= build({ entryPoints: [new URL('browser-phone-page.js', import.meta.url).pathname], bundle: true, write: false, format: 'iife', define: { global: 'globalThis' } }).then(({ outputFiles }) => outputFiles[0]?.text ?? ''))

/** The page, registered. It answers whatever rings. `beside`: a second tab of that one's window. */
export async function browserPhone(browser: PanelBrowser, product: Product, username: string, beside?: BrowserPhone): Promise<BrowserPhone> {
  const page = beside ? await beside.page.context().newPage() : (await browser.open(product, { as: username, path: '/healthz' })).page
  await page.addInitScript({ content: await script() })
  await page.goto(`${product.url}/healthz`)
  const state = (): Promise<PageState> => page.evaluate('window.phoneState()')
  const phone: BrowserPhone = {
    page, state,
    async sees(what, fits, withinMs = 10_000) {
      let last: PageState | null = null
      return await until(what, async () => {
        last = await state().catch(() => null)
        return last !== null && fits(last) && last
      }, withinMs, 100).catch((error: unknown) => {
        throw new Error(`${String(error)}: ${JSON.stringify(last)}`)
      })
    },
    reload: async () => void (await page.reload({ waitUntil: 'commit' })),
    hangUp: async () => void (await page.evaluate('window.phoneHangUp()')),
  }
  await phone.sees('the page to register', ({ registered }) => registered)
  return phone
}
