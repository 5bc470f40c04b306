import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { AgentStore, SavedAgent, StateChange } from './store.ts'

const GATHER_MS = 100
const RETRY_MS = 2_000
/** About 40 MB; a database away for longer costs lines of the occupancy report, never calls. */
const UNSAVED_MAX = 200_000

export interface Saver {
  /** Remembers what to write; returns at once. */
  note: (agent: SavedAgent, change: StateChange | null) => void
  /** Resolves when everything noted so far was written, or tried. Never rejects: what failed is tried again. */
  flush: () => Promise<void>
}

/** Writes agents behind the back of the calls: changes are gathered, one write runs at a time. */
export function createSaver({ store, clock, log }: { store: AgentStore; clock: Clock; log: Log }): Saver {
  let agents = new Map<string, SavedAgent>()
  let changes: StateChange[] = []
  let timer: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  function later(afterMs: number): void {
    timer ??= clock.at(clock.now() + afterMs, () => {
      timer = null
      void flush()
    })
  }

  function flush(): Promise<void> {
    writing = writing.then(write)
    return writing
  }

  async function write(): Promise<void> {
    if (agents.size === 0) return
    const batch = { agents, changes }
    agents = new Map()
    changes = []
    try {
      await store.save([...batch.agents.values()], batch.changes)
    } catch (error) {
      agents = new Map([...batch.agents, ...agents])
      changes = [...batch.changes, ...changes]
      const dropped = changes.splice(0, Math.max(0, changes.length - UNSAVED_MAX)).length
      log.error('agent states could not be saved', { waiting: changes.length, dropped, error })
      later(RETRY_MS)
    }
  }

  return {
    note(agent, change) {
      agents.set(agent.extension, agent)
      if (change) changes.push(change)
      later(GATHER_MS)
    },
    flush,
  }
}
