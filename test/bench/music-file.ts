import { writeFile } from 'node:fs/promises'

const SAMPLES_PER_SECOND = 8_000
const SECONDS = 20
const LEVEL = 6_000
const TONE_HZ = 440

/** Writes a tone as 8 kHz 16-bit mono WAV: music for the reference, as costly to send as any. */
export async function makeMusic(file: string): Promise<void> {
  const samples = SAMPLES_PER_SECOND * SECONDS
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLES_PER_SECOND, 24)
  wav.writeUInt32LE(SAMPLES_PER_SECOND * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let n = 0; n < samples; n += 1) {
    wav.writeInt16LE(Math.round(LEVEL * Math.sin((2 * Math.PI * TONE_HZ * n) / SAMPLES_PER_SECOND)), 44 + n * 2)
  }
  await writeFile(file, wav)
}
