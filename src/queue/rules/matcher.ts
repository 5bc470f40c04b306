import type { CallId, Extension, GroupId } from '../../contract/ids.ts'
import type { Offer, Queue, QueueEntry } from '../port.ts'
import { byGroup } from './by-group.ts'
import { nextAgent, nextCaller } from './order.ts'
import { ordered } from './ordered.ts'

type Caller = QueueEntry & { offeredTo: Extension | null }

interface Agent {
  agent: Extension
  groups: readonly GroupId[]
  idleSince: number
  /** False once the agent is gone; kept while an offer is out, so that nobody makes a second one. */
  idle: boolean
  offered: CallId | null
}

/** The queue as plain data and decisions: what the port's methods cause is returned, at most one offer per caller and agent. */
export type Matcher = Omit<Queue, 'onOffer' | 'enter' | 'widen' | 'move' | 'leave' | 'agentIdle'> & {
  enter: (entry: QueueEntry) => readonly Offer[]
  widen: (call: CallId, groups: readonly GroupId[]) => readonly Offer[]
  move: (...moved: Parameters<Queue['move']>) => readonly Offer[]
  leave: (call: CallId) => readonly Offer[]
  agentIdle: (agent: Extension, groups: readonly GroupId[], idleSince: number) => readonly Offer[]
}

/** Who is in line and who is idle, and the three things that can happen to them. */
function createFloor() {
  const callers = new Map<CallId, Caller>()
  const agents = new Map<Extension, Agent>()
  const line = ordered<Caller>(nextCaller) // everybody, being offered or not
  const waiting = byGroup<Caller>(nextCaller) // only those not being offered
  const idle = byGroup<Agent>(nextAgent) // only those not being offered

  function pair(caller: Caller, agent: Agent): Offer {
    waiting.remove(caller)
    idle.remove(agent)
    caller.offeredTo = agent.agent
    agent.offered = caller.call
    return { call: caller.call, agent: agent.agent }
  }

  function placeCaller(caller: Caller): Offer[] {
    waiting.add(caller)
    const agent = idle.first(caller.groups)
    return agent ? [pair(caller, agent)] : []
  }

  function placeAgent(agent: Agent): Offer[] {
    idle.add(agent)
    const caller = waiting.first(agent.groups)
    return caller ? [pair(caller, agent)] : []
  }

  /** Takes the caller out of all sets; gives back the agent the caller was being offered to. */
  function takeOut(call: CallId): Agent | undefined {
    const caller = callers.get(call)
    if (!caller) return undefined
    callers.delete(call)
    line.remove(caller)
    if (caller.offeredTo === null) {
      waiting.remove(caller)
      return undefined
    }
    const agent = agents.get(caller.offeredTo)
    if (agent) agent.offered = null
    return agent
  }

  /** The offer is over: idle again, unless the agent went meanwhile. */
  function release(agent: Agent | undefined): Offer[] {
    if (!agent) return []
    if (agent.idle) return placeAgent(agent)
    agents.delete(agent.agent)
    return []
  }

  return { callers, agents, line, waiting, idle, placeCaller, placeAgent, takeOut, release }
}

/**
 * Pairs callers and agents that share a group, the moment either comes up:
 * - a caller who enters takes the agent idle longest among all groups that may serve the caller;
 * - an agent who comes free takes the caller next in line (rank, then arrival) among all own groups.
 *
 * So between calls no waiting caller and idle agent ever share a group, and only the newcomer must be looked at:
 * each step costs O(groups × log n). An agent being offered a caller is out of the idle set, the caller keeps the
 * place in line. When the offer ends and nobody said that the agent is gone, the agent is idle again by itself.
 */
export function createMatcher(): Matcher {
  const { callers, agents, line, waiting, idle, placeCaller, placeAgent, takeOut, release } = createFloor()

  return {
    enter(entry) {
      const offeredBefore = takeOut(entry.call)
      const caller: Caller = { ...entry, groups: [...new Set(entry.groups)], offeredTo: null }
      callers.set(caller.call, caller)
      line.add(caller)
      return [...placeCaller(caller), ...release(offeredBefore)]
    },

    widen(call, groups) {
      const caller = callers.get(call)
      if (!caller) return []
      const wider = [...new Set([...caller.groups, ...groups])]
      if (caller.offeredTo !== null) {
        caller.groups = wider
        return []
      }
      waiting.remove(caller)
      caller.groups = wider
      return placeCaller(caller)
    },

    move(call, { headAt, groups }) {
      const caller = callers.get(call)
      if (!caller) return []
      const waits = caller.offeredTo === null
      line.remove(caller)
      if (waits) waiting.remove(caller)
      caller.headAt = headAt
      caller.groups = [...new Set(groups)]
      line.add(caller)
      return waits ? placeCaller(caller) : []
    },

    leave: (call) => release(takeOut(call)),

    agentIdle(extension, groups, idleSince) {
      const known = agents.get(extension)
      if (known?.idle && known.offered === null) idle.remove(known)
      const agent = { agent: extension, groups: [...new Set(groups)], idleSince, idle: true, offered: known?.offered ?? null }
      agents.set(extension, agent)
      return agent.offered === null ? placeAgent(agent) : []
    },

    agentGone(extension) {
      const agent = agents.get(extension)
      if (!agent?.idle) return
      agent.idle = false
      if (agent.offered !== null) return
      idle.remove(agent)
      agents.delete(extension)
    },

    ahead(call) {
      const caller = callers.get(call)
      return caller ? line.before(caller) : null
    },
    waiting: () => [...line.items()].map((caller) => ({ ...caller })),
    size: () => line.size(),
  }
}
