import { parseArgs } from 'node:util'
import { defaultPolicy } from '../contract/policy.ts'
import { flat, roster, weekday, type DayProfile } from './rules/day-profile.ts'
import { ALL_FAULTS, NO_FAULTS, weekdayScenario, type Scenario } from './scenario.ts'

export const HELP = `npm run simulate -- [options]

Runs the real call flow, queue and agent code in virtual time with simulated callers and agents.

  --calls <n>         calls per day (34000)
  --hours <n>         how many hours to run, from midnight (24)
  --agents <n>        agents in the busiest hour (300)
  --roster <r>        follow: fewer agents in quieter hours, as the profile; flat: all of them always (follow)
  --profile <p>       weekday, flat, or 24 comma-separated weights, one per hour (weekday)
  --talk <s>          mean talk time in seconds (180)
  --wrap-up <s>       mean wrap-up time in seconds (40)
  --patience <s>      mean patience in seconds, or "endless" (150)
  --answer <s>        mean time until an agent picks up in seconds (4)
  --no-answer <share> share of offers nobody picks up (0.01)
  --target <s>        seconds within which a call counts as answered in time (15)
  --faults            kill the server and Asterisk, cut the link, hang up at bad moments
  --seed <n>          the same seed gives the same run (drawn by lot and printed when left out)
  --json              figures as JSON

  --size              instead: the fewest agents for each hour that answer --goal of the calls in time
  --goal <share>      (0.9)
  --check             instead: hold the simulator against Erlang C and Erlang A
  --soak <n>          instead: n calls with every fault, in a small busy centre
  --matching          instead: measure the matcher with 10,000 waiting callers and 2,000 agents
  --help

Exit code 1 when an invariant was broken or a check failed, 2 for options that make no sense.
`

export interface Flags {
  what: 'day' | 'size' | 'check' | 'soak' | 'matching' | 'help'
  scenario: Scenario
  goal: number
  json: boolean
}

const OPTIONS = {
  calls: { type: 'string' }, hours: { type: 'string' }, agents: { type: 'string' }, roster: { type: 'string' },
  profile: { type: 'string' }, talk: { type: 'string' }, 'wrap-up': { type: 'string' }, patience: { type: 'string' },
  answer: { type: 'string' }, 'no-answer': { type: 'string' }, target: { type: 'string' }, faults: { type: 'boolean' },
  seed: { type: 'string' }, json: { type: 'boolean' }, size: { type: 'boolean' }, goal: { type: 'string' },
  check: { type: 'boolean' }, soak: { type: 'string' }, matching: { type: 'boolean' }, help: { type: 'boolean' },
} as const

/** Reads the command line. Throws an Error with a sentence for options that make no sense. `lot` is used when no seed is given. */
export function readFlags(args: readonly string[], lot: number): Flags {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true })
  const number = (name: keyof typeof OPTIONS, otherwise: number, least: number, most: number): number => {
    const given = values[name]
    if (given === undefined) return otherwise
    const found = Number(given)
    if (!Number.isFinite(found) || found < least || found > most) throw new Error(`--${name} must be a number from ${least} to ${most}, not "${String(given)}".`)
    return found
  }
  const seconds = (name: keyof typeof OPTIONS, otherwise: number): number => number(name, otherwise, 0, 86_400) * 1_000

  const profile = profileOf(values.profile ?? 'weekday')
  const agents = number('agents', 300, 1, 5_000)
  const base = weekdayScenario(number('seed', lot, 0, 2 ** 32 - 1), profile, rosterOf(values.roster ?? 'follow', profile, agents))
  const scenario: Scenario = {
    ...base,
    callsPerDay: number('calls', base.callsPerDay, 1, 10_000_000),
    hours: number('hours', base.hours, 1, 24 * 366),
    meanTalkMs: seconds('talk', 180),
    meanWrapUpMs: seconds('wrap-up', 40),
    meanPatienceMs: values.patience === 'endless' ? Infinity : seconds('patience', 150),
    meanAnswerMs: seconds('answer', 4),
    noAnswer: number('no-answer', base.noAnswer, 0, 1),
    targetMs: seconds('target', 15),
    ...(values.faults ? { faults: ALL_FAULTS, policy: defaultPolicy() } : { faults: NO_FAULTS }),
  }
  const soak = number('soak', 0, 1, 1e9)
  const what = values.help ? 'help' : values.size ? 'size' : values.check ? 'check' : soak > 0 ? 'soak' : values.matching ? 'matching' : 'day'
  return { what, scenario: what === 'soak' ? soakOf(base.seed, soak) : scenario, goal: number('goal', 0.9, 0.01, 0.999), json: values.json ?? false }
}

function profileOf(given: string): DayProfile {
  if (given === 'weekday') return weekday
  if (given === 'flat') return flat
  const weights = given.split(',').map(Number)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (weights.length !== 24 || weights.some((weight) => !(weight >= 0)) || total <= 0) throw new Error('--profile must be weekday, flat, or 24 comma-separated numbers.')
  return weights.map((weight) => weight / total)
}

function rosterOf(given: string, profile: DayProfile, agents: number): readonly number[] {
  if (given === 'flat') return [agents]
  if (given === 'follow') return roster(profile, agents, Math.min(agents, 4))
  throw new Error('--roster must be follow or flat.')
}

/** A small centre with short talks and too few agents: much happens at once, and everything goes wrong. */
export const soakOf = (seed: number, maxCalls: number): Scenario => ({
  ...weekdayScenario(seed, flat, [24]),
  callsPerDay: 40_000,
  hours: Infinity,
  maxCalls,
  meanTalkMs: 40_000,
  meanWrapUpMs: 5_000,
  meanReturnMs: 10_000,
  faults: ALL_FAULTS,
  policy: defaultPolicy(),
})
