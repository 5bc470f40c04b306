import { expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, keepConnections, type Page, type Panel, shot } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ASK_EVERY_MS, until } from '../rig/until.ts'

const product = productForSuite()
const browser = browserForSuite()

const energyHeard = async (page: Page): Promise<number> =>
  await page.evaluate(async () => {
    let energy = 0
    const report = await (window as unknown as { made: RTCPeerConnection[] }).made.at(-1)?.getStats()
    report?.forEach((entry: { type: string; totalAudioEnergy?: number }) => {
      if (entry.type === 'inbound-rtp') energy = entry.totalAudioEnergy ?? 0
    })
    return energy
  })

/** What Chromium's microphone beeps arrives: energy goes on growing after the conversation began. */
async function hears(page: Page): Promise<void> {
  const before = await energyHeard(page)
  await until('the other side to be heard', async () => (await energyHeard(page)) > before + 1e-4, 15_000, 200)
}

async function opened(path: string, as?: string): Promise<Panel> {
  const panel = await browser().open(product(), as === undefined ? {} : { as })
  await panel.context.addInitScript(keepConnections)
  await panel.page.goto(path)
  return panel
}

it('a citizen dials in the browser, talks with an agent in another, and rates the call', async () => {
  const seat = await opened('/agent', 'agent1001')
  await seat.page.getByText('软电话已就绪').waitFor()
  const api = await product().as('supervisor')
  await until('the server to reach the browser', async () => (await api.agent('1001')).device === 'browser', 15_000, ASK_EVERY_MS)
  await api.setAgent('1001', 'ready')
  const citizen = await opened('/demo/phone')
  const { page } = citizen
  await page.getByText('可以拨打').waitFor()
  await shot(citizen, 'demo-phone-zh')
  expect(await axeFindings(citizen)).toEqual([])
  await page.getByRole('textbox', { name: '拨打号码' }).fill('12345')
  await page.getByRole('button', { name: '拨打', exact: true }).click()
  await seat.page.getByRole('button', { name: /^接听/ }).click()
  await seat.page.getByRole('heading', { name: '通话中' }).waitFor()
  await shot(citizen, 'demo-phone-talking-zh')
  await page.setViewportSize(HAND)
  await shot(citizen, 'demo-phone-talking-hand-zh', { full: true })
  await Promise.all([hears(page), hears(seat.page)])

  await seat.page.keyboard.press('Alt+E')
  const [record] = await api.calls()
  expect(record?.agent).toBe('1001')
  const { id } = record!
  await until('the rating to be asked for', async () => (await api.call(id)).state === 'rating', 15_000, ASK_EVERY_MS)
  await page.getByRole('button', { name: '1', exact: true }).click()
  const rated = await until('the record with its rating', async () => {
    const call = await api.call(id)
    return call.outcome !== null && call.rating !== null && call
  }, 20_000, ASK_EVERY_MS)
  expect([rated.dnis, rated.outcome, rated.agent]).toEqual(['12345', 'handled', '1001'])
  await page.getByText('通话已结束').waitFor()
  expect((await api.calls()).length).toBe(1)
  expect([...citizen.complaints(), ...seat.complaints()]).toEqual([])

  const english = await browser().open(product(), { path: '/demo/phone', language: 'en' })
  await english.page.getByText('Ready to call').waitFor()
  await shot(english, 'demo-phone-en')
})
