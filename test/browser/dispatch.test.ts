import { expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { axeFindings, browserForSuite, HAND, type Page, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'

const product = productForSuite()
const browser = browserForSuite()

async function as<Result>(user: string, method: string, path: string, body?: object): Promise<Result> {
  const { status, body: said } = await (await product().as(user)).ask<Result>(method, path, body)
  expect(status, `${user} ${method} ${path}: ${JSON.stringify(said)}`).toBeLessThan(300)
  return said
}
const kept = async (ticketNo: string) => await as<TicketDetail>('supervisor', 'GET', `/tickets/${ticketNo}`)
const act = async (user: string, ticketNo: string, event: object) => await as<TicketDetail>(user, 'POST', `/tickets/${ticketNo}/events`, { ...event, version: (await kept(ticketNo)).version })
const base = { contactPhone: '13700001111', callerName: '李晓', type: 'complaint', areaCode: '140502', address: '驿后小区 4 号楼' }

async function submitted(given: object): Promise<TicketDetail> {
  const { ticketNo, version } = await as<TicketDetail>('agent1001', 'POST', '/tickets', { ...base, ...given })
  return await as<TicketDetail>('agent1001', 'POST', `/tickets/${ticketNo}/events`, { event: 'submit', version })
}
const noise = async (title: string) => await submitted({ title, categoryCode: '0401', content: '楼下烧烤店夜间营业，噪音扰民，要求处理' })
const unclear = async (title: string, more: object = {}) => await submitted({ title, categoryCode: '9902', content: '小区围墙外空地长期堆放建筑废料，不知归谁管', ...more })
async function askedBack(title: string): Promise<TicketDetail> {
  const { ticketNo } = await noise(title)
  return await act('unit-HB', ticketNo, { event: 'requestReturn', reason: 'not_our_duty', basis: '《噪声污染防治法》第八条：社会生活噪声由公安机关管理', suggestedUnit: 'GA' })
}
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: '待办清单' }).getByRole('button', { name: new RegExp(`^${name}`) })
const entry = (page: Page, title: string) => page.locator('.dispatch-entry', { hasText: title })

it('a dispatcher works from sign-in to the last ticket by keyboard alone: a return is approved and sent on, triage is decided together', async () => {
  const returned = await askedBack('烧烤店夜间噪声')
  const panel = await browser().open(product(), { path: '/login' })
  const { page } = panel
  const { username, password } = product().account('dispatcher')
  await page.getByLabel('用户名').focus()
  await page.keyboard.type(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/dispatch*')
  await tab(page, '退单申请').waitFor()

  // Tab reaches the lists; the third one has the return.
  await tab(page, '退单申请').press('Enter')
  await page.getByRole('region', { name: '申请退单' }).getByText('社会生活噪声由公安机关管理').waitFor()
  await shot(panel, 'dispatch-returns-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.keyboard.press('a')
  await page.getByRole('region', { name: '将会发生' }).getByText('待派单').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: '建议承办单位' }).getByText('退单单位建议').waitFor()
  expect(await kept(returned.ticketNo)).toMatchObject({ state: 'pending_dispatch', bounceCount: 1 })
  await shot(panel, 'dispatch-advice-returned-zh')
  expect(await axeFindings(panel)).toEqual([])

  // The same ticket goes on: the department it names, and what will happen, before it is sent.
  await page.keyboard.press('a')
  const seen = page.getByRole('region', { name: '将会发生' })
  await seen.getByText('承办单位：市公安局').waitFor()
  await seen.getByText('办理时限').waitFor()
  await shot(panel, 'dispatch-preview-zh')
  await page.keyboard.press('Enter')
  await page.getByText('已派至市公安局').waitFor()
  expect(await kept(returned.ticketNo)).toMatchObject({ state: 'dispatched', leadUnit: 'GA' })

  const triage = await unclear('空地堆放建筑废料')
  await tab(page, '研判中').press('Enter')
  await entry(page, '空地堆放建筑废料').waitFor()
  const title = page.locator('.case .work-title h2')
  for (let left = 10; left > 0 && (await title.innerText()) !== '空地堆放建筑废料'; left -= 1) {
    const before = await title.innerText()
    await page.keyboard.press('j')
    await page.waitForFunction((old) => document.querySelector('.case .work-title h2')?.textContent !== old, before)
  }
  await page.getByText('没有唯一的承办单位，请人工确定。').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('csgl')
  await page.locator('.ant-select-item-option-active', { hasText: '城市管理' }).waitFor()
  await shot(panel, 'dispatch-pick-zh')
  await page.keyboard.press('Enter')
  await seen.getByText(/承办单位：市城市管理/).waitFor()
  await page.getByRole('checkbox', { name: '联合审定，不得退单' }).press('Space')
  await seen.getByText('不得退单').waitFor()
  await page.getByRole('button', { name: /^确认派单/ }).press('Enter')
  await page.getByText(/已派至市城市管理/).waitFor()
  expect(await kept(triage.ticketNo)).toMatchObject({ state: 'dispatched', leadUnit: 'CG', final: true })
  expect(await entry(page, '空地堆放建筑废料').count()).toBe(0)
  await tab(page, '待派单').press('Enter')
  await page.getByText('没有待派单的工单').waitFor()
  await shot(panel, 'dispatch-empty-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: '键盘快捷键' }).getByText('查找承办单位').or(page.getByText('下一件')).first().waitFor()
  await shot(panel, 'dispatch-keys-zh')
  expect(panel.complaints()).toEqual([])
})

it('nothing jumps: what comes is announced, what somebody else took says so, and a refusal is said to the department', async () => {
  const [first, second] = [await unclear('第一件待研判'), await unclear('第二件待研判')]
  const panel = await browser().open(product(), { as: 'dispatcher', path: '/dispatch?list=triage' })
  const { page } = panel
  await entry(page, '第一件待研判').waitFor()
  await unclear('后来的一件')
  await page.getByRole('button', { name: /1 件新工单/ }).waitFor()
  expect(await entry(page, '后来的一件').count()).toBe(0)
  await entry(page, '第一件待研判').click()
  await page.getByRole('heading', { name: '第一件待研判' }).waitFor()
  await page.keyboard.press('j')
  await page.getByRole('heading', { name: '第二件待研判' }).waitFor()
  await page.getByLabel('办理要求').fill('请于今日内到场查看')
  await act('supervisor', second.ticketNo, { event: 'triageDecide', unit: 'CG', section: null, coUnits: [], method: '', requirements: '', final: false })
  await entry(page, '第二件待研判').getByText('已由他人处理').waitFor()
  await page.getByText(/supervisor 已于 .* 研判派单/).waitFor()
  await shot(panel, 'dispatch-taken-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.keyboard.press('n')
  await entry(page, '后来的一件').waitFor()
  expect(await entry(page, '第二件待研判').count()).toBe(0)
  expect((await kept(first.ticketNo)).state).toBe('in_triage')

  const back = await askedBack('商铺装修噪声')
  await tab(page, '退单申请').click()
  await entry(page, '商铺装修噪声').click()
  await page.getByRole('region', { name: '申请退单' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('噪声科职责，请先行处理')
  await page.getByRole('region', { name: '将会发生' }).getByText('经办人').waitFor()
  await page.getByRole('button', { name: /^不同意退单 ⏎/ }).press('Enter')
  await page.getByText('已答复不同意退单').waitFor()
  expect((await kept(back.ticketNo)).records).toContainEqual(expect.objectContaining({ kind: 'return_request', state: 'refused' }))
  expect(panel.complaints()).toEqual([])
})

it('on a telephone the list comes first, then the ticket; an emergency is asked about once more', async () => {
  const emergency = await unclear('疑似危化品泄漏', { urgency: 'emergency' })
  const panel = await browser().open(product(), { as: 'dispatcher', path: '/dispatch?list=triage', size: HAND })
  const { page } = panel
  await entry(page, '疑似危化品泄漏').waitFor()
  await shot(panel, 'dispatch-list-hand-zh', { full: true })
  expect(await axeFindings(panel)).toEqual([])
  await entry(page, '疑似危化品泄漏').click()
  await page.getByRole('button', { name: '← 返回清单' }).waitFor()
  await page.getByRole('region', { name: '建议承办单位' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('YJ')
  await page.locator('.ant-select-item-option-active', { hasText: '应急管理' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: '将会发生' }).getByText(/承办单位：市应急管理局/).waitFor()
  await shot(panel, 'dispatch-case-hand-zh', { full: true })
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: /^确认派单/ }).click()
  const sure = page.getByRole('dialog', { name: /突发工单：确认派至市应急管理局/ })
  await sure.waitFor()
  expect((await kept(emergency.ticketNo)).state).toBe('in_triage')
  await shot(panel, 'dispatch-emergency-hand-zh')
  await sure.getByRole('button', { name: '确认派单' }).click()
  await page.getByText('已派至市应急管理局').waitFor()
  expect(await kept(emergency.ticketNo)).toMatchObject({ state: 'dispatched', leadUnit: 'YJ', urgency: 'emergency' })
  expect(panel.complaints()).toEqual([])
})
