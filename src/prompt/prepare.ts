import { mkdir } from 'node:fs/promises'
import { type Catalogue, loadCatalogue, MUSIC, type Prompt } from './catalogue.ts'
import { fixedFile, publish, readMade, writeMade } from './fixed.ts'
import { MUSIC_VERSION } from './rules/music.ts'
import { fill } from './rules/spoken.ts'
import { speechCache, type SpeechCache } from './speech-cache.ts'
import { localSpeech } from './speech.ts'
import { exists, noticeToneAt, ownMusicAt, type Sound, soundFolders, type SoundFolders } from './sounds.ts'
import type { Tools } from './tool.ts'
import { withBeep } from './with-beep.ts'

export interface Preparation {
  /** YHT_HOME. */
  home: string
  tools: Tools
  site: { name: string }
  /** One line for a person. */
  report: (line: string) => void
}

type Made = Awaited<ReturnType<typeof readMade>>

/**
 * Before Asterisk starts: the waiting music and every fixed prompt, as files it plays even when the server is away.
 * Has nothing to do on a second start. Without the programs for speech a tone stands in for the prompts.
 * Rejects only when files cannot be written.
 */
export async function prepareSounds({ home, tools, site, report }: Preparation): Promise<void> {
  const folders = soundFolders(home)
  for (const folder of [folders.fixed, folders.music, folders.cache, folders.uploads]) await mkdir(folder, { recursive: true })
  const made = await readMade(folders)
  const tone = await noticeToneAt(folders.tone)
  if (await prepareMusic(folders, made)) report('prompts: waiting music made')

  const provider = localSpeech(tools)
  const speech = provider && speechCache(folders.cache, provider)
  const prompts = fixedPrompts(loadCatalogue())
  const done = await Promise.all(prompts.map((prompt) => prepareOne({ folders, made, tone, speech, site }, prompt)))
  await writeMade(folders, made)

  const spoken = done.filter(({ how }) => how === 'spoken').length
  if (spoken > 0) report(`prompts: ${spoken} of ${prompts.length} fixed prompts spoken anew`)
  for (const { id, why } of done) if (why) report(`prompts: "${id}" could not be spoken (${why}); a tone stands in for it`)
  if (!speech) report('prompts: no speech programs (espeak-ng, sox) on this machine; tones stand in for prompts until recordings are uploaded')
}

const fixedPrompts = (catalogue: Catalogue): Prompt[] => [...catalogue.values()].filter(({ id, fixed }) => fixed && id !== MUSIC)

async function prepareMusic(folders: SoundFolders, made: Made): Promise<boolean> {
  if (made.get(MUSIC)?.by === 'server' && (await exists(fixedFile(folders, MUSIC)))) return false
  return await publish(folders, made, MUSIC, { file: await ownMusicAt(folders.ownMusic), of: MUSIC_VERSION, by: 'start' })
}

interface Bench {
  folders: SoundFolders
  made: Made
  tone: Sound
  speech: SpeechCache | null
  site: { name: string }
}

interface Done {
  id: string
  how: 'kept' | 'spoken' | 'tone'
  why?: string
}

async function prepareOne({ folders, made, tone, speech, site }: Bench, prompt: Prompt): Promise<Done> {
  const { id } = prompt
  const file = fixedFile(folders, id)
  const before = made.get(id)
  if (before?.by === 'server' && (await exists(file))) return { id, how: 'kept' }
  const standIn = async (): Promise<Done> => {
    if (before && before.of !== 'tone' && (await exists(file))) return { id, how: 'kept' }
    await publish(folders, made, id, { file: tone.file, of: 'tone', by: 'start' })
    return { id, how: 'tone' }
  }
  if (!speech) return standIn()
  try {
    const { text } = fill(prompt.text['zh-CN'], { site: site.name }, 'zh-CN')
    const spoken = await speech.make({ text, language: 'zh-CN', pace: prompt.pace }, 'background')
    const words = { sound: spoken, of: spoken.hash }
    const { sound, of } = prompt.beep ? await withBeep(folders, words) : words
    const anew = await publish(folders, made, id, { file: sound.file, of, by: 'start' })
    return { id, how: anew ? 'spoken' : 'kept' }
  } catch (error) {
    return { ...(await standIn()), why: error instanceof Error ? error.message : String(error) }
  }
}
