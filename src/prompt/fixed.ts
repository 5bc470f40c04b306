import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { MUSIC } from './catalogue.ts'
import { exists, putInPlace, type SoundFolders } from './sounds.ts'

// Sounds that Asterisk plays by name, without the server: sounds/fixed/<prompt>.wav and the waiting music.
// A small list beside them says what each was made from, so that a second start has nothing to do and does not
// overwrite what the operator put there.

const Made = z.object({
  /** Hash of the text and voice, or of the recording. */
  of: z.string(),
  /** "start": from the texts in config, by prepareSounds. "server": a version chosen by the operator, or another voice. */
  by: z.enum(['start', 'server']),
})
const List = z.record(z.string(), Made)
type Made = z.infer<typeof Made>

export const fixedFile = (folders: SoundFolders, id: string): string =>
  id === MUSIC ? join(folders.music, 'waiting.wav') : join(folders.fixed, `${id}.wav`)

const listFile = (folders: SoundFolders): string => join(folders.fixed, 'made-from.json')

/** What lies there now; an unreadable list counts as empty, and everything is made anew. */
export async function readMade(folders: SoundFolders): Promise<Map<string, Made>> {
  const text = await readFile(listFile(folders), 'utf8').catch(() => '{}')
  try {
    return new Map(Object.entries(List.parse(JSON.parse(text))))
  } catch {
    return new Map()
  }
}

export const writeMade = (folders: SoundFolders, made: ReadonlyMap<string, Made>): Promise<void> =>
  putInPlace(listFile(folders), (partial) => writeFile(partial, `${JSON.stringify(Object.fromEntries(made), null, 1)}\n`))

/** Puts a sound in place under the prompt's name. Returns whether there was anything to do. */
export async function publish(folders: SoundFolders, made: Map<string, Made>, id: string, sound: { file: string } & Made): Promise<boolean> {
  const target = fixedFile(folders, id)
  if (made.get(id)?.of === sound.of && (await exists(target))) return false
  await putInPlace(target, (partial) => copyFile(sound.file, partial))
  made.set(id, { of: sound.of, by: sound.by })
  return true
}
