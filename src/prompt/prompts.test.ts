import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { wavOf } from '../platform/riff.ts'
import type { PromptAlarm } from './alarms.ts'
import { loadCatalogue } from './catalogue.ts'
import { memoryPromptStore } from './memory-store.ts'
import type { PromptRef } from './port.ts'
import { createPrompts } from './prompts.ts'
import type { Speech, SpeechProvider } from './speech.ts'
import { exists, soundFolders } from './sounds.ts'
import { loadVersions } from './versions.ts'

const said: string[] = []
let home = ''
let alarmed: PromptAlarm[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'yht-prompts-'))
  said.length = 0
  alarmed = []
})
afterEach(() => rm(home, { recursive: true, force: true }))

/** A voice of one beep per word, 100 ms each. */
const beeps = (speak: (speech: Speech) => Promise<void> | void = () => {}): SpeechProvider => ({
  name: 'beeps',
  voice: () => 'one',
  async synth(speech, outFile) {
    await speak(speech)
    said.push(speech.text)
    await writeFile(outFile, wavOf(new Int16Array(speech.text.length * 800).fill(500)))
  },
})

const silent = beeps(() => {
  throw new Error('out of order')
})

async function promptsWith(provider: SpeechProvider | null, store = memoryPromptStore(), clock: Clock = systemClock) {
  const versions = await loadVersions(store)
  return createPrompts({
    home,
    catalogue: loadCatalogue(),
    provider,
    versions,
    site: { name: '示范市' },
    clock,
    log: silentLog,
    onAlarm: (alarm) => alarmed.push(alarm),
  })
}

const notice: PromptRef = { id: 'recording_notice', values: {} }
const position = (n: number): PromptRef => ({ id: 'queue_position', values: { n: String(n) } })
const fileOf = (media: readonly string[]): string => `${media[0]?.replace('sound:', '')}.wav`

describe('a prompt', () => {
  it('is one sound by absolute path without extension, as long as its file says', async () => {
    const { media, lengthMs } = await (await promptsWith(beeps())).media(position(2))
    expect(media).toHaveLength(1)
    expect(media[0]).toMatch(/^sound:\/.*\/sounds\/cache\/[0-9a-f]{64}$/)
    expect(await exists(fileOf(media))).toBe(true)
    expect(said).toEqual(['您前面还有两位来电人,请稍候。'])
    expect(lengthMs).toBe(said[0]!.length * 100)
  })

  it('is spoken once, however many ask for it at the same time, and not again after a restart', async () => {
    const prompts = await promptsWith(beeps())
    await Promise.all(Array.from({ length: 50 }, () => prompts.media(position(7))))
    await (await promptsWith(beeps())).media(position(7))
    expect(said).toHaveLength(1)
  })

  it('is spoken anew when its file has gone or is damaged', async () => {
    const prompts = await promptsWith(beeps())
    const file = fileOf((await prompts.media(notice)).media)
    await rm(file)
    await prompts.media(notice)
    await writeFile(file, 'x'.repeat(100))
    await (await promptsWith(beeps())).media(notice)
    expect(said).toHaveLength(3)
  })

  it('knows the name of the site by itself', async () => {
    await (await promptsWith(beeps())).media({ id: 'welcome', values: {} })
    expect(said[0]).toContain('示范市政务服务')
    expect(alarmed).toEqual([])
  })

  it('is heard with an empty gap rather than not at all, and somebody is told', async () => {
    await (await promptsWith(beeps())).media({ id: 'agent_line', values: {} })
    expect(said).toEqual(['来电。'])
    expect(alarmed).toEqual([{ prompt: 'agent_line', why: '{line} was not given' }])
  })
})

describe('instead of a prompt that can not be spoken', () => {
  it('the general notice is heard when it was made before', async () => {
    const prompts = await promptsWith(beeps(({ text }) => {
      if (text.startsWith('您前面')) throw new Error('no')
    }))
    await prompts.warm()
    const general = await prompts.media({ id: 'please_wait', values: {} })
    expect(await prompts.media(position(3))).toEqual(general)
  })

  it('the fallback named in the texts comes before the general notice', async () => {
    const prompts = await promptsWith(beeps(({ text }) => {
      if (text.includes('城管')) throw new Error('no')
    }))
    await prompts.warm()
    const cancelled = await prompts.media({ id: 'number_cancelled', values: { line: '城管热线', number: '12319' } })
    expect(cancelled).toEqual(await prompts.media({ id: 'number_cancelled_short', values: {} }))
  })

  it('a tone is heard when nothing speaks, its file made on the spot', async () => {
    for (const provider of [null, silent]) {
      const { media, lengthMs } = await (await promptsWith(provider)).media(position(3))
      expect(fileOf(media)).toBe(soundFolders(home).tone)
      expect((await readFile(fileOf(media))).length).toBe(44 + lengthMs * 16)
      expect(lengthMs).toBe(2_200)
      await rm(fileOf(media))
    }
  })

  it('a tone is heard when the prompt is not known at all', async () => {
    const { media } = await (await promptsWith(null)).media({ id: '../../etc/passwd', values: {} })
    expect(fileOf(media)).toBe(soundFolders(home).tone)
  })

  it('something is named even when no file can be written', async () => {
    await writeFile(join(home, 'sounds'), 'a file where a folder should be')
    const { media } = await (await promptsWith(beeps())).media(notice)
    expect(media).toHaveLength(1)
  })

  it('a call waits 1.5 s at most; the speech goes on and serves the next', async () => {
    let finish = (): void => {}
    let set: (alarm: { at: number; ring: () => void }) => void = () => {}
    const alarm = new Promise<{ at: number; ring: () => void }>((done) => (set = done))
    const clock: Clock = {
      now: () => 10_000,
      at(at, ring) {
        set({ at, ring })
        return () => {}
      },
      every: () => () => {},
    }
    const prompts = await promptsWith(beeps(() => new Promise((done) => (finish = done))), memoryPromptStore(), clock)
    const first = prompts.media(position(4))
    const { at, ring } = await alarm
    expect(at).toBe(11_500)
    ring()
    expect(fileOf((await first).media)).toBe(soundFolders(home).tone)
    await expect.poll(() => (finish(), said.length)).toBe(1)
    await expect.poll(async () => fileOf((await prompts.media(position(4))).media)).toContain('/cache/')
  })

  it('the next calls do not wait for words that failed a moment ago', async () => {
    let tries = 0
    const prompts = await promptsWith(beeps(() => {
      tries += 1
      throw new Error('no')
    }))
    for (let i = 0; i < 5; i += 1) await prompts.media(position(4))
    expect(tries).toBe(1)
  })

  it('every time is counted and the first one told', async () => {
    const prompts = await promptsWith(silent)
    for (let i = 0; i < 3; i += 1) await prompts.media(notice)
    expect(alarmed).toEqual([{ prompt: 'recording_notice', why: 'out of order' }])
    expect(prompts.report().fallbacks).toEqual({ recording_notice: 3 })
  })
})

describe('warming', () => {
  it('makes what can be foreseen, so that no call waits', async () => {
    const prompts = await promptsWith(beeps())
    await prompts.warm([{ id: 'transition', values: { line: '城管热线', number: '12319', cancelDate: '2026-12-01' } }])
    const made = said.length
    for (const ref of [notice, position(0), position(50), { id: 'transition', values: { line: '城管热线', number: '12319', cancelDate: '2026-12-01' } }]) await prompts.media(ref)
    expect(said).toHaveLength(made)
    expect(prompts.missing()).toEqual([])
  })

  it('puts the fixed prompts where Asterisk plays them by name', async () => {
    await (await promptsWith(beeps())).warm()
    expect(await readdir(soundFolders(home).fixed)).toEqual(expect.arrayContaining(['fallback_hold.wav', 'all_offline.wav', 'welcome.wav']))
  })

  it('reports what is missing, and no more once it is there', async () => {
    let broken = true
    const prompts = await promptsWith(beeps(({ text }) => {
      if (broken && text.includes('您的通话将被录音')) throw new Error('no')
    }))
    await prompts.warm()
    expect(prompts.missing()).toEqual(['recording_notice'])
    broken = false
    await prompts.warm()
    expect(prompts.missing()).toEqual([])
  })

  it('lets a call go before what waits in the background', async () => {
    const prompts = await promptsWith(beeps(() => new Promise((done) => setImmediate(done))))
    const warming = prompts.warm()
    await prompts.media(position(999))
    expect(said.length).toBeLessThan(10)
    await warming
  })
})

describe("the operator's version", () => {
  const edited = { prompt: 'recording_notice', language: 'zh-CN', kind: 'tts', text: '本次通话录音。', file: null, sha256: null, lengthMs: null, by: 'admin', at: 1 } as const

  it('of a text is spoken instead, for one hotline if it is for one', async () => {
    const store = memoryPromptStore()
    await store.add(edited)
    await store.activate('recording_notice', 'zh-CN', 1)
    await store.add({ ...edited, prompt: 'recording_notice@12319', text: '城管专线录音。' })
    await store.activate('recording_notice@12319', 'zh-CN', 1)
    const prompts = await promptsWith(beeps(), store)
    await prompts.media(notice)
    await prompts.media({ id: 'recording_notice', values: { number: '12319' } })
    await prompts.media({ id: 'recording_notice', values: { number: '12333' } })
    expect(said).toEqual(['本次通话录音。', '城管专线录音。'])
  })

  it('of a recording that has gone gives way to the text, and somebody is told', async () => {
    const store = memoryPromptStore()
    await store.add({ ...edited, kind: 'upload', text: null, file: 'gone.wav', sha256: 'x', lengthMs: 900 })
    await store.activate('recording_notice', 'zh-CN', 1)
    await (await promptsWith(beeps(), store)).media(notice)
    expect(said).toEqual(['为保证服务质量,您的通话将被录音。'])
    expect(alarmed[0]?.why).toContain('is gone')
  })
})
