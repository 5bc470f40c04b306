import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import WebSocket from 'ws'

import { systemClock } from '../../src/platform/clock.ts'
import type { Fields, Log } from '../../src/platform/log.ts'
import type { AmiConnection } from '../../src/telephony/ami-connection.ts'
import type { AriTelephony, AriTelephonySettings } from '../../src/telephony/ari-telephony.ts'
import { ARI_PASSWORD, ARI_USER, startAsterisk, type TestAsterisk } from './telephony-asterisk.ts'
import { amiOf, notebook, quickPolicy, telephonyOf } from './telephony-outside.ts'
import { proxyTo } from './telephony-proxy.ts'
import { call, type Sipp } from './telephony-sipp.ts'

let asterisk: TestAsterisk
let ami: AmiConnection
let proxy: Awaited<ReturnType<typeof proxyTo>>
let telephony: AriTelephony
let notes: ReturnType<typeof notebook>
const people: Sipp[] = []
const said: { level: string; message: string; fields: Fields | undefined }[] = []

const write = (level: string) => (message: string, fields?: Fields) => void said.push({ level, message, fields })
const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error'), with: () => log }
const errors = () => said.filter(({ level }) => level === 'error')

function connect(changes: Partial<AriTelephonySettings> = {}): void {
  telephony = telephonyOf(asterisk, ami, { port: proxy.port, log, ...changes })
  notes = notebook(telephony)
  telephony.acceptCalls(true)
  telephony.start()
}
const up = (times = 1) => notes.until(() => (notes.links.filter((state) => state === 'up').length >= times ? true : undefined), `link up ${times} times`)
const down = (times = 1) => notes.until(() => (notes.links.filter((state) => state === 'down').length >= times ? true : undefined), `link down ${times} times`)
async function callerDials(stayMs = 8_000): Promise<void> {
  people.push(await call(asterisk.ports.sip, { dialled: '12345', stayMs }))
}

beforeAll(async () => {
  asterisk = await startAsterisk()
  ami = amiOf(asterisk) // never started: calls do not need AMI
})
beforeEach(async () => {
  said.splice(0)
  proxy = await proxyTo(asterisk.ports.ari)
})
afterEach(async () => {
  telephony.stop()
  await proxy.stop()
  await Promise.all(people.splice(0).map((person) => person.stop()))
  await asterisk.cli('channel request hangup all')
})
afterAll(() => asterisk?.remove())

it('waits patiently while a booting Asterisk answers 503', async () => {
  proxy.mode.answer = '503 Service Unavailable'
  connect()
  await expect.poll(proxy.connections, { timeout: 5_000 }).toBeGreaterThan(2)
  expect(notes.links).toEqual([])
  proxy.mode.answer = null
  await up()
  expect(errors()).toEqual([])
})

it('says once that the password is wrong, and goes on trying', async () => {
  connect({ password: 'wrong' })
  await expect.poll(proxy.connections, { timeout: 8_000 }).toBeGreaterThan(3)
  expect(errors()).toEqual([{ level: 'error', message: 'Asterisk refuses our ARI user; check its password in ari.conf', fields: { app: 'hotline-n1', status: 401 } }])
  expect(notes.links).toEqual([])
  expect(await telephony.perform({ type: 'closeBridge', bridge: 'b' })).toMatchObject({ why: 'unavailable' })
})

it('goes on hearing after a listener has thrown', async () => {
  connect()
  await up()
  telephony.onEvent(() => {
    throw new Error('a bug in a listener')
  })
  await callerDials(300)
  const { leg } = await notes.event('legArrived')
  await telephony.perform({ type: 'answer', leg })
  await notes.event('legEnded', leg)
  expect(errors().map(({ message }) => message)).toEqual(expect.arrayContaining(['a telephony event could not be handled']))
  expect(notes.links).toEqual(['up'])
})

it('notices a half-open connection by its heartbeat, and finds its callers again', async () => {
  connect()
  await up()
  await callerDials()
  const { leg } = await notes.event('legArrived')
  await telephony.perform({ type: 'answer', leg })
  const silentAt = Date.now()
  proxy.mode.silent = true
  const pending = telephony.perform({ type: 'lease', leg, forMs: 30_000 })
  await down()
  expect(Date.now() - silentAt).toBeLessThan(3_000) // 3 heartbeats of 200 ms, and room for a busy machine
  expect(await pending).toMatchObject({ ok: false, why: 'unavailable' })
  expect(await telephony.perform({ type: 'answer', leg })).toMatchObject({ ok: false, why: 'unavailable' })
  await expect(telephony.live()).rejects.toThrow('not connected')
  proxy.mode.silent = false
  await up(2)
  expect((await telephony.live()).legs.get(leg)).toMatchObject({ up: true, ours: true })
  expect(errors()).toEqual([])
})

it('stops commanding at once when another server takes its application', async () => {
  let stolenAt = 0
  connect({ onStolen: () => (stolenAt = Date.now()) })
  await up()
  const thief = new WebSocket(`ws://127.0.0.1:${asterisk.ports.ari}/ari/events?app=hotline-n1`, {
    headers: { Authorization: `Basic ${Buffer.from(`${ARI_USER}:${ARI_PASSWORD}`).toString('base64')}` },
  })
  await new Promise((done) => thief.once('open', done))
  const takenAt = Date.now()
  await expect.poll(() => stolenAt, { timeout: 2_000, interval: 5 }).not.toBe(0)
  expect(stolenAt - takenAt).toBeLessThan(100)
  expect(notes.links).toEqual(['up', 'down'])
  expect(await telephony.perform({ type: 'closeBridge', bridge: 'b' })).toMatchObject({ why: 'unavailable' })
  const before = proxy.connections()
  await new Promise((done) => setTimeout(done, 1_000)) // a reconnect would come within 100 ms
  expect(proxy.connections()).toBe(before)
  thief.terminate()
})

it('gives up a command after its time, claims nobody while answers are late, and recovers', async () => {
  connect({ policy: { ...quickPolicy(), commandTimeoutMs: 250, heartbeatEveryMs: 1_000, heartbeatMissesMax: 20 } })
  await up()
  proxy.mode.delayMs = 500
  const askedAt = Date.now()
  const outcomes = await Promise.all(['b1', 'b2', 'b3'].map((bridge) => telephony.perform({ type: 'closeBridge', bridge })))
  expect(outcomes).toMatchObject([{ why: 'timeout' }, { why: 'timeout' }, { why: 'timeout' }])
  expect(Date.now() - askedAt).toBeLessThan(490)
  await callerDials()
  await expect.poll(async () => asterisk.cli('core show channels concise'), { timeout: 4_000 }).toContain('!fallback!')
  expect(notes.find('legArrived')).toBeUndefined()
  proxy.mode.delayMs = 0
  await expect.poll(() => telephony.connection.healthy(), { timeout: 4_000 }).toBe(true)
  await callerDials()
  await notes.event('legArrived')
})

it('takes a pause of its own process for a lost link', async () => {
  let pausedMs = 0
  connect({ monotonic: () => performance.now() + pausedMs })
  await up()
  pausedMs = 6_000
  await up(2)
  expect(notes.links).toEqual(['up', 'down', 'up'])
  expect(said.find(({ message }) => message === 'lost the connection to Asterisk')?.fields?.['why']).toMatch(/stood still for 6\d{3} ms/)
})

it('takes calls and connects them while AMI is away, and says at once that it cannot record', async () => {
  connect()
  await up()
  await callerDials()
  const { leg } = await notes.event('legArrived')
  const askedAt = systemClock.now()
  expect(await telephony.perform({ type: 'record', leg, file: '/nowhere/x.raw' })).toMatchObject({ ok: false, why: 'unavailable' })
  expect(systemClock.now() - askedAt).toBeLessThan(50)
  expect(await telephony.perform({ type: 'answer', leg })).toEqual({ ok: true })
})
