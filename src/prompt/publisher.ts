import { type Catalogue, MUSIC } from './catalogue.ts'
import { fixedFile, publish, readMade, writeMade } from './fixed.ts'
import { MUSIC_VERSION } from './rules/music.ts'
import type { Language } from './rules/spoken.ts'
import { ownMusicAt, type SoundFolders } from './sounds.ts'
import type { Versions } from './versions.ts'
import type { Voice } from './voice.ts'

interface PublisherDeps {
  catalogue: Catalogue
  folders: SoundFolders
  voice: Voice
  versions: Versions
  language: Language
  /** The voice is the one prepareSounds has too. */
  local: boolean
}

/** Keeps the sounds that Asterisk plays by name (the fallback's prompts, the waiting music) as the operator wants them. */
export function createPublisher({ catalogue, folders, voice, versions, language, local }: PublisherDeps) {
  let last: Promise<void> = Promise.resolve()

  async function publishAll(): Promise<void> {
    const made = await readMade(folders)
    const before = JSON.stringify([...made])
    for (const { id, fixed } of catalogue.values()) {
      const version = versions.active(id, language)
      if (!fixed) continue
      if (id === MUSIC && !version) {
        await publish(folders, made, id, { file: await ownMusicAt(folders.ownMusic), of: MUSIC_VERSION, by: 'start' })
        continue
      }
      const heard = await voice.hear({ id, values: {} }, 'background')
      if (!heard.ok || heard.sound.file === fixedFile(folders, id)) continue
      await publish(folders, made, id, { file: heard.sound.file, of: heard.of, by: version || !local ? 'server' : 'start' })
    }
    if (JSON.stringify([...made]) !== before) await writeMade(folders, made)
  }

  return {
    /** One after another: they share the list of what is there. */
    all(): Promise<void> {
      const turn = last.then(publishAll)
      last = turn.catch(() => {})
      return turn
    },
  }
}
