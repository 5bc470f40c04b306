import { spread } from '../figures.ts'
import type { Spread } from '../figures.ts'
import { runLoad } from '../load.ts'
import type { Bench } from '../load.ts'
import { measureCpu } from '../process-cpu.ts'
import type { CpuUse } from '../process-cpu.ts'
import { FREEING_AGENTS } from '../variant.ts'
import type { Variant, VariantName } from '../variant.ts'
import { countOf, reoffers } from '../wire-log.ts'

export interface FreeFigures {
  variant: VariantName
  title: string
  agents: number
  /** Callers waiting when the first agent hung up. */
  waiting: number
  freed: number
  /** Agent's BYE → INVITE to the same agent for the next caller. */
  offer: Spread
  /** While everybody waits and nobody is freed, in percent of one core. */
  asteriskPercent: number
  nodePercent: number | null
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const FILL_RATE = 40
/** Quiet time between the last caller's arrival and the first hang-up, used to measure the processor time of waiting. */
const QUIET_MS = 6_000
const FREE_OVER_MS = 16_000

/** Fewer waiting callers than this share would measure something else. */
const WAITING_MIN = 0.99

const percent = (ms: number, use: CpuUse): number => (100 * ms) / use.elapsedMs

/**
 * All agents talk, `waiting` callers wait without music, then one agent after another hangs up at random
 * moments. The agents' talk stays below a minute, so that no RTP timeout ends it: the load sends no RTP.
 */
export async function freeCell(bench: Bench, variant: Variant, size: { agents: number; waiting: number }): Promise<FreeFigures> {
  const calls = size.agents + size.waiting
  const fillMs = (calls / FILL_RATE) * 1000
  const fromMs = fillMs + QUIET_MS
  let use: CpuUse | undefined
  await variant.music(false)
  const load = { agents: size.agents, calls, rate: FILL_RATE, freeing: { fromMs, toMs: fromMs + FREE_OVER_MS }, others: 'hold' as const }
  const { lines } = await runLoad(bench, variant, load, async () => {
    await sleep(fillMs + 1_500)
    const stop = await measureCpu(variant.pids())
    await sleep(QUIET_MS - 3_000)
    use = await stop()
    // The last to hang up was answered a few seconds after the first; then a queue polling once a second gets its turn.
    await sleep(3_000 + FREE_OVER_MS + (size.agents / FILL_RATE) * 1000 + 2_500)
  })
  if (!use) throw new Error('the processor time was not measured')
  const firstFree = lines.find((line) => line.kind === 'freed')?.at ?? Number.POSITIVE_INFINITY
  const before = lines.filter((line) => line.at < firstFree)
  const { freed, latencies } = reoffers(lines)
  if (freed < FREEING_AGENTS) throw new Error(`${variant.title}: only ${freed} of ${FREEING_AGENTS} agents hung up`)
  const waiting = countOf(before, 'answered') - countOf(before, 'offered')
  if (waiting < size.waiting * WAITING_MIN) throw new Error(`${variant.title}: only ${waiting} of ${size.waiting} callers waited`)
  return {
    variant: variant.name,
    title: variant.title,
    agents: size.agents,
    waiting,
    freed,
    offer: spread(latencies),
    asteriskPercent: percent(use.asteriskMs, use),
    nodePercent: use.nodeMs === null ? null : percent(use.nodeMs, use),
  }
}
