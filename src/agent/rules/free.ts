import type { AgentView } from '../../contract/agent.ts'
import type { Extension, GroupId } from '../../contract/ids.ts'

/** Longest idle first, then by extension: the same order in which the queue takes agents. */
export function freeOf(agents: readonly AgentView[], groups: readonly GroupId[], except: readonly Extension[]): AgentView | undefined {
  let best: AgentView | undefined
  for (const agent of agents) {
    if (agent.state !== 'ready' || except.includes(agent.extension) || !agent.groups.some((group) => groups.includes(group))) continue
    if (!best || agent.since < best.since || (agent.since === best.since && agent.extension < best.extension)) best = agent
  }
  return best
}
