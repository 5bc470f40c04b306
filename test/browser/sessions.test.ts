import { expect, it } from 'vitest'
import type { SocialReviewDetail } from '../../src/contract/social-review.ts'
import { axeFindings, browserForSuite, HAND, SEAT, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ticketsAtWork } from '../rig/tickets.ts'

const product = productForSuite({ policy: { ticket: { socialReview: true } } as never })
const browser = browserForSuite()

const { as, kept, act, handIn, fedBack } = ticketsAtWork(product)

/** Handled lawfully, disliked, and before the reviewers. */
async function inReview(): Promise<string> {
  const { ticketNo: no } = await handIn({ content: '李晓反映楼下烧烤店夜间噪音，电话 13700001111' })
  await fedBack(no, { verify: { substantiated: 'no', findings: '检测未超标' }, reply: { result: '检测未超标', publicReply: '经检测符合标准', lawfulBasis: '《噪声污染防治法》' } })
  await act('callback', no, { event: 'callbackResult', solved: 'solved', satisfied: 'dissatisfied', reason: 'result' })
  await act('unit-HB', no, { event: 'requestSocialReview', basis: '程序合法，已解释' })
  await act('supervisor', no, { event: 'decideSocialReview', approved: true })
  return no
}

it('a session decides what triage could not, on the wall and by keyboard; the leader reads it', async () => {
  const { ticketNo } = await handIn({ categoryCode: '0902', content: '两村交界处道路塌陷，两边都说不归自己管' })
  expect((await kept(ticketNo)).state).toBe('in_triage')
  const panel = await browser().open(product(), { as: 'supervisor', path: '/hotline-day' })
  const { page } = panel
  await page.getByText('还没有场次').waitFor()
  await shot(panel, 'hotline-day-empty-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '新建场次' }).press('Enter')
  const plan = page.getByRole('dialog')
  await plan.getByLabel('时间').fill('2026-12-01T09:00')
  await plan.getByLabel('地点').fill('市政府三楼会议室')
  await plan.getByLabel('主持人（职务）').fill('分管副市长')
  await shot(panel, 'hotline-day-plan-zh')
  await plan.getByRole('button', { name: '保存' }).press('Enter')
  await page.getByText('议程为空').waitFor()
  await page.getByRole('combobox', { name: '列入议程' }).fill(ticketNo)
  await page.keyboard.press('Enter')
  await page.locator('[data-item-state=waiting]').waitFor()
  await page.getByRole('button', { name: '开始' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '开始' }).press('Enter')
  await page.getByRole('button', { name: '议定', exact: true }).waitFor()
  await shot(panel, 'hotline-day-session-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '投屏 p' }).press('Enter')
  await shot(panel, 'hotline-day-wall-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '议定', exact: true }).press('Enter')
  const decide = page.getByRole('dialog', { name: /议定/ })
  await decide.getByLabel('议定意见').fill('由住建局牵头修复，一周内通行')
  await decide.getByLabel('承办单位').first().fill('住房')
  await page.keyboard.press('Enter')
  await shot(panel, 'hotline-day-decide-zh')
  expect(await axeFindings(panel)).toEqual([])
  await decide.getByRole('button', { name: '议定', exact: true }).press('Enter')
  await page.locator('[data-item-state=decided]').waitFor()
  expect(await kept(ticketNo)).toMatchObject({ state: 'dispatched' })
  expect(panel.complaints()).toEqual([])

  const leader = await browser().open(product(), { as: 'leader', path: '/hotline-day', size: HAND })
  await leader.page.getByRole('tab', { name: '议定事项' }).press('Enter')
  await leader.page.getByText('由住建局牵头修复').waitFor()
  await shot(leader, 'hotline-day-leader-hand-zh', { full: true })
  expect(await axeFindings(leader)).toEqual([])
  expect(leader.complaints()).toEqual([])
})

it('a reviewer votes on a phone, the rest is recorded, and the citizen is told before the matter is closed', async () => {
  const ticketNo = await inReview()
  const pool: string[] = []
  for (const username of ['reviewer', null, null]) pool.push((await as<{ id: string }>('supervisor', 'POST', '/social-reviewers', { name: `评议员${pool.length + 1}`, fields: ['环保'], username })).id)
  const { id } = await as<SocialReviewDetail>('supervisor', 'POST', '/social-reviews', { startsAt: '2026-12-02T15:00:00+08:00', place: '评议室', reviewers: pool })
  const panel = await browser().open(product(), { as: 'supervisor', path: `/social-review/${id}` })
  const { page } = panel
  await page.getByText('议程为空').waitFor()
  await page.getByRole('combobox', { name: '列入议程' }).press('ArrowDown')
  await page.getByText(new RegExp(ticketNo)).last().click()
  await page.locator('[data-item-state=open]').waitFor()
  await page.getByRole('button', { name: '开始评议' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '开始评议' }).press('Enter')
  await page.getByText('已投 0 / 3 票').waitFor()
  await shot(panel, 'social-review-session-zh')
  expect(await axeFindings(panel)).toEqual([])

  const hand = await browser().open(product(), { as: 'reviewer', path: '/', size: HAND })
  await hand.page.getByRole('link', { name: /12-02/ }).click()
  await hand.page.getByText('诉求人反映楼下烧烤店夜间噪音').waitFor()
  expect(await hand.page.locator('body').innerText()).not.toMatch(/李晓|13700001111/)
  await shot(hand, 'social-review-ballot-hand-zh', { full: true })
  expect(await axeFindings(hand)).toEqual([])
  await hand.page.getByRole('button', { name: '不合理' }).press('Enter')
  await hand.page.getByRole('dialog').getByRole('button', { name: '不合理' }).press('Enter')
  await hand.page.getByText('您已投票：不合理').waitFor()
  expect(hand.complaints()).toEqual([])

  const item = (await as<SocialReviewDetail>('supervisor', 'GET', `/social-reviews/${id}`)).items[0]
  for (const reviewer of pool.slice(1)) await as('supervisor', 'POST', `/social-reviews/${id}/items/${item?.id}/votes`, { reviewer, choice: 'unreasonable' })
  await page.reload()
  await page.getByText('已投 3 / 3 票').waitFor()
  await page.getByRole('button', { name: '结束表决' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '结束表决' }).press('Enter')
  await page.locator('[data-item-state=to_explain]').waitFor()
  await shot(panel, 'social-review-explain-zh', { full: true })
  expect(await axeFindings(panel)).toEqual([])
  expect((await kept(ticketNo)).state).toBe('social_review')
  await page.getByLabel('解释时间').fill('2026-01-01T10:00')
  await page.getByLabel('解释人（职务）').fill('班长')
  await page.getByLabel('解释内容').fill('已说明评议结论')
  await page.getByRole('button', { name: '登记解释情况' }).press('Enter')
  await page.locator('[data-item-state=decided]').waitFor()
  expect(await kept(ticketNo)).toMatchObject({ state: 'closed', exempt: true })
  await shot(panel, 'social-review-result-zh', { full: true })
  expect(panel.complaints()).toEqual([])
})

it('sessions are read in English and printed without what only a screen has; a social supervisor reads a sample and remarks on it', async () => {
  const [day] = (await as<{ items: { id: string }[] }>('supervisor', 'GET', '/hotline-days')).items
  const [review] = (await as<{ items: { id: string }[] }>('supervisor', 'GET', '/social-reviews')).items
  const panel = await browser().open(product(), { as: 'supervisor', language: 'en' })
  const { page } = panel
  for (const [name, path, title] of [['hotline-day', '/hotline-day', 'Hotline day'], ['hotline-day-session', `/hotline-day/${day?.id}`, null], ['social-review', '/social-review', 'Social review'], ['social-review-session', `/social-review/${review?.id}`, null]] as const) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, ...(title === null ? {} : { name: title }) }).waitFor()
    await page.waitForFunction(() => document.querySelector('.ant-spin-spinning, .ant-skeleton-active') === null)
    await shot(panel, `${name}-en`, { full: true })
    expect(await axeFindings(panel), path).toEqual([])
    if (title !== null) continue
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').first().isVisible(), path).toBe(false)
    // Only the agenda, which is read there too.
    expect(await page.locator('main button:visible').allTextContents(), path).toEqual(await page.locator('.day-agenda button').allTextContents())
    await shot(panel, `${name}-print-en`, { full: true })
    await page.emulateMedia({ media: 'screen' })
  }
  await page.goto('/social-review')
  await page.getByRole('tab', { name: 'Reviewers' }).press('Enter')
  await page.getByText('评议员1').waitFor()
  await shot(panel, 'social-review-pool-en')
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])

  const reviewer = await browser().open(product(), { as: 'reviewer', path: '/social-review' })
  for (const [size, name] of [[SEAT, 'seat'], [HAND, 'hand']] as const) {
    await reviewer.page.setViewportSize(size)
    await reviewer.page.goto('/social-review')
    await reviewer.page.getByRole('tab', { name: '抽查工单' }).press('Enter')
    await reviewer.page.locator('.review-samples button').first().waitFor()
    await shot(reviewer, `social-review-samples-${name}-zh`, { full: true })
    expect(await axeFindings(reviewer)).toEqual([])
    await reviewer.page.locator('.review-samples button').first().press('Enter')
    await reviewer.page.getByText('群众诉求').waitFor()
    await shot(reviewer, `social-review-sample-${name}-zh`, { full: true })
    expect(await axeFindings(reviewer)).toEqual([])
  }
  await reviewer.page.getByLabel('我的意见').fill('答复清楚，建议公开整改前后照片')
  await reviewer.page.getByRole('button', { name: '提交意见' }).press('Enter')
  await reviewer.page.getByText('意见已提交').waitFor()
  expect(reviewer.complaints()).toEqual([])
})
