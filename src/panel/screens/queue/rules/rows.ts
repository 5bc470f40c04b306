import type { AgentState, AgentView } from '../../../../contract/agent.ts'
import type { Rank } from '../../../../contract/call.ts'
import type { WaitingView } from '../../../../contract/queue.ts'

export type Order = 'up' | 'down'

export interface WaitingFilter {
  dnis: string | null
  group: string | null
  rank: Rank | null
}

export interface AgentFilter {
  state: AgentState | null
  group: string | null
  /** Part of the extension or the name. */
  text: string
}

/** `line` is in order of the queue. */
export function shownWaiting(line: readonly WaitingView[], { dnis, group, rank }: WaitingFilter, by: { key: 'position' | 'waited'; order: Order }): readonly WaitingView[] {
  const all = dnis === null && group === null && rank === null
  const fit = all ? line : line.filter((one) => (dnis === null || one.dnis === dnis) && (rank === null || one.rank === rank) && (group === null || one.groups.some((each) => each === group)))
  if (by.key === 'position') return by.order === 'up' ? fit : [...fit].reverse()
  return [...fit].sort((a, b) => (by.order === 'up' ? b.arrivedAt - a.arrivedAt : a.arrivedAt - b.arrivedAt) || a.position - b.position)
}

/** As supervisors look at them: who is in a call or rings, who is free, who is away. */
export const STATES: readonly AgentState[] = ['ringing', 'talking', 'three_way', 'on_hold', 'acw', 'ready', 'not_ready', 'offline']

/** All agents of the feed counted by state: from the rows themselves, so that they agree with what is listed. */
export function countByState(agents: Iterable<AgentView>): Readonly<Record<AgentState, number>> {
  const counts = { offline: 0, ready: 0, not_ready: 0, ringing: 0, talking: 0, on_hold: 0, three_way: 0, acw: 0 }
  for (const { state } of agents) counts[state] += 1
  return counts
}

export type AgentKey = 'extension' | 'state' | 'since'

export function shownAgents(agents: Iterable<AgentView>, { state, group, text }: AgentFilter, by: { key: AgentKey; order: Order }): readonly AgentView[] {
  const wanted = text.trim().toLowerCase()
  const fit = [...agents].filter(
    (one) => (state === null || one.state === state) && (group === null || one.groups.some((each) => each === group)) && (wanted === '' || one.extension.includes(wanted) || one.name.toLowerCase().includes(wanted)),
  )
  const sign = by.order === 'up' ? 1 : -1
  return fit.sort((a, b) => sign * compared(a, b, by.key) || (a.extension < b.extension ? -1 : 1))
}

function compared(a: AgentView, b: AgentView, key: AgentKey): number {
  switch (key) {
    case 'extension':
      return a.extension < b.extension ? -1 : a.extension > b.extension ? 1 : 0
    case 'state':
      return STATES.indexOf(a.state) - STATES.indexOf(b.state)
    case 'since':
      return b.since - a.since // the longest time last
  }
}
