import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { CallDetail, CallNow } from '../../src/contract/call.ts'
import type { Linkage } from '../../src/contract/linkage.ts'
import { isSigned } from '../../src/platform/signature.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { tone, toneMs } from '../rig/sound/tone.ts'
import { endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import { pass, until } from '../rig/until.ts'

// 110 on the line together with caller and agent, and what it is told in writing (domain.md §5.6), on the real Asterisk.

const product = productForSuite({ policy: { third: { emergencyRingMs: 3_000 }, linkage: { retryMs: [500], lookEveryMs: 200 } } })
const order = { place: '驿后小区4号楼', summary: '有人打架' }

/** The phone of 110 at the carrier's. */
let police: IncomingCall[] = []
let picksUp = true
/** The platform of 110, which takes orders. */
let platform: Server | undefined
let port = 0
const got: { key: string; body: string; signature: string }[] = []

async function openPlatform(): Promise<void> {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      got.push({ key: String(req.headers['idempotency-key']), body: Buffer.concat(chunks).toString(), signature: String(req.headers['x-yihaotong-signature']) })
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"reference":"JJ-1"}')
    })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
  platform = server
}
async function closePlatform(): Promise<void> {
  const server = platform
  platform = undefined
  server?.closeAllConnections()
  await new Promise<void>((done) => (server ? server.close(() => done()) : done()))
}

beforeAll(async () => {
  product().trunk.onCall((call) => {
    police.push(call)
    if (picksUp) call.answer()
  })
  await openPlatform()
  const { status, body } = await (await product().as('admin')).changeHotline('110', { exchangeUrl: `http://127.0.0.1:${port}/orders` })
  expect([status, body]).toMatchObject([200, {}])
})
beforeEach(async () => {
  police = []
  picksUp = true
  got.length = 0
  if (!platform) await openPlatform()
})
afterAll(closePlatform)
afterEach(() => expect(police.every(({ invite }) => invite.uri.startsWith('sip:110@'))).toBe(true))

async function talking() {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12345')
  const { id } = await talkingRecord(product(), caller)
  const agent = await product().as('agent1001')
  const now = async (): Promise<CallNow | null> => (await agent.call(id)).now
  return { phone, caller, id, agent, now }
}
const outgoing = ({ linkages }: CallDetail, mode: 'order' | 'voice'): Linkage | undefined => linkages.find((one) => (one.mode === 'order') === (mode === 'order'))
const alarms = async (kind: string): Promise<number> => {
  const text = await (await fetch(`${product().url}/metrics`)).text()
  return Number(new RegExp(`yht_alarms_total\\{kind="${kind}"\\} (\\d+)`).exec(text)?.[1] ?? 0)
}

it('110 is rung at once, speaks with caller and agent, and has place and summary in writing', async () => {
  const { phone, caller, id, agent, now } = await talking()
  const { status } = await agent.ask('POST', `/calls/${id}/consult`, { target: { peer: '110' }, order })
  expect(status).toBe(200)
  const call = await until('110 to be rung', () => police[0], 2_000)
  await until('all three to be together', async () => (await now())?.third?.state === 'joined')
  call.voice.say(tone(700, 1_000))
  await pass(1_500)
  expect(toneMs(700, caller.voice.heard())).toBeGreaterThan(500)
  expect(toneMs(700, phone.calls[0]!.voice.heard())).toBeGreaterThan(500)

  const { key, body, signature } = await until('the order at the platform of 110', () => got[0])
  expect(JSON.parse(body)).toMatchObject({ id: key, peer: '110', ...order, callId: id, callerNumber: null })
  const secret = (JSON.parse(await readFile(join(product().home, 'peer-secrets.json'), 'utf8')) as Record<string, string>)['110'] ?? ''
  expect(isSigned(signature, { id: key, body, secret, now: Date.now() })).toBe(true)

  await call.hangUp()
  await until('110 to be gone', async () => (await now())?.third === null)
  await caller.hangUp()
  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ outcome: 'handled', transferCount: 0 })
  const settled = await recordOf(product(), caller, ({ linkages }) => linkages.every(({ result }) => result !== null))
  expect(outgoing(settled, 'voice')).toMatchObject({ peer: '110', mode: 'three_way', result: 'answered', attempts: 1, agent: '1001', ticketNo: record.ticketId })
  expect(outgoing(settled, 'order')).toMatchObject({ result: 'accepted', reference: 'JJ-1', attempts: 1, ticketNo: record.ticketId })
  const { body: ticket } = await (await product().as('supervisor')).ask('GET', `/tickets/${record.ticketId}`)
  expect(ticket).toMatchObject({ disposition: 'three_way', participants: [{ party: '110', purpose: 'emergency' }], linkages: { length: 2 } })
})

it('110 that does not answer is rung again, supervisors are told, and the caller stays with the agent', async () => {
  const before = await alarms('peer_no_answer')
  picksUp = false
  const { phone, caller, id, agent, now } = await talking()
  phone.says(tone(800, 1_000))
  await agent.ask('POST', `/calls/${id}/consult`, { target: { peer: '110' } })
  await until('the second ringing', () => police[1], 6_000)
  await until('the first alarm', async () => (await alarms('peer_no_answer')) === before + 1)
  await until('the last ringing to be over', async () => (await now())?.third === null, 10_000)
  expect(police).toHaveLength(3)
  await until('the second alarm', async () => (await alarms('peer_no_answer')) === before + 2)
  const heard = caller.voice.heard().length
  await pass(1_000)
  expect(toneMs(800, caller.voice.heard().subarray(heard))).toBeGreaterThan(500)
  expect(await now()).toMatchObject({ state: 'talking', onHold: false, agent: '1001' })
  await caller.hangUp()
  const record = await recordOf(product(), caller, ({ linkages }) => linkages[0]?.endedAt !== null)
  expect(record.linkages).toMatchObject([{ peer: '110', mode: 'voice', attempts: 3, result: 'no_answer', acknowledgedAt: null }])
})

it('an order waits while the platform of 110 is down and our server dies, and is delivered once', async () => {
  await closePlatform()
  const { caller, id, agent } = await talking()
  const { status, body } = await agent.ask<Linkage>('POST', `/calls/${id}/order`, { peer: '110', ...order, callerNumber: true })
  expect([status, body]).toMatchObject([201, { order: { state: 'waiting' } }])
  const mine = async (): Promise<Linkage | undefined> => outgoing(await agent.call(id), 'order')
  await until('two tries', async () => ((await mine())?.attempts ?? 0) >= 2)
  expect(await alarms('order_delayed')).toBe(1)
  await product().killServer()
  await openPlatform()
  await product().ready()
  const delivered = await until('the order to be taken', async () => { const one = await mine(); return one?.result === 'accepted' && one }, 20_000, 200)
  expect(delivered).toMatchObject({ reference: 'JJ-1' })
  expect(delivered.attempts).toBeGreaterThan(2)
  await pass(1_500) // longer than the pause between tries
  expect(got.map(({ key }) => key)).toEqual([body.id])
  expect(JSON.parse(got[0]!.body)).toMatchObject({ callerNumber: caller.ani })
  await caller.hangUp()
})

it('a caller handed over by 110 is taken before others, and is on record', async () => {
  const { status } = await (await product().as('admin')).changeHotline('110', { transferInNumbers: ['99110'] })
  expect(status).toBe(200)
  const ordinary = await product().trunk.call('12345')
  await recordOf(product(), ordinary, ({ state }) => state === 'waiting')
  const urgent = await product().trunk.call('99110')
  await recordOf(product(), urgent, ({ state }) => state === 'waiting')
  await product().readyAgent('1001', { answersAfterMs: 0 })
  await talkingRecord(product(), urgent)
  expect((await recordOf(product(), ordinary)).agent).toBeNull()
  await urgent.hangUp()
  await ordinary.hangUp()
  const settled = await recordOf(product(), urgent, ({ linkages }) => linkages[0]?.endedAt !== null)
  expect(settled.linkages).toMatchObject([{ direction: 'in', peer: '110', mode: 'voice', result: 'answered', agent: '1001', ticketNo: settled.ticketId }])
  expect(settled.ticketId).not.toBeNull()
})
