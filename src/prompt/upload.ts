import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { AppError } from '../platform/errors.ts'
import { NotWav, readWav, type Wav } from '../platform/riff.ts'
import { type Source, toTelephone } from './convert.ts'
import { inspect, putInPlace } from './sounds.ts'
import { run } from './tool.ts'

export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024
const MIN_MS = 200
const MAX_MS = 120_000
const MAX_CHANNELS = 2
const RATES = { min: 8_000, max: 48_000 }

export interface Recording {
  /** Generated name below sounds/uploads. */
  file: string
  sha256: string
  lengthMs: number
}

/**
 * Takes in a recording: looks into it, decodes it in a program of its own with a time limit, and keeps nothing of the
 * original. Throws UNSUPPORTED_MEDIA for what is no WAV (or MP3 or M4A, where sox reads them), NOT_AUDIO for what is
 * broken, too short, too long or silent, UNAVAILABLE without sox.
 */
export async function takeRecording(bytes: Buffer, folder: string, sox: string | null): Promise<Recording> {
  const kind = kindOf(bytes)
  if (kind === 'wav') checkWav(bytes)
  if (!sox) throw new AppError('UNAVAILABLE', { detail: 'sox is not on this machine; recordings can not be converted' })
  if (!kind || (kind !== 'wav' && !(await reads(sox, kind)))) throw new AppError('UNSUPPORTED_MEDIA', { detail: 'a WAV file is needed' })
  const work = await mkdtemp(join(tmpdir(), 'yht-upload-'))
  try {
    const target = join(folder, `${randomBytes(12).toString('hex')}.wav`)
    const source = await sourceOf(bytes, kind, join(work, 'given'))
    await putInPlace(target, (partial) => decode(sox, source, partial))
    const stored = await readFile(target)
    return { file: basename(target), sha256: createHash('sha256').update(stored).digest('hex'), lengthMs: (await inspect(target)).lengthMs }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

type Kind = 'wav' | 'mp3' | 'm4a'

/** By the content, never by a name or a declared type. */
function kindOf(bytes: Buffer): Kind | undefined {
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (text(0, 4) === 'RIFF') return 'wav'
  if (text(4, 8) === 'ftyp') return 'm4a'
  if (text(0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)) return 'mp3'
  return undefined
}

/** Refuses what the header alone tells, before any program sees the file. */
function checkWav(bytes: Buffer): Wav {
  const refuse = (detail: string): AppError => new AppError('NOT_AUDIO', { detail })
  try {
    const wav = readWav(bytes)
    if (wav.channels > MAX_CHANNELS) throw refuse(`at most ${MAX_CHANNELS} channels, this file has ${wav.channels}`)
    if (wav.rate < RATES.min || wav.rate > RATES.max) throw refuse(`${RATES.min} to ${RATES.max} samples a second, this file has ${wav.rate}`)
    checkLength(wav.lengthMs)
    return wav
  } catch (error) {
    throw error instanceof NotWav ? refuse(error.message) : error
  }
}

function checkLength(lengthMs: number): void {
  if (lengthMs < MIN_MS || lengthMs > MAX_MS) {
    throw new AppError('NOT_AUDIO', { detail: `a prompt lasts ${MIN_MS / 1_000} to ${MAX_MS / 1_000} seconds, this file ${(lengthMs / 1_000).toFixed(1)}` })
  }
}

const formats = new Map<string, Promise<string>>()

/** Whether this sox was built to read the format. */
async function reads(sox: string, kind: Kind): Promise<boolean> {
  const help = formats.get(sox) ?? run(sox, ['--help'])
  formats.set(sox, help)
  const listed = /^AUDIO FILE FORMATS:(.*)$/m.exec(await help)?.[1] ?? ''
  return listed.split(/\s+/).includes(kind)
}

const RAW: Readonly<Record<Wav['encoding'], string>> = { pcm: 'signed', float: 'floating-point', alaw: 'a-law', ulaw: 'u-law' }

/** Of a WAV, sox is given nothing but the bare samples, described by our own reading of the header. */
async function sourceOf(bytes: Buffer, kind: Kind, file: string): Promise<Source> {
  if (kind !== 'wav') {
    await writeFile(file, bytes)
    return { file, as: ['-t', kind] }
  }
  const { dataAt, dataBytes, encoding, bits, rate, channels } = checkWav(bytes)
  await writeFile(file, bytes.subarray(dataAt, dataAt + dataBytes))
  const sample = encoding === 'pcm' && bits === 8 ? 'unsigned' : RAW[encoding]
  return { file, as: ['-t', 'raw', '-L', '-e', sample, '-b', String(bits), '-r', String(rate), '-c', String(channels)] }
}

async function decode(sox: string, source: Source, partial: string): Promise<void> {
  await toTelephone(sox, source, partial, MAX_MS + 1_000).catch((error: unknown) => {
    throw new AppError('NOT_AUDIO', { detail: 'the samples could not be decoded' }, { cause: error })
  })
  const bytes = await readFile(partial)
  const { dataAt, dataBytes, lengthMs } = readWav(bytes)
  checkLength(lengthMs)
  // Everything is raised to −3 dBFS, so that zeros are all that stays silent.
  if (bytes.subarray(dataAt, dataAt + dataBytes).every((byte) => byte === 0)) throw new AppError('NOT_AUDIO', { detail: 'the recording is silent' })
}
