import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, type Panel, SEAT, shot } from '../rig/browser.ts'
import { hearsNow, lately } from '../rig/sound/who.ts'
import { agentIs, endedRecord, productForSuite, recordOf } from '../rig/suite.ts'
import { seatOf, voiceOf } from '../rig/talk.ts'
import { until } from '../rig/until.ts'

const product = productForSuite({ policy: { offer: { specialistFirstMs: 5_000 }, wrapUp: { maxMs: 20_000 } } })
const browser = browserForSuite()

/** Kept to be looked at, and without a serious finding. */
async function looks(panel: Panel, name: string): Promise<void> {
  await shot(panel, `agent-${name}`)
  expect(await axeFindings(panel), name).toEqual([])
}

/** The same in English, in large type, and on a phone. */
async function looksInAllWays(panel: Panel, name: string): Promise<void> {
  const { page } = panel
  await looks(panel, `${name}-zh`)
  await page.getByRole('button', { name: '大字' }).click()
  await looks(panel, `${name}-large-zh`)
  await page.getByRole('button', { name: '大字' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await looks(panel, `${name}-en`)
  await page.setViewportSize(HAND)
  await shot(panel, `agent-${name}-hand-en`, { full: true })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(HAND.width)
  await page.getByRole('button', { name: '中文' }).click()
  await page.setViewportSize(SEAT)
}

it('an agent takes a call for 12333 in the browser from ringing to rating, with a specialist and a ticket in between', async () => {
  const specialist = await seatOf(product(), '2001', 'third')
  await (await product().as('hr2001')).setAgent('2001', 'not_ready')
  const panel = await browser().open(product(), { path: '/agent' })
  const { page } = panel
  const stage = (name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).waitFor()

  await page.getByLabel('用户名').fill('agent1001')
  await page.getByRole('textbox', { name: '密码' }).fill(product().account('agent1001').password)
  await page.keyboard.press('Enter')
  await stage('尚未上线')
  await looks(panel, 'offline-zh')
  await page.getByText('软电话已就绪').waitFor()
  await page.keyboard.press('Alt+r')
  await stage('等待来电')

  const earlier = await product().trunk.call('12333')
  await stage('来电振铃')
  await page.getByText(earlier.ani).waitFor()
  await looks(panel, 'ringing-zh')
  await earlier.hangUp()
  await stage('等待来电')

  const caller = await product().trunk.call('12333', earlier.ani)
  caller.voice.say(voiceOf('caller'))
  await stage('来电振铃')
  await page.getByRole('region', { name: '被叫号码' }).getByText('12333', { exact: true }).waitFor()
  await page.getByRole('region', { name: '近期来电' }).getByText('12333').waitFor()
  await page.keyboard.press('Alt+a')
  await stage('通话中')
  await until('the caller to hear the agent', () => lately(caller, 1_500).some((sample) => Math.abs(sample) > 1_000), 15_000)
  await page.getByLabel('主要内容').waitFor()
  await looksInAllWays(panel, 'talking')

  await page.keyboard.press('Alt+h')
  await stage('保持中')
  await looks(panel, 'held-zh')
  await page.keyboard.press('Alt+h')
  await stage('通话中')

  await page.keyboard.press('Alt+t')
  const field = page.getByRole('combobox', { name: '姓名、部门' })
  await field.fill('renshe')
  await page.getByRole('option').first().getByText('人社').waitFor()
  await looks(panel, 'find-zh')
  await field.fill('2001')
  await page.getByRole('option').first().getByText('2001', { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await stage('咨询中')
  await looks(panel, 'private-zh')
  await page.keyboard.press('Alt+j')
  await stage('三方通话中')
  await until('the caller to hear the specialist', () => hearsNow(caller).includes('third'), 10_000)
  await looksInAllWays(panel, 'three')
  await specialist.hangUpAll()
  await stage('通话中')

  await page.getByLabel('主要内容').fill('楼下烧烤店夜间营业，噪音扰民')
  await page.getByRole('button', { name: /噪声扰民/ }).waitFor()
  await page.keyboard.press('Alt+1')
  await page.getByRole('radio', { name: '投诉' }).check()
  await page.getByLabel('行政区划').focus()
  await page.keyboard.type('城区')
  await page.keyboard.press('Enter')
  await page.getByText('可以提交').waitFor()
  await page.keyboard.press('Alt+s')
  await page.getByText('已派至市生态环境局').first().waitFor()
  await looks(panel, 'submitted-zh')

  await page.keyboard.press('Alt+e')
  await stage('话后整理')
  await recordOf(product(), caller, ({ state }) => state === 'rating')
  await caller.press('1')
  await looksInAllWays(panel, 'wrap-up')
  await page.keyboard.press('Alt+r')
  await stage('等待来电')
  await agentIs(product(), '1001', 'ready')
  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ outcome: 'handled', rating: 1, transferCount: 0, agent: '1001' })
  expect(record.ticketId).toMatch(/^SF\d{14}/)
  expect(panel.complaints()).toEqual([])
})

it('shows a transfer until somebody has answered', async () => {
  await seatOf(product(), '1002', 'agent')
  const specialist = await seatOf(product(), '2001', 'third')
  specialist.behave('rings')
  await (await product().as('hr2001')).setAgent('2001', 'not_ready')
  await (await product().as('agent1002')).setAgent('1002', 'ready')
  const panel = await browser().open(product(), { as: 'agent1002', path: '/agent', microphone: false })
  const { page } = panel
  const caller = await product().trunk.call('12345')
  await recordOf(product(), caller, ({ state }) => state === 'talking')
  await page.getByRole('heading', { name: '通话中', exact: true }).waitFor()
  await page.keyboard.press('Alt+t')
  await page.getByRole('combobox', { name: '姓名、部门' }).fill('2001')
  await page.getByRole('option').first().getByText('2001', { exact: true }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '正在转接', exact: true }).waitFor()
  await looks(panel, 'transferring-zh')
  specialist.calls.at(-1)?.answer()
  await page.getByRole('heading', { name: '话后整理', exact: true }).waitFor()
  expect(await recordOf(product(), caller, ({ agent }) => agent === '2001')).toMatchObject({ transferCount: 1 })
  expect(panel.complaints()).toEqual([])
})

it('says why a second transfer is refused before it is tried, and why a refused one was', async () => {
  await seatOf(product(), '1003', 'agent')
  await (await product().as('agent1003')).setAgent('1003', 'ready')
  const panel = await browser().open(product(), { as: 'agent1003', path: '/agent', language: 'en', microphone: false })
  const { page } = panel
  const caller = await product().trunk.call('12345', undefined, [['X-Transfer-Count', '1']])
  await recordOf(product(), caller, ({ state }) => state === 'talking')
  await page.getByRole('heading', { name: 'Talking', exact: true }).waitFor()
  await page.getByText('cannot be again').waitFor()
  await page.keyboard.press('Alt+t')
  await page.getByRole('combobox', { name: 'Name, department' }).fill('medical')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('free').waitFor()
  await looks(panel, 'refused-en')
  await page.setViewportSize(HAND)
  await shot(panel, 'agent-refused-hand-en', { full: true })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(HAND.width)
  expect(panel.complaints()).toEqual([])
})
