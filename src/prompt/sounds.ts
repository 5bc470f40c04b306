import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readWav, type Wav, wavOf } from '../platform/riff.ts'
import { MUSIC_VERSION, noticeTone, waitingMusic } from './rules/music.ts'

/** A sound that can be played: absolute path of an 8 kHz mono WAV. */
export interface Sound {
  file: string
  lengthMs: number
}

/** Where sounds lie below YHT_HOME. */
export interface SoundFolders {
  /** One per fixed prompt, named after it: what Asterisk plays by itself. */
  fixed: string
  music: string
  /** Speech made from texts, named by its hash. */
  cache: string
  /** Recordings of the operator, under generated names. */
  uploads: string
  tone: string
  /** Our own waiting music; what callers hear is its copy, or the operator's, in `music`. */
  ownMusic: string
}

export function soundFolders(home: string): SoundFolders {
  const at = (name: string): string => join(home, 'sounds', name)
  return { fixed: at('fixed'), music: at('music'), cache: at('cache'), uploads: at('uploads'), tone: at('notice-tone.wav'), ownMusic: at(`${MUSIC_VERSION}.wav`) }
}

/** Bytes of a WAV read for its header: our own files have theirs within the first few. */
const HEAD_BYTES = 4_096

/** Length and layout from the file itself. Throws NotWav, or what the file system says. */
export async function inspect(file: string): Promise<Wav> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(Math.min(HEAD_BYTES, size))
    await handle.read(head, 0, head.length, 0)
    return readWav(head, size)
  } finally {
    await handle.close()
  }
}

export const exists = (file: string): Promise<boolean> => stat(file).then((found) => found.isFile() && found.size > 44, () => false)

/** A name beside `file` that nobody else uses; renamed over it when complete, so that a reader never sees half a file. */
export const beside = (file: string): string => `${file}.${randomBytes(6).toString('hex')}.part`

/** Makes `file` by `make` under a temporary name first. */
export async function putInPlace(file: string, make: (partial: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const partial = beside(file)
  try {
    await make(partial)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** Writes samples as a WAV file. */
export const putSamples = (file: string, samples: Int16Array): Promise<void> =>
  putInPlace(file, (partial) => writeFile(partial, wavOf(samples)))

/** The tone that is heard before silence would be. Made when it is not there. */
export async function noticeToneAt(file: string): Promise<Sound> {
  const samples = noticeTone()
  if (!(await exists(file))) await putSamples(file, samples)
  return { file, lengthMs: samples.length / 8 }
}

/** Our own waiting music; half a second of computing when it is not there. */
export async function ownMusicAt(file: string): Promise<string> {
  if (!(await exists(file))) await putSamples(file, waitingMusic())
  return file
}
