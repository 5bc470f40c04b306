import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, type Panel, shot, WIDE } from '../rig/browser.ts'
import { type BusyHour, busyHour } from '../rig/busy-hour.ts'
import { pass, until } from '../rig/until.ts'

// The supervisor's screen with 500 callers waiting and 300 agents, twenty things happening each second (issue 4): it
// stays smooth, and no total is ever another than that of the rows.

const WAITING = 500
const AGENTS = 300
const LONG_MS = 200
const WATCHED_MS = 8_000

const browser = browserForSuite()
let hour: BusyHour
beforeAll(async () => {
  hour = await busyHour({ waiting: WAITING, agents: AGENTS })
  await fill(hour)
})
afterAll(async () => hour?.stop())

/** Calls of today, and alarms. */
async function fill({ app }: BusyHour): Promise<void> {
  const now = Date.now()
  const rows = Array.from({ length: 400 }, (_, n) => {
    const answered = n % 9 !== 0
    const waited = (n * 1_337) % 40_000
    const arrived = now - (n * 97_000) % Math.max(3_600_000, now % 86_400_000)
    return {
      id: `past${n}`, node: 'n1', caller_leg: `l${n}`, dnis: ['12345', '12319', '12333', '12366'][n % 4], dnis_raw: '12345', arrived_at: arrived, answered_at: answered ? arrived + waited : null, ended_at: arrived + waited + 60_000,
      waited_ms: waited, talked_ms: answered ? 30_000 + n * 300 : 0, outcome: answered ? 'handled' : n % 18 === 0 ? 'overflow' : 'abandoned', direction: 'inbound',
    }
  })
  for (let from = 0; from < rows.length; from += 50) await app.db('calls').insert(rows.slice(from, from + 50))
  app.alarms.raise({ kind: 'unknown_number', at: now - 400_000, details: { dialled: '12399' } })
  app.alarms.raise({ kind: 'unknown_number', at: now - 60_000, details: { dialled: '12399' } })
  app.alarms.raise({ kind: 'peer_no_answer', at: now - 90_000, details: { peer: '110' } })
  app.alarms.raise({ kind: 'recording_failed', at: now - 30_000, details: { call: 'c1' } })
  await app.keptAlarms.settled()
}

/** Totals and rows as one look at the page shows them. */
const totals = async ({ page }: Panel): Promise<{ head: number; figure: number; rows: number; agents: number; chips: number; agentRows: number }> =>
  page.evaluate(() => {
    const number = (text: string | null | undefined): number => Number(/\d+/.exec(text ?? '')?.[0] ?? NaN)
    const rows = (name: string): number => Number(document.querySelector(`.${name}`)?.getAttribute('aria-rowcount')) - 1
    const chips = [...document.querySelectorAll('.chip b')].reduce((sum, one) => sum + number(one.textContent), 0)
    return {
      head: number(document.querySelector('#waiting-title .numbers')?.textContent), figure: number(document.querySelector('.figure dd')?.textContent), rows: rows('waiting-grid'),
      agents: number(document.querySelector('#agents-title .numbers')?.textContent), chips, agentRows: rows('agent-grid'),
    }
  })

it('stays smooth with 500 waiting, 300 agents and 20 events a second; totals are those of the rows', async () => {
  const panel = await browser().open(hour.product, { as: 'supervisor' })
  const { page } = panel
  await page.addInitScript(() => {
    const kept = window as unknown as { long: number[] }
    kept.long = []
    new PerformanceObserver((list) => kept.long.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ entryTypes: ['longtask'] })
  })
  await page.goto('/queue')
  await page.locator('.waiting-grid .grid-row').first().waitFor()
  await page.locator('.course').waitFor()
  await shot(panel, 'queue-busy-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.evaluate(() => void ((window as unknown as { long: number[] }).long = []))
  const quiet = hour.begin(20)
  const end = Date.now() + WATCHED_MS
  for (let n = 0; Date.now() < end; n += 1) {
    const { head, figure, rows, agents, chips, agentRows } = await totals(panel)
    expect([figure, rows]).toEqual([head, head])
    expect([chips, agentRows]).toEqual([agents, agents])
    await page.mouse.move(300, 600)
    await page.mouse.wheel(0, n % 6 < 3 ? 400 : -400)
    await pass(250)
  }
  quiet()
  const long = await page.evaluate(() => (window as unknown as { long: number[] }).long)
  console.log('long tasks while busy (ms):', JSON.stringify(long))
  expect(long.filter((ms) => ms > LONG_MS)).toEqual([])
  await until('the page to show what is', async () => {
    const { head, agents } = await totals(panel)
    return head === hour.now().waiting && agents === AGENTS
  })
  expect(panel.complaints()).toEqual([])
}, 90_000)

it('is walked by keyboard, filtered and sorted', async () => {
  const panel = await browser().open(hour.product, { as: 'supervisor', path: '/queue' })
  const { page } = panel
  await page.locator('.waiting-grid .grid-row').first().focus()
  await page.keyboard.press('End')
  const { waiting } = hour.now()
  await page.locator(`.waiting-grid .grid-row[aria-rowindex="${waiting + 1}"]:focus`).waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.locator('.waiting-grid .grid-row[aria-rowindex="3"]:focus').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: '移至队首' }).waitFor()
  await shot(panel, 'queue-menu-zh')
  await page.keyboard.press('Escape')
  await page.locator('.chip.state-talking').click()
  await until('only those who talk', async () => {
    const { agents, agentRows } = await totals(panel)
    return agents === agentRows && agents === hour.now().byState['talking']
  })
  await page.getByRole('button', { name: '等待' }).click()
  await page.getByRole('columnheader', { name: '等待', exact: false }).and(page.locator('[aria-sort="descending"]')).waitFor()
  expect(panel.complaints()).toEqual([])
}, 60_000)

it('acknowledges an alarm, and is readable in English, on a phone, on a wide screen and in large type', async () => {
  for (const [name, options] of Object.entries({ 'queue-en': { language: 'en' }, 'queue-wide-zh': { size: WIDE }, 'queue-hand-zh': { size: HAND }, 'queue-large-zh': { largeType: true } } as const)) {
    const panel = await browser().open(hour.product, { as: 'supervisor', path: '/queue', ...options })
    await panel.page.locator('.waiting-grid .grid-row').first().waitFor()
    await panel.page.locator('.course').waitFor()
    await shot(panel, name, { full: name === 'queue-hand-zh' })
    expect(await axeFindings(panel)).toEqual([])
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await panel.context.close()
  }
  const { page, complaints } = await browser().open(hour.product, { as: 'supervisor', path: '/queue' })
  await page.getByRole('button', { name: /^确认 有人拨打未登记的号码 12399/ }).click()
  await page.getByText('告警已确认').waitFor()
  await page.getByText('有人拨打未登记的号码 12399').waitFor({ state: 'detached' })
  expect(complaints()).toEqual([])
}, 120_000)
