import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, type Page, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ticketsAtWork } from '../rig/tickets.ts'
import { until } from '../rig/until.ts'

const product = productForSuite()
const browser = browserForSuite()

const { as, handIn } = ticketsAtWork(product)

/** Before anything of the page: notes every voice that sounds. */
const listen = (): void => {
  const heard = { voices: 0 }
  const { prototype } = OscillatorNode
  const { value: start } = Object.getOwnPropertyDescriptor(AudioScheduledSourceNode.prototype, 'start') as { value: (this: OscillatorNode, when?: number) => void }
  prototype.start = function counted(this: OscillatorNode, when?: number) {
    heard.voices += 1
    return start.call(this, when)
  }
  Object.assign(window, { heard })
}
const voices = async (page: Page): Promise<number> => await page.evaluate(() => (window as unknown as { heard: { voices: number } }).heard.voices)
const bell = (page: Page) => page.getByRole('button', { name: /^提醒.*未看/ })
const seeAll = async (user: string): Promise<void> => {
  const { items } = await as<{ items: { id: string }[] }>(user, 'GET', '/ticket-notices?seen=false&limit=200')
  if (items.length > 0) await as(user, 'POST', '/ticket-notices/seen', { ids: items.map(({ id }) => id) })
}

it('a new ticket is told at once without taking the focus, listed by keyboard, and gone for the whole desk when it was seen', async () => {
  await seeAll('unit-HB')
  const unit = await browser().open(product(), { as: 'unit-HB', path: '/tickets' })
  const head = await browser().open(product(), { as: 'head-HB', path: '/notices?seen=unseen' })
  await bell(unit.page).waitFor()
  await unit.page.getByRole('searchbox').first().focus()
  const { ticketNo: first } = await handIn()
  await unit.page.getByText('新提醒 1 条').waitFor()
  expect(await unit.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  expect(await unit.page.title()).toMatch(/^\(1\) /)
  await shot(unit, 'notice-toast-zh')
  const { ticketNo: second } = await handIn({ areaCode: '140581' })
  await unit.page.getByRole('button', { name: /^提醒 ?2 条未看$/ }).waitFor()
  await head.page.getByRole('link', { name: second }).waitFor()

  await unit.page.keyboard.press('Alt+I')
  const list = unit.page.getByRole('dialog', { name: '提醒' })
  await list.getByRole('link', { name: second }).waitFor()
  await shot(unit, 'notice-bell-zh')
  expect(await axeFindings(unit)).toEqual([])
  await list.getByRole('button', { name: `标为已看 ${second}` }).press('Enter')
  await list.getByRole('link', { name: second }).waitFor({ state: 'detached' })
  // The colleague at the same desk sees it go, and who it was.
  await head.page.getByRole('link', { name: second }).waitFor({ state: 'detached' })
  await list.getByRole('link', { name: first }).press('Enter')
  await unit.page.waitForURL(`**/tickets/${first}`)
  await unit.page.getByRole('button', { name: /^提醒 ?：没有未看的$/ }).waitFor()
  await until('the title without a number', async () => !(await unit.page.title()).startsWith('('))
  await head.page.getByText('全部', { exact: true }).click()
  await head.page.getByText(/已看：unit-HB/).first().waitFor()
  await shot(head, 'notices-zh')
  expect(await axeFindings(head)).toEqual([])
  expect([...unit.complaints(), ...head.complaints()]).toEqual([])
})

it('an emergency rings at every screen of the desk until somebody takes it', async () => {
  await seeAll('unit-HB')
  const unit = await browser().open(product(), { as: 'unit-HB' })
  const head = await browser().open(product(), { as: 'head-HB' })
  for (const { page } of [unit, head]) {
    await page.addInitScript(listen)
    await page.goto('/tickets')
    await bell(page).waitFor()
  }
  expect(await voices(unit.page)).toBe(0)
  const { ticketNo: no } = await handIn({ urgency: 'emergency' })
  const strip = (page: Page) => page.locator('.emergency-strip')
  for (const { page } of [unit, head]) {
    await strip(page).getByText(no).waitFor()
    await until('the sound', async () => (await voices(page)) > 6, 10_000) // it goes on: six voices are one call
  }
  await shot(unit, 'emergency-strip-zh')
  expect(await axeFindings(unit)).toEqual([])
  await strip(head.page).getByRole('button', { name: '接手并查看' }).press('Enter')
  await head.page.waitForURL(`**/tickets/${no}`)
  await strip(unit.page).waitFor({ state: 'detached' })
  const after = await voices(unit.page)
  await new Promise((done) => setTimeout(done, 3_500))
  expect(await voices(unit.page)).toBe(after)
  expect([...unit.complaints(), ...head.complaints()]).toEqual([])
})

it('a sound that the browser keeps back is said, and comes with the next click', async () => {
  await seeAll('unit-HB')
  const { ticketNo: no } = await handIn({ urgency: 'emergency' })
  const unit = await browser().open(product(), { as: 'unit-HB', size: HAND })
  const { page } = unit
  // A browser that has seen nobody click yet.
  await page.addInitScript(() => {
    const { value: resume } = Object.getOwnPropertyDescriptor(AudioContext.prototype, 'resume') as { value: (this: AudioContext) => Promise<void> }
    let clicked = false
    window.addEventListener('pointerdown', () => (clicked = true), { capture: true })
    Object.defineProperty(AudioContext.prototype, 'state', { get: () => (clicked ? 'running' : 'suspended') })
    AudioContext.prototype.resume = async function later(this: AudioContext) {
      if (clicked) await resume.call(this)
      this.dispatchEvent(new Event('statechange'))
    }
  })
  await page.addInitScript(listen)
  await page.goto('/tickets')
  await page.getByText('浏览器拦截了提示音').waitFor()
  expect(await voices(page)).toBe(0)
  await shot(unit, 'emergency-blocked-hand-zh')
  expect(await axeFindings(unit)).toEqual([])
  await page.getByRole('button', { name: '开启声音' }).click()
  await page.getByText('浏览器拦截了提示音').waitFor({ state: 'detached' })
  await until('the sound', async () => (await voices(page)) > 0, 10_000)
  await page.getByRole('button', { name: '接手并查看' }).click()
  await page.waitForURL(`**/tickets/${no}`)
  expect(unit.complaints()).toEqual([])
})

it('how one is told is kept with the account, whatever the screen', async () => {
  const unit = await browser().open(product(), { as: 'unit-HB', path: '/notices?settings=1', size: HAND })
  const form = unit.page.getByRole('dialog', { name: '我的提醒设置' })
  await form.getByLabel('开始').fill('22:00')
  await form.getByLabel('结束').fill('07:00')
  await form.getByLabel('接收邮箱').fill('clerk@example.cn')
  await shot(unit, 'notice-settings-hand-zh')
  expect(await axeFindings(unit)).toEqual([])
  await form.getByRole('button', { name: '保存' }).press('Enter')
  await form.waitFor({ state: 'detached' })
  expect(await as('unit-HB', 'GET', '/notify-preferences')).toMatchObject({ quietHours: '22:00-07:00', mailTo: 'clerk@example.cn', volume: 70 })
  expect(unit.complaints()).toEqual([])
  const wide = await browser().open(product(), { as: 'unit-HB', path: '/notices?settings=1', language: 'en' })
  await wide.page.getByRole('dialog', { name: 'How I am told' }).getByLabel('Mail address').waitFor()
  await shot(wide, 'notice-settings-en')
  const hand = await browser().open(product(), { as: 'unit-HB', path: '/notices', size: HAND })
  await hand.page.getByRole('heading', { name: '提醒记录' }).waitFor()
  await shot(hand, 'notices-hand-zh')
  expect(await axeFindings(hand)).toEqual([])
})

it('the administrator adds a system that is told of events, sees its secret once, and what was not delivered', async () => {
  const admin = await browser().open(product(), { as: 'admin', path: '/admin/notifications' })
  const { page } = admin
  await page.getByText('尚未配置邮件服务器').waitFor()
  await page.getByRole('button', { name: '添加' }).press('Enter')
  const form = page.getByRole('dialog', { name: '添加接收系统' })
  await form.getByLabel('系统名称').fill('智慧城市平台')
  await form.getByLabel('接收地址').fill('http://127.0.0.1:8088/')
  await form.getByRole('button', { name: '保存' }).press('Enter')
  await form.getByText('不在允许范围内').waitFor()
  await form.getByLabel('接收地址').fill('https://events.invalid/12345')
  await form.getByRole('button', { name: '保存' }).press('Enter')
  const secret = page.getByRole('textbox', { name: '签名密钥' })
  expect((await secret.inputValue()).length).toBeGreaterThan(40)
  await shot(admin, 'webhook-secret-zh')
  await page.getByRole('button', { name: /知道了|确定|OK/ }).last().click()
  await page.getByRole('button', { name: '推送测试事件' }).click()
  await page.getByText('ENOTFOUND').or(page.getByText('EAI_AGAIN')).first().waitFor({ timeout: 40_000 })
  await shot(admin, 'notifications-admin-zh', { full: true })
  expect(await axeFindings(admin)).toEqual([])
  const hand = await browser().open(product(), { as: 'admin', path: '/admin/notifications', size: HAND })
  await hand.page.getByText('智慧城市平台').first().waitFor()
  await shot(hand, 'notifications-admin-hand-zh', { full: true })
  expect(await axeFindings(hand)).toEqual([])
  expect([...admin.complaints(), ...hand.complaints()]).toEqual([])
})
