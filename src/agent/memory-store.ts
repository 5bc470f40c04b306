import type { AgentStore, SavedAgent, StateChange } from './store.ts'

/** The store of the simulator and of tests; answers as the database does (test/contract/agent-store.test.ts). */
export function memoryAgentStore(): AgentStore {
  const agents = new Map<string, SavedAgent>()
  const log: StateChange[] = []
  return {
    all: async () => [...agents.values()].toSorted((a, b) => (a.extension < b.extension ? -1 : 1)),
    async save(changed, changes) {
      for (const agent of changed) agents.set(agent.extension, { ...agent })
      for (const change of changes) log.push({ ...change })
    },
    changes: async (from, to) => log.filter(({ at }) => at >= from && at < to).toSorted((a, b) => a.at - b.at),
  }
}
