import type { Agents } from './agent/port.ts'
import { agentsIn } from './wiring/agents-in-call.ts'
import type { CallReader } from './call/calls-reader-store.ts'
import { seatGroup } from './call/rules/of-call.ts'
import type { Calls } from './call/runner.ts'
import type { KnownCallers } from './caller/known.ts'
import { STRANGER, type KnowCaller } from './caller/port.ts'
import type { CallerOf } from './caller/screen.ts'
import type { AgentState } from './contract/agent.ts'
import type { CallId } from './contract/ids.ts'

/** Who is at the desk, if in a call, may come free in a moment; who is on a break will not. */
const AWAY: readonly AgentState[] = ['offline', 'not_ready']

/** What routing is told of a caller: what is known of the number, and whether the agent who knows it is there. */
export const knowCaller = (known: Pick<KnownCallers, 'look'>, agents: Pick<Agents, 'find'>): KnowCaller => (ani, now) => {
  if (ani === null) return STRANGER
  const { elder, repeat, language, lastAgent } = known.look(ani, now)
  const seat = lastAgent === null ? undefined : agents.find(lastAgent)
  return { elder, repeat, language, lastAgent: seat && !AWAY.includes(seat.state) ? seatGroup(seat.extension) : null }
}

/** The caller of a call, whether it goes on or is over. */
export const callerOf = (calls: Pick<Calls, 'open'>, reader: Pick<CallReader, 'find'>) => async (id: CallId): Promise<CallerOf | undefined> => {
  const state = calls.open().get(id)?.state
  if (state) return { dnis: state.plan.dnis, arrivedAt: state.arrivedAt, ani: state.plan.ani, labels: state.plan.labels, seats: agentsIn(state).map(({ agent }) => agent), agent: state.agent }
  const record = await reader.find(id)
  return record && { dnis: record.dnis, arrivedAt: record.arrivedAt, ani: record.ani, labels: record.labels, seats: [], agent: record.agent }
}
