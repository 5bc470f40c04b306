import { type CallQuality, qualityOf, summary } from '../rules/quality.ts'
import { noted } from '../troubles.ts'

interface Totals {
  received: number
  lost: number
  jitterMs: number
  rttMs: number | null
}

const EVERY_MS = 2_000
/** Shorter than this says nothing. */
const LOOKS_MIN = 2

/** Looks at a call's own statistics (WebRTC getStats) every two seconds. */
export function watchQuality(connection: () => RTCPeerConnection | null, told: (now: CallQuality) => void): { stop: () => CallQuality | null } {
  const looks: CallQuality[] = []
  let before: Totals | null = null
  const timer = setInterval(() => void look().catch(noted('statistics')), EVERY_MS)

  async function look(): Promise<void> {
    const totals = totalsOf(await connection()?.getStats())
    if (!totals) return
    const stretch = { ...totals, received: totals.received - (before?.received ?? 0), lost: totals.lost - (before?.lost ?? 0) }
    const first = before === null
    before = totals
    const quality = first ? null : qualityOf(stretch)
    if (!quality) return
    looks.push(quality)
    told(quality)
  }

  return {
    stop() {
      clearInterval(timer)
      return looks.length < LOOKS_MIN ? null : summary(looks)
    },
  }
}

function totalsOf(report: RTCStatsReport | undefined): Totals | null {
  let totals: Totals | null = null
  let rttMs: number | null = null
  report?.forEach((entry: { type: string; packetsReceived?: number; packetsLost?: number; jitter?: number; roundTripTime?: number }) => {
    if (entry.type === 'inbound-rtp') totals = { received: entry.packetsReceived ?? 0, lost: entry.packetsLost ?? 0, jitterMs: (entry.jitter ?? 0) * 1_000, rttMs: null }
    if (entry.type === 'remote-inbound-rtp' && entry.roundTripTime !== undefined) rttMs = entry.roundTripTime * 1_000
  })
  return totals === null ? null : { ...(totals as Totals), rttMs }
}
