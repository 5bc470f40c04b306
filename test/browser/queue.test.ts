import { expect, it } from 'vitest'
import { browserForSuite, type Page, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { hear, seatOf, talk } from '../rig/talk.ts'
import { until, within } from '../rig/until.ts'

// The supervisor at work, on the real Asterisk: callers in line are moved, an agent is listened to, and let go.

const product = productForSuite({ policy: { wrapUp: { maxMs: 1_000 } } })
const browser = browserForSuite()

const waiting = (page: Page, row: number) => page.locator(`.waiting-grid [aria-rowindex="${row + 1}"]`)
const agentRow = (page: Page, extension: string) => page.locator('.agent-grid .grid-row', { hasText: extension })

async function choose(page: Page, row: ReturnType<typeof waiting>, item: string): Promise<void> {
  await row.getByRole('button', { name: /^操作/ }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

it('sees who waits, moves a caller to the head and to another group, and hears why not when a phone rings', async () => {
  const supervisor = await product().as('supervisor')
  const seat = await product().phone('1002', 'rings')
  await product().trunk.call('12345', '13900000001')
  await until('the first to wait', async () => (await supervisor.queue()).waiting.length === 1)
  const second = await product().trunk.call('12319', '13900000002')
  const panel = await browser().open(product(), { as: 'supervisor', path: '/queue' })
  const { page } = panel
  await waiting(page, 2).getByText('12319').waitFor()
  await waiting(page, 2).getByText('139****0002').waitFor()
  await shot(panel, 'queue-two-zh')
  await choose(page, waiting(page, 2), '移至队首')
  await page.getByText('已移至队首').waitFor()
  await waiting(page, 1).getByText('12319').waitFor()
  expect((await supervisor.queue()).waiting.map(({ dnis }) => dnis)).toEqual(['12319', '12345'])

  await supervisor.setAgent('1002', 'ready')
  await waiting(page, 1).getByText('1002').waitFor() // the one who was moved is offered first
  await choose(page, waiting(page, 1), '移至队首')
  await page.getByText('正在为该来电振铃').waitFor()
  await choose(page, agentRow(page, '1002'), '置为示忙')
  await seat.hangUpAll()
  await agentRow(page, '1002').getByText('示忙').waitFor()

  await waiting(page, 1).getByRole('button', { name: /^操作/ }).click()
  await page.getByRole('menuitem', { name: '改派到技能组' }).hover()
  await page.getByRole('menuitem', { name: '综合', exact: true }).click()
  await page.getByText('已改派到综合').waitFor()
  const audit = await (await product().as('auditor')).ask<{ items: { action: string; details: unknown }[] }>('GET', '/audit?limit=100&actor=supervisor')
  expect(audit.body.items.filter(({ action }) => action === 'call.move').map(({ details }) => details)).toEqual([
    expect.objectContaining({ to: { group: 'general' } }), expect.objectContaining({ position: 'head' }), expect.objectContaining({ position: 'head' }),
  ])
  await second.hangUp()
  await page.locator('#waiting-title').getByText('1', { exact: true }).waitFor()
  expect(panel.complaints()).toEqual([])
}, 120_000)

it('listens to an agent, joins, and ends the call; each is asked for where it hurts', async () => {
  const phone = await seatOf(product(), '8001', 'supervisor')
  // The page has a phone too; what is heard is listened to at the desk.
  expect((await (await product().as('supervisor')).ask('PUT', '/agents/8001/device', { device: 'desk' })).status).toBe(200)
  const t = await talk(product(), '1001')
  const panel = await browser().open(product(), { as: 'supervisor', path: '/queue' })
  const { page } = panel
  await agentRow(page, '1001').getByText('通话', { exact: true }).first().waitFor()
  await choose(page, agentRow(page, '1001'), '监听')
  const ear = await phone.nextCall(0)
  await hear([[ear, ['caller', 'agent']], [t.caller, ['agent']]])
  await page.getByText(/^监听：1001/).waitFor()
  await shot(panel, 'queue-listening-zh')
  await page.getByText('强插', { exact: true }).click()
  await page.getByRole('button', { name: '确定' }).click()
  await hear([[t.caller, ['agent', 'supervisor']]])
  await page.getByText(/^强插：1001/).waitFor()
  await page.getByRole('button', { name: '强拆' }).click()
  await shot(panel, 'queue-release-zh')
  await page.getByRole('button', { name: '确定' }).click()
  await within(5_000, 'the caller to be let go', t.caller.ended)
  await page.getByText(/^强插：1001/).waitFor({ state: 'detached' })
  await until('the day to have the call', async () => Number(await page.locator('.lines-today tfoot td').first().textContent()) >= 1, 15_000)
  await shot(panel, 'queue-after-zh', { full: true })
  expect(panel.complaints()).toEqual([])
}, 120_000)
