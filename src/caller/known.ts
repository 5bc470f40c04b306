import type { CallFact } from '../call/facts.ts'
import type { CallId, Extension } from '../contract/ids.ts'
import { DONE_STATES } from '../contract/ticket.ts'
import { createMatters, REMEMBERED_MS, REPEATED_FROM, ticketOf } from './rules/matters.ts'
import type { Marks } from './marks.ts'
import type { CallerStore } from './store.ts'

const DAY_MS = 86_400_000

export interface KnownDeps {
  store: Pick<CallerStore, 'conversationsSince' | 'going'>
  marks: Pick<Marks, 'isElder' | 'languageOf'>
  /** Keyed hash of a number. */
  index: (number: string) => string
  now: () => number
}

export interface Lookup {
  elder: boolean
  language: string | null
  /** Conversations of the last thirty days, the present one counted. */
  times: number
  repeat: boolean
  /** Who dealt with the number last, if something is open. */
  lastAgent: Extension | null
}

export type KnownCallers = Awaited<ReturnType<typeof createKnownCallers>>

/** Who calls, from memory: loaded at the start, kept by the facts of calls as they are recorded. Facts may be told twice. */
export async function createKnownCallers({ store, marks, index, now }: KnownDeps) {
  const matters = createMatters()
  const going = new Map<CallId, string>((await store.going()).map((call) => [call.id, call.ani_index]))
  for (const row of await store.conversationsSince(now() - REMEMBERED_MS)) {
    if (row.agent === null) continue
    if (row.direction === 'outbound') matters.calledBack(row.ani_index, row.agent, row.opened_at)
    else matters.talked({ index: row.ani_index, ticket: row.id, at: row.opened_at, agent: row.agent })
    if (DONE_STATES.includes(row.state)) matters.ticketClosed(row.ani_index, row.id)
  }
  let forgotAt = now()

  function hearOne(fact: CallFact): void {
    switch (fact.type) {
      case 'agentConnected': {
        if (fact.ani === null) return
        const hash = index(fact.ani)
        if (fact.direction === 'outbound') return matters.calledBack(hash, fact.agent, fact.at)
        going.set(fact.call, hash)
        return matters.talked({ index: hash, ticket: ticketOf(fact.call), at: fact.at, agent: fact.agent })
      }
      case 'handedOver': {
        const hash = going.get(fact.call)
        if (hash !== undefined && fact.party.kind === 'seat') matters.talked({ index: hash, ticket: ticketOf(fact.call), at: fact.at, agent: fact.party.agent })
        return
      }
      case 'callEnded':
        going.delete(fact.call)
        return
      default:
        return
    }
  }

  return {
    /** Told of what is in the tables now. */
    hear(facts: readonly CallFact[]): void {
      for (const fact of facts) hearOne(fact)
      if (now() - forgotAt < DAY_MS) return
      forgotAt = now()
      matters.forget(forgotAt)
    },
    /** The ticket (its id) of this number is done with: nobody waits for the agent who had it. */
    ticketClosed: (number: string, ticket: string): void => matters.ticketClosed(index(number), ticket),
    /** `call`: the one that goes on, which is counted once. */
    look(number: string, at: number, call?: CallId): Lookup {
      const hash = index(number)
      const times = matters.times(hash, at, call === undefined ? undefined : ticketOf(call)) + 1
      return { elder: marks.isElder(hash), language: marks.languageOf(hash), times, repeat: times >= REPEATED_FROM, lastAgent: matters.lastAgent(hash, at) }
    },
  }
}
