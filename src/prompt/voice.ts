import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import { type Catalogue, MUSIC } from './catalogue.ts'
import { fixedFile } from './fixed.ts'
import type { PromptRef } from './port.ts'
import { fill, type Language } from './rules/spoken.ts'
import type { Spoken, SpeechCache } from './speech-cache.ts'
import type { Speech } from './speech.ts'
import { exists, inspect, type Sound, type SoundFolders } from './sounds.ts'
import type { PromptVersion } from './store.ts'
import type { Versions } from './versions.ts'
import { withBeep } from './with-beep.ts'

/** A prompt as it is to be heard, or why it cannot be. `of` = hash of what it was made from. */
export type Heard = { ok: true; sound: Sound; of: string; notes: readonly string[] } | { ok: false; why: string }

export interface VoiceDeps {
  catalogue: Catalogue
  folders: SoundFolders
  /** Null: there is nothing on this machine that speaks. */
  speech: SpeechCache | null
  versions: Versions
  site: { name: string }
  language: Language
  clock: Clock
}

/** Who waits for the sound: a caller (for a short time), nobody, or a caller who has waited enough and takes only what is there. */
export type Patience = 'call' | 'background' | 'none'

/** A caller waits at most this long for speech that was not made before. */
export const CALL_WAIT_MS = 1_500
/** After a failure no call waits for the same words again within this time. */
const RETRY_AFTER_MS = 30_000

/** From a prompt to its sound: recording of the operator, text of the operator, text in config. */
export function createVoice({ catalogue, folders, speech, versions, site, language, clock }: VoiceDeps) {
  const failedUntil = new Map<string, number>()

  async function hear(ref: PromptRef, patience: Patience): Promise<Heard> {
    const words = await heard(ref, patience)
    if (!words.ok || !catalogue.get(ref.id)?.beep) return words
    try {
      return { ...words, ...(await withBeep(folders, words)) }
    } catch (error) {
      return { ok: false, why: error instanceof Error ? error.message : String(error) }
    }
  }

  async function heard(ref: PromptRef, patience: Patience): Promise<Heard> {
    const version = versions.pick(ref.id, ref.values['number'], language)
    if (version?.kind !== 'upload') return (await playsMusic(ref)) ?? speak(ref, version?.text, patience, [])
    const recording = await recordingOf(version)
    if (recording) return { ok: true, sound: recording, of: version.sha256 ?? '', notes: [] }
    const note = `the recording of version ${version.version} is gone`
    return (await playsMusic(ref)) ?? speak(ref, null, patience, [note])
  }

  async function recordingOf(version: PromptVersion): Promise<Sound | undefined> {
    if (version.file === null) return undefined
    const file = join(folders.uploads, version.file)
    return (await exists(file)) ? { file, lengthMs: version.lengthMs ?? 0 } : undefined
  }

  async function playsMusic({ id }: PromptRef): Promise<Heard | undefined> {
    if (id !== MUSIC) return undefined
    const file = fixedFile(folders, MUSIC)
    const wav = await inspect(file).catch(() => undefined)
    return wav ? { ok: true, sound: { file, lengthMs: wav.lengthMs }, of: 'music', notes: [] } : { ok: false, why: 'there is no waiting music' }
  }

  async function speak(ref: PromptRef, text: string | null | undefined, patience: Patience, notes: readonly string[]): Promise<Heard> {
    const prompt = catalogue.get(ref.id)
    if (!prompt) return { ok: false, why: 'there is no such prompt' }
    const words = fill(text ?? prompt.text[language], { site: site.name, ...ref.values }, language)
    const unfilled = words.missing.map((gap) => `{${gap}} was not given`)
    if (!words.text) return { ok: false, why: 'there is nothing to say' }
    if (!speech) return { ok: false, why: 'there is no speech program' }
    try {
      const spoken = await made(speech, { text: words.text, language, pace: prompt.pace }, patience)
      return { ok: true, sound: spoken, of: spoken.hash, notes: [...notes, ...unfilled] }
    } catch (error) {
      return { ok: false, why: error instanceof Error ? error.message : String(error) }
    }
  }

  async function made(cache: SpeechCache, words: Speech, patience: Patience): Promise<Spoken> {
    const found = await cache.find(words)
    if (found) return found
    if (patience === 'background') return await cache.make(words, patience)
    if (patience === 'none') throw new Error('its speech was not made before')
    if ((failedUntil.get(words.text) ?? 0) > clock.now()) throw new Error('its speech failed a short while ago')
    try {
      return await within(clock, CALL_WAIT_MS, cache.make(words, patience))
    } catch (error) {
      if (failedUntil.size > 1_000) failedUntil.clear()
      failedUntil.set(words.text, clock.now() + RETRY_AFTER_MS)
      throw error
    }
  }

  return { hear }
}
export type Voice = ReturnType<typeof createVoice>

/** Rejects when it takes longer; what was begun goes on and serves the next caller. */
function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = clock.at(clock.now() + ms, () => reject(new Error(`its speech was not ready within ${ms} ms`)))
    work.then(resolve, reject).finally(stop)
  })
}
