import type { RecordingState } from '../../contract/recording.ts'

/** Raw signed linear, 8 kHz, 16 bit, two channels: 32,000 bytes a second. */
const BYTES_PER_MS = 32
/** One sample of both channels. */
export const FRAME_BYTES = 4

export const lengthMsOf = (bytes: number): number => Math.floor(bytes / BYTES_PER_MS)

export interface Part {
  /** Size of the file; null = there is none. */
  bytes: number | null
  /** Asterisk said it could not begin. It may have been wrong: an answer that came too late. */
  failed: boolean
}

/**
 * What became of the recording of one call, part by part (INV-7: every conversation is on record, or flagged).
 * Parts count together: a recording that was begun anew after a fault continues the one before.
 */
export function judge(parts: readonly Part[], bridgedMs: number, toleranceMs: number): RecordingState[] {
  const recordedMs = parts.reduce((sum, { bytes }) => sum + lengthMsOf(bytes ?? 0), 0)
  const short = bridgedMs - recordedMs > toleranceMs
  return parts.map(({ bytes, failed }) => {
    const empty = bytes === null || bytes < FRAME_BYTES
    if (empty && failed) return 'failed'
    if (!short) return 'complete'
    return empty ? 'missing' : 'truncated'
  })
}
