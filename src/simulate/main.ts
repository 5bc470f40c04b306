import { randomInt } from 'node:crypto'
import { compare, THEORY_CASES, type Comparison } from './against-theory.ts'
import { HELP, readFlags, type Flags } from './flags.ts'
import { measureMatching } from './matching.ts'
import { dayJson, dayReport, matchingReport, sizeReport, theoryReport, watchReport } from './print.ts'
import { simulate } from './simulate.ts'
import { CALLS_PER_WORLD, soak, soakReport } from './soak.ts'
import { sizeDay } from './sizing.ts'

const THEORY_CALLS = 200_000
const MATCHING_TARGET_US = 1_000

/** Does what the flags say; true when all is well. */
async function act({ what, scenario, goal, json }: Flags): Promise<boolean> {
  const say = (text: string, data: unknown): void => console.log(json ? JSON.stringify(data) : text)
  switch (what) {
    case 'help':
      console.log(HELP)
      return true
    case 'soak': {
      if (scenario.maxCalls <= CALLS_PER_WORLD) return await act({ what: 'day', scenario, goal, json })
      const worlds = await soak(scenario.maxCalls, scenario.seed, ({ seed, broken, tookMs }) => console.error(`seed ${seed}: ${broken === 0 ? 'ok' : `${broken} BROKEN`} (${Math.round(tookMs / 1_000)} s)`))
      say(soakReport(worlds), worlds)
      return worlds.every(({ broken }) => broken === 0)
    }
    case 'day': {
      const result = await simulate(scenario)
      say(`${dayReport(result)}\n${watchReport(result)}`, dayJson(result))
      return result.watch.count() === 0
    }
    case 'size': {
      const sizes = await sizeDay(scenario, goal, ({ hour, agents }) => console.error(`${hour}:00 needs ${agents}`))
      say(`${sizeReport(sizes)}\n\nThe fewest agents that answer ${goal * 100} % of the calls in time. Seed ${scenario.seed}`, sizes)
      return true
    }
    case 'check':
      return await check(scenario.seed, say)
    case 'matching': {
      const costs = measureMatching(scenario.seed)
      say(matchingReport(costs), costs)
      return costs.every(({ p99 }) => p99 < MATCHING_TARGET_US)
    }
  }
}

async function check(seed: number, say: (text: string, data: unknown) => void): Promise<boolean> {
  const comparisons: Comparison[] = []
  for (const one of THEORY_CASES) {
    comparisons.push(await compare(one, THEORY_CALLS, seed))
    console.error(`${comparisons.length} of ${THEORY_CASES.length}`)
  }
  say(`${theoryReport(comparisons)}\nSeed ${seed}`, comparisons)
  return comparisons.every(({ ok }) => ok)
}

async function main(): Promise<void> {
  let flags: Flags
  try {
    flags = readFlags(process.argv.slice(2), randomInt(2 ** 31))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
    return
  }
  if (!(await act(flags))) process.exitCode = 1
}

await main()
