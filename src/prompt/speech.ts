import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toTelephone } from './convert.ts'
import type { Language } from './rules/spoken.ts'
import { pinyinOf } from './rules/pinyin.ts'
import { run, type Tools } from './tool.ts'

/** What is to be said; `text` is already written out as it is spoken (rules/spoken.ts). */
export interface Speech {
  text: string
  language: Language
  pace: Pace
}

/** slow for the elderly; quick for what is long; brisk for what every caller must hear before anyone may answer (15 s rule, GB/T 33358). */
export const PACES = ['slow', 'normal', 'quick', 'brisk'] as const
export type Pace = (typeof PACES)[number]

/** Turns text into a WAV file of 8 kHz mono 16 bit. */
export interface SpeechProvider {
  name: string
  /** Everything that changes the sound besides the text; part of the cache's key. */
  voice: (speech: Speech) => string
  /** Rejects when no speech could be made; then `outFile` is not there or not complete. */
  synth: (speech: Speech, outFile: string) => Promise<void>
}

const VOICES: Readonly<Record<Language, string>> = { 'zh-CN': 'cmn-latn-pinyin', en: 'en' }
/** espeak's words a minute. 215 is nearly five Mandarin syllables a second, an announcer's pace; 300 is a hurried one. */
const PACE: Readonly<Record<Language, Readonly<Record<Pace, number>>>> = {
  'zh-CN': { slow: 160, normal: 215, quick: 265, brisk: 300 },
  en: { slow: 125, normal: 155, quick: 172, brisk: 185 },
}
const SYNTH_TIMEOUT_MS = 8_000

/**
 * Speech by espeak-ng, made from pinyin: its own reading of Chinese characters takes numbers and many words wrongly.
 * Robotic; for development and emergencies, until recordings or a better voice are there.
 */
export function espeakSpeech({ espeak, sox }: { espeak: string; sox: string }): SpeechProvider {
  const pace = (speech: Speech): number => PACE[speech.language][speech.pace]
  return {
    name: 'espeak',
    voice: (speech) => `${VOICES[speech.language]}/${pace(speech)}/1`,
    async synth(speech, outFile) {
      const input = speech.language === 'zh-CN' ? pinyinOf(speech.text, await mandarin()) : speech.text
      const folder = await mkdtemp(join(tmpdir(), 'yht-speech-'))
      try {
        const spoken = join(folder, 'spoken.wav')
        await run(espeak, ['-v', VOICES[speech.language], '-s', String(pace(speech)), '-w', spoken, '--stdin'], { input, timeoutMs: SYNTH_TIMEOUT_MS })
        await toTelephone(sox, { file: spoken, as: ['-t', 'wav'] }, outFile)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

/** The dictionary takes a twentieth of a second to load: only when there is something to say. */
async function mandarin(): Promise<(hanzi: string) => string[]> {
  const { pinyin } = await import('pinyin-pro')
  return (hanzi) => pinyin(hanzi, { toneType: 'num', type: 'array', nonZh: 'removed', v: true, toneSandhi: true })
}

/** The local voice, if its programs are there. */
export const localSpeech = ({ espeak, sox }: Tools): SpeechProvider | null => (espeak && sox ? espeakSpeech({ espeak, sox }) : null)
