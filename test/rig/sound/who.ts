import type { RigCall } from '../sip/call.ts'
import { power, RATE, shareAt } from './tone.ts'

// Each party says a tone of its own, none of them that of ringing (450 Hz); whoever is in the bridge hears those of the
// others, mixed.

export const HZ = { caller: 550, agent: 700, third: 1_000, supervisor: 1_350 } as const
export type Who = keyof typeof HZ

const FRAME = RATE / 50
/** Three tones share the power; music has a little of everything, for a moment. */
const PART_OF_MIX = 0.12
const QUIET = 1_000

/** For each 20 ms, whether the tone is a part of what is heard. */
export const framesWith = (hz: number, samples: Int16Array): boolean[] =>
  Array.from({ length: Math.floor(samples.length / FRAME) }, (_, n) => {
    const frame = samples.subarray(n * FRAME, (n + 1) * FRAME)
    return power(frame) > QUIET && shareAt(hz, frame) > PART_OF_MIX
  })

/** How long the tone was a part of it altogether. */
export const heardMs = (who: Who, samples: Int16Array): number => framesWith(HZ[who], samples).filter(Boolean).length * 20

/** Share (0…1) of the samples in which the tone is heard. */
export const shareWith = (who: Who, samples: Int16Array): number => {
  const frames = framesWith(HZ[who], samples)
  return frames.length === 0 ? 0 : frames.filter(Boolean).length / frames.length
}

/** What the call has heard in the last so many ms, up to now: where no packet came is silence. */
export function lately({ voice, end }: Pick<RigCall, 'voice' | 'end'>, ms: number): Int16Array {
  const last = new Int16Array((ms * RATE) / 1_000)
  const first = voice.firstHeardAt()
  if (first === null) return last
  const now = (((end()?.at ?? Date.now()) - first) * RATE) / 1_000
  // Packets on the way, and this process, may be a moment late.
  const missing = Math.max(0, Math.round(now - RATE / 4) - voice.heardLength())
  if (missing >= last.length) return last
  const part = voice.heardLast(last.length - missing)
  last.set(part, last.length - missing - part.length)
  return last
}

/** Who is heard all the time in the last so many ms. */
export const hearsNow = (call: Pick<RigCall, 'voice' | 'end'>, ms = 500): Who[] =>
  (Object.keys(HZ) as Who[]).filter((who) => shareWith(who, lately(call, ms)) > 0.8).toSorted()

/** The longest silence since sample `from` of what was heard, to the end of the call or to now. */
export function silenceMs({ voice, end }: Pick<RigCall, 'voice' | 'end'>, from = 0): number {
  const heard = voice.heard()
  const first = voice.firstHeardAt()
  if (first === null) return 0
  const quiet = (n: number): boolean => power(heard.subarray(n, n + FRAME)) < QUIET
  let [longest, now] = [0, 0]
  for (let n = from; n + FRAME <= heard.length; n += FRAME) {
    now = quiet(n) ? now + 20 : 0
    longest = Math.max(longest, now)
  }
  const unheard = (end()?.at ?? Date.now()) - first - (heard.length * 1_000) / RATE
  return Math.max(longest, now + Math.max(0, unheard - 250))
}
