import type { Results } from './results.ts'

export interface Verdict {
  target: string
  /** Null: not measured in this run. */
  met: boolean | null
  measured: string
}

const ms = (value: number): string => `${value.toFixed(1)} ms`

function verdict(target: string, measured: number | undefined, met: (value: number) => boolean, print: (value: number) => string): Verdict {
  if (measured === undefined || Number.isNaN(measured)) return { target, met: null, measured: 'not measured' }
  return { target, met: met(measured), measured: print(measured) }
}

const upTo = (limit: number) => (value: number): boolean => value <= limit
const atLeast = (limit: number) => (value: number): boolean => value >= limit
const divide = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || b === undefined || b === 0 ? undefined : a / b)

/** The product's targets and whether this run met them. Ratios are against app_queue in the same run. */
export function judge(results: Results): Verdict[] {
  const idle = results.idle.find((f) => f.variant === 'product')
  const idleQueue = results.idle.find((f) => f.variant === 'queue500')
  const idleRecorded = results.idle.find((f) => f.variant === 'recorded')
  const free = results.free.find((f) => f.variant === 'product')
  const freeQueue = results.free.find((f) => f.variant === 'queue100')
  const rate = results.rate.find((f) => f.variant === 'product')
  const waiting = results.waiting.find((f) => f.variant === 'product')
  const music = results.music.find((f) => f.variant === 'product')
  const times = (value: number): string => `${value.toFixed(2)} x`
  // An agent who hung up and was never called again has no latency, and must not pass for a fast one.
  const allServed = free === undefined || free.offer.count === free.freed
  const waitingPercent = waiting === undefined ? undefined : waiting.asteriskPercent + (waiting.nodePercent ?? 0)
  return [
    verdict('one agent frees, 500 waiting: offer p50 <= 15 ms', free?.offer.p50, (v) => allServed && v <= 15, ms),
    verdict('one agent frees, 500 waiting: offer p95 <= 30 ms', free?.offer.p95, (v) => allServed && v <= 30, ms),
    verdict('one agent frees: median >= 30 x faster than app_queue', divide(freeQueue?.offer.p50, free?.offer.p50), (v) => allServed && v >= 30, times),
    verdict('idle agents, 25 calls/s: offer p50 <= 4 ms', idle?.offer.p50, upTo(4), ms),
    verdict('idle agents, 25 calls/s: offer p95 <= 10 ms', idle?.offer.p95, upTo(10), ms),
    verdict('Asterisk CPU per call <= 1.1 x app_queue', divide(idle?.asteriskMsPerCall, idleQueue?.asteriskMsPerCall), upTo(1.1), times),
    verdict('Asterisk CPU per call <= 1.1 x app_queue that records too', divide(idle?.asteriskMsPerCall, idleRecorded?.asteriskMsPerCall), upTo(1.1), times),
    verdict('Node CPU per call <= 6 ms', idle?.nodeMsPerCall ?? undefined, upTo(6), ms),
    verdict('highest clean rate >= 100 calls/s', rate?.clean, atLeast(100), (v) => `${v}/s`),
    verdict('1000 waiting, 500 agents, no music: CPU <= 10 % of a core', waitingPercent, upTo(10), (v) => `${v.toFixed(1)} %`),
    verdict('500 waiting with music, clean RTP', music?.waiting, (v) => v >= 500 && music?.clean === true, (v) => `${v} waiting, ${music?.clean ? 'clean' : 'not clean'}`),
  ]
}
