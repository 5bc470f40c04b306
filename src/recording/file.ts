import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Download } from '../platform/route.ts'
import { wavHeader } from '../platform/riff.ts'
import { FRAME_BYTES } from './rules/judge.ts'

const HEADER_BYTES = 44

/** Size of a plain file in whole samples; null when there is none. Links are not followed. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      const stat = await file.stat()
      return stat.isFile() ? stat.size - (stat.size % FRAME_BYTES) : null
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'EISDIR') return null
    throw error
  }
}

/** SHA-256 in hex of the first `bytes` of the file. */
export async function sha256Of(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  if (bytes > 0) for await (const chunk of createReadStream(path, { end: bytes - 1 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** The raw samples as a WAV file: a header in front, nothing is copied. What is still being written ends where it ended now. */
export function wavOfRaw(path: string, bytes: number, name: string): Download {
  const header = wavHeader(bytes, { channels: 2 })
  async function* wav(start: number, end: number): AsyncGenerator<Buffer> {
    if (start < HEADER_BYTES) yield header.subarray(start, Math.min(end + 1, HEADER_BYTES))
    if (end < HEADER_BYTES) return
    const file = createReadStream(path, { start: Math.max(start - HEADER_BYTES, 0), end: end - HEADER_BYTES })
    for await (const chunk of file) yield chunk as Buffer
  }
  return {
    contentType: 'audio/wav',
    size: HEADER_BYTES + bytes,
    fileName: `${name}.wav`,
    read: (start, end) => Readable.from(wav(start, end), { objectMode: false }),
  }
}

export const pathIn = (dir: string, file: string): string => join(dir, file)
