/** What a call's sound was like since the last look. */
export interface Stretch {
  received: number
  lost: number
  jitterMs: number
  /** Round trip to the server; null = not told yet. */
  rttMs: number | null
}

export interface CallQuality {
  level: 'good' | 'fair' | 'poor'
  /** Mean opinion score, 1 to 4.5, estimated. */
  mos: number
  lossPercent: number
  jitterMs: number
  rttMs: number | null
}

/** Delay of codec and jitter buffer before anything goes wrong. */
const OWN_DELAY_MS = 40
const R_WITHOUT_LOSS = 93.2
const LOSS_ROBUSTNESS = 20
const GOOD_FROM = 3.8
const FAIR_FROM = 3.2

/**
 * How well one hears the other side, by the E-model (ITU-T G.107) in its usual short form: delay costs little up to 177 ms
 * and more above, loss costs most. Null without a single packet.
 */
export function qualityOf({ received, lost, jitterMs, rttMs }: Stretch): CallQuality | null {
  const expected = received + Math.max(0, lost)
  if (expected === 0) return null
  const lossPercent = (100 * Math.max(0, lost)) / expected
  const delayMs = (rttMs ?? 0) / 2 + 2 * jitterMs + OWN_DELAY_MS
  const delayCost = 0.024 * delayMs + (delayMs > 177.3 ? 0.11 * (delayMs - 177.3) : 0)
  const lossCost = (95 * lossPercent) / (lossPercent + LOSS_ROBUSTNESS)
  const mos = mosOf(R_WITHOUT_LOSS - delayCost - lossCost)
  return { level: mos >= GOOD_FROM ? 'good' : mos >= FAIR_FROM ? 'fair' : 'poor', mos, lossPercent, jitterMs, rttMs }
}

/** ITU-T G.107 annex B. */
const mosOf = (r: number): number => (r <= 0 ? 1 : r >= 100 ? 4.5 : 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r))

/** The whole call: levels by how long they lasted, so that one bad moment does not make a bad call. */
export function summary(looks: readonly CallQuality[]): CallQuality | null {
  if (looks.length === 0) return null
  const mean = (of: (look: CallQuality) => number): number => looks.reduce((sum, look) => sum + of(look), 0) / looks.length
  const mos = mean((look) => look.mos)
  const trips = looks.flatMap(({ rttMs }) => (rttMs === null ? [] : [rttMs]))
  return {
    level: mos >= GOOD_FROM ? 'good' : mos >= FAIR_FROM ? 'fair' : 'poor', mos,
    lossPercent: mean((look) => look.lossPercent), jitterMs: mean((look) => look.jitterMs),
    rttMs: trips.length === 0 ? null : trips.reduce((a, b) => a + b, 0) / trips.length,
  }
}
