import { execFileSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWav, wavOf } from '../../src/platform/riff.ts'
import { loadCatalogue } from '../../src/prompt/catalogue.ts'
import { httpSpeech } from '../../src/prompt/http-speech.ts'
import { prepareSounds } from '../../src/prompt/prepare.ts'
import { fill, type Language } from '../../src/prompt/rules/spoken.ts'
import { espeakSpeech, type SpeechProvider } from '../../src/prompt/speech.ts'
import { inspect, soundFolders } from '../../src/prompt/sounds.ts'
import { findSpeechTools } from '../../src/supervisor/tools.ts'

const found = await findSpeechTools(resolve(process.env['YHT_TOOLS'] ?? '.tools'))
const tools = { espeak: found.espeak ?? 'espeak-ng', sox: found.sox ?? 'sox' }
let folder = ''
let service: Server
let answer: (url: string) => { status: number; body: Buffer }
const asked: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yht-speech-test-'))
  service = createServer((req, res) => {
    asked.push(req.url ?? '')
    const { status, body } = answer(req.url ?? '')
    res.writeHead(status).end(body)
  })
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  service.close()
  await rm(folder, { recursive: true, force: true })
})

const peakOf = (wav: Buffer): number => {
  let peak = 0
  for (let at = 44; at < wav.length - 1; at += 2) peak = Math.max(peak, Math.abs(wav.readInt16LE(at)))
  return 20 * Math.log10(peak / 32_768)
}
/** A second of a loud 300 Hz tone at 16 kHz. */
const hum = wavOf(Int16Array.from({ length: 16_000 }, (_, i) => Math.round(32_000 * Math.sin((2 * Math.PI * 300 * i) / 16_000))), 16_000)

const providers: { name: string; open: () => SpeechProvider }[] = [
  { name: 'espeak', open: () => espeakSpeech(tools) },
  {
    name: 'http',
    open() {
      answer = () => ({ status: 200, body: hum })
      const { port } = service.address() as AddressInfo
      return httpSpeech({ url: `http://127.0.0.1:${port}/speak?t={text}&l={lang}&v={voice}`, voice: 'anna', timeoutMs: 2_000 }, tools.sox)
    },
  },
]

describe.each(providers)('speech by $name', ({ open }) => {
  it.each(['zh-CN', 'en'] as const)('is 8 kHz mono 16 bit at −3 dBFS (%s)', async (language: Language) => {
    const file = join(folder, `${open().name}-${language}.wav`)
    await open().synth({ text: language === 'en' ? 'please wait' : '请稍候,正在为您接通。', language, pace: 'normal' }, file)
    const bytes = await readFile(file)
    expect(readWav(bytes)).toMatchObject({ encoding: 'pcm', channels: 1, rate: 8_000, bits: 16 })
    expect(readWav(bytes).lengthMs).toBeGreaterThan(500)
    expect(peakOf(bytes)).toBeCloseTo(-3, 0)
  })
})

describe('speech by espeak', () => {
  it('gives the same bytes for the same words', async () => {
    const speak = async (name: string): Promise<Buffer> => {
      await espeakSpeech(tools).synth({ text: '您好。', language: 'zh-CN', pace: 'normal' }, join(folder, name))
      return await readFile(join(folder, name))
    }
    expect((await speak('a.wav')).equals(await speak('b.wav'))).toBe(true)
  })

  it('is slower where callers need it', async () => {
    const length = async (pace: 'slow' | 'normal' | 'brisk'): Promise<number> => {
      await espeakSpeech(tools).synth({ text: '正在优先为您接通专属座席,请稍候。', language: 'zh-CN', pace }, join(folder, 'pace.wav'))
      return (await inspect(join(folder, 'pace.wav'))).lengthMs
    }
    expect(await length('slow')).toBeGreaterThan(1.15 * (await length('normal')))
  })

  it('speaks every syllable of every text: none is unknown to the voice', async () => {
    const { pinyin } = await import('pinyin-pro')
    const { pinyinOf } = await import('../../src/prompt/rules/pinyin.ts')
    const dictionary = (hanzi: string): string[] => pinyin(hanzi, { toneType: 'num', type: 'array', nonZh: 'removed', v: true, toneSandhi: true })
    const values = { site: '示范市', line: '人力资源和社会保障服务热线', number: '12333', cancelDate: '2026-12-01', date: '2026-02-28', n: '102', group: '人社', agentNo: '1001', peer: '公安', status: '即将逾期' }
    const syllables = new Set([...loadCatalogue().values()].flatMap(({ text }) => pinyinOf(fill(text['zh-CN'], values, 'zh-CN').text, dictionary).split(/[ ,.]+/)))
    for (const syllable of syllables) expect(syllable).toMatch(/^[a-z]+[1-5]$|^$/)
    // A syllable the voice does not know is spelled letter by letter in several beats: its phonemes then hold no tone, or several, or another language's.
    for (const syllable of syllables) {
      if (!syllable) continue
      const phonemes = execFileSync(tools.espeak, ['-v', 'cmn-latn-pinyin', '-q', '-x', syllable]).toString().trim()
      expect(phonemes.match(/\d+/g), `${syllable} → ${phonemes}`).toHaveLength(1)
      expect(phonemes).not.toContain('(')
    }
  }, 60_000)
})

describe('the prompts of call control', () => {
  const values = { site: '示范市', line: '纳税服务', number: '12366', group: '人社', peer: '报警服务台' }
  /** Spoken by the local voice, with names of usual length, no longer than domain.md §6.7 gives a human speaker. The one for elders is slow on purpose. */
  const ids = [
    'three_way_joined', 'third_unavailable', 'contact_connecting', 'contact_connected', 'contact_not_reached', 'subcenter_unavailable', 'subcenter_transfer', 'please_wait_specialist', 'emergency_handover', 'emergency_retry',
    'line_busy_overflow', 'callback_offer', 'callback_confirm', 'callback_number', 'callback_accepted', 'all_offline', 'message_thanks',
  ]
  it.each(ids)('%s is said within its time', async (id) => {
    const { text, pace, use } = loadCatalogue().get(id)!
    const file = join(folder, `${id}.wav`)
    await espeakSpeech(tools).synth({ text: fill(text['zh-CN'], values, 'zh-CN').text, language: 'zh-CN', pace }, file)
    expect((await inspect(file)).lengthMs).toBeLessThan(Number(/^(\d+) s/.exec(use)?.[1]) * 1_000 + 250)
    await espeakSpeech(tools).synth({ text: fill(text.en, values, 'en').text, language: 'en', pace }, file)
    expect((await inspect(file)).lengthMs).toBeGreaterThan(1_000)
  })
})

describe('speech over HTTP', () => {
  it('sends text, language and voice, escaped', async () => {
    const provider = providers[1]!.open()
    asked.length = 0
    await provider.synth({ text: '您好&v=x', language: 'zh-CN', pace: 'normal' }, join(folder, 'x.wav'))
    expect(asked).toEqual([`/speak?t=${encodeURIComponent('您好&v=x')}&l=zh-CN&v=anna`])
  })

  it('tries again once and then fails', async () => {
    const provider = providers[1]!.open()
    const file = join(folder, 'again.wav')
    asked.length = 0
    answer = () => (asked.length === 1 ? { status: 503, body: Buffer.alloc(0) } : { status: 200, body: hum })
    await provider.synth({ text: '好', language: 'zh-CN', pace: 'normal' }, file)
    expect(asked).toHaveLength(2)
    for (const bad of [{ status: 200, body: Buffer.from('<html>') }, { status: 500, body: hum }, { status: 200, body: Buffer.alloc(11 * 1024 * 1024) }]) {
      answer = () => bad
      await expect(provider.synth({ text: '好', language: 'zh-CN', pace: 'normal' }, join(folder, 'bad.wav'))).rejects.toThrow()
    }
  })
})

describe('preparing sounds', () => {
  const lines: string[] = []
  const prepare = (home: string, given: { espeak: string | null; sox: string | null } = tools): Promise<void> => {
    lines.length = 0
    return prepareSounds({ home, tools: given, site: { name: '示范市' }, report: (line) => lines.push(line) })
  }
  const fixed = [...loadCatalogue().values()].filter((prompt) => prompt.fixed && prompt.id !== 'queue_music').map(({ id }) => `${id}.wav`)

  it('makes music and every fixed prompt, and nothing a second time', async () => {
    const home = join(folder, 'home')
    const folders = soundFolders(home)
    await prepare(home)
    expect(lines).toEqual(['prompts: waiting music made', `prompts: ${fixed.length} of ${fixed.length} fixed prompts spoken anew`])
    expect((await readdir(folders.fixed)).filter((name) => name.endsWith('.wav')).toSorted()).toEqual(fixed.toSorted())
    expect(await inspect(join(folders.music, 'waiting.wav'))).toMatchObject({ rate: 8_000, channels: 1, lengthMs: 72_000 })
    const before = await stat(join(folders.fixed, 'all_offline.wav'))
    await prepare(home)
    expect(lines).toEqual([])
    expect((await stat(join(folders.fixed, 'all_offline.wav'))).mtimeMs).toBe(before.mtimeMs)
  })

  it('ends the invitation to speak with a tone of half a second, and no other prompt', async () => {
    const home = join(folder, 'beeps')
    await prepare(home)
    const tail = async (id: string): Promise<{ hertz: number; peakDb: number }> => {
      const end = (await readFile(join(soundFolders(home).fixed, `${id}.wav`))).subarray(-8_000)
      let crossings = 0
      for (let at = 2; at < end.length - 1; at += 2) if (end.readInt16LE(at) >= 0 !== end.readInt16LE(at - 2) >= 0) crossings++
      return { hertz: crossings, peakDb: peakOf(Buffer.concat([Buffer.alloc(44), end])) }
    }
    const beep = await tail('all_offline')
    expect(beep.hertz).toBeGreaterThan(980)
    expect(beep.hertz).toBeLessThan(1_020)
    expect(beep.peakDb).toBeCloseTo(-9, 0)
    expect((await tail('hold')).hertz).not.toBeCloseTo(1_000, -2)
  })

  it('lets tones stand in without speech programs, and speech take their place later', async () => {
    const home = join(folder, 'bare')
    const file = join(soundFolders(home).fixed, 'fallback_hold.wav')
    await prepare(home, { espeak: null, sox: null })
    expect(lines.join('\n')).toContain('no speech programs')
    expect((await inspect(file)).lengthMs).toBe(2_200)
    await prepare(home)
    expect((await inspect(file)).lengthMs).toBeGreaterThan(5_000)
    await prepare(home, { espeak: null, sox: null })
    expect((await inspect(file)).lengthMs).toBeGreaterThan(5_000)
  })

  it('goes on with tones when the programs fail, and says so', async () => {
    const home = join(folder, 'broken')
    await prepare(home, { espeak: '/bin/false', sox: tools.sox })
    expect(lines.join('\n')).toContain('could not be spoken')
    expect((await inspect(join(soundFolders(home).fixed, 'hold.wav'))).lengthMs).toBe(2_200)
  })

  it('does not undo what the server put there for the operator', async () => {
    const home = join(folder, 'edited')
    await prepare(home)
    const folders = soundFolders(home)
    const list = join(folders.fixed, 'made-from.json')
    const made = JSON.parse(await readFile(list, 'utf8')) as Record<string, unknown>
    await writeFile(list, JSON.stringify({ ...made, hold: { of: 'abc', by: 'server' } }))
    await writeFile(join(folders.fixed, 'hold.wav'), hum)
    await prepare(home)
    expect((await readFile(join(folders.fixed, 'hold.wav'))).equals(hum)).toBe(true)
  })
})
