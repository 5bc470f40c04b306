import { expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { axeFindings, browserForSuite, HAND, type Page, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { NOISE, ticketsAtWork } from '../rig/tickets.ts'

const product = productForSuite()
const browser = browserForSuite()

const { as, kept, handIn } = ticketsAtWork(product)

/** Handed in by an agent; the list sends it to the department. */
async function dispatched(): Promise<TicketDetail> {
  const ticket = await handIn()
  expect(ticket).toMatchObject({ state: 'dispatched', leadUnit: 'HB' })
  return ticket
}
const stateIs = async (page: Page, state: string) => await page.locator(`[data-state=${state}]`).waitFor()
const form = (page: Page, name: string) => page.getByRole('form', { name })

it('a department signs, verifies and replies by keyboard, its head approves, and the citizen is to be called back', async () => {
  const { ticketNo, version, records } = await dispatched()
  const task = records.find(({ kind }) => kind === 'co_task')
  await as('unit-GA', 'POST', `/tickets/${ticketNo}/events`, { event: 'answerCoTask', version, record: task?.id, result: '已到场劝阻' })
  const unit = await browser().open(product(), { as: 'unit-HB', path: `/tickets/${ticketNo}` })
  const { page } = unit
  await stateIs(page, 'dispatched')
  await page.getByText(/请市生态环境局于 .* 前签收/).waitFor()
  await shot(unit, 'ticket-dispatched-zh')
  expect(await axeFindings(unit)).toEqual([])

  await page.keyboard.press('Alt+N')
  await page.getByRole('dialog').getByText('确认签收').waitFor()
  await shot(unit, 'ticket-sign-zh')
  await page.keyboard.press('Enter')
  await stateIs(page, 'signed')
  expect(await page.evaluate(() => document.activeElement?.classList.contains('work-steps'))).toBe(true)

  await page.keyboard.press('Alt+N')
  await form(page, '核实').waitFor()
  // Nothing is chosen yet: the first thing that is missing is said and gets the focus.
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '核实', exact: true }).last().press('Enter')
  await form(page, '核实').getByText('请填写此项').first().waitFor()
  await shot(unit, 'ticket-verify-missing-zh')
  expect(await axeFindings(unit)).toEqual([])
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.type('现场检测超标')
  await page.getByRole('button', { name: '核实', exact: true }).last().press('Enter')
  await stateIs(page, 'handling')

  await page.keyboard.press('Alt+N')
  const reply = form(page, '提交答复')
  await reply.getByLabel('是', { exact: true }).press('Space')
  await reply.getByLabel('联系时间').fill('2026-11-20T09:30')
  await reply.getByLabel('电话', { exact: true }).press('Space')
  await reply.getByLabel('联系人（姓名）').fill('王敏')
  await reply.getByLabel('办理情况（热线内部）').fill('责令整改，限期安装隔音设施')
  await reply.getByLabel('答复市民的内容').fill('已责令商户整改')
  await reply.getByLabel('已解决', { exact: true }).press('Space')
  await shot(unit, 'ticket-reply-zh')
  expect(await axeFindings(unit)).toEqual([])
  await page.getByRole('button', { name: '提交答复', exact: true }).last().press('Enter')
  await stateIs(page, 'reply_review')
  expect(unit.complaints()).toEqual([])

  const head = await browser().open(product(), { as: 'head-HB', path: `/tickets/${ticketNo}` })
  await stateIs(head.page, 'reply_review')
  await head.page.keyboard.press('Alt+N')
  await form(head.page, '审核答复').getByLabel('审核通过').press('Space')
  await head.page.getByRole('button', { name: '审核答复', exact: true }).last().press('Enter')
  await stateIs(head.page, 'pending_callback')
  await head.page.getByText('待回访', { exact: true }).waitFor()
  await shot(head, 'ticket-callback-zh', { full: true })
  expect(await axeFindings(head)).toEqual([])
  expect(await kept(ticketNo)).toMatchObject({ state: 'pending_callback' })
  expect(head.complaints()).toEqual([])
})

it('what somebody else did meanwhile is shown, and what was typed is kept and can be sent', async () => {
  const { ticketNo, version } = await dispatched()
  const panel = await browser().open(product(), { as: 'supervisor', path: `/tickets/${ticketNo}`, size: HAND, language: 'en' })
  const { page } = panel
  await stateIs(page, 'dispatched')
  await shot(panel, 'ticket-hand-en', { full: true })
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: 'More' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Supervise' }).press('Enter')
  const supervise = form(page, 'Supervise')
  await supervise.getByLabel('In writing').press('Space')
  await supervise.getByLabel('What is required').fill('Report within the day')
  await as('unit-HB', 'POST', `/tickets/${ticketNo}/events`, { event: 'signFor', version })
  await page.getByRole('button', { name: 'Supervise', exact: true }).last().press('Enter')
  await supervise.getByText('The ticket changed while you were writing').waitFor()
  await supervise.getByText(/unit-HB Sign for/).waitFor()
  await shot(panel, 'ticket-conflict-hand-en')
  expect(await axeFindings(panel)).toEqual([])
  expect(await supervise.getByLabel('What is required').inputValue()).toBe('Report within the day')
  await page.getByRole('button', { name: 'Send it all the same' }).press('Enter')
  await page.getByRole('region', { name: 'Attached' }).getByText('Report within the day').waitFor()
  expect((await kept(ticketNo)).records).toContainEqual(expect.objectContaining({ kind: 'supervision', state: 'open' }))
  expect(panel.complaints()).toEqual([])
})

it('the list shows where tickets are and finds them', async () => {
  const { ticketNo } = await dispatched()
  const panel = await browser().open(product(), { as: 'supervisor', path: '/tickets' })
  const { page } = panel
  await page.getByRole('link', { name: ticketNo }).waitFor()
  await shot(panel, 'tickets-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('searchbox', { name: '搜索' }).fill('没有这样的标题')
  await page.keyboard.press('Enter')
  await page.getByText('没有符合条件的工单').waitFor()
  expect(new URL(page.url()).searchParams.get('text')).toBe('没有这样的标题')
  await page.getByRole('searchbox', { name: '搜索' }).fill(ticketNo)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: ticketNo }).waitFor()
  expect(panel.complaints()).toEqual([])
})

it('a draft is not accepted, and the citizen is told where to go instead', async () => {
  const { ticketNo } = await as<TicketDetail>('agent1001', 'POST', '/tickets', { ...NOISE, content: '邻居欠款不还，法院已判决，要求执行' })
  const seat = await browser().open(product(), { as: 'agent1001', path: `/tickets/${ticketNo}` })
  const { page } = seat
  await page.getByRole('button', { name: /其他处理/ }).press('Enter')
  await page.getByRole('menuitem', { name: '不予受理' }).press('Enter')
  const refuse = form(page, '不予受理')
  await refuse.getByRole('button', { name: '不予受理' }).press('Enter')
  await refuse.getByText('请填写此项').first().waitFor()
  await refuse.getByRole('radio', { name: '已进入诉讼、仲裁' }).press('Space')
  await refuse.getByLabel('告知的反映途径').fill('请向人民法院申请强制执行')
  await shot(seat, 'ticket-reject-zh')
  expect(await axeFindings(seat)).toEqual([])
  await refuse.getByRole('button', { name: '不予受理' }).press('Enter')
  await page.locator('[data-state=rejected]').waitFor()
  expect(await kept(ticketNo)).toMatchObject({ state: 'rejected', closeReason: expect.any(String) })
  expect(seat.complaints()).toEqual([])
})
