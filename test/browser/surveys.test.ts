import { expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { axeFindings, browserForSuite, HAND, type Panel, SEAT, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { PAYLOADS } from './payloads.ts'

// What the machine's calls come to is proven elsewhere; here nobody is rung: the first call-back lies ten minutes ahead, and
// calling is paused before anybody is called at once.

const product = productForSuite()
const browser = browserForSuite()

async function as<Result>(user: string, method: string, path: string, body?: object): Promise<Result> {
  const { status, body: said } = await (await product().as(user)).ask<Result>(method, path, body)
  expect(status, `${user} ${method} ${path}: ${JSON.stringify(said)}`).toBeLessThan(300)
  return said
}
const kept = async (ticketNo: string) => await as<TicketDetail>('supervisor', 'GET', `/tickets/${ticketNo}`)
const act = async (user: string, ticketNo: string, event: object) => await as<TicketDetail>(user, 'POST', `/tickets/${ticketNo}/events`, { ...event, version: (await kept(ticketNo)).version })

/** Handled, answered and fed back. */
async function fedBack(title: string, more: object = {}): Promise<string> {
  const { ticketNo, version } = await as<TicketDetail>('agent1001', 'POST', '/tickets', { contactPhone: '13700001111', callerName: '李晓', type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下烧烤店夜间营业，噪音扰民', title, ...more })
  await as('agent1001', 'POST', `/tickets/${ticketNo}/events`, { event: 'submit', version })
  await act('unit-HB', ticketNo, { event: 'signFor' })
  await act('unit-HB', ticketNo, { event: 'verify', contacted: true, substantiated: 'yes', findings: '现场检测超标' })
  for (const { id, kind } of (await kept(ticketNo)).records) if (kind === 'co_task') await act('unit-GA', ticketNo, { event: 'answerCoTask', record: id, result: '已到场劝阻' })
  await act('unit-HB', ticketNo, { event: 'submitReply', contacted: true, contactedAt: new Date(Date.now() - 60_000).toISOString(), contactManner: 'phone', contactedBy: '经办人', result: '已责令商户整改', publicReply: '已责令商户整改', resolved: 'solved' })
  await act('head-HB', ticketNo, { event: 'reviewReply', approved: true })
  return ticketNo
}
async function fits(panel: Panel): Promise<void> {
  expect(await axeFindings(panel)).toEqual([])
  for (const size of [HAND, SEAT]) {
    await panel.page.setViewportSize(size)
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `at ${size.width}`).toBeLessThanOrEqual(0)
  }
}
const tab = (panel: Panel, name: string) => panel.page.getByRole('navigation', { name: '回访清单' }).getByRole('button', { name })
const entry = (panel: Panel, ticketNo: string) => panel.page.getByRole('article', { name: ticketNo })

it('shows whom the machine will call and whom a person has to, is paused and goes on, and hands a citizen to a clerk', async () => {
  const panel = await browser().open(product(), { as: 'supervisor', path: '/surveys' })
  const { page } = panel
  await page.getByText('没有待拨打的回访').waitFor()
  expect(await page.title()).toContain('自动回访')
  await shot(panel, 'surveys-empty-zh')
  await fits(panel)

  const hostile = `${PAYLOADS[10] ?? ''}${'W'.repeat(60)}`.slice(0, 100)
  const [auto, secret] = [await fedBack(hostile), await fedBack('举报违规施工噪声', { confidential: true })]
  await page.reload()
  await entry(panel, auto).getByText('137****1111').waitFor()
  await entry(panel, auto).getByText('尚未拨打').waitFor()
  expect(await page.content()).not.toContain('13700001111')
  const line = page.getByRole('region', { name: '自动回访状态' })
  await line.getByRole('button', { name: '暂停自动回访' }).press('Enter')
  await line.getByText(/supervisor 于 .* 暂停了外呼/).waitFor()
  await shot(panel, 'surveys-paused-zh')
  await fits(panel)
  await entry(panel, auto).getByRole('button', { name: /^立即拨打/ }).press('Enter')
  await page.getByText(/已排在最前|已提前/).first().waitFor()

  await tab(panel, '待人工').press('Enter')
  await entry(panel, secret).getByText('保密件，由人工回访').waitFor()
  await shot(panel, 'surveys-person-zh')
  await fits(panel)
  await tab(panel, '正在拨打').press('Enter')
  await page.getByText('当前没有正在进行的自动回访').waitFor()
  await tab(panel, '待拨打').press('Enter')
  await entry(panel, auto).getByRole('button', { name: /^转人工回访/ }).press('Enter')
  await page.waitForURL(`**/callback?list=to_call&ticket=${auto}`)
  await page.getByRole('button', { name: /^开始回访/ }).click()
  await page.getByRole('group', { name: '核对身份' }).waitFor()

  await page.goto('/surveys')
  await line.getByRole('button', { name: '继续自动回访' }).press('Enter')
  await page.getByText('已恢复外呼').waitFor()
  expect(panel.complaints()).toEqual([])
}, 120_000)

it('a ticket shows its rounds: who asked, when, and what was answered; departments not before it is over', async () => {
  const ticketNo = await fedBack('深夜施工噪声')
  await act('callback', ticketNo, { event: 'callbackAttempt', outcome: 'no_answer', againAt: null, note: '' })
  const clerk = await browser().open(product(), { as: 'callback', path: `/tickets/${ticketNo}` })
  const rounds = clerk.page.getByRole('region', { name: '回访情况' })
  await rounds.getByText('无人接听').waitFor()
  await rounds.getByText('回访员 callback').waitFor()
  await act('callback', ticketNo, { event: 'callbackResult', solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', wantsPerson: false, note: '夜里还是吵' })

  const unit = await browser().open(product(), { as: 'unit-HB', path: `/tickets/${ticketNo}` })
  const theirs = unit.page.getByRole('region', { name: '回访情况' })
  await theirs.getByText('评价在工单办结或退回重办后显示').waitFor()
  expect(await theirs.getByText('夜里还是吵').count()).toBe(0)
  expect(await theirs.getByText('callback').count()).toBe(0)
  await shot(unit, 'ticket-rounds-unit-zh')
  expect(await axeFindings(unit)).toEqual([])

  await act('callback', ticketNo, { event: 'judge', reasonable: true, explanation: '' })
  await clerk.page.reload()
  await rounds.getByText('夜里还是吵').waitFor()
  await rounds.getByText('不满意', { exact: true }).waitFor()
  await rounds.scrollIntoViewIfNeeded()
  await shot(clerk, 'ticket-rounds-zh')
  await fits(clerk)
  await unit.page.reload()
  await theirs.getByText('夜里还是吵').waitFor()

  const list = await browser().open(product(), { as: 'callback', path: '/surveys?state=answered', language: 'en', size: HAND })
  await entry(list, ticketNo).getByText('Dissatisfied', { exact: true }).waitFor()
  await shot(list, 'surveys-answered-hand-en', { full: true })
  await fits(list)
  expect([...clerk.complaints(), ...unit.complaints(), ...list.complaints()]).toEqual([])
}, 120_000)
