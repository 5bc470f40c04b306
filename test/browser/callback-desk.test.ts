import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, type Page, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ticketsAtWork } from '../rig/tickets.ts'

const product = productForSuite()
const browser = browserForSuite()

const { kept, act, handIn, fedBack } = ticketsAtWork(product)

/** Handled, answered and fed back. */
async function toCall(title: string, more: object = {}, reply: object = {}): Promise<string> {
  const { ticketNo } = await handIn({ content: '楼下烧烤店夜间营业，噪音扰民', title, ...more })
  await fedBack(ticketNo, { reply })
  return ticketNo
}
const unhappy = async (ticketNo: string) => await act('callback', ticketNo, { event: 'callbackResult', solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', wantsPerson: false, note: '夜里还是吵，没有人来过' })
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: '待办清单' }).getByRole('button', { name: new RegExp(`^${name}`) })
const entry = (page: Page, title: string) => page.locator('.dispatch-entry', { hasText: title })
const seen = (page: Page) => page.getByRole('region', { name: '将会发生' })

it('a clerk asks who it is first, answers by keys, loses nothing on reload, and closes it by what the citizen said', async () => {
  const ticketNo = await toCall('烧烤店噪声扰民')
  const panel = await browser().open(product(), { as: 'callback', path: '/' })
  const { page } = panel
  await page.waitForURL('**/callback*')
  await entry(page, '烧烤店噪声扰民').click()
  await page.getByRole('button', { name: /^开始回访/ }).waitFor()
  await shot(panel, 'callback-to-call-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.keyboard.press('g')
  await page.getByRole('group', { name: '核对身份' }).waitFor()
  // Nothing of the matter is to be seen, or said, before it is known who is on the line.
  await page.getByText('身份未核对前，不得提及诉求内容').waitFor()
  expect(await page.locator('.callback-said').getByText('噪音扰民').count()).toBe(0)
  await shot(panel, 'callback-identity-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.keyboard.press('1')
  await page.getByRole('group', { name: '是否解决' }).waitFor()
  await page.locator('.callback-said').getByText('噪音扰民').waitFor()
  await page.keyboard.press('1')
  await page.getByRole('group', { name: '是否满意' }).waitFor()
  await page.getByText('已保存').waitFor()
  await page.reload()
  await page.getByRole('group', { name: '是否满意' }).waitFor()
  expect(await page.getByRole('radio', { name: '1 已解决' }).isChecked()).toBe(true)
  await page.keyboard.press('1')
  await seen(page).getByText('办结').waitFor()
  await shot(panel, 'callback-answers-zh')
  expect(await axeFindings(panel)).toEqual([])
  expect((await kept(ticketNo)).state).toBe('pending_callback')
  await page.getByRole('button', { name: /^登记回访结果/ }).press('Enter')
  await page.getByText('工单已办结').waitFor()
  expect(await kept(ticketNo)).toMatchObject({ state: 'closed', grade: 'A', solved: 'solved', satisfied: 'satisfied' })
  expect(panel.complaints()).toEqual([])
})

it('tries that reach nobody are recorded, another time is agreed on, and confidential matters are marked for a person', async () => {
  const [silent, later, secret] = [await toCall('深夜施工噪声'), await toCall('广场舞噪声'), await toCall('举报违规施工噪声', { confidential: true })]
  const panel = await browser().open(product(), { as: 'callback', path: `/callback?list=to_call&ticket=${silent}` })
  const { page } = panel
  await entry(page, '举报违规施工噪声').getByText('保密 · 人工').waitFor()
  await page.getByRole('button', { name: /^开始回访/ }).click()
  await page.getByRole('group', { name: '核对身份' }).waitFor()
  await page.keyboard.press('u')
  await seen(page).getByText('下次回访').waitFor()
  await shot(panel, 'callback-no-answer-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: /^登记 ⏎/ }).press('Enter')
  await page.getByText('已登记，稍后再拨').waitFor()
  expect((await kept(silent)).records.find(({ kind }) => kind === 'survey')).toMatchObject({ state: 'open', data: { human: 1, last: 'no_answer' } })

  await entry(page, '广场舞噪声').click()
  await page.getByRole('button', { name: /^开始回访/ }).click()
  await page.getByRole('group', { name: '核对身份' }).waitFor()
  await page.keyboard.press('2')
  await page.getByRole('button', { name: '明天 9:00' }).click()
  await seen(page).getByText('下次回访').waitFor()
  await shot(panel, 'callback-not-now-zh')
  await page.getByRole('button', { name: /^登记 ⏎/ }).press('Enter')
  await page.getByText('已登记，稍后再拨').last().waitFor()
  await expect.poll(async () => (await kept(later)).timeline.at(-1)).toMatchObject({ event: 'callbackAttempt', reason: 'not_now' })

  // Two at once: the second is told who is at it.
  await entry(page, '举报违规施工噪声').click()
  await page.getByRole('button', { name: /^开始回访/ }).click()
  await page.getByRole('group', { name: '核对身份' }).waitFor()
  const other = await browser().open(product(), { as: 'supervisor', path: `/callback?list=to_call&ticket=${secret}`, size: HAND })
  await other.page.getByText('callback 正在回访此工单').waitFor()
  await shot(other, 'callback-taken-hand-zh', { full: true })
  expect(await axeFindings(other)).toEqual([])
  expect([...panel.complaints(), ...other.complaints()]).toEqual([])
})

it('what citizens object to is judged: unreasonable with an explanation, reasonable back to the department for the second round', async () => {
  const [unreasonable, reasonable] = [await toCall('要求拆除合法商铺', {}, { resolved: 'partly', unresolvedReason: '商铺证照齐全', lawfulBasis: '《城乡规划法》第四十条' }), await toCall('夜间噪声未整改')]
  await unhappy(unreasonable)
  await unhappy(reasonable)
  const panel = await browser().open(product(), { as: 'callback', path: '/callback?list=to_judge' })
  const { page } = panel
  await entry(page, '要求拆除合法商铺').click()
  await page.getByRole('region', { name: '市民评价' }).getByText('夜里还是吵').waitFor()
  await page.getByText('已责令商户整改，限期安装隔音设施').first().waitFor()
  const back = page.getByRole('form', { name: '诉求合理，退回重新办理' })
  await back.getByText('第 2 次办理').waitFor()
  await back.getByText('电话督办').waitFor()
  await shot(panel, 'callback-judge-zh')
  expect(await axeFindings(panel)).toEqual([])
  const explained = page.getByRole('form', { name: '诉求不合理，解释后办结' })
  await page.keyboard.press('2')
  await explained.getByRole('button', { name: '解释后办结' }).click()
  await explained.getByText('请写明如何向市民解释').waitFor()
  await shot(panel, 'callback-judge-missing-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.keyboard.type('11月22日由回访员电话说明商铺证照齐全，市民表示知晓')
  await explained.getByRole('button', { name: '解释后办结' }).press('Enter')
  await page.getByText('已判定').first().waitFor()
  expect(await kept(unreasonable)).toMatchObject({ state: 'closed', closeReason: 'explained', reasonable: 'unreasonable' })

  await page.getByRole('heading', { name: '夜间噪声未整改' }).waitFor()
  await back.getByText('第 2 次办理').waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await page.getByText('没有待判定的工单').waitFor()
  await shot(panel, 'callback-empty-zh')
  const again = await kept(reasonable)
  expect(again).toMatchObject({ state: 'handling', round: 1, reasonable: 'reasonable' })
  expect(again.records).toContainEqual(expect.objectContaining({ kind: 'supervision', state: 'open' }))
  await tab(page, '漏接来电').click()
  await page.getByText('没有待回拨的来电').waitFor()
  await shot(panel, 'callback-missed-zh')
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])
})
