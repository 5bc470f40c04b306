import { describe, expect, it } from 'vitest'
import { axeFindings, browserForSuite, HAND, keepConnections, type Page, type Panel, shot } from '../rig/browser.ts'
import { agentIs, endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import { voiceOf } from '../rig/talk.ts'
import { until } from '../rig/until.ts'

const product = productForSuite()
const browser = browserForSuite()

/** Before anything of the page: a microphone into which somebody speaks, syllable by syllable. Chromium's own beeps once a second. */
const speakInto = (): void => {
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext()
    const [out, syllables] = [context.createMediaStreamDestination(), context.createGain()]
    const voice = new OscillatorNode(context, { frequency: 220 })
    const rhythm = new OscillatorNode(context, { frequency: 3, type: 'square' })
    const depth = new GainNode(context, { gain: 0.2 })
    syllables.gain.value = 0.2
    rhythm.connect(depth).connect(syllables.gain)
    voice.connect(syllables).connect(out)
    voice.start()
    rhythm.start()
    await context.resume()
    return out.stream
  }
}

interface Sound {
  packetsIn: number
  packetsOut: number
  energyIn: number
  state: string
}

const soundOf = async (page: Page): Promise<Sound> =>
  await page.evaluate(async () => {
    const connection = (window as unknown as { made: RTCPeerConnection[] }).made.at(-1)
    const sound = { packetsIn: 0, packetsOut: 0, energyIn: 0, state: connection?.iceConnectionState ?? 'none' }
    const report = await connection?.getStats()
    report?.forEach((entry: { type: string; packetsReceived?: number; packetsSent?: number; totalAudioEnergy?: number }) => {
      if (entry.type === 'inbound-rtp') [sound.packetsIn, sound.energyIn] = [entry.packetsReceived ?? 0, entry.totalAudioEnergy ?? 0]
      if (entry.type === 'outbound-rtp') sound.packetsOut = entry.packetsSent ?? 0
    })
    return sound
  })

const hears = async (page: Page): Promise<Sound> =>
  await until('sound in both directions', async () => {
    const before = await soundOf(page)
    await page.waitForTimeout(400)
    const after = await soundOf(page)
    return after.packetsIn > before.packetsIn && after.packetsOut > before.packetsOut && after.energyIn > before.energyIn && after
  }, 15_000)

async function seat(extension: string, { speaks = false, ...options }: { speaks?: boolean; language?: 'en' } = {}): Promise<Panel> {
  const panel = await browser().open(product(), { as: `agent${extension}`, ...options })
  await panel.context.addInitScript(keepConnections)
  if (speaks) await panel.context.addInitScript(speakInto)
  await panel.page.goto('/agent')
  await panel.page.getByText(options.language === 'en' ? 'Softphone is ready' : '软电话已就绪').waitFor()
  return panel
}

async function ready(extension: string): Promise<void> {
  const api = await product().as('supervisor')
  await until('the server to reach the browser', async () => (await api.agent(extension)).device === 'browser')
  await api.setAgent(extension, 'ready')
}

describe('the softphone', () => {
  it('rings, is answered and muted, says how it sounds, and hangs up', async () => {
    const panel = await seat('1001', { speaks: true })
    const { page } = panel
    await shot(panel, 'softphone-ready-zh')
    await ready('1001')
    const caller = await product().trunk.call('12333')
    caller.voice.say(voiceOf('caller'))
    // One button and one key: on the workplace they are the call card's.
    await page.getByRole('button', { name: /^接听/ }).waitFor()
    const bar = page.getByRole('region', { name: '软电话' })
    expect(await bar.getByRole('button').allTextContents()).toEqual(['软电话设置'])
    await until('the title to blink', async () => (await page.title()).includes('来电'))
    await shot(panel, 'softphone-ringing-zh')
    expect(await axeFindings(panel)).toEqual([])
    await page.keyboard.press('Alt+A')
    const talking = await talkingRecord(product(), caller)
    expect(talking.agent).toBe('1001')
    await hears(page)
    await bar.getByText('通话质量良好').waitFor({ timeout: 15_000 })
    await page.keyboard.press('Alt+M')
    await bar.getByText('您正在讲话，但麦克风处于静音状态。').waitFor()
    await shot(panel, 'softphone-muted-zh')
    expect(await axeFindings(panel)).toEqual([])
    expect(await page.getByRole('button', { name: /^(取消静音|挂断)/ }).count()).toBe(2)
    await page.getByRole('link', { name: '工单' }).click()
    await bar.getByRole('button', { name: '拨号键盘' }).click()
    await shot(panel, 'softphone-elsewhere-on-the-panel-zh')
    await panel.page.setViewportSize(HAND)
    await shot(panel, 'softphone-talking-hand-zh')
    expect(await axeFindings(panel)).toEqual([])
    await page.keyboard.press('Alt+M')
    await bar.getByRole('button', { name: '静音', exact: true }).waitFor()
    await page.keyboard.press('Alt+E')
    await caller.ended
    expect((await endedRecord(product(), caller)).outcome).toBe('handled')
    await bar.getByText('软电话已就绪').waitFor()
    expect(panel.complaints()).toEqual([])
  })

  it('gives the conversation back to a page that was loaded again', async () => {
    const panel = await seat('1002')
    await ready('1002')
    const caller = await product().trunk.call('12345')
    caller.voice.say(voiceOf('caller'))
    await panel.page.getByRole('button', { name: /^接听/ }).click()
    const { id } = await talkingRecord(product(), caller)
    await hears(panel.page)
    panel.page.on('dialog', (dialog) => void dialog.accept())
    const from = Date.now()
    await panel.page.reload({ waitUntil: 'commit' })
    await until('the conversation to go on', async () => (await soundOf(panel.page).catch(() => null))?.state === 'connected', 15_000)
    await hears(panel.page)
    expect(Date.now() - from).toBeLessThan(8_000)
    const now = await recordOf(product(), caller, ({ state }) => state === 'talking')
    expect([now.id, now.agent]).toEqual([id, '1002'])
    await panel.page.keyboard.press('Alt+E')
    await caller.ended
  })

  it('is in one tab at a time, and goes over on request', async () => {
    const panel = await seat('1003')
    const second = await browser().tab(panel, '/agent')
    await second.page.getByText('软电话已在其他窗口启用').waitFor()
    await shot(second, 'softphone-elsewhere-zh')
    await second.page.getByRole('button', { name: '在此窗口启用' }).click()
    await second.page.getByText('软电话已就绪').waitFor()
    await panel.page.getByText('软电话已在其他窗口启用').waitFor()
    const elsewhere = await browser().open(product(), { as: 'agent1003', path: '/agent' })
    await elsewhere.page.getByText('软电话已在其他窗口启用').waitFor()
    await elsewhere.page.getByRole('button', { name: '在此窗口启用' }).click()
    await elsewhere.page.getByText('软电话已就绪').waitFor()
    await second.page.getByText('软电话已在其他窗口启用').waitFor()
  })

  it('registers again after Asterisk was restarted', async () => {
    const { page } = await seat('1004')
    await product().killAsterisk()
    await page.getByText(/软电话(正在连接|连接失败)/).waitFor()
    await page.getByText('软电话已就绪').waitFor({ timeout: 40_000 })
    const api = await product().as('supervisor')
    await until('the server to reach the browser again', async () => (await api.agent('1004')).phones.browser === true)
  })

  it('says what is wrong with the microphone, and checks one that is there', async () => {
    const without = await browser().open(product(), { as: 'agent1005', path: '/agent', microphone: false })
    await without.page.getByText(/麦克风(被禁用)|尚未允许使用麦克风/).waitFor()
    await shot(without, 'softphone-no-microphone-zh')
    const panel = await seat('1006', { language: 'en' })
    await panel.page.getByRole('button', { name: 'Phone settings' }).click()
    await panel.page.getByRole('button', { name: 'Start' }).click()
    await panel.page.getByRole('button', { name: 'Record 3 s and play back' }).click()
    await panel.page.getByText('Playing back…').waitFor()
    await shot(panel, 'softphone-settings-en')
    expect(await axeFindings(panel)).toEqual([])
    await panel.page.getByRole('radio', { name: 'Desk phone' }).click()
    await panel.page.getByText('Calls ring on the desk phone').waitFor()
    await agentIs(product(), '1006', 'offline')
    await panel.page.setViewportSize(HAND)
    await shot(panel, 'softphone-settings-hand-en')
    expect(panel.complaints()).toEqual([])
  })
})
