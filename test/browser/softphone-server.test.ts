import { WebSocket } from 'ws'
import { describe, expect, it } from 'vitest'
import { browserForSuite } from '../rig/browser.ts'
import { browserPhone, type BrowserPhone, type PageState } from '../rig/browser-phone.ts'
import { agentIs, endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import { voiceOf } from '../rig/talk.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { until } from '../rig/until.ts'

const product = productForSuite({ policy: { rescue: { waitMs: 5_000 } }, restMs: 30_000 })
const browser = browserForSuite()

interface Conversation {
  page: BrowserPhone
  caller: CallerCall
  id: string
}

const hears = ({ packetsIn, packetsOut, energyIn }: PageState): boolean => packetsIn > 50 && packetsOut > 50 && energyIn > 0.01

/** Registered, ready, and talking with a caller. */
async function conversation(extension: string): Promise<Conversation> {
  const page = await browserPhone(browser(), product(), `agent${extension}`)
  await reached(extension)
  await (await product().as('supervisor')).setAgent(extension, 'ready')
  const caller = await product().trunk.call('12345')
  caller.voice.say(voiceOf('caller'))
  const { id } = await talkingRecord(product(), caller)
  await page.sees('the browser to hear and be heard', hears, 20_000)
  return { page, caller, id }
}

async function reached(extension: string): Promise<void> {
  const api = await product().as('supervisor')
  await until('the server to reach the browser', async () => (await api.agent(extension)).phones.browser === true, 15_000)
  expect(await api.agent(extension)).toMatchObject({ device: 'browser', reachable: true })
}

const factsOf = async (id: string): Promise<string[]> => (await (await product().as('supervisor')).call(id)).events.flatMap(({ facts }) => facts)

describe('/sip', () => {
  const knock = (path: string, headers: Record<string, string> = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${product().url.replace('http', 'ws')}${path}`, 'sip', { headers })
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      socket.once('open', () => {
        socket.terminate()
        resolve(101)
      })
      socket.once('error', reject)
    })

  it('lets in whoever is signed in, has an extension and has asked for it, from our own pages', async () => {
    expect(await knock('/sip')).toBe(401)
    expect(await knock('/sip', { cookie: 'yht_session=nobody' })).toBe(401)
    expect(await knock('/ari/events')).toBe(404)
    const agent = await product().as('agent1005')
    expect(await agent.ask('PUT', '/agents/1005/state', { state: 'ready' })).toMatchObject({ status: 409, body: { code: 'PHONE_UNREACHABLE' } })
    const bearer = { authorization: `Bearer ${agent.token}` }
    expect(await knock('/sip', bearer)).toBe(403)
    const { status, body } = await agent.ask<{ socket: string; tab: string; expiresAt: string }>('POST', '/softphone', {})
    expect(status).toBe(200)
    expect(await knock('/sip', bearer)).toBe(101)
    expect(await knock(body.socket, bearer)).toBe(101)
    expect(await knock(body.socket, { ...bearer, origin: 'https://elsewhere.example' })).toBe(403)
    expect(await knock('/sip?tab=another', bearer)).toBe(409)
    expect((await agent.ask('DELETE', `/softphone?tab=${body.tab}`)).status).toBe(204)
    expect(await knock(body.socket, bearer)).toBe(403)
    expect((await (await product().as('dispatcher')).ask('POST', '/softphone', {})).status).toBe(403)
  })
})

describe('a softphone in the browser', () => {
  it('rings, both hear each other, and its hang-up is one', async () => {
    const { page, caller, id } = await conversation('1001')
    const heard = caller.voice.heardLength()
    await until('the caller to hear on', () => caller.voice.heardLength() > heard + 8_000)
    expect(await product().asteriskCli('pjsip show channelstats')).toMatch(/web1001/)
    await page.hangUp()
    await recordOf(product(), caller, ({ state }) => state === 'rating', 5_000)
    await caller.hangUp()
    expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled' })
    expect(await factsOf(id)).not.toContain('rescued')
  })

  it('reloaded in a call is given the caller back within five seconds of the page', async () => {
    const { page, caller, id } = await conversation('1002')
    await page.reload()
    await recordOf(product(), caller, ({ state }) => state === 'rescuing', 5_000)
    const back = await page.sees('the call to be back', (state) => state.inCall && hears(state), 15_000)
    expect(back.autoAnswer).toBe(true)
    expect((back.upAt ?? Infinity) - back.beganAt).toBeLessThan(5_000)
    expect(await recordOf(product(), caller, ({ state }) => state === 'talking')).toMatchObject({ id, agent: '1002' })
    expect(await factsOf(id)).toContain('rescued')
    expect(back.codec).toBe('audio/opus')
    await page.hangUp()
    await recordOf(product(), caller, ({ state }) => state === 'rating', 5_000)
    await caller.hangUp()
    const ended = await endedRecord(product(), caller)
    expect(ended).toMatchObject({ outcome: 'handled', agent: '1002', transferCount: 0 })
    expect(ended.recordings).toHaveLength(1)
  })

  it('closed for good leaves the caller at the head of the line, for the next agent', async () => {
    const { page, caller, id } = await conversation('1003')
    await page.page.close()
    await recordOf(product(), caller, ({ state }) => state === 'rescuing', 5_000)
    await recordOf(product(), caller, ({ state }) => state === 'waiting', 12_000)
    await agentIs(product(), '1003', 'not_ready', 10_000)
    expect((await (await product().as('supervisor')).queue()).waiting).toMatchObject([{ call: id, rank: 'return' }])
    await caller.hangUp()
    await endedRecord(product(), caller)
  })

  it('is one tab’s: the second takes it over with the call, and the first is told', async () => {
    const { page, id } = await conversation('1004')
    const second = await browserPhone(browser(), product(), 'agent1004', page)
    const back = await second.sees('the call to come to the second tab', (state) => state.inCall && hears(state), 15_000)
    expect(back.autoAnswer).toBe(true)
    expect((await page.sees('the first tab to be told', ({ closed }) => closed !== null)).closed).toBe(4_001)
    expect(await factsOf(id)).toContain('rescued')
    await second.hangUp()
  })

  it('goes on talking while the server is killed, and is there again with it', async () => {
    const { page, caller } = await conversation('1006')
    await product().killServer()
    const before = await page.state()
    await product().ready()
    await page.sees('the audio to go on and the page to be registered', (state) => state.registered && state.packetsIn > before.packetsIn + 50, 20_000)
    expect(await recordOf(product(), caller, ({ state }) => state === 'talking')).toMatchObject({ agent: '1006' })
    expect(await page.state()).toMatchObject({ calls: 1, inCall: true })
    await caller.hangUp()
    await endedRecord(product(), caller)
  })

  it('registers again when Asterisk was killed', async () => {
    const page = await browserPhone(browser(), product(), 'agent1007')
    await reached('1007')
    await product().killAsterisk()
    await page.sees('the page to lose its registration', ({ registered }) => !registered, 20_000)
    await page.sees('the page to register again', ({ registered }) => registered, 40_000)
    await reached('1007')
  })
})
