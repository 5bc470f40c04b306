import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'

import type { CallId, LegId } from '../../src/contract/ids.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { AmiConnection } from '../../src/telephony/ami-connection.ts'
import { ariRecording } from '../../src/telephony/ari-recording.ts'
import { ariPhones } from '../../src/telephony/ari-phones.ts'
import type { AriTelephony } from '../../src/telephony/ari-telephony.ts'
import { startAsterisk, type TestAsterisk, toneWav } from './telephony-asterisk.ts'
import { amiOf, notebook, telephonyOf } from './telephony-outside.ts'
import { call, phone, type Sipp } from './telephony-sipp.ts'

const MUSIC_HZ = 300 // as in telephony-asterisk.ts
const CALLER_HZ = 700
const AGENT_HZ = 1_100
const WINDOW = 1_600 // samples, 200 ms

let asterisk: TestAsterisk
let ami: AmiConnection
let telephony: AriTelephony
let notes: ReturnType<typeof notebook>
const people: Sipp[] = []
const agent = 'agentleg-00000001' as LegId

beforeAll(async () => {
  asterisk = await startAsterisk()
  ami = amiOf(asterisk)
  telephony = telephonyOf(asterisk, ami)
  notes = notebook(telephony)
  ami.start()
  telephony.start()
  telephony.acceptCalls(true)
  await notes.until(() => (notes.links.includes('up') && ami.up() ? true : undefined), 'the link')
})
beforeEach(() => void (notes = notebook(telephony)))
afterEach(() => Promise.all(people.splice(0).map((person) => person.stop())))
afterAll(async () => {
  telephony?.stop()
  ami?.stop()
  await asterisk?.remove()
})

/** A-law (ITU-T G.711) of a tone, as SIPp streams it. */
function aLaw(seconds: number, hertz: number): Buffer {
  const wav = toneWav(seconds, hertz).subarray(44)
  return Buffer.from(
    Array.from({ length: wav.length / 2 }, (_, i) => {
      const sample = wav.readInt16LE(2 * i)
      const size = Math.min(Math.abs(sample) >> 4, 0x7ff)
      const segment = size < 32 ? 0 : Math.floor(Math.log2(size)) - 4
      const code = segment === 0 ? size >> 1 : ((segment + 0) << 4) | ((size >> segment) & 0x0f)
      return (code | (sample >= 0 ? 0x80 : 0)) ^ 0x55
    }),
  )
}

/** Share of a tone in the power of some samples (Goertzel). */
function share(samples: readonly number[], hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / 8000)
  let [before, last, power] = [0, 0, 0]
  for (const sample of samples) {
    ;[before, last] = [last, sample + coefficient * last - before]
    power += sample * sample
  }
  return power === 0 ? 0 : (2 * (last * last + before * before - coefficient * last * before)) / (samples.length * power)
}

function tracks(raw: Buffer): [leg: number[], others: number[]] {
  const at = (i: number) => raw.readInt16LE(2 * i)
  const frames = Math.floor(raw.length / 4)
  return [Array.from({ length: frames }, (_, i) => at(2 * i)), Array.from({ length: frames }, (_, i) => at(2 * i + 1))]
}

const windows = (samples: readonly number[]): number[][] =>
  Array.from({ length: Math.floor(samples.length / WINDOW) }, (_, i) => samples.slice(i * WINDOW, (i + 1) * WINDOW))

async function stoppedGrowing(file: string): Promise<number> {
  let last = -1
  await expect.poll(async () => {
    const { size } = await stat(file)
    const same = size === last
    last = size
    return same
  }, { interval: 300, timeout: 8_000 }).toBe(true)
  return last
}

it('a server that has just begun leaves a running recorder alone, and starts a stopped one again', async () => {
  const justBegun = () => ariRecording({ ami, operations: telephony.connection.operations, nameOf: () => undefined })
  people.push(await call(asterisk.ports.sip, { dialled: '12345', stayMs: 20_000 }))
  const { leg } = await notes.event('legArrived')
  const file = join(asterisk.home, 'recordings/2026/11/22/again.raw')
  await telephony.perform({ type: 'answer', leg })
  expect(await justBegun().record({ type: 'record', leg, file })).toEqual({ ok: true })
  expect(await justBegun().record({ type: 'record', leg, file })).toMatchObject({ why: 'duplicate' })
  expect(await justBegun().stop(leg)).toEqual({ ok: true })
  expect(await justBegun().record({ type: 'record', leg, file })).toEqual({ ok: true })
  expect(await justBegun().record({ type: 'record', leg, file })).toMatchObject({ why: 'duplicate' })
  await telephony.perform({ type: 'hangUp', leg, cause: 'normal' })
  expect(await justBegun().record({ type: 'record', leg, file })).toMatchObject({ why: 'gone' })
})

it('holds both parties on a track each, only while bridged, and goes on when we are gone', async () => {
  const phones = ariPhones({ connection: telephony.connection, ami, clock: systemClock, log: silentLog })
  await phones.push([{ extension: '1001', password: 'secret-1001', name: '李四' }])
  const [callerSound, agentSound] = [join(asterisk.home, 'caller.alaw'), join(asterisk.home, 'agent.alaw')]
  await writeFile(callerSound, aLaw(20, CALLER_HZ))
  await writeFile(agentSound, aLaw(20, AGENT_HZ))
  people.push(await phone(asterisk.ports.sip, { extension: '1001', password: 'secret-1001' }, { answerMs: 600, tone: agentSound }))
  people.push(await call(asterisk.ports.sip, { dialled: '12345', stayMs: 6_500, tone: callerSound }))
  const { leg } = await notes.event('legArrived')
  const file = join(asterisk.home, 'recordings/2026/11/21/both.raw')
  await telephony.perform({ type: 'answer', leg })
  expect(await telephony.perform({ type: 'record', leg, file })).toEqual({ ok: true })
  await telephony.perform({ type: 'music', leg, on: true })
  await telephony.perform({ type: 'ring', leg: agent, endpoint: 'PJSIP/1001', callerId: '138', callerName: 'x', timeoutMs: 5_000, call: 'c' as CallId })
  await notes.event('legAnswered', agent)
  await telephony.perform({ type: 'music', leg, on: false })

  const bridge = 'bridge-00000001'
  await telephony.perform({ type: 'join', bridge, legs: [leg, agent] })
  const firstAt = performance.now()
  await new Promise((done) => setTimeout(done, 1_500))
  await telephony.perform({ type: 'part', bridge, leg })
  const firstMs = performance.now() - firstAt
  await telephony.perform({ type: 'music', leg, on: true })
  await new Promise((done) => setTimeout(done, 1_000)) // on hold: not in the recording
  await telephony.perform({ type: 'music', leg, on: false })
  await telephony.perform({ type: 'join', bridge, legs: [leg, agent] })
  const secondAt = performance.now()
  await new Promise((done) => setTimeout(done, 500))
  telephony.stop() // as when the server dies: the rest is Asterisk's alone
  ami.stop()
  await expect.poll(async () => asterisk.cli('core show channels concise'), { timeout: 8_000, interval: 50 }).not.toContain(leg)
  const bridgedMs = firstMs + performance.now() - secondAt
  phones.stop()

  const recordedMs = (await stoppedGrowing(file)) / 32
  expect(Math.abs(recordedMs - bridgedMs)).toBeLessThan(500)
  const [legTrack, otherTrack] = tracks(await readFile(file)).map((track) => windows(track))
  const heard = (windowed: number[][] | undefined, hertz: number) => (windowed ?? []).filter((samples) => share(samples, hertz) > 0.8).length / (windowed?.length ?? 1)
  expect(heard(legTrack, CALLER_HZ)).toBeGreaterThan(0.85)
  expect(heard(otherTrack, AGENT_HZ)).toBeGreaterThan(0.85)
  const music = [...(legTrack ?? []), ...(otherTrack ?? [])].filter((samples) => share(samples, MUSIC_HZ) > 0.1)
  expect(music).toEqual([])
})
