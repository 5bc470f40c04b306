import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { openDatabase } from '../../../src/database/database.ts'
import { createFieldCipher } from '../../../src/platform/field-cipher.ts'
import { startProduct } from '../../rig/start-product.ts'
import { type Spread, spread } from '../figures.ts'
import { table } from '../report.ts'
import { fillTickets } from './fill.ts'
import { drawn } from './mix.ts'

// The list of tickets in Chromium, on the whole product with a year of tickets in its database: from the click until what
// was asked for is painted. Run by itself: npm run bench -- --only tickets-browser

const PAINTED_MAX_MS = 300
const SIZES = { full: { tickets: 100_000, times: 30 }, quick: { tickets: 5_000, times: 8 } }
const UNTIL = Date.parse('2026-11-21T12:00:00+08:00')

/** What is done to the list, over and over; each leads to other rows. */
const FILTERS = ['state=handling', 'state=in_triage', 'unit=HB', 'category=04', 'area=140581&grade=C', 'sort=oldest', 'sort=dueAt&state=handling,signed', '']
const SEARCHES = ['噪声', '停水', '石碑', '营业执照', '路灯损坏']

export interface BrowserFigures {
  tickets: number
  /** Milliseconds from the click until painted, by what was done. */
  painted: Readonly<Record<string, Spread>>
}

/** In the page: a link of the panel is followed; resolves when rows of the new list are painted. */
async function follow(page: Page, query: string): Promise<number> {
  return await page.evaluate(async (to) => {
    document.querySelector('.list-box')?.setAttribute('data-before', '')
    const began = performance.now()
    // As the panel's own links do: the address changes and the page hears of it.
    history.pushState({}, '', `/tickets${to === '' ? '' : `?${to}`}`)
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }))
    await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
    while (document.querySelector('.list-box:not([data-before]) .list-row[data-ticket], .state h2') === null) await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
    return performance.now() - began
  }, query)
}

/** In the page: jumps to a place of the list; resolves when its rows are painted. */
async function jump(page: Page, share: number): Promise<number> {
  return await page.evaluate(async (to) => {
    const box = document.querySelector('.list-box')
    if (!box) throw new Error('there is no list')
    const began = performance.now()
    box.scrollTop = Math.floor((box.scrollHeight - box.clientHeight) * to)
    // No function with a name: what runs in the page is sent there as it was compiled.
    for (let waiting = true; waiting; ) {
      await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
      const { top, bottom } = box.getBoundingClientRect()
      const rows = [...box.querySelectorAll('.list-row')].filter((row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom)
      waiting = rows.length <= 5 || rows.some((row) => row.classList.contains('waits'))
    }
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
    return performance.now() - began
  }, share)
}

export async function runTicketScroll(size: keyof typeof SIZES, say: (line: string) => void): Promise<BrowserFigures> {
  const { tickets, times } = SIZES[size]
  const product = await startProduct({})
  const browser = await chromium.launch({ executablePath: process.env['YHT_TEST_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const { fieldKey } = JSON.parse(await readFile(join(product.home, 'credentials.json'), 'utf8')) as { fieldKey: string }
    const db = await openDatabase(`sqlite://${join(product.home, 'yihaotong.sqlite')}`, { migrationsDir: join(import.meta.dirname, '../../../migrations'), waitMs: 60_000 })
    const began = Date.now()
    await fillTickets(db, createFieldCipher(fieldKey), { tickets, until: UNTIL })
    await db.destroy()
    say(`${tickets} tickets written in ${Math.round((Date.now() - began) / 1000)} s`)
    const { token } = await product.as('supervisor')
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    await context.addCookies([{ name: 'yht_session', value: token, url: product.url, httpOnly: true, sameSite: 'Strict' }])
    const page = await context.newPage()
    await page.goto(`${product.url}/tickets`)
    await page.getByText(/^共 [\d,]+ 件$/).waitFor({ timeout: 60_000 })
    const painted: Record<string, Spread> = {}
    const draw = drawn(11)
    const measured = async (name: string, work: (n: number) => Promise<number>): Promise<void> => {
      const took: number[] = []
      for (let n = 0; n < times; n += 1) took.push(await work(n))
      painted[name] = spread(took)
    }
    await measured('scroll to anywhere', async () => await jump(page, draw()))
    await measured('filter or order', async (n) => await follow(page, FILTERS[n % FILTERS.length] ?? ''))
    await measured('search by words', async (n) => await follow(page, `text=${encodeURIComponent(SEARCHES[n % SEARCHES.length] ?? '')}${n % 2 === 0 ? '' : '&state=closed'}`))
    return { tickets, painted }
  } finally {
    await browser.close()
    await product.stop()
  }
}

/** The figures, and whether the target was met. */
export function scrollReport({ tickets, painted }: BrowserFigures): string {
  const ms = (value: number): string => value.toFixed(0)
  return table([`list of ${tickets} tickets in Chromium`, 'p50 ms', `p95 ms (<= ${PAINTED_MAX_MS})`, 'max ms'], Object.entries(painted).map(([name, { p50, p95, max }]) => [name, ms(p50), `${ms(p95)} ${p95 <= PAINTED_MAX_MS ? 'met' : 'NOT met'}`, ms(max)]))
}
