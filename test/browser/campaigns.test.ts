import { expect, it } from 'vitest'
import type { Campaign, ListReport } from '../../src/contract/campaign.ts'
import { axeFindings, browserForSuite, HAND, type Panel, SEAT, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { PAYLOADS } from './payloads.ts'

// Nobody is called here: every campaign begins tomorrow, whatever the time of the day.

const product = productForSuite()
const browser = browserForSuite()
const DAY_MS = 86_400_000
const day = (ahead: number): string => new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10)

async function as<Result>(user: string, method: string, path: string, body?: object): Promise<Result> {
  const { status, body: said } = await (await product().as(user)).ask<Result>(method, path, body)
  expect(status, `${user} ${method} ${path}: ${JSON.stringify(said)}`).toBeLessThan(300)
  return said
}
const poll = (more: object = {}) => ({ name: '供暖满意度调查', kind: 'poll', intro: '您好，这里是本市热线。', questions: [{ text: '您对供暖是否满意？', options: [{ key: '1', label: '满意' }, { key: '2', label: '不满意' }] }], from: day(2), until: day(9), restDays: true, ...more })
async function take(id: string, rows: string): Promise<ListReport> {
  const { token } = await product().as('supervisor')
  const answer = await fetch(`${product().url}/api/v1/campaigns/${id}/list?apply=true`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'idempotency-key': id }, body: rows })
  expect(answer.status).toBe(200)
  return (await answer.json()) as ListReport
}
async function fits(panel: Panel): Promise<void> {
  expect(await axeFindings(panel)).toEqual([])
  for (const size of [HAND, SEAT]) {
    await panel.page.setViewportSize(size)
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `at ${size.width}`).toBeLessThanOrEqual(0)
  }
}

it('a supervisor writes a poll, hears what is said, imports a list with its faults told, starts, pauses and stops it knowing what happens', async () => {
  await as('supervisor', 'POST', '/do-not-call', { number: '13900007777', note: '来电要求' })
  const panel = await browser().open(product(), { as: 'supervisor', path: '/campaigns' })
  const { page } = panel
  await page.getByText('还没有外呼任务').waitFor()
  await page.getByRole('region', { name: '外呼任务状态' }).getByText('没有待外呼的任务').waitFor()
  expect(await page.title()).toContain('外呼任务')
  await shot(panel, 'campaigns-empty-zh')
  await fits(panel)

  await page.getByRole('main').getByRole('button', { name: '新建外呼任务' }).first().press('Enter')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('请填写此项').first().waitFor()
  await page.getByLabel('任务名称').fill('供暖满意度调查')
  await page.getByLabel('开场白').fill('您好，这里是本市热线，想请您评价今年的供暖。')
  await page.getByLabel('问题内容').fill('您对室内温度是否满意？')
  await page.getByRole('button', { name: '常用选项' }).click()
  await page.getByRole('menuitem', { name: '是、否' }).click()
  await page.getByRole('button', { name: '添加选项' }).click()
  await page.getByLabel('选项内容 3').fill('说不清')
  await page.getByLabel('开始日期').fill(day(2))
  await page.getByLabel('结束日期（含当天）').fill(day(9))
  await shot(panel, 'campaigns-new-zh', { full: true })
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '保存' }).press('Enter')
  await page.waitForURL(/\/campaigns\/(?!new)/)
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  const heard = page.getByRole('region', { name: '市民听到的内容' })
  await heard.getByText('按 3：说不清').waitFor()
  expect(await heard.getByRole('button', { name: /^试听/ }).count()).toBeGreaterThanOrEqual(3)
  await page.getByText('下一步：导入名单').waitFor()
  expect(await page.getByRole('button', { name: '开始外呼' }).isDisabled()).toBe(true)
  await shot(panel, 'campaign-draft-zh', { full: true })
  await fits(panel)

  await page.getByRole('button', { name: '名单', exact: true }).press('Enter')
  await page.getByRole('button', { name: '导入名单' }).press('Enter')
  const rows = ['号码,姓名', '13800000001,甲', '13800000002,乙', '13800000001,甲', '0085223456789,丙', ',丁', '13900007777,戊']
  await page.getByLabel('选择文件').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) })
  await page.getByText('共 6 行，可收入 2 个号码').waitFor()
  for (const fault of ['与前面重复：与第 2 行相同', '没有号码', '号码不能拨打：国际号码']) await page.getByRole('cell', { name: fault }).waitFor()
  await page.getByRole('cell', { name: '谢绝来电' }).waitFor()
  await shot(panel, 'campaign-import-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '收入 2 个号码' }).press('Enter')
  await page.getByText('已收入 2 个号码').waitFor()
  await page.getByRole('cell', { name: '待拨打' }).first().waitFor()
  expect(await page.content()).not.toContain('13800000001')

  await page.getByRole('button', { name: '开始外呼' }).press('Enter')
  const dialog = page.getByRole('dialog').last()
  await dialog.getByText('系统将拨打 2 个号码').waitFor()
  await shot(panel, 'campaign-start-zh')
  await dialog.getByRole('button', { name: '开始外呼' }).press('Enter')
  await page.getByText(/开始外呼$/).filter({ hasText: day(2) }).waitFor()
  expect(await as<Campaign>('supervisor', 'GET', `/campaigns/${id}`)).toMatchObject({ state: 'running', listed: 2 })
  await shot(panel, 'campaign-running-zh')
  await fits(panel)

  await page.getByRole('button', { name: '暂停', exact: true }).press('Enter')
  await dialog.getByRole('button', { name: '暂停', exact: true }).press('Enter')
  await page.getByText('已暂停', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: '停止', exact: true }).press('Enter')
  await dialog.getByText('还有 2 个号码不再拨打').waitFor()
  await dialog.getByRole('button', { name: '停止', exact: true }).press('Enter')
  await page.getByText('停止前未拨打').first().waitFor()
  expect((await as<Campaign>('supervisor', 'GET', `/campaigns/${id}`)).state).toBe('stopped')
  await page.getByRole('button', { name: '结果', exact: true }).press('Enter')
  await page.getByText('还没有结果').waitFor()
  await shot(panel, 'campaign-stopped-zh')
  await fits(panel)
  expect(panel.complaints()).toEqual([])
}, 120_000)

it('a leader reads what comes of it and is offered nothing else; all of it is there in English', async () => {
  const { id } = await as<Campaign>('supervisor', 'POST', '/campaigns', poll())
  await take(id, '号码\n13800000003\n')
  const panel = await browser().open(product(), { as: 'leader', path: '/campaigns', language: 'en', size: HAND })
  const { page } = panel
  await page.getByRole('link', { name: '供暖满意度调查' }).first().click()
  await page.getByText('Ready to start').waitFor()
  expect([await page.getByRole('button', { name: 'Start calling' }).count(), await page.getByRole('button', { name: 'Save' }).count()]).toEqual([0, 0])
  await page.getByRole('button', { name: 'List', exact: true }).press('Enter')
  await page.getByRole('cell', { name: 'to be called' }).waitFor()
  await shot(panel, 'campaign-leader-hand-en', { full: true })
  await fits(panel)
  expect(panel.complaints()).toEqual([])
})

it('keeps the list of those who do not want to be called', async () => {
  const panel = await browser().open(product(), { as: 'supervisor', path: '/campaigns?tab=doNotCall' })
  const { page } = panel
  await page.getByLabel('电话号码').fill('13900008888')
  await page.getByLabel('说明（可不填）').fill(PAYLOADS[10] ?? '')
  await page.getByRole('button', { name: '登记' }).press('Enter')
  await page.getByText('已登记').waitFor()
  await page.getByRole('cell', { name: PAYLOADS[10] ?? '' }).waitFor()
  await shot(panel, 'campaigns-do-not-call-zh')
  await fits(panel)
  await page.getByRole('button', { name: /^移出 139\*+8888/ }).press('Enter')
  await page.getByRole('dialog').last().getByRole('button', { name: '移出' }).press('Enter')
  await page.getByText('已移出').waitFor()
  expect(panel.complaints()).toEqual([])
})

it('runs nothing of what is typed into a campaign', async () => {
  const at = (i: number): string => (PAYLOADS[i] ?? '').replaceAll(/[{}]/g, '').slice(0, 20)
  for (let i = 0; i < 12; i += 1) {
    const { id } = await as<Campaign>('supervisor', 'POST', '/campaigns', poll({ name: `${i} ${at(i)}`, intro: at(i + 12), thanks: at(i + 24), questions: [{ text: at(i + 36), options: [{ key: '1', label: at(i) }, { key: '2', label: `b${at(i + 40)}`.slice(0, 20) }] }] }))
    if (i === 0) await take(id, `号码,姓名\n13800000004,${PAYLOADS[10]}\n`)
  }
  const panel = await browser().open(product(), { as: 'supervisor' })
  const { page } = panel
  await page.addInitScript(() => Object.assign(window, { ran: () => Object.assign(window, { haveRun: true }) }))
  const { items } = await as<{ items: Campaign[] }>('supervisor', 'GET', '/campaigns')
  for (const path of ['/campaigns', ...items.slice(0, 4).map(({ id }) => `/campaigns/${id}`), ...items.slice(-2).map(({ id }) => `/campaigns/${id}?part=list`)]) {
    await page.goto(path)
    await page.getByRole('main').waitFor()
    await page.waitForFunction(() => document.querySelector('.ant-spin-spinning') === null)
    expect(await page.evaluate(() => 'haveRun' in window), path).toBe(false)
  }
  expect(panel.complaints()).toEqual([])
}, 60_000)
