import type { Comparison } from './against-theory.ts'
import type { MatchingCost } from './matching.ts'
import type { Result } from './simulate.ts'
import type { Size } from './sizing.ts'
import { figuresOf, total, type Figures } from './tally.ts'

const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)} %`)
const seconds = (ms: number | null): string => (ms === null ? '—' : `${(ms / 1_000).toFixed(1)} s`)

/** Columns as wide as their widest cell, right-aligned. */
function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String))
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')).join('\n')
}

const FIGURES_HEAD = ['asked', 'answered', 'in time', 'mean wait', 'p95 wait', 'longest', 'queue', 'occupancy'] as const

const figureCells = ({ asked, answerRate, serviceLevel, meanWaitMs, p95WaitMs, longestWaitMs, longestQueue, occupancy }: Figures) =>
  [asked, percent(answerRate), percent(serviceLevel), seconds(meanWaitMs), seconds(p95WaitMs), seconds(longestWaitMs), longestQueue, percent(occupancy)] as const

const SHOWN_HOURS = 24

/** Without the time after the last call, when agents only finish. */
const hoursOf = ({ scenario, tally }: Pick<Result, 'scenario' | 'tally'>) => tally.hours.slice(0, Math.min(scenario.hours, tally.hours.findLastIndex(({ asked }) => asked > 0) + 1))

export function dayReport({ scenario, tally, calls, unseen, serverKilled, asteriskKilled, linkLost, tookMs }: Result): string {
  const hours = hoursOf({ scenario, tally })
  const rows = hours.slice(0, SHOWN_HOURS).map((hour, i) => [`${String(i % 24).padStart(2, '0')}:00`, scenario.agents[i % scenario.agents.length] ?? 0, ...figureCells(figuresOf(hour))])
  const outcomes = Object.entries(tally.outcomes).map(([outcome, count]) => `${outcome} ${count}`)
  return [
    `${calls} calls in ${hours.length} hours, simulated in ${seconds(tookMs)}`,
    '',
    table([['hour', 'agents', ...FIGURES_HEAD], ...rows, ['all', '', ...figureCells(figuresOf(total(hours)))]]),
    '',
    `Outcomes: ${outcomes.join(', ')}`,
    ...(serverKilled + asteriskKilled + linkLost > 0
      ? [`Server killed ${serverKilled} times, Asterisk ${asteriskKilled} times, link lost ${linkLost} times; ${unseen} calls went straight to the fallback`]
      : []),
    `"in time": answered within ${seconds(scenario.targetMs)}; waits are from arrival to the agent's answer`,
  ].join('\n')
}

export function watchReport({ watch, scenario }: Result): string {
  const broken = watch.violations.map(({ rule, at, details }) => `  ${new Date(at).toISOString()} ${rule} ${JSON.stringify(details)}`)
  return [watch.count() === 0 ? 'No invariant was broken.' : `${watch.count()} invariants were broken, the first of them:`, ...broken, `Seed ${scenario.seed}`].join('\n')
}

export const dayJson = (result: Result) => ({
  seed: result.scenario.seed,
  calls: result.calls,
  outcomes: result.tally.outcomes,
  total: figuresOf(total(hoursOf(result))),
  hours: hoursOf(result).map((hour, index) => ({ hour: index, ...figuresOf(hour) })),
  faults: { serverKilled: result.serverKilled, asteriskKilled: result.asteriskKilled, linkLost: result.linkLost, unseen: result.unseen },
  broken: result.watch.count(),
  violations: result.watch.violations,
  tookMs: Math.round(result.tookMs),
})

export const SIZE_HEAD = ['hour', 'calls/h', 'agents', 'theory', ...FIGURES_HEAD.slice(1)] as const
export const sizeCells = ({ hour, callsPerHour, agents, byTheory, figures }: Size) => [
  `${String(hour).padStart(2, '0')}:00`, Math.round(callsPerHour), agents, byTheory, ...figureCells(figures).slice(1),
]
export const sizeReport = (sizes: readonly Size[]): string => table([SIZE_HEAD, ...sizes.map(sizeCells)])

export function theoryReport(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ theory, case: { agents, utilisation }, calls, expected, found, worst, chance, allowed, unlikeTextbook, brokenInvariants, ok }) => [
    theory, agents, utilisation, calls, seconds(expected.meanWait), seconds(found.meanWait), percent(expected.answeredInTarget), percent(found.answeredInTarget),
    percent(expected.abandoned), percent(found.abandoned), percent(worst), percent(allowed), percent(chance), unlikeTextbook, brokenInvariants, ok ? 'ok' : 'FAILED',
  ])
  const head = ['theory', 'agents', 'load/agent', 'calls', 'wait', 'simulated', 'in time', 'simulated', 'gave up', 'simulated', 'worst', 'allowed', 'chance', 'unlike', 'broken', '']
  return [
    table([head, ...rows]),
    '',
    'worst: largest relative difference to theory. chance: standard error of the mean wait over this many calls.',
    'unlike: callers whose wait differs at all from that of the textbook queue with the same callers.',
  ].join('\n')
}

export const matchingReport = (costs: readonly MatchingCost[]): string =>
  table([['operation', 'count', 'p50', 'p99', 'max'], ...costs.map(({ operation, count, p50, p99, max }) => [operation, count, ...[p50, p99, max].map((us) => `${us.toFixed(1)} µs`)])])
