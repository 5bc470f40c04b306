import type { App } from './app.ts'
import { stageOf } from './call/rules/ending.ts'
import { isSeatGroup } from './call/rules/state.ts'
import type { AgentState } from './contract/agent.ts'
import type { OfferView, QueueView, WaitingView } from './contract/queue.ts'
import type { LiveCall } from './contract/socket.ts'

/** The queue as supervisors see it: the waiting in order, the offers, the agents. */
export function queueView({ queue, agents, calls, clock }: Pick<App, 'queue' | 'agents' | 'calls' | 'clock'>): QueueView {
  const now = clock.now()
  const open = calls.open()
  const waiting = queue.waiting().flatMap((entry, i): WaitingView[] => {
    const state = open.get(entry.call)?.state
    if (!state) return []
    const { call, rank, groups, arrivedAt, headAt = null, offeredTo } = entry
    return [{ call, position: i + 1, dnis: state.plan.dnis, rank, groups: groups.filter((group) => !isSeatGroup(group)), arrivedAt, headAt, waitedMs: Math.max(0, now - arrivedAt), offeredTo }]
  })
  const offers: OfferView[] = []
  let talking = 0
  for (const { state } of open.values()) {
    if (state.at === 'talking' || state.at === 'rescuing' || state.at === 'handed') talking++
    if ((state.at === 'waiting' || state.at === 'connecting' || state.at === 'booked') && state.offer) offers.push({ call: state.call, agent: state.offer.agent, since: state.offer.since })
  }
  const views = [...agents.all()]
  const byState: Partial<Record<AgentState, number>> = {}
  for (const { state } of views) byState[state] = (byState[state] ?? 0) + 1
  return { waiting, agents: views, byState: byState as Record<string, number>, offers, talking }
}

/** Calls that go on now, for the live feed; numbers are masked there. */
export const liveCalls = ({ calls }: Pick<App, 'calls'>): LiveCall[] =>
  [...calls.open().values()].map(({ state }) => ({
    call: state.call,
    dnis: state.plan.dnis,
    ani: state.plan.ani,
    stage: stageOf(state),
    agent: 'offer' in state ? (state.offer?.agent ?? null) : state.agent,
    arrivedAt: state.arrivedAt,
  }))
