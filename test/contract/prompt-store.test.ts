import { describe, expect, it } from 'vitest'
import { memoryPromptStore } from '../../src/prompt/memory-store.ts'
import { promptStore, type NewPromptVersion, type PromptStore } from '../../src/prompt/store.ts'
import { databases } from './support/databases.ts'

const text = (prompt: string, words: string): NewPromptVersion => ({
  prompt,
  language: 'zh-CN',
  kind: 'tts',
  text: words,
  file: null,
  sha256: null,
  lengthMs: null,
  by: 'admin',
  at: 1_800_000_000_000,
})
const recording: NewPromptVersion = { ...text('welcome', ''), kind: 'upload', text: null, file: 'ab.wav', sha256: 'f'.repeat(64), lengthMs: 4_200 }

describe.each([
  { on: 'memory', open: async (): Promise<PromptStore> => memoryPromptStore() },
  ...databases.map(({ on, open }) => ({ on, open: async (): Promise<PromptStore> => promptStore(await open()) })),
])('prompt store on $on', ({ open }) => {
  it('gives back exactly what was added, numbered from 1 for each prompt and language', async () => {
    const store = await open()
    await store.add(text('welcome', '您好'))
    await store.add({ ...text('welcome', 'Hello'), language: 'en' })
    await store.add(text('welcome@12319', '城管'))
    await store.add(recording)
    expect(await store.all()).toEqual([
      { ...text('welcome', 'Hello'), language: 'en', version: 1, active: false },
      { ...text('welcome', '您好'), version: 1, active: false },
      { ...recording, version: 2, active: false },
      { ...text('welcome@12319', '城管'), version: 1, active: false },
    ])
  })

  it('has at most one active version of a prompt, and none after 0', async () => {
    const store = await open()
    const active = async () => (await store.all()).filter((one) => one.active).map(({ prompt, version }) => `${prompt} ${version}`)
    for (const words of ['一', '二']) await store.add(text('hold', words))
    await store.add(text('welcome', '三'))
    await store.activate('welcome', 'zh-CN', 1)
    await store.activate('hold', 'zh-CN', 1)
    await store.activate('hold', 'zh-CN', 2)
    expect(await active()).toEqual(['hold 2', 'welcome 1'])
    await store.activate('hold', 'zh-CN', 0)
    expect(await active()).toEqual(['welcome 1'])
  })
})
