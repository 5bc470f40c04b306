import { erlangA, erlangC } from './rules/erlang.ts'
import { flat, HOUR_MS } from './rules/day-profile.ts'
import type { Scenario } from './scenario.ts'
import { simulate } from './simulate.ts'
import { figuresOf, total, type Figures } from './tally.ts'

export interface Size {
  hour: number
  callsPerHour: number
  /** The fewest agents that meet the goal. */
  agents: number
  figures: Figures
  /** What Erlang A (Erlang C with endless patience) would have said; it knows no announcements, ringing or unanswered offers. */
  byTheory: number
}

const CALLS_PER_TRY = 3_000
const HOURS_MAX = 48

/** For each hour of the day: the fewest agents with whom the share answered in time reaches the goal. */
export async function sizeDay(scenario: Scenario, goal: number, onHour: (size: Size) => void): Promise<Size[]> {
  const sizes: Size[] = []
  for (const [hour, share] of scenario.profile.entries()) {
    const callsPerHour = scenario.callsPerDay * share
    const known = sizes.find((size) => size.callsPerHour === callsPerHour)
    const size = known ? { ...known, hour } : await sizeHour(scenario, { hour, callsPerHour, goal })
    sizes.push(size)
    onHour(size)
  }
  return sizes
}

async function sizeHour(scenario: Scenario, { hour, callsPerHour, goal }: { hour: number; callsPerHour: number; goal: number }): Promise<Size> {
  const byTheory = theoreticalAgents(scenario, callsPerHour, goal)
  const tried = new Map<number, Figures>()
  const meets = async (agents: number): Promise<boolean> => {
    const figures = tried.get(agents) ?? (await figuresWith(scenario, callsPerHour, agents))
    tried.set(agents, figures)
    return (figures.serviceLevel ?? 0) >= goal
  }

  let agents = byTheory
  if (await meets(agents)) while (agents > 1 && (await meets(agents - 1))) agents -= 1
  else do agents += 1; while (!(await meets(agents)) && agents < 2 * byTheory + 20)
  const figures = tried.get(agents)
  if (!figures) throw new Error(`no figures for ${agents} agents`)
  return { hour, callsPerHour, agents, figures, byTheory }
}

/** The same callers come whatever the number of agents: that makes sizes comparable. */
async function figuresWith(scenario: Scenario, callsPerHour: number, agents: number): Promise<Figures> {
  const { tally, watch } = await simulate({
    ...scenario,
    callsPerDay: callsPerHour * 24,
    profile: flat,
    hours: Math.min(HOURS_MAX, Math.max(1, Math.ceil(CALLS_PER_TRY / callsPerHour))),
    agents: [agents],
  })
  if (watch.count() > 0) throw new Error(`an invariant was broken: ${JSON.stringify(watch.violations[0])}`)
  return figuresOf(total(tally.hours))
}

function theoreticalAgents(scenario: Scenario, callsPerHour: number, goal: number): number {
  const { meanTalkMs, meanWrapUpMs, meanAnswerMs, meanPatienceMs, targetMs } = scenario
  const arrivalsPerMs = callsPerHour / HOUR_MS
  const handleMs = meanTalkMs + meanWrapUpMs + meanAnswerMs
  for (let agents = 1; ; agents += 1) {
    const centre = { agents, arrivalsPerMs, meanTalkMs: handleMs, targetMs }
    if (meanPatienceMs === Infinity && agents <= arrivalsPerMs * handleMs) continue
    const { answeredInTarget } = meanPatienceMs === Infinity ? erlangC(centre) : erlangA(centre, meanPatienceMs)
    if (answeredInTarget >= goal) return agents
  }
}
