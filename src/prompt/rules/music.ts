import { BASS, CHIME, type Note, PAD, playInto, RATE, toPcm } from './sound.ts'

// The waiting music: sixteen slow bars written for this project (Apache-2.0 like the rest of it) and computed from
// the tables below. No recording and no other work is used.

const BEAT_MS = 1_125
const BEATS_PER_BAR = 4

/** Change when the music changes, so that an installation makes its file anew. */
export const MUSIC_VERSION = 'waiting-music-1'

/** One chord a bar: bass note, then the voices of the pad (MIDI note numbers). */
const CHORDS: readonly (readonly [bass: number, ...pad: number[]])[] = [
  [41, 57, 60, 64], [38, 57, 60, 65], [46, 58, 62, 65], [36, 55, 60, 62],
  [41, 57, 60, 67], [45, 57, 60, 64], [43, 58, 62, 65], [36, 58, 62, 64],
  [46, 58, 62, 65], [45, 57, 60, 64], [43, 55, 58, 62], [38, 57, 60, 65],
  [46, 57, 62, 65], [36, 55, 58, 64], [41, 57, 60, 62], [41, 57, 60, 65],
]

/** The melody, bar by bar: [beat, length in beats, pitch]. Five-note scale F G A C D. */
const MELODY: readonly (readonly (readonly [beat: number, beats: number, pitch: number])[])[] = [
  [[0, 1.5, 72], [1.5, 0.5, 74], [2, 2, 69]],
  [[1, 1, 69], [2, 1, 72], [3, 1, 74]],
  [[0, 2, 77], [2.5, 0.5, 74], [3, 1, 72]],
  [[0, 3, 67]],
  [[0, 1.5, 69], [1.5, 0.5, 72], [2, 2, 79]],
  [[1, 1, 77], [2, 1, 74], [3, 1, 72]],
  [[0, 2, 74], [2, 1, 70], [3, 1, 69]],
  [[0, 3, 67]],
  [[0.5, 0.5, 70], [1, 1, 74], [2, 2, 77]],
  [[0, 1.5, 76], [1.5, 0.5, 74], [2, 2, 72]],
  [[0.5, 0.5, 67], [1, 1, 70], [2, 2, 74]],
  [[0, 1, 72], [1, 1, 69], [2, 2, 65]],
  [[1, 1, 65], [2, 1, 69], [3, 1, 74]],
  [[0, 2, 72], [2, 1, 70], [3, 1, 67]],
  [[0, 1.5, 69], [1.5, 0.5, 67], [2, 2, 65]],
  [[2, 2, 60]],
]

/** Seventy-two seconds at −12 dBFS that loop without a seam. */
export function waitingMusic(): Int16Array {
  const loop = new Float64Array((CHORDS.length * BEATS_PER_BAR * BEAT_MS * RATE) / 1_000)
  const chords = CHORDS.map((chord, bar) => ({ chord, at: bar * BEATS_PER_BAR }))
  const pad = chords.flatMap(({ chord: [, ...voices], at }) => voices.map((pitch): Note => ({ at, beats: 4, pitch, loudness: 0.16 })))
  const bass = chords.flatMap(({ chord: [pitch], at }): Note[] => [
    { at, beats: 2, pitch: pitch + 12, loudness: 0.3 },
    { at: at + 2, beats: 2, pitch: pitch + 19 > 60 ? pitch + 12 : pitch + 19, loudness: 0.18 },
  ])
  const melody = MELODY.flatMap((notes, bar) =>
    notes.map(([beat, beats, pitch]): Note => ({ at: bar * BEATS_PER_BAR + beat, beats, pitch, loudness: 0.5 })),
  )
  playInto(loop, pad, PAD, BEAT_MS)
  playInto(loop, bass, BASS, BEAT_MS)
  playInto(loop, melody, CHIME, BEAT_MS)
  return toPcm(loop, -12)
}

/** What is heard when not even the general notice can be spoken: three soft rising notes, a little over two seconds. */
export function noticeTone(): Int16Array {
  const sound = new Float64Array(2.2 * RATE)
  const notes = [65, 69, 72].map((pitch, i): Note => ({ at: i * 0.4, beats: i === 2 ? 0.6 : 0.35, pitch, loudness: 0.6 }))
  playInto(sound, notes, CHIME, 1_000)
  return toPcm(sound, -12)
}

const BEEP = { pauseMs: 150, lengthMs: 500, fadeMs: 10, hertz: 1_000, peakDb: -9 } as const

/** "Speak after the tone": a short pause, then half a second of 1000 Hz. */
export function messageTone(): Int16Array {
  const { pauseMs, lengthMs, fadeMs, hertz, peakDb } = BEEP
  const [pause, length, fade] = [pauseMs, lengthMs, fadeMs].map((ms) => (ms * RATE) / 1_000) as [number, number, number]
  const sound = new Float64Array(pause + length)
  for (let i = 0; i < length; i += 1) {
    const level = Math.min(1, i / fade, (length - 1 - i) / fade)
    sound[pause + i] = level * Math.sin((2 * Math.PI * hertz * i) / RATE)
  }
  return toPcm(sound, peakDb)
}

/** Change when the tone changes. */
export const BEEP_VERSION = 'beep-1'
