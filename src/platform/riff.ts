/** What a WAV file says about itself, checked against its real size (Multimedia Programming Interface 1.0, RIFF/WAVE). */
export interface Wav {
  encoding: 'pcm' | 'float' | 'alaw' | 'ulaw'
  channels: number
  /** Samples per second. */
  rate: number
  bits: number
  /** Where the samples begin in the file, and how many bytes of them there are. */
  dataAt: number
  dataBytes: number
  lengthMs: number
}

/** The file is no WAV we can read; `message` says why, for a person. */
export class NotWav extends Error {
  override readonly name = 'NotWav'
}

const ENCODINGS: Readonly<Record<number, Wav['encoding']>> = { 1: 'pcm', 3: 'float', 6: 'alaw', 7: 'ulaw' }
const BITS: Readonly<Record<Wav['encoding'], readonly number[]>> = { pcm: [8, 16, 24, 32], float: [32, 64], alaw: [8], ulaw: [8] }
const EXTENSIBLE = 0xfffe
const MAX_FMT_BYTES = 64
const MAX_CHUNKS = 64

/**
 * Reads the header of a WAV file. `bytes` may be only the beginning of it, `fileBytes` is then its whole size.
 * Every size is compared with what is really there; nothing is taken on trust. Throws NotWav.
 */
export function readWav(bytes: Buffer, fileBytes: number = bytes.length): Wav {
  if (fileBytes < 44 || bytes.length < 12) throw new NotWav('the file is shorter than a WAV header')
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') throw new NotWav('the file is not RIFF/WAVE')
  if (bytes.readUInt32LE(4) + 8 > fileBytes) throw new NotWav('the RIFF size is larger than the file')
  let format: Format | undefined
  let at = 12
  for (let count = 0; count < MAX_CHUNKS; count += 1) {
    if (at + 8 > bytes.length) break
    const id = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    if (at + 8 + size > fileBytes) throw new NotWav(`the chunk "${printable(id)}" is larger than the file`)
    if (id === 'fmt ') format = readFormat(bytes.subarray(at + 8, at + 8 + size), size)
    if (id === 'data') return measured(format, at + 8, size)
    at += 8 + size + (size % 2)
  }
  throw new NotWav('the file has no samples')
}

interface Format {
  encoding: Wav['encoding']
  channels: number
  rate: number
  bits: number
}

function readFormat(chunk: Buffer, size: number): Format {
  if (size < 16 || size > MAX_FMT_BYTES || chunk.length < size) throw new NotWav('the format chunk has a wrong size')
  const tag = chunk.readUInt16LE(0)
  // WAVEFORMATEXTENSIBLE keeps the real tag in the first two bytes of its sub-format GUID.
  const encoding = ENCODINGS[tag === EXTENSIBLE && size >= 40 ? chunk.readUInt16LE(24) : tag]
  if (!encoding) throw new NotWav('the samples are in an encoding that is not supported')
  const [channels, rate, align, bits] = [chunk.readUInt16LE(2), chunk.readUInt32LE(4), chunk.readUInt16LE(12), chunk.readUInt16LE(14)]
  if (channels < 1 || rate < 1 || !BITS[encoding].includes(bits)) throw new NotWav('the format chunk makes no sense')
  if (align !== (channels * bits) / 8) throw new NotWav('the format chunk contradicts itself')
  return { encoding, channels, rate, bits }
}

function measured(format: Format | undefined, dataAt: number, dataBytes: number): Wav {
  if (!format) throw new NotWav('the samples come before their format')
  const frame = (format.channels * format.bits) / 8
  if (dataBytes < frame) throw new NotWav('the file has no samples')
  const whole = dataBytes - (dataBytes % frame)
  return { ...format, dataAt, dataBytes: whole, lengthMs: Math.round((whole / frame / format.rate) * 1_000) }
}

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')

/** The 44 bytes before 16-bit PCM samples. */
export function wavHeader(dataBytes: number, { rate = 8_000, channels = 1 }: { rate?: number; channels?: number } = {}): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + dataBytes, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(channels, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * channels * 2, 28)
  head.writeUInt16LE(channels * 2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(dataBytes, 40)
  return head
}

/** A whole WAV file of one channel, 16 bit. */
export function wavOf(samples: Int16Array, rate = 8_000): Buffer {
  const data = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, i) => data.writeInt16LE(sample, i * 2))
  return Buffer.concat([wavHeader(data.length, { rate }), data])
}
