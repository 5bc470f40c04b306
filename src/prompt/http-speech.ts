import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWav } from '../platform/riff.ts'
import { toTelephone } from './convert.ts'
import type { Speech, SpeechProvider } from './speech.ts'

export interface HttpSpeechSettings {
  /** Address with {text}, {lang} and {voice} in it; answers a GET with a WAV. Taken from configuration only. */
  url: string
  voice: string
  /** One try, in ms. */
  timeoutMs?: number
  /** Further tries after a failure. */
  retries?: number
  headers?: Readonly<Record<string, string>>
}

const MAX_BYTES = 10 * 1024 * 1024

/** Speech by another program over HTTP: a vendor's, or one of one's own. No redirects are followed. */
export function httpSpeech({ url, voice, timeoutMs = 5_000, retries = 1, headers = {} }: HttpSpeechSettings, sox: string): SpeechProvider {
  const addressOf = ({ text, language }: Speech): string =>
    Object.entries({ text, lang: language, voice }).reduce((address, [gap, value]) => address.replaceAll(`{${gap}}`, encodeURIComponent(value)), url)

  async function fetchWav(speech: Speech): Promise<Buffer> {
    const answer = await fetch(addressOf(speech), { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    if (!answer.ok || !answer.body) throw new Error(`the speech service answered ${answer.status}`)
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of answer.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
      bytes += chunk.length
      if (bytes > MAX_BYTES) throw new Error('the speech service sent more than 10 MB')
      chunks.push(chunk)
    }
    const wav = Buffer.concat(chunks)
    readWav(wav)
    return wav
  }

  async function patiently(speech: Speech, left: number): Promise<Buffer> {
    try {
      return await fetchWav(speech)
    } catch (error) {
      if (left === 0) throw error
      return await patiently(speech, left - 1)
    }
  }

  return {
    name: 'http',
    voice: ({ pace }) => `${new URL(url).host}/${voice}/${pace}`,
    async synth(speech, outFile) {
      const folder = await mkdtemp(join(tmpdir(), 'yht-speech-'))
      try {
        const given = join(folder, 'given.wav')
        await writeFile(given, await patiently(speech, retries))
        await toTelephone(sox, { file: given, as: ['-t', 'wav'] }, outFile)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}
