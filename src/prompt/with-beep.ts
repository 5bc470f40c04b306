import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NotWav, readWav, wavHeader } from '../platform/riff.ts'
import { BEEP_VERSION, messageTone } from './rules/music.ts'
import { exists, inspect, putInPlace, type Sound, type SoundFolders } from './sounds.ts'

/** A sound and the hash of what it was made from. */
export interface Made {
  sound: Sound
  of: string
}

/**
 * The sound with the tone at its end, in one file: Asterisk plays it by name even without the server. Kept in the cache,
 * like speech. Rejects with NotWav when the sound is not 8 kHz mono 16 bit, and with what the file system says.
 */
export async function withBeep(folders: SoundFolders, { sound, of }: Made): Promise<Made> {
  const hash = createHash('sha256').update(`${BEEP_VERSION} ${of}`).digest('hex')
  const file = join(folders.cache, `${hash}.wav`)
  if (!(await exists(file))) {
    const bytes = await readFile(sound.file)
    const { encoding, channels, rate, bits, dataAt, dataBytes } = readWav(bytes)
    if (encoding !== 'pcm' || channels !== 1 || rate !== 8_000 || bits !== 16) throw new NotWav('a tone can only be added to 8 kHz mono 16 bit')
    const tone = messageTone()
    const both = Buffer.concat([bytes.subarray(dataAt, dataAt + dataBytes), Buffer.from(tone.buffer, tone.byteOffset, tone.byteLength)])
    await putInPlace(file, (partial) => writeFile(partial, Buffer.concat([wavHeader(both.length), both])))
  }
  return { sound: { file, lengthMs: (await inspect(file)).lengthMs }, of: hash }
}
