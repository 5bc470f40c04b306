import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, type Panel, shot, WIDE } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'

const product = productForSuite()
const browser = browserForSuite()

/** Where each role starts, and every page it has besides. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  agent1001: ['/agent', '/callback', '/tickets'],
  supervisor: ['/queue'],
  admin: ['/admin/hotlines', '/admin/prompts', '/admin/agents', '/admin/groups', '/admin/calendar', '/admin/departments', '/admin/users', '/admin/policy', '/admin/audit'],
  callback: ['/callback'],
  dispatcher: ['/dispatch', '/tickets'],
  auditor: ['/admin/audit'],
}

/** The screen is there and has stopped loading. */
async function settled({ page }: Panel): Promise<void> {
  await page.getByRole('main').waitFor()
  await page.waitForFunction(() => document.querySelector('.ant-spin-spinning, .ant-skeleton-active') === null)
  await page.getByText(/^(已连接|Connected)$/).waitFor()
}

it.each(Object.entries(PAGES))('leads %s to its start, and no page of it has a serious finding', async (user, [home = '', ...others]) => {
  const panel = await browser().open(product(), { as: user, path: '/' })
  await panel.page.waitForURL(`**${home}`)
  for (const path of [home, ...others]) {
    if (path !== home) await panel.page.goto(path)
    await settled(panel)
    const name = `${user}${path.replaceAll('/', '-')}`
    await shot(panel, `${name}-zh`)
    expect(await axeFindings(panel), path).toEqual([])
    await panel.page.setViewportSize(HAND)
    await shot(panel, `${name}-zh-hand`)
    const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `${path} is wider than a hand`).toBeLessThanOrEqual(0)
    await panel.page.setViewportSize({ width: 1440, height: 900 })
  }
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
})

it('speaks English and large type when asked, and remembers both', async () => {
  const panel = await browser().open(product(), { as: 'supervisor', path: '/queue', size: WIDE })
  const { page } = panel
  await settled(panel)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Large type' }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  expect(await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).fontSize])).toEqual(['en', '18px'])
  await page.reload()
  await settled(panel)
  await shot(panel, 'queue-en-large')
  expect(await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).fontSize])).toEqual(['en', '18px'])
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])
})

it('lists its keys', async () => {
  const panel = await browser().open(product(), { as: 'agent1001', path: '/tickets' })
  await settled(panel)
  await panel.page.keyboard.press('?')
  await panel.page.getByRole('dialog', { name: '键盘快捷键' }).waitFor()
  await shot(panel, 'shortcuts-zh')
  expect(await axeFindings(panel)).toEqual([])
})

it('says so when the server is away, and is live again by itself', async () => {
  const panel = await browser().open(product(), { as: 'supervisor', path: '/queue' })
  await settled(panel)
  await product().killServer()
  await panel.page.getByText('与服务器的连接中断，正在重连。').waitFor()
  await shot(panel, 'queue-offline-zh')
  await panel.page.getByText('已连接', { exact: true }).waitFor({ timeout: 60_000 })
  await product().ready()
  expect(panel.complaints()).toEqual([])
})
