import { expect, it } from 'vitest'
import type { DutyPerson, DutyRoster, SpecialPeriod } from '../../src/contract/roster.ts'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { axeFindings, browserForSuite, HAND, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ticketsAtWork } from '../rig/tickets.ts'
import { PAYLOADS } from './payloads.ts'

const product = productForSuite()
const browser = browserForSuite()

const { as } = ticketsAtWork(product)
const HOUR_MS = 3_600_000
const today = (): string => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Asia/Shanghai' }).format(Date.now())

it('a head of a department enters people and plans their turns; two change places; what nobody covers is shown before it comes', async () => {
  const panel = await browser().open(product(), { as: 'head-RQ', path: '/duty' })
  const { page } = panel
  await page.getByText('还没有排班').waitFor()
  await shot(panel, 'duty-empty-zh')
  expect(await axeFindings(panel)).toEqual([])

  await page.getByRole('tab', { name: '应急队伍' }).press('Enter')
  for (const [name, phone] of [['甲班值班员', '13900000001'], ['乙班值班员', '13900000002']]) {
    await page.getByRole('button', { name: '登记人员' }).press('Enter')
    const form = page.getByRole('dialog', { name: '登记人员' })
    await form.getByLabel('姓名').fill(name ?? '')
    await form.getByLabel('电话').fill(phone ?? '')
    if (name === '甲班值班员') await shot(panel, 'duty-person-zh')
    await form.getByRole('button', { name: '保存' }).press('Enter')
    await page.getByRole('button', { name: name ?? '', exact: true }).waitFor()
  }
  await shot(panel, 'duty-people-zh')
  expect(await axeFindings(panel)).toEqual([])
  expect(await page.getByText('13900000001').count()).toBe(0)

  await page.getByRole('tab', { name: '值班表' }).press('Enter')
  await page.getByRole('button', { name: '添加轮值' }).press('Enter')
  const plan = page.getByRole('dialog', { name: '添加轮值' })
  await plan.getByRole('combobox', { name: '轮值人员' }).fill('甲班')
  await page.keyboard.press('Enter')
  await plan.getByRole('combobox', { name: '轮值人员' }).fill('乙班')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await plan.getByLabel('班次时间').fill('00：00—24：00')
  await shot(panel, 'duty-plan-zh')
  expect(await axeFindings(panel)).toEqual([])
  await plan.getByRole('button', { name: '保存' }).press('Enter')
  await page.locator('.duty-turn').first().waitFor()
  await as('head-RQ', 'PUT', '/duty/cover', { unit: 'RQ', cover: 'always' })

  const { turns } = await as<DutyRoster>('head-RQ', 'GET', `/duty/roster?unit=RQ&from=${today()}&to=${today()}`)
  await page.getByRole('button', { name: `调班 ${turns[0]?.day} ${turns[0]?.person?.name}` }).press('Enter')
  const change = page.getByRole('dialog', { name: /调班/ })
  await change.getByLabel('取消此班').check()
  await change.getByLabel('原因').fill('临时出差')
  await shot(panel, 'duty-change-zh')
  await change.getByRole('button', { name: '保存' }).press('Enter')
  await page.locator('.duty-turn.empty').waitFor()
  await page.locator('.duty-holes').waitFor()
  await shot(panel, 'duty-week-zh', { full: true })
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])

  const hand = await browser().open(product(), { as: 'supervisor', path: '/duty?tab=roster&unit=RQ', size: HAND })
  await hand.page.locator('.duty-turn.empty').waitFor()
  await shot(hand, 'duty-week-hand-zh', { full: true })
  expect(await axeFindings(hand)).toEqual([])
  expect(hand.complaints()).toEqual([])
})

it('a special period is declared and stands on every desk; afterwards it has its figures', async () => {
  const panel = await browser().open(product(), { as: 'supervisor', path: '/duty?tab=special' })
  const { page } = panel
  await page.getByText('没有特殊时期').waitFor()
  await shot(panel, 'duty-special-empty-zh')
  await page.getByRole('button', { name: '启动特殊时期' }).press('Enter')
  const form = page.getByRole('dialog', { name: '启动特殊时期' })
  await form.getByLabel('名称').fill('暴雪橙色预警')
  await form.getByLabel('原因').fill('预计有暴雪，供热、道路救援诉求增多')
  await form.getByLabel('紧急工单签收').fill('3')
  await form.getByLabel('紧急工单办结').fill('20')
  await shot(panel, 'duty-special-form-zh')
  expect(await axeFindings(panel)).toEqual([])
  await form.getByRole('button', { name: '启动特殊时期' }).press('Enter')
  await page.getByRole('region', { name: '值班提示' }).getByText('暴雪橙色预警').waitFor()
  await shot(panel, 'duty-special-zh')
  expect(await axeFindings(panel)).toEqual([])

  for (const [user, path] of [['dispatcher', '/dispatch'], ['unit-RQ', '/unit'], ['agent1001', '/agent'], ['leader', '/']]) {
    const desk = await browser().open(product(), { as: user ?? '', path: path ?? '', ...(user === 'unit-RQ' ? { size: HAND } : {}) })
    const strip = desk.page.getByRole('region', { name: '值班提示' })
    await strip.getByText('紧急签收 3 分钟').waitFor()
    if (user === 'leader') await desk.page.waitForURL(/\/ledger$/)
    await shot(desk, `duty-strip-${user}-zh`)
    expect([user, await axeFindings(desk)]).toEqual([user, []])
  }
  await page.getByRole('button', { name: '值守情况' }).press('Enter')
  await page.getByRole('dialog').getByText('按时签收').waitFor()
  await shot(panel, 'duty-figures-zh')
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])
  const { items } = await as<{ items: SpecialPeriod[] }>('supervisor', 'GET', '/special-periods')
  await as('leader', 'POST', `/special-periods/${items[0]?.id}/end`, { version: items[0]?.version })
})

it('the team is called for an emergency: the member answers from any desk, the dispatcher reads it on the ticket', async () => {
  await as('admin', 'POST', '/duty/people', { unit: 'XF', name: '消防联络员', position: '参谋', team: 'liaison', matters: ['12'], phone: '13900000003' })
  await as('admin', 'POST', '/duty/people', { unit: 'GA', name: '交警支队联络员', team: 'support' })
  const { ticketNo, version } = await as<TicketDetail>('agent1001', 'POST', '/tickets', { contactPhone: '13700001111', type: 'help', categoryCode: '1201', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼道里燃气味很重', title: '燃气泄漏' })
  await as('agent1001', 'POST', `/tickets/${ticketNo}/events`, { event: 'submit', version })
  const member = await browser().open(product(), { as: 'unit-XF', path: '/unit', size: HAND })
  await member.page.getByRole('button', { name: '接手并查看' }).press('Enter')
  await member.page.getByRole('button', { name: /马上到/ }).waitFor()
  await shot(member, 'duty-called-hand-zh', { full: true })
  expect(await axeFindings(member)).toEqual([])
  await member.page.getByRole('button', { name: /马上到/ }).press('Enter')
  await member.page.getByText('正在赶来').waitFor()
  expect(await member.page.getByText('地点：驿后小区 4 号楼').count()).toBe(1)
  expect(member.complaints()).toEqual([])

  const dispatcher = await browser().open(product(), { as: 'dispatcher', path: `/tickets/${ticketNo}` })
  const team = dispatcher.page.getByRole('region', { name: '应急队伍' })
  await team.getByText('正在赶来').waitFor()
  await team.getByRole('combobox', { name: '增派人员' }).fill('交警')
  await dispatcher.page.keyboard.press('Enter')
  await dispatcher.page.keyboard.press('Escape')
  await team.getByRole('button', { name: '增派人员' }).press('Enter')
  await team.getByText('交警支队联络员').first().waitFor()
  await team.getByRole('button', { name: '查看联系方式 消防联络员' }).press('Enter')
  await team.getByText('13900000003').waitFor()
  await shot(dispatcher, 'duty-on-ticket-zh', { full: true })
  expect(await axeFindings(dispatcher)).toEqual([])
  expect(dispatcher.complaints()).toEqual([])
})

it('runs nothing that was typed into names, positions, reasons and notes', async () => {
  const typed = PAYLOADS.map((payload) => payload.slice(0, 30)).slice(0, 20)
  for (const [n, payload] of typed.entries()) {
    const { id } = await as<DutyPerson>('admin', 'POST', '/duty/people', { unit: null, name: payload, position: payload })
    if (n < 3) await as('admin', 'POST', '/duty/plans', { unit: null, people: [id], hours: '00:00-24:00', days: [1, 2, 3, 4, 5, 6, 7], from: today() })
  }
  await as('supervisor', 'POST', '/special-periods', { kind: 'other', name: PAYLOADS[10]?.slice(0, 40), reason: PAYLOADS[20], startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + HOUR_MS).toISOString() })
  const { turns } = await as<DutyRoster>('admin', 'GET', `/duty/roster?from=${today()}&to=${today()}`)
  await as('admin', 'POST', `/duty/turns/${turns[0]?.id}/person`, { person: turns[1]?.person?.id, reason: PAYLOADS[10] })
  const panel = await browser().open(product(), { as: 'admin', path: '/duty' })
  let ran = false
  await panel.page.exposeFunction('ran', () => void (ran = true))
  for (const tab of ['值班表', '应急队伍', '特殊时期']) {
    await panel.page.getByRole('tab', { name: tab }).press('Enter')
    await panel.page.getByText(tab === '特殊时期' ? (PAYLOADS[10]?.slice(0, 40) ?? '') : (typed[0] ?? '')).first().waitFor()
    await shot(panel, `duty-payloads-${tab}`, { full: true })
  }
  expect([ran, panel.complaints()]).toEqual([false, []])
})
