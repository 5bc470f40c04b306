import { RATE } from './tone.ts'

// Was this prompt really in what the caller heard? Normalised cross-correlation through an FFT; the
// answer for each second of the prompt, so that half a prompt is not taken for a whole one.

export interface Found {
  /** Where in the heard sound the prompt begins. */
  atMs: number
  /** 0…1; above 0.8 it is the same recording, different speech stays below 0.3. */
  likeness: number
}

/** In-place radix-2 FFT; `sign` −1 forward, +1 backward (unscaled). */
function fft(re: Float64Array, im: Float64Array, sign: 1 | -1): void {
  const n = re.length
  for (let i = 1, j = 0; i < n; i += 1) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j |= bit
    if (i < j) {
      ;[re[i], re[j]] = [re[j] as number, re[i] as number]
      ;[im[i], im[j]] = [im[j] as number, im[i] as number]
    }
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2
    for (let k = 0; k < half; k += 1) {
      const wr = Math.cos((2 * Math.PI * k) / size)
      const wi = sign * Math.sin((2 * Math.PI * k) / size)
      for (let a = k; a < n; a += size) {
        const b = a + half
        const tr = wr * (re[b] as number) - wi * (im[b] as number)
        const ti = wr * (im[b] as number) + wi * (re[b] as number)
        re[b] = (re[a] as number) - tr
        im[b] = (im[a] as number) - ti
        re[a] = (re[a] as number) + tr
        im[a] = (im[a] as number) + ti
      }
    }
  }
}

/** For every offset, the sum of heard[offset + n] · part[n]. */
function correlate(heard: Int16Array, part: Int16Array): Float64Array {
  let size = 1
  while (size < heard.length + part.length) size *= 2
  const [ar, ai, br, bi] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [Float64Array, Float64Array, Float64Array, Float64Array]
  ar.set(heard)
  br.set(part)
  fft(ar, ai, -1)
  fft(br, bi, -1)
  for (let n = 0; n < size; n += 1) {
    const [xr, xi, yr, yi] = [ar[n] as number, ai[n] as number, br[n] as number, -(bi[n] as number)]
    ar[n] = xr * yr - xi * yi
    ai[n] = xr * yi + xi * yr
  }
  fft(ar, ai, 1)
  return ar.subarray(0, heard.length).map((value) => value / size)
}

/** The best place of `part` in `heard`; likeness 0 when it cannot fit or is silent. */
export function findPart(heard: Int16Array, part: Int16Array): Found {
  const energy = part.reduce((sum, s) => sum + s * s, 0)
  if (part.length > heard.length || energy < part.length * 100) return { atMs: 0, likeness: 0 }
  const products = correlate(heard, part)
  let window = heard.subarray(0, part.length).reduce((sum, s) => sum + s * s, 0)
  let best: Found = { atMs: 0, likeness: 0 }
  for (let at = 0; at + part.length <= heard.length; at += 1) {
    const likeness = window > energy / 100 ? (products[at] as number) / Math.sqrt(window * energy) : 0
    if (likeness > best.likeness) best = { atMs: (at * 1_000) / RATE, likeness }
    window += (heard[at + part.length] ?? 0) ** 2 - (heard[at] as number) ** 2
  }
  return best
}

export interface HeardPrompt {
  /** Each second of the prompt that is not silent was heard, in its place. */
  whole: boolean
  /** Share of those seconds that were. */
  share: number
  atMs: number
}

const ALIKE = 0.8
const SLACK = RATE / 10

/** The seconds of a prompt that are not pauses: any silence would match those. */
function* spokenSeconds(prompt: Int16Array): Generator<{ from: number; part: Int16Array }> {
  for (let from = 0; from + RATE / 2 <= prompt.length; from += RATE) {
    const part = prompt.subarray(from, from + RATE)
    if (part.reduce((sum, s) => sum + s * s, 0) / part.length >= 10_000) yield { from, part }
  }
}

/** Whether the prompt was heard from its first word to its last, and where it began. */
export function findPrompt(recorded: Int16Array, prompt: Int16Array): HeardPrompt {
  const heard = new Int16Array(recorded.length + RATE) // a call cut at the prompt's end lacks its last packet
  heard.set(recorded)
  const seconds = [...spokenSeconds(prompt)]
  const shareFrom = (start: number): number => {
    const inPlace = seconds.filter(({ from, part }) => {
      const there = heard.subarray(Math.max(0, start + from - SLACK), Math.max(0, start + from + part.length + SLACK))
      return findPart(there, part).likeness > ALIKE
    })
    return inPlace.length / seconds.length
  }
  let best: HeardPrompt = { whole: false, share: 0, atMs: 0 }
  for (const { from, part } of seconds) {
    const found = findPart(heard, part)
    if (found.likeness <= ALIKE) continue
    const start = Math.round((found.atMs * RATE) / 1_000) - from
    const share = shareFrom(start)
    if (share > best.share) best = { whole: share === 1, share, atMs: (start * 1_000) / RATE }
    if (best.whole) break
  }
  return best
}

/** How often the prompt was heard: it is looked for again behind each place where it was found. */
export function countPrompt(heard: Int16Array, prompt: Int16Array): number {
  let count = 0
  const pending: Int16Array[] = [heard]
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const found = findPrompt(part, prompt)
    if (!found.whole) continue
    count += 1
    const start = Math.max(0, Math.round((found.atMs * RATE) / 1_000))
    pending.push(part.subarray(0, start), part.subarray(start + prompt.length - RATE / 10))
  }
  return count
}
