import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, type Page, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ticketsAtWork } from '../rig/tickets.ts'

// A gas leak as the people see it who have to deal with it (A-G06, A-G07, G18). The terms are short, so that one runs out.

const SIGN_MS = 12_000
const product = productForSuite({ policy: { ticket: { emergencySignMs: SIGN_MS, emergencyLeaderMs: 20_000 } } })
const browser = browserForSuite()

const { kept, handIn, assisted } = ticketsAtWork(product)
const stateIs = async (page: Page, state: string) => await page.locator(`.unit-detail [data-state=${state}]`).waitFor()
const form = (page: Page, name: string) => page.getByRole('form', { name })

it('an emergency is marked wherever somebody must see it, alarms when nobody signs, and is fed back inside 30 minutes', async () => {
  const duty = await browser().open(product(), { as: 'unit-RQ', path: '/unit?list=to_sign' })
  const floor = await browser().open(product(), { as: 'supervisor', path: '/queue' })
  const { page } = duty
  await page.getByText('没有待签收的工单').waitFor()
  await floor.page.getByRole('heading', { level: 1 }).waitFor()

  const ticket = await handIn({ type: 'help', categoryCode: '1201', title: '楼道燃气味很重', content: '楼道里燃气味很重' })
  const { ticketNo } = ticket
  expect(ticket).toMatchObject({ state: 'dispatched', urgency: 'emergency', leadUnit: 'RQ', dispatchedAt: ticket.acceptedAt })
  // Nobody loads the page again.
  await page.locator('.unit-now.late').getByText(/突发工单，请先签收新工单：1 件/).waitFor()
  await page.locator('.unit-entry.emergency').getByText('突发').waitFor()
  await shot(duty, 'emergency-to-sign-zh')
  await floor.page.getByText(`紧急工单 ${ticketNo}，请立即跟进`).waitFor()

  await page.locator('.unit-entry.emergency.late').getByText(/^超时/).waitFor({ timeout: SIGN_MS + 20_000 })
  await page.locator('.unit-now.late').getByText(/其中 1 件已超时/).waitFor()
  await shot(duty, 'emergency-late-zh')
  expect(await axeFindings(duty)).toEqual([])
  const hand = await browser().open(product(), { as: 'unit-RQ', path: '/unit', size: HAND })
  await hand.page.locator('.unit-entry.emergency.late').waitFor()
  await shot(hand, 'emergency-hand-zh')
  expect(await axeFindings(hand)).toEqual([])

  await page.keyboard.press('s')
  await stateIs(page, 'signed')
  expect((await kept(ticketNo)).timeline.filter(({ event }) => event === 'timer').map(({ reason }) => reason)).toContain('emergency_sign')
  await page.keyboard.press('Alt+N')
  const verify = form(page, '核实')
  await verify.getByRole('radio', { name: '是', exact: true }).press('Space')
  await verify.getByRole('radio', { name: '属实', exact: true }).press('Space')
  await page.getByRole('button', { name: '核实', exact: true }).last().press('Enter')
  await stateIs(page, 'handling')
  await assisted(ticketNo)
  await page.reload()
  await stateIs(page, 'handling')
  await page.keyboard.press('Alt+N')
  const reply = form(page, '提交答复')
  await reply.getByRole('radio', { name: '是', exact: true }).press('Space')
  await reply.getByRole('button', { name: '刚刚' }).press('Enter')
  await reply.getByRole('radio', { name: '当面', exact: true }).press('Space')
  await reply.getByLabel('联系人（姓名）').fill('抢险队值班员')
  await reply.getByLabel('办理情况（热线内部）').fill('更换接头，检测合格')
  await reply.getByLabel('答复市民的内容').fill('泄漏已排除，可以恢复用气')
  await reply.getByRole('radio', { name: '已解决', exact: true }).press('Space')
  await page.getByRole('button', { name: '提交答复', exact: true }).last().press('Enter')
  await stateIs(page, 'reply_review')

  const head = await browser().open(product(), { as: 'head-RQ', path: '/unit' })
  await stateIs(head.page, 'reply_review')
  await head.page.keyboard.press('Alt+N')
  await form(head.page, '审核答复').getByRole('radio', { name: '审核通过' }).press('Space')
  await head.page.getByRole('button', { name: '审核答复', exact: true }).last().press('Enter')
  await stateIs(head.page, 'pending_callback')
  await shot(head, 'emergency-fed-back-zh')
  const { acceptedAt, feedbackAt, dueAt } = await kept(ticketNo)
  expect((feedbackAt ?? Infinity) - (acceptedAt ?? 0)).toBeLessThanOrEqual(30 * 60_000)
  expect(feedbackAt).toBeLessThanOrEqual(dueAt ?? 0)
  expect([...duty.complaints(), ...head.complaints(), ...hand.complaints(), ...floor.complaints()]).toEqual([])
})
