import { describe, expect, it } from 'vitest'
import { browserForSuite } from '../rig/browser.ts'
import { browserPhone, type BrowserPhone } from '../rig/browser-phone.ts'
import { endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import { voiceOf } from '../rig/talk.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { until } from '../rig/until.ts'

const product = productForSuite()
const browser = browserForSuite()

/** Registered, ready, and talking with a caller. */
async function conversation(extension: string): Promise<{ page: BrowserPhone; caller: CallerCall; id: string }> {
  const page = await browserPhone(browser(), product(), `agent${extension}`)
  await ready(extension)
  const caller = await product().trunk.call('12345')
  caller.voice.say(voiceOf('caller'))
  const { id } = await talkingRecord(product(), caller)
  await page.sees('both to hear each other', hearing)
  return { page, caller, id }
}

const hearing = ({ packetsIn, packetsOut, energyIn }: { packetsIn: number; packetsOut: number; energyIn: number }): boolean => packetsIn > 50 && packetsOut > 50 && energyIn > 0.01

async function ready(extension: string): Promise<void> {
  const api = await product().as('supervisor')
  await until('the server to reach the browser', async () => (await api.agent(extension)).phones.browser === true)
  expect((await api.agent(extension)).device).toBe('browser')
  await api.setAgent(extension, 'ready')
}

describe('a softphone in the browser', () => {
  it('registers through /sip and rings, both hear each other, and its hang-up is one', async () => {
    const { page, caller } = await conversation('1001')
    const heard = caller.voice.heardLength()
    expect(await page.state()).toMatchObject({ codec: 'audio/opus', autoAnswer: false, calls: 1 })
    await until('the caller to hear the browser', () => caller.voice.heardLength() > heard + 8_000)
    const counted = await product().asteriskCli('pjsip show channelstats')
    expect(counted).toMatch(/web1001/)
    await page.hangUp()
    await endedRecord(product(), caller)
  })
})

void recordOf
