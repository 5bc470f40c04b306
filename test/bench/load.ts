import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { agentScenario, callerScenario, holdingAgentScenario } from './sipp-scenarios.ts'
import type { Talk } from './sipp-scenarios.ts'
import { startSipp } from './sipp.ts'
import type { SippProcess, SippTotals } from './sipp.ts'
import type { LoadPorts, Variant } from './variant.ts'
import type { WireLine } from './wire-log.ts'

export interface Bench {
  sipp: string
  folder: string
  ports: LoadPorts
  say: (line: string) => void
  /** Names the folder of each load. */
  nextRun: () => number
  /** Ends the load that is going on, in good order. */
  aborted: AbortSignal
}

export interface Load {
  agents: number
  calls: number
  rate: number
  /** The agents with a SIPp process of their own; the others hold or talk likewise. */
  freeing: Talk
  others: Talk | 'hold'
  /** Callers that send their media to given ports instead of SIPp's: one entry for each of the last callers. */
  sampledMedia?: readonly number[]
}

export interface LoadResult {
  /** What passed before the load was drained: a call ended by draining has not completed. */
  lines: WireLine[]
  callers: SippTotals
  agents: SippTotals
}

/** A mobile number no other call of the run has. */
const callerNumber = (run: number, call: number): string => `139${String(run % 1000).padStart(3, '0')}${String(call).padStart(5, '0')}`

async function startPhones(bench: Bench, folder: string, variant: Variant, load: Load): Promise<SippProcess[]> {
  const { phonePorts } = variant
  const others = load.others === 'hold' ? holdingAgentScenario() : agentScenario(load.others)
  return [
    await startSipp(bench.sipp, { name: 'freeing', folder, scenario: agentScenario(load.freeing), port: phonePorts.freeing, mediaPort: bench.ports.media }),
    await startSipp(bench.sipp, { name: 'agents', folder, scenario: others, port: phonePorts.others, mediaPort: bench.ports.media + 4 }),
  ]
}

interface Run {
  number: number
  folder: string
}

async function startCallers(bench: Bench, { number, folder }: Run, variant: Variant, load: Load): Promise<SippProcess[]> {
  const { ports } = bench
  const sampled = load.sampledMedia ?? []
  const plain = load.calls - sampled.length
  const row = (call: number): string => `${callerNumber(number, call)};${variant.dialled(call, load.agents)};`
  const rows = Array.from({ length: plain }, (_, call) => row(call))
  const target = variant.sipPort
  const callers = [
    await startSipp(bench.sipp, { name: 'callers', folder, scenario: callerScenario(), port: ports.callers, mediaPort: ports.media + 8, calls: { target, rate: load.rate, rows } }),
  ]
  if (sampled.length > 0) {
    const sampledRows = sampled.map((port, index) => `${row(plain + index)}${port};`)
    const scenario = callerScenario('[field2]')
    callers.push(await startSipp(bench.sipp, { name: 'sampled', folder, scenario, port: ports.callers + 1, mediaPort: ports.media + 12, calls: { target, rate: 5, rows: sampledRows } }))
  }
  return callers
}

const sumTotals = (totals: readonly SippTotals[]): SippTotals => ({
  successful: totals.reduce((sum, t) => sum + t.successful, 0),
  failed: totals.reduce((sum, t) => sum + t.failed, 0),
  retransmissions: totals.reduce((sum, t) => sum + t.retransmissions, 0),
})

const whenAborted = (aborted: AbortSignal, until: AbortSignal): Promise<never> =>
  new Promise((_, stop) => aborted.addEventListener('abort', () => stop(aborted.reason as Error), { once: true, signal: until }))

/**
 * Puts one load on one variant and reads what was seen on the wire. `during` runs while the load does, from
 * the moment the first caller dials; the load is drained when it returns. Channels left over are an error.
 */
export async function runLoad(
  bench: Bench,
  variant: Variant,
  load: Load,
  during: (callersEnded: Promise<void>) => Promise<void>,
): Promise<LoadResult> {
  bench.aborted.throwIfAborted()
  const run = bench.nextRun()
  const folder = join(bench.folder, `${String(run).padStart(3, '0')}-${variant.name}`)
  await mkdir(folder, { recursive: true })
  const takePhonesBack = await variant.lendPhones()
  let phones: SippProcess[] = []
  let callers: SippProcess[] = []
  let drainedAt = 0
  const over = new AbortController()
  try {
    phones = await startPhones(bench, folder, variant, load)
    await variant.readyAgents(load.agents)
    callers = await startCallers(bench, { number: run, folder }, variant, load)
    await Promise.race([during(Promise.all(callers.map((process) => process.ended)).then(() => undefined)), whenAborted(bench.aborted, over.signal)])
  } finally {
    drainedAt = Date.now()
    over.abort()
    // Channels are ended while SIPp still answers: otherwise BYEs are repeated into the next run for 32 s.
    try {
      await variant.drain()
    } finally {
      await Promise.all([...callers, ...phones].map((process) => process.stop()))
      await takePhonesBack()
    }
  }
  const lines = (await Promise.all([...callers, ...phones].map((process) => process.lines()))).flat()
  return {
    lines: lines.filter((line) => line.at < drainedAt).sort((a, b) => a.at - b.at),
    callers: sumTotals(await Promise.all(callers.map((process) => process.totals()))),
    agents: sumTotals(await Promise.all(phones.map((process) => process.totals()))),
  }
}
