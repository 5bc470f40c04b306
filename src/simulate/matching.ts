import type { Rank } from '../contract/call.ts'
import type { CallId, Extension, GroupId } from '../contract/ids.ts'
import { createQueue } from '../queue/queue.ts'
import { random, type Random } from './rules/random.ts'

export interface MatchingCost {
  operation: string
  count: number
  /** Microseconds. */
  p50: number
  p99: number
  max: number
}

const GROUPS = ['general', 'hr', 'fund', 'medical', 'talent', 'market', 'law', 'elder'] as GroupId[]
const RANKS: readonly Rank[] = ['normal', 'normal', 'normal', 'normal', 'normal', 'normal', 'return', 'elder', 'emergency']

/**
 * What single operations cost with so many callers waiting and agents idle (of a group nobody asks for, so that both
 * stand side by side), while further agents come free and take callers, and callers enter and leave.
 */
export function measureMatching(seed: number, callers = 10_000, agents = 2_000, rounds = 20_000): MatchingCost[] {
  const chance = random(seed)
  const queue = createQueue()
  const times = new Map<string, number[]>()
  const timed = (operation: string, act: () => void): void => {
    const began = performance.now()
    act()
    const took = (performance.now() - began) * 1_000
    const list = times.get(operation) ?? []
    times.set(operation, list)
    list.push(took)
  }
  const waiting: CallId[] = []
  let offered: CallId | null = null
  queue.onOffer(({ call }) => void (offered = call))
  let serial = 0

  function enter(): void {
    const call = `c${(serial += 1)}` as CallId
    waiting.push(call)
    timed('enter', () => queue.enter({ call, rank: pick(chance, RANKS), arrivedAt: chance.below(1e6), groups: some(chance) }))
  }
  function leave(call: CallId): void {
    timed('leave', () => queue.leave(call))
    waiting.splice(waiting.indexOf(call), 1)
  }

  for (let i = 0; i < agents; i += 1) timed('agentIdle', () => queue.agentIdle(extension(i), ['backup' as GroupId], i))
  for (let round = 0; round < rounds; round += 1) {
    while (waiting.length < callers) enter()
    timed('ahead', () => queue.ahead(pick(chance, waiting)))
    const agent = extension(agents + chance.below(agents))
    timed('agentIdle, takes a caller', () => queue.agentIdle(agent, some(chance), round))
    timed('agentGone', () => queue.agentGone(agent))
    if (offered !== null) leave(offered)
    offered = null
    leave(pick(chance, waiting))
  }
  return [...times].map(([operation, list]) => costOf(operation, list))
}

const extension = (index: number): Extension => `${10_000 + index}` as Extension

function pick<Item>(chance: Random, from: readonly Item[]): Item {
  const item = from[chance.below(from.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** One to eight of the groups. */
const some = (chance: Random): GroupId[] => {
  const first = chance.below(GROUPS.length)
  return GROUPS.filter((_, i) => i === first || chance.chance(0.3))
}

function costOf(operation: string, list: number[]): MatchingCost {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { operation, count: list.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
