import { median } from '../figures.ts'
import { runLoad } from '../load.ts'
import type { Bench } from '../load.ts'
import { measureCpu } from '../process-cpu.ts'
import type { CpuUse } from '../process-cpu.ts'
import { openRtpSink } from '../rtp-sink.ts'
import type { StreamQuality } from '../rtp-sink.ts'
import type { Variant, VariantName } from '../variant.ts'
import { countOf } from '../wire-log.ts'

export interface MusicFigures {
  variant: VariantName
  title: string
  waiting: number
  /** Streams measured; the others are received and thrown away by the kernel. */
  sampled: number
  medianRate: number
  slowestRate: number
  lost: number
  longGaps: number
  maxGapMs: number
  asteriskPercent: number
  nodePercent: number | null
  clean: boolean
}

const SAMPLED = 20
const FILL_RATE = 25
const WINDOW_MS = 10_000
/** G.711 in packets of 20 ms. */
const FULL_RATE = 50
/** Clean: no packet lost, every stream within 1 % of its rate, at most one pause above 60 ms in a thousand packets. */
const CLEAN_RATE_MIN = 0.99
const CLEAN_GAPS_MAX = 0.001
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

function figuresOf(variant: Variant, waiting: number, use: CpuUse, streams: readonly StreamQuality[]): MusicFigures {
  const rates = streams.map((stream) => stream.rate)
  const sum = (pick: (stream: StreamQuality) => number): number => streams.reduce((total, stream) => total + pick(stream), 0)
  const figures = {
    variant: variant.name,
    title: variant.title,
    waiting,
    sampled: streams.length,
    medianRate: median(rates),
    slowestRate: Math.min(...rates),
    lost: sum((s) => s.lost),
    longGaps: sum((s) => s.longGaps),
    maxGapMs: Math.max(...streams.map((s) => s.maxGapMs)),
    asteriskPercent: (100 * use.asteriskMs) / use.elapsedMs,
    nodePercent: use.nodeMs === null ? null : (100 * use.nodeMs) / use.elapsedMs,
  }
  const clean = figures.slowestRate >= FULL_RATE * CLEAN_RATE_MIN && figures.lost === 0 && figures.longGaps <= CLEAN_GAPS_MAX * sum((s) => s.packets)
  return { ...figures, clean }
}

/** `waiting` callers hear music and no agent is there; the RTP of 20 of them is measured for ten seconds. */
export async function musicCell(bench: Bench, variant: Variant, size: { waiting: number }): Promise<MusicFigures> {
  let use: CpuUse | undefined
  let streams: StreamQuality[] = []
  await variant.music(true)
  const sink = await openRtpSink(SAMPLED)
  try {
    const load = { agents: 0, calls: size.waiting, rate: FILL_RATE, freeing: { fixedMs: 100 }, others: 'hold' as const, sampledMedia: sink.ports }
    const { lines } = await runLoad(bench, variant, load, async () => {
      await sleep((size.waiting / FILL_RATE) * 1000 + 2_500)
      sink.restart()
      const stop = await measureCpu(variant.pids())
      await sleep(WINDOW_MS)
      streams = sink.qualities()
      use = await stop()
    })
    const waiting = countOf(lines, 'answered') - countOf(lines, 'ended')
    if (waiting < size.waiting) throw new Error(`${variant.title}: only ${waiting} of ${size.waiting} callers waited`)
  } finally {
    sink.close()
  }
  if (!use) throw new Error('the processor time was not measured')
  return figuresOf(variant, size.waiting, use, streams)
}
