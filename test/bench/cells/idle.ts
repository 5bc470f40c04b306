import { medianSpread, median, spread } from '../figures.ts'
import type { Spread } from '../figures.ts'
import { runLoad } from '../load.ts'
import type { Bench } from '../load.ts'
import { measureCpu } from '../process-cpu.ts'
import type { CpuUse } from '../process-cpu.ts'
import type { Variant, VariantName } from '../variant.ts'
import { between, countOf } from '../wire-log.ts'

export interface IdleFigures {
  variant: VariantName
  title: string
  calls: number
  completed: number
  retransmissions: number
  /** Caller's 200 OK → INVITE to the agent; for Dial, which answers after the agent, caller's INVITE → INVITE to the agent. */
  offer: Spread
  /** Caller's INVITE → INVITE to the agent: comparable for all. */
  inviteToOffer: Spread
  /** Caller's INVITE → caller's 200 OK. */
  answer: Spread
  asteriskMsPerCall: number
  nodeMsPerCall: number | null
}

interface Round extends Omit<IdleFigures, 'variant' | 'title'> {}

const TALK = { fixedMs: 100 }
/** Dial calls one after another in turn; more of them change nothing. */
const DIALLED_AGENTS = 100
const SETTLE_MS = 300
/** For what is not compiled while it runs. */
const WARM_UP_CALLS = 50
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function round(bench: Bench, variant: Variant, calls: number, rate: number): Promise<Round> {
  let cpu: CpuUse | undefined
  const agents = variant.name === 'dial' ? DIALLED_AGENTS : variant.maxAgents
  const load = { agents, calls, rate, freeing: TALK, others: TALK }
  const { lines, callers, agents: phones } = await runLoad(bench, variant, load, async (ended) => {
    const stop = await measureCpu(variant.pids())
    await Promise.race([ended, sleep((calls / rate) * 1000 + 20_000)])
    await sleep(SETTLE_MS)
    cpu = await stop()
  })
  if (!cpu) throw new Error('the processor time was not measured')
  const inviteToOffer = spread(between(lines, 'invite', 'offered'))
  return {
    calls,
    completed: Math.min(countOf(lines, 'ended'), callers.successful),
    retransmissions: callers.retransmissions + phones.retransmissions,
    inviteToOffer,
    offer: variant.name === 'dial' ? inviteToOffer : spread(between(lines, 'answered', 'offered')),
    answer: spread(between(lines, 'invite', 'answered')),
    asteriskMsPerCall: cpu.asteriskMs / calls,
    nodeMsPerCall: cpu.nodeMs === null ? null : cpu.nodeMs / calls,
  }
}

function summary(variant: Variant, rounds: readonly Round[]): IdleFigures {
  const sum = (pick: (r: Round) => number): number => rounds.reduce((total, r) => total + pick(r), 0)
  const node = rounds.flatMap((r) => (r.nodeMsPerCall === null ? [] : [r.nodeMsPerCall]))
  return {
    variant: variant.name,
    title: variant.title,
    calls: sum((r) => r.calls),
    completed: sum((r) => r.completed),
    retransmissions: sum((r) => r.retransmissions),
    offer: medianSpread(rounds.map((r) => r.offer)),
    inviteToOffer: medianSpread(rounds.map((r) => r.inviteToOffer)),
    answer: medianSpread(rounds.map((r) => r.answer)),
    asteriskMsPerCall: median(rounds.map((r) => r.asteriskMsPerCall)),
    nodeMsPerCall: node.length > 0 ? median(node) : null,
  }
}

/** Agents are idle; each call finds one at once. Variants take turns; figures are medians over the rounds. */
export async function idleCell(
  bench: Bench,
  variants: readonly Variant[],
  size: { rounds: number; calls: number; rate: number; warmUpCalls: number },
): Promise<IdleFigures[]> {
  const seen = new Map<Variant, Round[]>(variants.map((variant) => [variant, []]))
  for (const variant of variants) {
    await variant.music(false)
    await round(bench, variant, variant.pids().node === null ? WARM_UP_CALLS : size.warmUpCalls, size.rate)
  }
  for (let n = 1; n <= size.rounds; n += 1) {
    for (const variant of variants) {
      const figures = await round(bench, variant, size.calls, size.rate)
      if (figures.completed < figures.calls || figures.inviteToOffer.count < figures.calls) {
        throw new Error(`${variant.title}: ${figures.completed} of ${figures.calls} calls completed, ${figures.inviteToOffer.count} seen on both sides`)
      }
      bench.say(`idle ${n}/${size.rounds} ${variant.title}: offer p50 ${figures.offer.p50.toFixed(1)} ms, ${figures.completed}/${figures.calls} calls`)
      seen.get(variant)?.push(figures)
    }
  }
  return [...seen].map(([variant, rounds]) => summary(variant, rounds))
}
