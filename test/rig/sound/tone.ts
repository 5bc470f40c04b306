/** Telephone sound is 8 kHz mono everywhere in the rig. */
export const RATE = 8_000

/** A sine of the given frequency; frequencies that are multiples of 50 Hz repeat without a click every 20 ms. */
export function tone(hz: number, lengthMs: number, amplitude = 8_000): Int16Array {
  return Int16Array.from({ length: (lengthMs * RATE) / 1_000 }, (_, n) => Math.round(amplitude * Math.sin((2 * Math.PI * hz * n) / RATE)))
}

/** Mean power of the samples. */
export function power(samples: Int16Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return samples.length === 0 ? 0 : sum / samples.length
}

/** Share (0…1) of the sound's power at one frequency (Goertzel). */
export function shareAt(hz: number, samples: Int16Array): number {
  const total = power(samples)
  if (total < 1) return 0
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / RATE)
  let [previous, before] = [0, 0]
  for (const sample of samples) [previous, before] = [sample + coefficient * previous - before, previous]
  const magnitude = previous * previous + before * before - coefficient * previous * before
  return Math.min(1, (2 * magnitude) / (samples.length * samples.length * total))
}

/** For each 20 ms, whether the tone carries most of the power; for "who was heard when". */
export function heardTone(hz: number, samples: Int16Array): boolean[] {
  const frame = RATE / 50
  return Array.from({ length: Math.floor(samples.length / frame) }, (_, n) => shareAt(hz, samples.subarray(n * frame, (n + 1) * frame)) > 0.5)
}

/** How long the tone was heard altogether. */
export const toneMs = (hz: number, samples: Int16Array): number => heardTone(hz, samples).filter(Boolean).length * 20

/** Longest stretch quieter than about −60 dBFS. */
export function longestSilenceMs(samples: Int16Array): number {
  const frame = RATE / 50
  let [longest, now] = [0, 0]
  for (let n = 0; n + frame <= samples.length; n += frame) {
    now = power(samples.subarray(n, n + frame)) < 1_000 ? now + 20 : 0
    longest = Math.max(longest, now)
  }
  return longest
}
