import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import express from 'express'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { problems } from '../../src/platform/problems.ts'
import { readWav, wavHeader, wavOf } from '../../src/platform/riff.ts'
import { requestId, serveRoutes } from '../../src/platform/serve-routes.ts'
import { loadCatalogue } from '../../src/prompt/catalogue.ts'
import { createPromptDesk, type PromptAudit } from '../../src/prompt/desk.ts'
import { memoryPromptStore } from '../../src/prompt/memory-store.ts'
import { createPrompts, type PromptService } from '../../src/prompt/prompts.ts'
import { promptRoutes } from '../../src/prompt/routes.ts'
import { espeakSpeech } from '../../src/prompt/speech.ts'
import { inspect, ownMusicAt, soundFolders } from '../../src/prompt/sounds.ts'
import { loadVersions } from '../../src/prompt/versions.ts'
import { findSpeechTools } from '../../src/supervisor/tools.ts'

const found = await findSpeechTools(resolve(process.env['YHT_TOOLS'] ?? '.tools'))
const tools = { espeak: found.espeak ?? 'espeak-ng', sox: found.sox ?? 'sox' }

let speechMade = ''
let home = ''
let server: Server
let base = ''
let prompts: PromptService
let audited: Parameters<PromptAudit['write']>[0][] = []
let auditWorks = true

// The default texts are spoken and the music is computed once for all tests.
beforeAll(async () => {
  speechMade = await mkdtemp(join(tmpdir(), 'yht-prompt-cache-'))
  await ownMusicAt(join(speechMade, 'music.wav'))
})
afterAll(() => rm(speechMade, { recursive: true, force: true }))

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'yht-prompt-routes-'))
  await mkdir(join(home, 'sounds'))
  await symlink(speechMade, join(home, 'sounds', 'cache'))
  await symlink(join(speechMade, 'music.wav'), soundFolders(home).ownMusic)
  audited = []
  auditWorks = true
  const store = memoryPromptStore()
  const versions = await loadVersions(store)
  const catalogue = loadCatalogue()
  prompts = createPrompts({ home, catalogue, provider: espeakSpeech(tools), versions, site: { name: '示范市' }, clock: systemClock, log: silentLog })
  const audit: PromptAudit = {
    async write(entry) {
      if (!auditWorks) throw new Error('the audit log is full')
      audited.push(entry)
    },
  }
  const desk = createPromptDesk({ home, catalogue, store, versions, prompts, site: { name: '示范市' }, audit, tools, clock: systemClock })
  const router = serveRoutes(promptRoutes(desk), {
    access: { identify: async () => ({ user: { username: 'admin' }, userId: '1', session: 's' }), may: () => true, knows: () => true },
    idempotency: { begin: async () => 'new', finish: async () => {}, forget: async () => {} },
    now: Date.now,
  })
  server = createServer(express().use(requestId).use('/api/v1', router).use(problems(silentLog)))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
})
afterEach(async () => {
  server.close()
  await prompts.warm() // what an edit began in the background has ended too
  await rm(home, { recursive: true, force: true })
})

async function ask(method: string, path: string, body?: unknown) {
  const raw = Buffer.isBuffer(body)
  const response = await fetch(base + path, {
    method,
    headers: { authorization: 'Bearer x', 'content-type': raw ? 'audio/wav' : 'application/json' },
    ...(body === undefined ? {} : { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const json = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, bytes, body: (json ? JSON.parse(bytes.toString()) : {}) as Record<string, unknown> }
}
const listed = async (id: string): Promise<Record<string, unknown> | undefined> => {
  const { body } = await ask('GET', '/prompts')
  return (body['items'] as Record<string, unknown>[]).find((item) => item['id'] === id)
}
const heard = async (id: string, values: Record<string, string> = {}): Promise<string> =>
  `${(await prompts.media({ id, values })).media[0]?.replace('sound:', '')}.wav`

const tone = (seconds: number, rate = 16_000): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * rate) }, (_, i) => Math.round(12_000 * Math.sin((2 * Math.PI * 440 * i) / rate)))
const recording = wavOf(tone(1.5), 16_000)

describe('the list of prompts', () => {
  it('shows every prompt with its text, gaps and versions', async () => {
    const { status, body } = await ask('GET', '/prompts')
    expect(status).toBe(200)
    expect((body['items'] as { id: string }[]).map(({ id }) => id)).toEqual([...loadCatalogue().keys()])
    expect(await listed('transition')).toMatchObject({ active: 0, gaps: ['line', 'number', 'cancelDate'], versions: [] })
    const english = await ask('GET', '/prompts?language=en')
    expect((english.body['items'] as { text: string }[])[0]?.text).toContain('Welcome')
  })
})

describe('a new text', () => {
  it('is heard from the next call on and can be taken back', async () => {
    const before = await heard('hold')
    const { status, body } = await ask('PUT', '/prompts/hold/text', { text: '请稍等片刻。' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ prompt: 'hold', version: 1, kind: 'tts', by: 'admin', active: true })
    expect(body['at']).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(await heard('hold')).not.toBe(before)
    expect(await listed('hold')).toMatchObject({ text: '请稍等片刻。', builtInText: '请稍候，正在为您查询。', active: 1 })
    expect((await ask('POST', '/prompts/hold/activate', { version: 0 })).status).toBe(204)
    expect(await heard('hold')).toBe(before)
    expect((await ask('POST', '/prompts/hold/activate', { version: 1 })).status).toBe(204)
    expect(await heard('hold')).not.toBe(before)
    expect(audited.map(({ action, target, details }) => [action, target, details['before'], details['after']])).toEqual([
      ['prompt.text', 'prompt:hold', 0, 1],
      ['prompt.activate', 'prompt:hold', 1, 0],
      ['prompt.activate', 'prompt:hold', 0, 1],
    ])
  })

  it('may be for one hotline only', async () => {
    await ask('PUT', '/prompts/number_cancelled@12358/text', { text: '价格热线{number}已停用。' })
    const values = { line: '热线', number: '12319' }
    expect(await heard('number_cancelled', { ...values, number: '12358' })).not.toBe(await heard('number_cancelled', values))
    expect(await listed('number_cancelled@12358')).toMatchObject({ active: 1 })
  })

  it('is refused when it asks for what the prompt does not know, or says nothing', async () => {
    for (const text of ['{n}位', '{number}', '!!!', '', 'x'.repeat(301)]) {
      expect(await ask('PUT', '/prompts/hold/text', { text })).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    }
    expect((await ask('PUT', '/prompts/queue_music/text', { text: '音乐' })).status).toBe(400)
    expect((await ask('PUT', '/prompts/hold/text', { text: '好', by: 'somebody' })).status).toBe(400)
    expect(audited).toEqual([])
  })

  it('does not happen when it can not be audited', async () => {
    const before = await heard('hold')
    auditWorks = false
    expect((await ask('PUT', '/prompts/hold/text', { text: '好的。' })).status).toBe(500)
    expect(await heard('hold')).toBe(before)
    expect(await listed('hold')).toMatchObject({ active: 0 })
  })
})

describe('a recording', () => {
  it('is converted, played instead of speech, and kept as a version under a generated name', async () => {
    const { status, body } = await ask('PUT', '/prompts/hold/audio', recording)
    expect(status).toBe(200)
    expect(body).toMatchObject({ version: 1, kind: 'upload', active: true, lengthMs: 1_500 })
    expect(body).not.toHaveProperty('file')
    const file = await heard('hold')
    expect(file).toMatch(/\/uploads\/[0-9a-f]{24}\.wav$/)
    expect(readWav(await readFile(file))).toMatchObject({ rate: 8_000, channels: 1, bits: 16 })
    expect((await prompts.media({ id: 'hold', values: {} })).lengthMs).toBe(1_500)
    expect((await ask('GET', '/prompts/hold/audio?version=1')).bytes.equals(await readFile(file))).toBe(true)
    expect(audited[0]).toMatchObject({ actor: 'admin', action: 'prompt.upload', details: { sha256: body['sha256'] } })
  })

  it('reaches the files that Asterisk plays without the server, music too', async () => {
    await ask('PUT', '/prompts/fallback_hold/audio', recording)
    await ask('PUT', '/prompts/queue_music/audio', recording)
    await prompts.warm()
    const folders = soundFolders(home)
    expect((await inspect(join(folders.fixed, 'fallback_hold.wav'))).lengthMs).toBe(1_500)
    expect((await inspect(join(folders.music, 'waiting.wav'))).lengthMs).toBe(1_500)
    await ask('POST', '/prompts/queue_music/activate', { version: 0 })
    await prompts.warm()
    expect((await inspect(join(folders.music, 'waiting.wav'))).lengthMs).toBe(72_000)
  })

  it.each([
    ['24 bit stereo at 48 kHz', ['-r', '48000', '-c', '2', '-b', '24', '-e', 'signed']],
    ['8 bit', ['-r', '8000', '-c', '1', '-b', '8', '-e', 'unsigned']],
    ['A-law', ['-r', '8000', '-c', '1', '-e', 'a-law']],
    ['32 bit float', ['-r', '44100', '-c', '1', '-b', '32', '-e', 'floating-point']],
  ])('may be %s', async (_, format) => {
    const given = join(home, 'given.wav')
    execFileSync(tools.sox, ['-n', ...format, given, 'synth', '1', 'sine', '440', 'gain', '-6'])
    const { status, body } = await ask('PUT', '/prompts/hold/audio', await readFile(given))
    expect(status).toBe(200)
    expect(Math.abs(Number(body['lengthMs']) - 1_000)).toBeLessThan(5)
    const wav = await readFile(await heard('hold'))
    // Still a 440 Hz tone at −3 dBFS: the samples were read in the right format. 880 changes of sign in a second.
    let crossings = 0
    let peak = 0
    for (let at = 46; at < wav.length; at += 2) {
      if (wav.readInt16LE(at) >= 0 !== wav.readInt16LE(at - 2) >= 0) crossings += 1
      peak = Math.max(peak, Math.abs(wav.readInt16LE(at)))
    }
    expect(Math.abs(crossings - 880)).toBeLessThan(10)
    expect(20 * Math.log10(peak / 32_768)).toBeCloseTo(-3, 0)
  })

  const patched = (change: (bytes: Buffer) => void): Buffer => {
    const bytes = Buffer.from(recording)
    change(bytes)
    return bytes
  }
  it.each([
    ['nothing', 415, Buffer.alloc(0)],
    ['a web page', 415, Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing', 415, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a zip archive', 415, Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'latin1')],
    ['an MP3, where sox does not read it, or a broken one', [415, 422], Buffer.concat([Buffer.from('ID3\x04\x00', 'latin1'), Buffer.alloc(5_000, 0xff)])],
    ['only a header', 422, recording.subarray(0, 44)],
    ['a web page behind RIFF', 422, Buffer.from(`RIFF\x20\x00\x00\x00WAVE<html>${'x'.repeat(60)}`, 'latin1')],
    ['a RIFF size beyond the file', 422, patched((b) => b.writeUInt32LE(0xffffffff, 4))],
    ['a data size beyond the file', 422, patched((b) => b.writeUInt32LE(0x7ffffff0, 40))],
    ['a huge format chunk', 422, patched((b) => b.writeUInt32LE(40_000, 16))],
    ['eight channels', 422, Buffer.concat([wavHeader(160_000, { rate: 8_000, channels: 8 }), Buffer.alloc(160_000, 7)])],
    ['96 kHz', 422, wavOf(tone(1, 96_000), 96_000)],
    ['a tenth of a second', 422, wavOf(tone(0.1), 16_000)],
    ['two minutes and a second', 422, wavOf(tone(121, 8_000), 8_000)],
    ['silence', 422, wavOf(new Int16Array(16_000), 16_000)],
    ['more than 10 MB', 413, Buffer.alloc(10 * 1024 * 1024 + 1)],
  ])('is refused when it is %s', async (_, expected, bytes) => {
    const { status, body } = await ask('PUT', '/prompts/hold/audio', bytes)
    expect([expected].flat()).toContain(status)
    expect(['NOT_AUDIO', 'UNSUPPORTED_MEDIA', 'TOO_LARGE']).toContain(body['code'])
    expect(await listed('hold')).toMatchObject({ active: 0, versions: [] })
    expect(await readdir(soundFolders(home).uploads).catch(() => [])).toEqual([])
  })

  it('is refused where it can not say what differs', async () => {
    for (const id of ['queue_position', 'agent_number', 'transition', 'dual_welcome']) {
      expect(await ask('PUT', `/prompts/${id}/audio`, recording)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    }
    expect((await ask('PUT', '/prompts/transition@12319/audio', recording)).status).toBe(200)
  })

  it('can not be taken into use again when its file has gone', async () => {
    await ask('PUT', '/prompts/hold/audio', recording)
    await ask('POST', '/prompts/hold/activate', { version: 0 })
    const { uploads } = soundFolders(home)
    for (const name of await readdir(uploads)) await rm(join(uploads, name))
    expect((await ask('POST', '/prompts/hold/activate', { version: 1 })).status).toBe(404)
    expect((await ask('GET', '/prompts/hold/audio?version=1')).status).toBe(404)
  })
})

describe('listening', () => {
  it('gives what callers hear now, with examples in the gaps', async () => {
    for (const id of ['welcome', 'queue_position', 'transition@12319', 'survey_open', 'unit_reminder']) {
      const { status, bytes } = await ask('GET', `/prompts/${id}/audio`)
      expect(status).toBe(200)
      expect(readWav(bytes)).toMatchObject({ rate: 8_000, channels: 1 })
    }
  })
})

it('knows no prompt but those in the list, whatever path is tried', async () => {
  await writeFile(join(home, 'secret.wav'), recording)
  const paths = [
    '..', '../secret', '..%2f..%2fsecret', '%2e%2e%2fsecret', '....//secret', '/etc/passwd', '%2fetc%2fpasswd', 'C:%5cboot.ini', '%5c%5chost%5cshare',
    'hold/../../secret', 'hold%2f..%2f..%2fsecret', 'hold.wav', 'hold%20', 'HOLD', 'hold@', 'hold@1', 'hold@../x', 'hold@12319@1', 'hold@%2e%2e',
    '__proto__', 'constructor', 'toString', 'x'.repeat(300), '%0ahold', 'hold%0a', 'sound:hold', 'file:%2f%2f%2fetc%2fpasswd', '~', '.', '%E4%BD%A0', '*', "'or'1'='1",
  ]
  for (const path of paths) {
    expect((await ask('GET', `/prompts/${path}/audio`)).status, path).toBe(404)
    expect((await ask('PUT', `/prompts/${path}/text`, { text: '好' })).status, path).toBe(404)
    expect((await ask('PUT', `/prompts/${path}/audio`, recording)).status, path).toBe(404)
  }
  expect(audited).toEqual([])
})
