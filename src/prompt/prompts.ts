import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { type PromptAlarm, alarms } from './alarms.ts'
import { type Catalogue, GENERAL, TONE } from './catalogue.ts'
import type { PromptRef, Prompts } from './port.ts'
import { createPublisher } from './publisher.ts'
import type { Language } from './rules/spoken.ts'
import { speechCache } from './speech-cache.ts'
import type { SpeechProvider } from './speech.ts'
import { noticeToneAt, type Sound, soundFolders } from './sounds.ts'
import type { Versions } from './versions.ts'
import { createVoice } from './voice.ts'

export interface PromptDeps {
  /** YHT_HOME. */
  home: string
  catalogue: Catalogue
  /** Null: nothing on this machine speaks; recordings and tones remain. */
  provider: SpeechProvider | null
  versions: Versions
  site: { name: string }
  language?: Language
  clock: Clock
  log: Log
  onAlarm?: (alarm: PromptAlarm) => void
}

export interface PromptReport {
  prompts: number
  /** Times something else was heard, by prompt. */
  fallbacks: Readonly<Record<string, number>>
  missing: readonly string[]
}

export interface PromptService extends Prompts {
  /**
   * Makes all speech that can be foreseen: fixed prompts, positions 0–50, and these (rules/predictable.ts; without an
   * argument, those of the last time). In the background, one at a time; call it at the start and when a hotline has
   * changed. Never rejects; reports what is missing.
   */
  warm: (refs?: readonly PromptRef[]) => Promise<void>
  /** The prompt's sound, made now if need be; undefined when there is none. */
  preview: (ref: PromptRef) => Promise<Sound | undefined>
  /** What could not be made when last tried: the prompt's id, with its values if it has gaps. */
  missing: () => string[]
  report: () => PromptReport
}

const POSITIONS_FORESEEN = 50

export function createPrompts({ home, catalogue, provider, versions, site, language = 'zh-CN', clock, log, onAlarm }: PromptDeps): PromptService {
  const folders = soundFolders(home)
  const speech = provider && speechCache(folders.cache, provider)
  const voice = createVoice({ catalogue, folders, speech, versions, site, language, clock })
  const publisher = createPublisher({ catalogue, folders, voice, versions, language, local: provider?.name === 'espeak' })
  const alarm = alarms(log, onAlarm)
  let foreseen: readonly PromptRef[] = []
  let missing: ReadonlyMap<string, string> = new Map()

  async function exact(ref: PromptRef): Promise<Sound | undefined> {
    const heard = await voice.hear(ref, 'call')
    if (!heard.ok) {
      alarm.raise(ref.id, heard.why)
      return undefined
    }
    if (heard.notes.length > 0) alarm.raise(ref.id, heard.notes.join('; '))
    else alarm.settle(ref.id)
    return heard.sound
  }

  async function anything({ id }: PromptRef): Promise<Sound> {
    const wanted = catalogue.get(id)?.fallback ?? GENERAL
    for (const standIn of wanted === TONE || id === wanted ? [] : [...new Set([wanted, GENERAL])]) {
      const heard = await voice.hear({ id: standIn, values: {} }, 'none')
      if (heard.ok) return heard.sound
    }
    return await noticeToneAt(folders.tone)
  }

  async function media(ref: PromptRef): ReturnType<Prompts['media']> {
    try {
      return asMedia((await exact(ref)) ?? (await anything(ref)))
    } catch (error) {
      // The disk itself fails. The tone was written when the server was set up; there is nothing better to name.
      alarm.raise(ref.id, 'its sound could not be read or written', { error })
      return asMedia({ file: folders.tone, lengthMs: 0 })
    }
  }

  /** Why the prompt could not be made; undefined when it could. */
  async function makeOne(ref: PromptRef): Promise<string | undefined> {
    try {
      const heard = await voice.hear(ref, 'background')
      if (!heard.ok) return heard.why
      return heard.notes.length > 0 ? heard.notes.join('; ') : undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async function warm(refs: readonly PromptRef[] = foreseen): Promise<void> {
    foreseen = refs
    await publisher.all().catch((error: unknown) => log.error('fixed prompts could not be put in place', { error }))
    const fixed = [...catalogue.values()].filter((prompt) => prompt.fixed).map(({ id }): PromptRef => ({ id, values: {} }))
    const positions = Array.from({ length: POSITIONS_FORESEEN + 1 }, (_, n): PromptRef => ({ id: 'queue_position', values: { n: String(n) } }))
    const without = new Map<string, string>()
    for (const ref of [...fixed, ...refs, ...positions]) {
      const why = await makeOne(ref)
      if (why !== undefined) without.set(nameOf(ref), why)
    }
    if (without.size > 0) log.error('prompts are missing', { count: without.size, missing: [...without].slice(0, 20).map(([name, why]) => `${name}: ${why}`) })
    else if (missing.size > 0) log.info('no prompt is missing any more')
    missing = without
  }

  return {
    media,
    warm,
    preview: async (ref) => {
      const heard = await voice.hear(ref, 'call')
      return heard.ok ? heard.sound : undefined
    },
    missing: () => [...missing.keys()],
    report: () => ({ prompts: catalogue.size, fallbacks: alarm.counts(), missing: [...missing.keys()] }),
  }
}

/** Asterisk wants the path without its extension. */
const asMedia = ({ file, lengthMs }: Sound): { media: readonly string[]; lengthMs: number } => ({
  media: [`sound:${file.replace(/\.wav$/, '')}`],
  lengthMs,
})

const nameOf = ({ id, values }: PromptRef): string => {
  const told = Object.values(values)
  return told.length === 0 ? id : `${id}(${told.join(',')})`
}
