import type { App } from './app.ts'
import { callNow } from './call/now.ts'
import { refusal } from './call/rules/refusal.ts'
import { directionOf, isSeatGroup } from './call/rules/of-call.ts'
import type { AgentState } from './contract/agent.ts'
import type { Extension } from './contract/ids.ts'
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
    if (state.at === 'talking' || state.at === 'rescuing' || state.at === 'handed' || state.at === 'linked') talking++
    if ((state.at === 'waiting' || state.at === 'connecting' || state.at === 'booked' || state.at === 'fetching') && state.offer) offers.push({ call: state.call, agent: state.offer.agent, since: state.offer.since })
  }
  const views = [...agents.all()]
  const byState: Partial<Record<AgentState, number>> = {}
  for (const { state } of views) byState[state] = (byState[state] ?? 0) + 1
  return { waiting, agents: views, byState: byState as Record<string, number>, offers, talking }
}

/** Calls that go on now, for the live feed; numbers are masked there. */
export const liveCalls = ({ calls, registry }: Pick<App, 'calls' | 'registry'>): LiveCall[] =>
  [...calls.open().values()].map(({ state }): LiveCall => {
    const { id, agent: _, ...now } = callNow(state.call, state, { monitorShown: true })
    const offer = 'offer' in state ? state.offer : null
    const { plan, arrivedAt, answeredAt } = state
    return {
      ...now,
      call: id,
      dnis: plan.dnis,
      ani: plan.ani,
      agent: 'offer' in state ? (offer?.agent ?? null) : state.agent,
      arrivedAt,
      direction: directionOf(state),
      lineName: plan.lineName,
      mergeMode: registry.find(plan.dnis)?.mergeMode ?? null,
      rank: 'rank' in state ? state.rank : null,
      offeredAt: offer?.since ?? null,
      waitedMs: waited(arrivedAt, answeredAt ?? offer?.since ?? null),
      transferRefused: state.at === 'talking' ? refusal(state, { type: 'invite', purpose: 'transfer', party: NOBODY, groups: null, told: null }) : null,
      rescueUntil: state.at === 'rescuing' ? state.rescue.giveUpAt : null,
    }
  })

const waited = (from: number, until: number | null): number | null => (until === null ? null : Math.max(0, until - from))

/** Whom to is another question. */
const NOBODY = { kind: 'seat', agent: '' as Extension, name: '' } as const
