import type { CallId } from '../contract/ids.ts'
import { defaultPolicy, type Policy } from '../contract/policy.ts'
import { flat, HOUR_MS } from './rules/day-profile.ts'
import { erlangA, erlangC, type Expected } from './rules/erlang.ts'
import { standardError, textbookWaits, type Visitor } from './rules/textbook.ts'
import { NO_FAULTS, type Scenario } from './scenario.ts'
import { simulate } from './simulate.ts'
import { total, type Hour } from './tally.ts'
import type { Violation } from './watch.ts'

/** A queue theory can tell about: nothing but arrivals, talk and patience. */
export interface TheoryCase {
  agents: number
  /** Load per agent. */
  utilisation: number
  meanTalkMs: number
  /** null = everybody waits as long as it takes (Erlang C); otherwise Erlang A. */
  meanPatienceMs: number | null
}

export interface Comparison {
  theory: 'Erlang C' | 'Erlang A'
  case: TheoryCase
  calls: number
  expected: Expected
  found: Expected
  /** Standard error of the mean wait: how far chance alone takes it, as a share of the expected one. */
  chance: number
  /** Largest difference to theory, as a share. */
  worst: number
  allowed: number
  /** Callers whose wait is not, to the ms, that of the textbook queue with the same callers. */
  unlikeTextbook: number
  brokenInvariants: number
  violations: readonly Violation[]
  ok: boolean
  tookMs: number
}

const TARGET_MS = 15_000
/** When patience ends in the very ms of the answer, the server may see either first; so may the next few callers feel it. */
const UNLIKE_MAX = 1e-3
const ALLOWED = { 'Erlang C': 0.03, 'Erlang A': 0.05 } as const

/** Small centres for Erlang C: with 200,000 calls the mean wait of a large one is uncertain by 5 % and more. */
export const THEORY_CASES: readonly TheoryCase[] = [
  { agents: 1, utilisation: 0.5, meanTalkMs: 12_000, meanPatienceMs: null },
  { agents: 2, utilisation: 0.6, meanTalkMs: 20_000, meanPatienceMs: null },
  { agents: 2, utilisation: 0.7, meanTalkMs: 20_000, meanPatienceMs: null },
  { agents: 20, utilisation: 0.95, meanTalkMs: 180_000, meanPatienceMs: 90_000 },
  { agents: 50, utilisation: 1.1, meanTalkMs: 180_000, meanPatienceMs: 120_000 },
]

/**
 * Runs the case through the real code and holds it against theory twice: in the mean, and caller by caller
 * against the textbook queue fed with the same arrivals, talk times and patience.
 */
export async function compare(given: TheoryCase, calls: number, seed: number): Promise<Comparison> {
  const { agents, utilisation, meanTalkMs, meanPatienceMs } = given
  const centre = { agents, arrivalsPerMs: (agents * utilisation) / meanTalkMs, meanTalkMs, targetMs: TARGET_MS }
  const expected = meanPatienceMs === null ? erlangC(centre) : erlangA(centre, meanPatienceMs)
  const theory = meanPatienceMs === null ? 'Erlang C' : 'Erlang A'

  const visitors = new Map<CallId, Visitor>()
  const waits = new Map<CallId, number>()
  const { tally, watch, tookMs } = await simulate(scenarioOf(given, calls, seed), {
    caller: (call, visitor) => void visitors.set(call, visitor),
    fact: (fact) => void (fact.type === 'agentConnected' && waits.set(fact.call, fact.waitedMs)),
  })

  const found = measured(total(tally.hours))
  const differences = [found.meanWait / expected.meanWait - 1, found.answeredInTarget / expected.answeredInTarget - 1]
  if (theory === 'Erlang A') differences.push(found.abandoned / expected.abandoned - 1)
  const worst = Math.max(...differences.map(Math.abs))
  const textbook = textbookWaits(agents, [...visitors.values()])
  const unlikeTextbook = [...visitors.keys()].filter((call, i) => (waits.get(call) ?? null) !== textbook[i]).length
  const all = [...visitors].map(([call, { patienceMs }]) => waits.get(call) ?? patienceMs)
  const brokenInvariants = watch.count()
  const ok = worst <= ALLOWED[theory] && unlikeTextbook <= visitors.size * UNLIKE_MAX && brokenInvariants === 0
  return {
    theory, case: given, calls: visitors.size, expected, found, worst, allowed: ALLOWED[theory],
    chance: standardError(all) / expected.meanWait, unlikeTextbook, brokenInvariants, violations: watch.violations, ok, tookMs,
  }
}

const measured = ({ asked, waitedMs, inTarget, abandoned }: Hour): Expected => ({
  meanWait: waitedMs / asked,
  answeredInTarget: inTarget / asked,
  abandoned: abandoned / asked,
})

const scenarioOf = ({ agents, utilisation, meanTalkMs, meanPatienceMs }: TheoryCase, calls: number, seed: number): Scenario => ({
  seed,
  callsPerDay: ((agents * utilisation) / meanTalkMs) * 24 * HOUR_MS,
  profile: flat,
  hours: Infinity,
  maxCalls: calls,
  agents: [agents],
  meanTalkMs,
  talkSpread: null,
  meanPatienceMs: meanPatienceMs ?? Infinity,
  meanWrapUpMs: 0,
  meanAnswerMs: 0,
  noAnswer: 0,
  meanReturnMs: 0,
  agentEnds: 1,
  announcements: false,
  lines: 'one',
  faults: NO_FAULTS,
  policy: plainPolicy(),
  targetMs: TARGET_MS,
})

/** No rating, no wrap-up, no recording; nobody is turned away. */
function plainPolicy(): Policy {
  const policy = defaultPolicy()
  return {
    ...policy,
    wrapUp: { maxMs: 0 },
    rating: { ...policy.rating, enabled: false },
    recording: { ...policy.recording, enabled: false },
    queue: { ...policy.queue, maxWaiting: 100_000 },
    ari: { ...policy.ari, reconcileEveryMs: HOUR_MS },
  }
}
