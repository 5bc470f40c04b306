import { expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { axeFindings, browserForSuite, HAND, type Page, shot, WIDE } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'

const product = productForSuite()
const browser = browserForSuite()

async function ask<Result>(method: string, path: string, body?: object): Promise<Result> {
  const { token } = await product().as('agent1001')
  const answer = await fetch(`${product().url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) })
  return (await answer.json()) as Result
}
const opened = async (fields: object) => await ask<TicketDetail>('POST', '/tickets', fields)
const kept = async (ticketNo: string) => await ask<TicketDetail>('GET', `/tickets/${ticketNo}`)
const saved = async (page: Page) => await page.locator('[data-save=saved]').waitFor()

const noise = { contactPhone: '13700001111', type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '楼下夜间施工' }

it('a ticket is typed, kept while the server does not take it, back after a reload, and submitted by keyboard alone', async () => {
  const { ticketNo } = await opened({ contactPhone: '13700002222' })
  const panel = await browser().open(product(), { as: 'agent1001', path: `/tickets/${ticketNo}` })
  const { page } = panel
  await page.getByLabel('主要内容').fill('楼下烧烤店夜间营业，噪音扰民')
  await saved(page)
  expect((await kept(ticketNo)).fields.content).toBe('楼下烧烤店夜间营业，噪音扰民')
  await page.getByRole('button', { name: /噪声扰民/ }).waitFor()
  await page.keyboard.press('Alt+1')
  await page.getByRole('button', { name: /生态环境局/ }).waitFor()
  await page.keyboard.press('Alt+4')
  await saved(page)
  expect((await kept(ticketNo)).fields).toMatchObject({ categoryCode: '0401', suggestedUnit: 'HB' })

  await page.route('**/api/v1/tickets/*', async (route) => (route.request().method() === 'PATCH' ? await route.abort('connectionrefused') : await route.continue()))
  await page.getByLabel('详细地址').fill('驿后小区 4 号楼 <b>东</b>')
  await page.getByText('内容已留在本机浏览器').waitFor({ timeout: 20_000 })
  await shot(panel, 'draft-not-saved-zh')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByText('已恢复上次未保存的内容').waitFor()
  expect(await page.getByLabel('详细地址').inputValue()).toBe('驿后小区 4 号楼 <b>东</b>')
  await page.unroute('**/api/v1/tickets/*')
  await saved(page)
  expect((await kept(ticketNo)).fields.address).toBe('驿后小区 4 号楼 <b>东</b>')

  await page.keyboard.press('Alt+S')
  await page.locator('[data-field=type] .draft-error').waitFor()
  await shot(panel, 'draft-incomplete-zh')
  expect(await axeFindings(panel)).toEqual([])
  expect(await page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field'))).toBe('type')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.getByLabel('行政区划').focus()
  await page.keyboard.type('城区')
  await page.keyboard.press('Enter')
  await page.getByText('可以提交').waitFor()
  await page.keyboard.press('Alt+S')
  await page.locator('[data-state=dispatched]').waitFor()
  expect(await kept(ticketNo)).toMatchObject({ state: 'dispatched', leadUnit: 'HB', title: '城区 噪声扰民 投诉', timeline: [{ event: 'open' }, { event: 'submit', actor: 'agent1001' }, { event: 'autoDispatch' }] })
  await shot(panel, 'draft-submitted-zh')
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])
})

it('a repeated matter is merged into the open ticket', async () => {
  const first = await opened(noise)
  await ask('POST', `/tickets/${first.ticketNo}/events`, { event: 'submit', version: first.version })
  const again = await opened({ contactPhone: '13700001111', content: '还在施工' })
  const panel = await browser().open(product(), { as: 'agent1001', path: `/tickets/${again.ticketNo}`, size: WIDE })
  const { page } = panel
  await page.getByRole('button', { name: `并入此单 ${first.ticketNo}` }).waitFor()
  await shot(panel, 'draft-repeat-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: `并入此单 ${first.ticketNo}` }).press('Enter')
  await page.keyboard.press('Enter')
  await page.getByText(`已并入工单 ${first.ticketNo}`).waitFor()
  expect(await kept(first.ticketNo)).toMatchObject({ repeatCount: 1, supplements: [{ ticketNo: again.ticketNo, text: '还在施工' }] })
  expect(panel.complaints()).toEqual([])
})

it('a template asks for its own fields; an answer given at once closes the ticket', async () => {
  const { ticketNo } = await opened({ contactPhone: '13700003333', type: 'consultation', categoryCode: '1001', content: '健身卡如何退' })
  const panel = await browser().open(product(), { as: 'agent1001', path: `/tickets/${ticketNo}`, size: HAND, language: 'en' })
  const { page } = panel
  await page.getByLabel('Balance (yuan)').fill('2000')
  await page.keyboard.press('Alt+Y')
  await page.locator('[data-field=reply] .draft-error').waitFor()
  await shot(panel, 'draft-hand-en', { full: true })
  expect(await axeFindings(panel)).toEqual([])
  await page.getByLabel('Answer given').fill('Told how')
  await page.keyboard.press('Alt+Y')
  await page.getByText('Closed', { exact: true }).waitFor()
  expect(await kept(ticketNo)).toMatchObject({ state: 'closed', disposition: 'direct', fields: { extra: { balance: '2000' }, reply: 'Told how' } })
  await shot(panel, 'draft-closed-hand-en', { full: true })
  expect(panel.complaints()).toEqual([])
})
