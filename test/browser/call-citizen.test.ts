import { beforeAll, expect, it } from 'vitest'
import type { DepartmentView } from '../../src/contract/department.ts'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { axeFindings, browserForSuite, HAND, shot } from '../rig/browser.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { userOf } from '../rig/sip/message.ts'
import { productForSuite } from '../rig/suite.ts'
import { until } from '../rig/until.ts'

// The township clerk's way to the citizen: one button, from the ticket's page, by keyboard too.

const product = productForSuite({ policy: { outbound: { night: null } }, restMs: 20_000 })
const browser = browserForSuite()
const OFFICE = '09915550188'
const NUMBER = '13700001111'

beforeAll(async () => {
  const admin = await product().as('admin')
  const { items } = (await admin.ask<{ items: DepartmentView[] }>('GET', '/departments')).body
  const { code: _c, inUse: _i, updatedAt: _u, ...settings } = items.find((one) => one.code === 'HB')!
  expect((await admin.ask('PUT', '/departments/HB', { ...settings, phone: OFFICE, dutyPhone: '09915550189', contacts: [{ role: 'handler', name: '经办员', phone: '13800007788' }] })).status).toBe(200)
})

it('calls the citizen by one button, sees how far the call is, and what came of it', async () => {
  const dialled: IncomingCall[] = []
  product().trunk.onCall((call) => void dialled.push(call))
  const at = (n: number): Promise<IncomingCall> => until(`call ${n}`, () => dialled[n - 1], 15_000)
  const agent = await product().as('agent1001')
  const said = { contactPhone: NUMBER, type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '楼下烧烤店夜间营业，噪音扰民', address: '驿后小区 4 号楼' }
  const { ticketNo, version } = (await agent.ask<TicketDetail>('POST', '/tickets', said)).body
  expect((await agent.ask('POST', `/tickets/${ticketNo}/events`, { event: 'submit', version })).status).toBe(200)

  const unit = await browser().open(product(), { as: 'unit-HB', path: `/tickets/${ticketNo}` })
  const { page } = unit
  const part = page.getByRole('region', { name: '联系诉求人' })
  await part.getByRole('combobox', { name: '联系事由' }).focus()
  await shot(unit, 'call-citizen-zh')
  // One press would do: a usual reason stands there already.
  expect(await part.getByRole('button', { name: '呼叫诉求人' }).isEnabled()).toBe(true)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('核实噪声时间')
  await page.keyboard.press('Escape')
  await part.getByRole('button', { name: '呼叫诉求人' }).press('Enter')
  await part.getByText('正在呼叫您的电话，请接听').waitFor()
  await shot(unit, 'call-citizen-ringing-zh')
  expect(await axeFindings(unit)).toEqual([])
  ;(await at(1)).answer()
  const citizen = await at(2)
  expect(userOf(citizen.invite.uri)).toBe(NUMBER)
  await part.getByText('正在呼叫诉求人，请勿挂机').waitFor()
  citizen.answer()
  await part.getByText('正在与诉求人通话').waitFor()
  await shot(unit, 'call-citizen-talking-zh')
  await citizen.hangUp()
  await part.getByText('已接通', { exact: true }).waitFor()
  await part.getByText(/核实噪声时间/).waitFor()
  await part.getByRole('button', { name: '呼叫诉求人' }).waitFor()
  await shot(unit, 'call-citizen-done-zh')
  expect(await axeFindings(unit)).toEqual([])
  expect(await page.content()).not.toContain(NUMBER)
  expect(unit.complaints()).toEqual([])

  const hand = await browser().open(product(), { as: 'unit-HB', path: `/tickets/${ticketNo}`, size: HAND })
  const small = hand.page.getByRole('region', { name: '联系诉求人' })
  await small.scrollIntoViewIfNeeded()
  await shot(hand, 'call-citizen-hand-zh')

  // The centre hears the recording; an agent without the right has the list and no button.
  const clerk = await browser().open(product(), { as: 'dispatcher', path: `/tickets/${ticketNo}` })
  const seen = clerk.page.getByRole('region', { name: '联系诉求人' })
  await seen.getByText('已接通', { exact: true }).waitFor()
  expect(await seen.getByRole('button', { name: '呼叫诉求人' }).count()).toBe(0)
  await shot(clerk, 'call-citizen-centre-zh')
})
