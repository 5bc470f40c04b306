import type { CallId, Extension } from '../../contract/ids.ts'

/** So long a number's conversations are remembered here (domain.md §5.8). */
export const REMEMBERED_MS = 30 * 86_400_000
/** From so many conversations on, a matter is repeated. */
export const REPEATED_FROM = 3

interface Known {
  /** Who dealt with this number last, and when. */
  agent: Extension
  agentAt: number
  /** By ticket. */
  matters: Map<string, { at: number; open: boolean }>
}

export interface Conversation {
  /** Keyed hash of the number. */
  index: string
  /** The ticket it is about: the one it opened, if no other. */
  ticket: string
  at: number
  agent: Extension
}

export interface Matters {
  /** An agent and the caller hear each other. Told twice, nothing happens. */
  talked: (conversation: Conversation) => void
  /** A call of ours to the number: whoever calls knows the matter from then on. */
  calledBack: (index: string, agent: Extension, at: number) => void
  ticketClosed: (index: string, ticket: string) => void
  /** Conversations within the time remembered, besides the one about `ticket`. */
  times: (index: string, now: number, ticket?: string) => number
  /** Who dealt with the number last, if something is open; else null. */
  lastAgent: (index: string, now: number) => Extension | null
  /** Forgets what is too old to count. */
  forget: (now: number) => void
  size: () => number
}

/** What an answered call opens (ticket/from-calls.ts). */
export const ticketOf = (call: CallId): string => `t${call}`

/** Who has talked to us lately, with whom, and whether it is settled: by the hash of the number, never the number. */
export function createMatters(): Matters {
  const known = new Map<string, Known>()

  function dealt(index: string, agent: Extension, at: number): Known {
    const found = known.get(index)
    if (!found) {
      const fresh: Known = { agent, agentAt: at, matters: new Map() }
      known.set(index, fresh)
      return fresh
    }
    if (at >= found.agentAt) Object.assign(found, { agent, agentAt: at })
    return found
  }
  const recent = (at: number, now: number): boolean => at > now - REMEMBERED_MS

  return {
    talked({ index, ticket, at, agent }) {
      const { matters } = dealt(index, agent, at)
      if (!matters.has(ticket)) matters.set(ticket, { at, open: true })
    },
    calledBack(index, agent, at) {
      if (known.has(index)) dealt(index, agent, at)
    },
    ticketClosed(index, ticket) {
      const matter = known.get(index)?.matters.get(ticket)
      if (matter) matter.open = false
    },
    times(index, now, ticket) {
      let count = 0
      for (const [id, { at }] of known.get(index)?.matters ?? []) if (id !== ticket && recent(at, now)) count += 1
      return count
    },
    lastAgent(index, now) {
      const found = known.get(index)
      if (!found) return null
      for (const { at, open } of found.matters.values()) if (open && recent(at, now)) return found.agent
      return null
    },
    forget(now) {
      for (const [index, { matters }] of known) {
        for (const [ticket, { at }] of matters) if (!recent(at, now)) matters.delete(ticket)
        if (matters.size === 0) known.delete(index)
      }
    },
    size: () => known.size,
  }
}
