import { spread } from '../figures.ts'
import type { Spread } from '../figures.ts'
import { runLoad } from '../load.ts'
import type { Bench } from '../load.ts'
import { measureCpu } from '../process-cpu.ts'
import type { CpuUse } from '../process-cpu.ts'
import type { Variant, VariantName } from '../variant.ts'
import { between, countOf, sustainedRate } from '../wire-log.ts'

export interface RateStep {
  rate: number
  clean: boolean
  /** Why the step is not clean, '' when it is. */
  why: string
  completed: number
  calls: number
  retransmissions: number
  sustained: number
  answer: Spread
  asteriskPercent: number
  nodePercent: number | null
}

export interface RateFigures {
  variant: VariantName
  title: string
  /** Highest clean step; 0 when none was. */
  clean: number
  steps: RateStep[]
}

const TALK = { fixedMs: 100 }
/** Of the calls, as performance.md counts them. */
const RETRANSMISSIONS_MAX = 0.002
/** Below this share of the offered rate the load was not carried. */
const SUSTAINED_MIN = 0.97
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

function verdict(step: Omit<RateStep, 'clean' | 'why'>): string {
  if (step.completed < step.calls) return `${step.calls - step.completed} calls not completed`
  if (step.retransmissions > RETRANSMISSIONS_MAX * step.calls) return `${step.retransmissions} retransmissions`
  if (step.sustained < SUSTAINED_MIN * step.rate) return `sustained ${step.sustained.toFixed(0)}/s`
  return ''
}

async function step(bench: Bench, variant: Variant, rate: number, seconds: number): Promise<RateStep> {
  let use: CpuUse | undefined
  const calls = rate * seconds
  const load = { agents: Math.min(variant.maxAgents, 500), calls, rate, freeing: TALK, others: TALK }
  const { lines, callers, agents } = await runLoad(bench, variant, load, async (ended) => {
    const stop = await measureCpu(variant.pids())
    await Promise.race([ended, sleep(seconds * 1000 + 15_000)])
    use = await stop()
  })
  const figures = {
    rate,
    calls,
    completed: Math.min(countOf(lines, 'ended'), callers.successful),
    retransmissions: callers.retransmissions + agents.retransmissions,
    sustained: sustainedRate(lines, 'ended'),
    answer: spread(between(lines, 'invite', 'answered')),
    asteriskPercent: use ? (100 * use.asteriskMs) / use.elapsedMs : Number.NaN,
    nodePercent: use?.nodeMs != null ? (100 * use.nodeMs) / use.elapsedMs : null,
  }
  const why = verdict(figures)
  return { ...figures, why, clean: why === '' }
}

/** Raises the rate step by step, each variant in turn, until two steps running are not clean. */
export async function rateCell(
  bench: Bench,
  variants: readonly Variant[],
  size: { rates: readonly number[]; seconds: number },
): Promise<RateFigures[]> {
  const seen = new Map<Variant, RateStep[]>(variants.map((variant) => [variant, []]))
  for (const variant of variants) await variant.music(false)
  for (const rate of size.rates) {
    for (const [variant, steps] of seen) {
      if (steps.slice(-2).filter((s) => !s.clean).length === 2) continue
      const figures = await step(bench, variant, rate, size.seconds)
      bench.say(`rate ${rate}/s ${variant.title}: ${figures.clean ? 'clean' : figures.why}`)
      steps.push(figures)
    }
  }
  return [...seen].map(([variant, steps]) => ({
    variant: variant.name,
    title: variant.title,
    clean: Math.max(0, ...steps.filter((s) => s.clean).map((s) => s.rate)),
    steps,
  }))
}
