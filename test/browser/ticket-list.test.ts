import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { axeFindings, browserForSuite, HAND, type Page, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ticketsAtWork } from '../rig/tickets.ts'

const product = productForSuite()
const browser = browserForSuite()

const { kept, act, handIn } = ticketsAtWork(product)
/** A street of its own each, so that none is taken for a repeat. */
let streets = 0
async function sent(more: object = {}): Promise<TicketDetail> {
  streets += 1
  return await handIn({ contactPhone: `1370000${String(streets).padStart(4, '0')}`, address: `驿后小区 ${streets} 号楼`, ...more })
}
const grid = (page: Page) => page.getByRole('grid', { name: '工单列表' })
const row = (page: Page, ticketNo: string) => page.locator(`.list-row[data-ticket=${ticketNo}]`)

it('narrows, sorts and keeps a list; keys walk in it, and one comes back to it as it was', async () => {
  const made = []
  for (let i = 0; i < 12; i += 1) made.push(await sent(i % 3 === 0 ? { urgency: 'urgent' } : {}))
  await act('unit-HB', made[0]!.ticketNo, { event: 'signFor' })
  const panel = await browser().open(product(), { as: 'supervisor', path: '/tickets' })
  const { page } = panel
  await row(page, made[11]!.ticketNo).waitFor()
  await page.getByText(/^共 \d+ 件$/).waitFor()
  await shot(panel, 'tickets-list-zh')
  expect(await axeFindings(panel)).toEqual([])

  // By condition, in the address, and taken away by its mark.
  await page.getByRole('combobox', { name: '状态' }).fill('核查')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByText('共 1 件', { exact: true }).waitFor()
  expect(new URL(page.url()).searchParams.get('state')).toBe('signed')
  await page.getByRole('button', { name: '更多条件' }).click()
  await shot(panel, 'tickets-filter-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '收起条件' }).click()

  // Kept for everybody, with its count; a dispatcher has it too.
  await page.getByRole('button', { name: '保存当前筛选' }).click()
  await page.getByLabel('名称').fill('核查中的工单')
  await page.getByLabel('共享给本平台所有人').check()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('button', { name: /核查中的工单/ }).first().waitFor()
  const dispatcher = await browser().open(product(), { as: 'dispatcher', path: '/tickets' })
  await dispatcher.page.getByRole('button', { name: /^核查中的工单 ?1/ }).click()
  await row(dispatcher.page, made[0]!.ticketNo).waitFor()
  await shot(dispatcher, 'tickets-saved-zh')
  await dispatcher.context.close()

  await page.getByRole('button', { name: '清空条件' }).click()
  await page.getByRole('button', { name: /^受理时间/ }).click()
  await page.waitForURL(/sort=oldest/)
  await grid(page).focus()
  for (const key of ['End', 'ArrowUp', 'Home', 'ArrowDown', 'Space']) await page.keyboard.press(key)
  await page.getByText('已选 1 件').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/tickets\/[A-Z]/)
  await page.goBack()
  await page.locator('.list-row.at').waitFor()
  expect(await page.locator('.list-row.at').getAttribute('aria-rowindex')).toBe('4')

  await page.goto('/tickets?text=%E6%B2%A1%E6%9C%89%E7%9A%84%E8%AF%8D')
  await page.getByText('没有符合条件的工单').waitFor()
  await shot(panel, 'tickets-none-zh')
  await page.setViewportSize(HAND)
  await page.goto('/tickets')
  await row(page, made[11]!.ticketNo).waitFor()
  await shot(panel, 'tickets-list-hand-zh')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
})

it('stays as it is while others work: what changed is marked where it is, what is new is told', async () => {
  const [one, two] = [await sent(), await sent()]
  const panel = await browser().open(product(), { as: 'dispatcher', path: '/tickets?state=dispatched' })
  const { page } = panel
  await row(page, two.ticketNo).waitFor()
  const before = await page.locator('.list-row').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-ticket')))
  await act('supervisor', one.ticketNo, { event: 'remind', manner: 'phone' })
  await act('unit-HB', two.ticketNo, { event: 'signFor' })
  const fresh = await sent()
  await page.locator(`.list-row.changed[data-ticket=${one.ticketNo}]`).waitFor()
  await page.locator(`.list-row.gone[data-ticket=${two.ticketNo}]`).waitFor()
  await page.getByRole('button', { name: '有 1 件新工单，点击更新列表' }).waitFor()
  expect(await page.locator('.list-row').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-ticket')))).toEqual(before)
  await shot(panel, 'tickets-live-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '有 1 件新工单，点击更新列表' }).click()
  await row(page, fresh.ticketNo).waitFor()
  expect(await row(page, two.ticketNo).count()).toBe(0)
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
})

it('does one step for many after showing what would come of each; what somebody else was quicker with is left alone', async () => {
  const [one, two, three] = [await sent(), await sent(), await sent()]
  const panel = await browser().open(product(), { as: 'unit-HB', path: '/tickets?state=dispatched,signed' })
  const { page } = panel
  for (const { ticketNo } of [one, two, three]) await row(page, ticketNo).getByRole('checkbox').click()
  await page.getByText('已选 3 件').waitFor()
  await page.getByRole('button', { name: '批量办理' }).click()
  const dialog = page.getByRole('dialog')
  await shot(panel, 'tickets-bulk-form-zh')
  await act('unit-HB', three.ticketNo, { event: 'signFor' })
  await dialog.getByRole('button', { name: '预览' }).click()
  await dialog.getByText('可办理 2 件').waitFor()
  await dialog.getByText('不能办理 1 件').waitFor()
  await shot(panel, 'tickets-bulk-preview-zh')
  expect(await axeFindings(panel)).toEqual([])
  await act('supervisor', two.ticketNo, { event: 'remind', manner: 'phone' })
  await dialog.getByRole('button', { name: '对 2 件执行' }).click()
  await dialog.getByText('已办理 1 件').waitFor()
  await dialog.getByText('内容已被他人修改，请刷新后重试').waitFor()
  await shot(panel, 'tickets-bulk-done-zh')
  expect([(await kept(one.ticketNo)).state, (await kept(two.ticketNo)).state]).toEqual(['signed', 'dispatched'])
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
})

it('gives the list as a file, and a ticket on paper', async () => {
  const { ticketNo } = await sent()
  const panel = await browser().open(product(), { as: 'supervisor', path: '/tickets?state=dispatched' })
  const { page } = panel
  await row(page, ticketNo).waitFor()
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名、电话不隐去').check()
  expect(await dialog.getByRole('button', { name: '开始导出' }).isDisabled()).toBe(true)
  await shot(panel, 'tickets-export-zh')
  expect(await axeFindings(panel)).toEqual([])
  await dialog.getByLabel('姓名、电话不隐去').uncheck()
  await dialog.getByRole('button', { name: '开始导出' }).click()
  await dialog.getByText(/^导出完成/).waitFor()
  await shot(panel, 'tickets-exported-zh')
  const [saved] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: '下载文件' }).click()])
  expect(saved.suggestedFilename()).toMatch(/^tickets-.*[.]xlsx$/)
  await page.goto(`/tickets/${ticketNo}`)
  const [printed] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '打印工单' }).click()])
  expect(printed.suggestedFilename()).toBe(`${ticketNo}.pdf`)
  expect(readFileSync(await printed.path()).subarray(0, 5).toString()).toBe('%PDF-')
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
})

it('shows two people on one ticket each other, and what one sends while the other writes', async () => {
  const ticket = await sent()
  const [unit, supervisor] = [await browser().open(product(), { as: 'unit-HB', path: `/tickets/${ticket.ticketNo}` }), await browser().open(product(), { as: 'supervisor', path: `/tickets/${ticket.ticketNo}` })]
  await unit.page.getByText(/也在看这件工单/).waitFor()
  await supervisor.page.getByText(/也在看这件工单/).waitFor()
  await supervisor.page.getByRole('button', { name: /更多/ }).first().click()
  await supervisor.page.getByRole('menuitem', { name: '督办', exact: true }).click()
  await unit.page.getByText(/正在填写这件工单/).waitFor()
  await shot(unit, 'ticket-presence-zh')
  expect(await axeFindings(unit)).toEqual([])
  const dialog = supervisor.page.getByRole('dialog')
  await dialog.getByLabel('督办要求').fill('三日内办结并反馈')
  await act('unit-HB', ticket.ticketNo, { event: 'signFor' })
  await dialog.getByLabel('电话督办', { exact: true }).check({ force: true })
  await dialog.getByRole('button', { name: /^督办/ }).last().click()
  await supervisor.page.getByRole('dialog').getByText('双方内容').waitFor()
  await shot(supervisor, 'ticket-both-versions-zh')
  expect(await dialog.getByLabel('督办要求').inputValue()).toBe('三日内办结并反馈')
  expect(await axeFindings(supervisor)).toEqual([])
  await unit.context.close()
  await supervisor.page.locator('.presence').waitFor({ state: 'detached' })
  await supervisor.context.close()
})
