import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'

const product = productForSuite()
const browser = browserForSuite()

it('leads whoever is not signed in to the form, and from there to where they were going', async () => {
  const panel = await browser().open(product(), { path: '/callback' })
  const { page } = panel
  await page.waitForURL('**/login?to=%2Fcallback')
  await page.getByLabel('用户名').waitFor()
  await shot(panel, 'login-zh')
  expect(await axeFindings(panel)).toEqual([])
  await page.getByLabel('用户名').fill('agent1001')
  await page.getByRole('textbox', { name: '密码' }).fill('not the password')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('用户名或密码不正确').waitFor()
  await shot(panel, 'login-wrong-zh')
  await page.getByRole('textbox', { name: '密码' }).fill(product().account('agent1001').password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/callback')
  await page.getByText('已连接').waitFor()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL('**/login*')
  await page.goto('/agent')
  await page.waitForURL('**/login?to=%2Fagent')
  expect(panel.complaints()).toEqual([])
})

it('keeps the page when the session ends, and goes on after the password', async () => {
  const { username, password } = product().account('agent1002')
  const panel = await browser().open(product(), { path: '/login' })
  const { page } = panel
  await page.getByLabel('用户名').fill(username)
  await page.getByRole('textbox', { name: '密码' }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('已连接').waitFor()
  await page.goto('/callback')
  await page.getByText('已连接').waitFor()
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }))
  const over = page.getByRole('dialog', { name: '登录已失效' })
  await over.waitFor()
  expect(await over.getByLabel('用户名').inputValue()).toBe(username)
  await shot(panel, 'session-ended-zh')
  await over.getByRole('textbox', { name: '密码' }).fill(password)
  await page.keyboard.press('Enter')
  await over.waitFor({ state: 'detached' })
  await page.getByText('已连接').waitFor()
  expect(new URL(page.url()).pathname).toBe('/callback')
  expect(panel.complaints()).toEqual([])
})

it('says how long to wait after too many wrong passwords', async () => {
  const panel = await browser().open(product(), { path: '/login' })
  const { page } = panel
  await page.getByLabel('用户名').fill('agent1003')
  const wait = page.getByText(/尝试次数过多，请 \d+ 秒后再试/)
  for (let tries = 0; tries < 20 && !(await wait.isVisible()); tries += 1) {
    await page.getByRole('textbox', { name: '密码' }).fill(`wrong ${tries}`)
    await Promise.all([page.waitForResponse('**/api/v1/session'), page.keyboard.press('Enter')])
    await page.getByRole('alert').locator('.ant-alert').waitFor()
  }
  await wait.waitFor()
  await shot(panel, 'login-wait-zh')
  expect(await page.getByRole('button', { name: '登录', exact: true }).isDisabled()).toBe(true)
})
