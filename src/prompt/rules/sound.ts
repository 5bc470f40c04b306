/** What everything is played at: Asterisk takes 8 kHz mono 16 bit without transcoding the rate. */
export const RATE = 8_000

/** One note: where it begins and how long it is held, in beats; pitch as a MIDI note number (69 = 440 Hz). */
export interface Note {
  at: number
  beats: number
  pitch: number
  /** 0 … 1. */
  loudness: number
}

const hertz = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12)

/** Partials above this are left out: telephone lines carry up to 3.4 kHz. */
const MAX_HERTZ = 3_200

interface Voice {
  attackMs: number
  /** Time in which a held note falls to a third. */
  decayMs: number
  /** Time in which it fades after its end. */
  releaseMs: number
  /** Strength of the 1st, 2nd, 3rd … partial. */
  partials: readonly number[]
}

/** A soft, plucked, bell-like sound. */
export const CHIME: Voice = { attackMs: 12, decayMs: 900, releaseMs: 700, partials: [1, 0.35, 0.12, 0.06] }
/** A slow, breathing background. */
export const PAD: Voice = { attackMs: 700, decayMs: 6_000, releaseMs: 1_400, partials: [1, 0.28, 0.16, 0.05] }
export const BASS: Voice = { attackMs: 40, decayMs: 1_600, releaseMs: 500, partials: [1, 0.4, 0.1] }

/** Adds notes to a loop: what sounds beyond the end goes on at the beginning, so that the loop has no seam. */
export function playInto(loop: Float64Array, notes: readonly Note[], voice: Voice, beatMs: number): void {
  for (const note of notes) addNote(loop, note, voice, beatMs)
}

function addNote(loop: Float64Array, note: Note, voice: Voice, beatMs: number): void {
  const start = Math.round((note.at * beatMs * RATE) / 1_000)
  const held = Math.round((note.beats * beatMs * RATE) / 1_000)
  const length = held + Math.round((voice.releaseMs * RATE) / 1_000)
  const partials = voice.partials
    .map((strength, i) => ({ step: (2 * Math.PI * hertz(note.pitch) * (i + 1)) / RATE, strength }))
    .filter(({ step }) => (step * RATE) / (2 * Math.PI) < MAX_HERTZ)
  for (let i = 0; i < length; i += 1) {
    const level = note.loudness * envelope(i, held, length, voice)
    let sample = 0
    for (const { step, strength } of partials) sample += strength * Math.sin(step * i)
    const place = (start + i) % loop.length
    loop[place] = (loop[place] ?? 0) + level * sample
  }
}

function envelope(i: number, held: number, length: number, voice: Voice): number {
  const ms = (i * 1_000) / RATE
  const attack = ms < voice.attackMs ? 0.5 - 0.5 * Math.cos((Math.PI * ms) / voice.attackMs) : 1
  const fade = i <= held ? 1 : 0.5 + 0.5 * Math.cos((Math.PI * (i - held)) / (length - held))
  return attack * fade * Math.exp(-ms / voice.decayMs)
}

/** Scales to a peak in dBFS and rounds to 16 bit. */
export function toPcm(sound: Float64Array, peakDb: number): Int16Array {
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const gain = peak === 0 ? 0 : (32_767 * 10 ** (peakDb / 20)) / peak
  return Int16Array.from(sound, (sample) => Math.round(sample * gain))
}
