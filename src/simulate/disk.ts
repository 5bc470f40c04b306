import type { JournalRow, Journal } from '../call/journal.ts'
import type { CallState, In } from '../call/rules/state.ts'
import type { CallId } from '../contract/ids.ts'
import { memoryAgentStore } from '../agent/memory-store.ts'
import type { AgentStore } from '../agent/store.ts'
import type { Life } from './line-to-asterisk.ts'
import type { Random } from './rules/random.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What survives the death of the server. */
export interface Disk {
  open: Map<CallId, { state: Exclude<CallState, In<'ended'>>; seq: number }>
  /** Calls that have ended and whose channel may still be there. */
  ended: Set<CallId>
  agents: AgentStore
}

export function emptyDisk(): Disk {
  const agents = memoryAgentStore()
  // The lines of the occupancy report of many days would fill the memory; nobody reads them here.
  return { open: new Map(), ended: new Set(), agents: { ...agents, save: (changed) => agents.save(changed, []) } }
}

interface Needs {
  disk: Disk
  time: VirtualTime
  chance: Random
  latencyMs: number
  life: Life
  /** Told of every row that is safe. */
  onRow: (row: JournalRow) => void
}

/** The journal as the calls see it: rows become safe in order, a little later; those of a dead server never do. */
export function virtualJournal({ disk, time, chance, latencyMs, life, onRow }: Needs): Journal {
  let position = 0
  let last = 0
  const inOrder = (task: () => void): void => {
    if (latencyMs === 0) return queueMicrotask(task)
    last = Math.max(last, time.now() + chance.below(latencyMs + 1))
    time.at(last, task)
  }
  return {
    append(given, whenSafe) {
      const row = { ...given, position: ++position }
      inOrder(() => {
        if (!life.alive) return
        const { call, seq, state } = row
        if (state.at === 'ended') {
          disk.open.delete(call)
          disk.ended.add(call)
        } else disk.open.set(call, { state, seq })
        onRow(row)
        whenSafe(row)
      })
    },
    healthy: () => true,
    flushed: async () => {},
  }
}
