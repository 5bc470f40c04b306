import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, type Panel, SEAT, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { noticeTone } from '../../src/prompt/rules/music.ts'
import { wavOf } from '../../src/platform/riff.ts'

const product = productForSuite({ fullPrompts: true })
const browser = browserForSuite()

/** Small windows and English, once for each page. */
async function alsoSmallAndEnglish(path: string, name: string): Promise<void> {
  const looks = [[HAND, 'zh', 'hand'], [SEAT, 'en', 'wide']] as const
  await Promise.all(looks.map(async ([size, language, window]) => {
    const panel = await browser().open(product(), { as: 'admin', path, language, size })
    await panel.page.locator('h1').waitFor()
    await panel.page.getByText(/正在加载|Loading/).waitFor({ state: 'detached' })
    await panel.page.waitForLoadState('networkidle')
    await shot(panel, `${name}-${window}-${language}`)
    expect(panel.complaints()).toEqual([])
    await panel.context.close()
  }))
}

const heard = async ({ page }: Panel): Promise<void> => {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.url().includes('/audio') && response.status() === 200), page.getByRole('button', { name: /^试听/ }).first().click()])
  expect(answer.headers()['content-type']).toBe('audio/wav')
}

it('merges a number step by step, showing and playing what callers will hear', async () => {
  const panel = await browser().open(product(), { as: 'admin', path: '/admin/hotlines' })
  const { page } = panel
  await page.getByRole('row', { name: /12319/ }).waitFor()
  await shot(panel, 'hotlines-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '归并号码' }).click()
  await page.getByRole('combobox', { name: '号码' }).fill('12369')
  await page.getByTitle('12369 环保举报热线').last().click()
  expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('环保举报热线')
  await page.getByText('环保举报热线12369已并入12345').waitFor()
  await shot(panel, 'hotlines-merge-zh')
  expect(await axeFindings(panel)).toEqual([])
  for (const step of ['归并方式', '过渡期', '接听安排', '试听提示音'] as const) {
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('heading', { name: step, exact: true, level: 2 }).waitFor()
  }
  await heard(panel)
  await page.getByRole('button', { name: /过渡期/ }).first().click()
  await shot(panel, 'hotlines-dates-zh')
  await page.getByRole('button', { name: /核对并保存/ }).click()
  await page.getByText('记入审计日志').waitFor()
  await page.getByRole('definition').filter({ hasText: '市生态环境局' }).waitFor()
  await shot(panel, 'hotlines-review-zh')
  await page.getByRole('button', { name: '保存并启用' }).click()
  await page.getByRole('row', { name: /12369.*过渡期内/ }).waitFor()
  const api = await product().as('admin')
  expect((await api.ask('GET', '/hotlines/12369')).body).toMatchObject({ mergeMode: 'whole_merge', status: 'transition', owner: 'HB' })
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
  await alsoSmallAndEnglish('/admin/hotlines', 'hotlines')
  await alsoSmallAndEnglish('/admin/hotlines?line=12369', 'hotlines-change')
})

it('changes what callers hear: text, recording, and back to an older version', async () => {
  const panel = await browser().open(product(), { as: 'admin', path: '/admin/prompts?id=hold' })
  const { page } = panel
  await page.getByLabel('文字').fill('请稍等，正在为您查询。')
  await page.getByRole('button', { name: '保存文字' }).click()
  await page.getByText('第 1 版').waitFor()
  await page.setInputFiles('input[type=file]', { name: 'hold.wav', mimeType: 'audio/wav', buffer: Buffer.from(wavOf(noticeTone())) })
  await page.getByText('第 2 版').waitFor()
  await heard(panel)
  await shot(panel, 'prompts-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '恢复使用 系统自带' }).click()
  await page.getByRole('button', { name: '恢复使用 第 2 版' }).waitFor()
  await page.setInputFiles('input[type=file]', { name: 'x.wav', mimeType: 'audio/wav', buffer: Buffer.from('<script>alert(1)</script>') })
  await page.getByText(/不支持的文件|不是可用的录音/).waitFor()
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
  await alsoSmallAndEnglish('/admin/prompts?id=transition@12319', 'prompts')
})

it('sets policy values without a restart, and shows them in the audit log', async () => {
  const api = await product().as('admin')
  await api.ask('PATCH', '/hotlines/12319', { greetingZh: '您好，12319热线。' })
  const panel = await browser().open(product(), { as: 'admin', path: '/admin/policy' })
  const { page } = panel
  await page.getByRole('spinbutton', { name: '排队人数上限' }).fill('7')
  await page.getByRole('spinbutton', { name: '话后整理时长' }).fill('60')
  await page.getByText('2 项尚未保存').waitFor()
  await shot(panel, 'policy-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存并生效').waitFor()
  const { items } = (await api.ask('GET', '/policy')).body as unknown as { items: { path: string; value: unknown; setBy: string | null }[] }
  expect(items.find(({ path }) => path === 'queue.maxWaiting')).toMatchObject({ value: 7, setBy: 'admin' })
  await page.getByRole('button', { name: '恢复默认 排队人数上限' }).click()
  await page.getByRole('button', { name: '恢复默认 排队人数上限' }).waitFor({ state: 'detached' })
  await page.goto('/admin/audit')
  await page.getByText('修改运行参数 queue.maxWaiting：2000 → 7').waitFor()
  await page.getByText('修改运行参数 queue.maxWaiting：7 → 2000').waitFor()
  await page.getByText('修改热线 12319').click()
  await page.getByText('您好，12319热线。').first().waitFor()
  await shot(panel, 'audit-zh')
  expect(await axeFindings(panel)).toEqual([])
  expect(panel.complaints()).toEqual([])
  await panel.context.close()
  await alsoSmallAndEnglish('/admin/policy', 'policy')
  await alsoSmallAndEnglish('/admin/audit', 'audit')
})
