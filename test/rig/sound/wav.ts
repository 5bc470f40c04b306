import { readFile } from 'node:fs/promises'

export interface Wav {
  rate: number
  /** One array per channel. */
  channels: readonly Int16Array[]
}

/** Reads 16-bit PCM WAV; throws a sentence on anything else. */
export function parseWav(bytes: Buffer): Wav {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') throw new Error('not a WAV file')
  let format: { count: number; rate: number } | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    if (id === 'fmt ') {
      if (bytes.readUInt16LE(at + 8) !== 1 || bytes.readUInt16LE(at + 22) !== 16) throw new Error('not 16-bit PCM')
      format = { count: bytes.readUInt16LE(at + 10), rate: bytes.readUInt32LE(at + 12) }
    } else if (id === 'data' && format) {
      return { rate: format.rate, channels: split(bytes.subarray(at + 8, at + 8 + size), format.count) }
    }
    at += 8 + size + (size % 2)
  }
  throw new Error('a WAV file without data')
}

/** Interleaved little-endian samples, one array per channel; for WAV data and for raw recordings. */
export function split(bytes: Buffer, count: number): Int16Array[] {
  const frames = Math.floor(bytes.length / (2 * count))
  return Array.from({ length: count }, (_, c) => Int16Array.from({ length: frames }, (_, n) => bytes.readInt16LE((n * count + c) * 2)))
}

export const readWav = async (file: string): Promise<Wav> => parseWav(await readFile(file))

/** A 16-bit WAV file of the channels, all of one length. */
export function formatWav(channels: readonly Int16Array[], rate = 8_000): Buffer {
  const frames = channels[0]?.length ?? 0
  const data = Buffer.alloc(frames * channels.length * 2)
  for (const [c, samples] of channels.entries()) {
    for (let n = 0; n < frames; n += 1) data.writeInt16LE(samples[n] ?? 0, (n * channels.length + c) * 2)
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(channels.length, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * channels.length * 2, 28)
  head.writeUInt16LE(channels.length * 2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}
