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
