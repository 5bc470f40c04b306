import type { AgentDesk } from '../agent/agents.ts'
import type { JournalRow } from '../call/journal.ts'
import type { CallId, Extension } from '../contract/ids.ts'
import type { Offer, Queue } from '../queue/port.ts'
import type { Board, Channel } from './board.ts'
import type { Centre } from './centre.ts'

export interface Violation {
  rule: string
  at: number
  details: Readonly<Record<string, unknown>>
}

/** Looks for broken promises (reliability: invariants of calls, offers and the line) while the simulation runs. */
export interface Watch {
  violations: readonly Violation[]
  /** Broken promises in all; only the first ones are kept. */
  count: () => number
  row: (row: JournalRow) => void
  offer: (offer: Offer, centre: Centre) => void
  ring: (board: Board, channel: Channel) => void
  bridged: (board: Board, channel: Channel) => void
  /** A look around while all runs. What looks wrong twice, a moment apart, is wrong. */
  look: (centre: Centre) => void
  /** When the last caller is gone. */
  atTheEnd: (centre: Centre, board: Board) => void
}

const KEPT = 20

export function createWatch(now: () => number): Watch {
  const violations: Violation[] = []
  let count = 0
  const broken = (rule: string, details: Violation['details'] = {}): void => {
    count += 1
    if (violations.length < KEPT) violations.push({ rule, at: now(), details })
  }
  const row = watchCalls(broken)
  const asked = new Map<Extension, number>() // how often; an agent asked meanwhile was not idle
  let suspected = new Set<string>()

  return {
    violations,
    count: () => count,
    row,
    offer({ call, agent }, { queue, agents }) {
      asked.set(agent, (asked.get(agent) ?? 0) + 1)
      inTurn({ call, agent }, queue, agents, broken)
    },
    ring({ channels }, { leg, agent, call }) {
      for (const other of channels.values()) {
        if (other.agent === null || other.leg === leg) continue
        if (other.agent === agent) broken('one caller per agent', { agent, leg, other: other.leg })
        if (other.call === call) broken('one agent per caller', { call, leg, other: other.leg })
      }
    },
    bridged(board, { bridge }) {
      const inside = [...(board.bridges.get(bridge ?? '') ?? [])]
      if (inside.length > 2) broken('two in a bridge', { bridge, inside })
    },
    look(centre) {
      const found = suspects(centre, asked)
      for (const [key, [rule, details]] of found) if (suspected.has(key)) broken(rule, details)
      suspected = new Set(found.keys())
    },
    atTheEnd(centre, board) {
      ending(centre, board, broken)
      for (const call of centre.calls.open().keys()) broken('every call ends', { call })
    },
  }
}

/** What must not last, though decisions on their way to the disk may show it for a moment. */
function suspects({ queue, agents, calls }: Centre, asked: ReadonlyMap<Extension, number>): Map<string, [rule: string, details: Violation['details']]> {
  const found = new Map<string, [string, Violation['details']]>()
  const everybody = agents.all()
  for (const { call, groups, offeredTo } of queue.waiting()) {
    if (offeredTo !== null) continue
    const agent = everybody.find((one) => one.state === 'ready' && one.groups.some((group) => groups.includes(group)))
    if (agent) found.set(`idle ${call} ${agent.extension} ${agent.since} ${asked.get(agent.extension)}`, ['nobody waits beside an idle agent', { call, agent: agent.extension, since: agent.since }])
  }
  for (const { extension, state, since, call } of everybody) {
    if (call === null || state === 'acw' || calls.open().has(call)) continue
    found.set(`over ${call} ${extension} ${since}`, ['no agent stays in a call that is over', { agent: extension, state, call }])
  }
  return found
}

type Broken = (rule: string, details?: Violation['details']) => void

/** Every call begins once, ends once, and nothing is decided after its end. Ended calls are forgotten a while later. */
function watchCalls(broken: Broken): (row: JournalRow) => void {
  const open = new Map<CallId, number>()
  const ended = new Set<CallId>()
  return ({ call, seq, state, facts, commands }) => {
    if (ended.has(call)) return broken('nothing is decided after the end', { call, seq })
    if ((open.get(call) ?? 0) + 1 !== seq) broken('decisions of a call follow each other', { call, seq })
    open.set(call, seq)
    const ends = facts.filter(({ type }) => type === 'callEnded').length
    if (ends !== (state.at === 'ended' ? 1 : 0)) broken('every call ends exactly once', { call, ends, at: state.at })
    if (state.at !== 'ended') return
    if (commands.some(({ type }) => type === 'ring' || type === 'enqueue' || type === 'join')) broken('the end begins nothing', { call })
    open.delete(call)
    ended.add(call)
    if (ended.size > 20_000) for (const old of [...ended].slice(0, 10_000)) ended.delete(old)
  }
}

const RANKS = ['emergency', 'elder', 'return', 'normal'] as const

/** An offer goes to the caller next in line among those the agent may serve, and to an agent who is free. */
function inTurn({ call, agent }: Offer, queue: Queue, agents: AgentDesk, broken: Broken): void {
  const view = agents.find(agent)
  if (view?.state !== 'ready') broken('only ready agents are asked', { call, agent, state: view?.state })
  const line = queue.waiting()
  const chosen = line.find((entry) => entry.call === call)
  if (!view || !chosen) return
  const offered = new Map<Extension, CallId>()
  for (const { offeredTo, call: to } of line) {
    if (offeredTo === null) continue
    if (offered.has(offeredTo)) broken('one offer per agent', { agent: offeredTo, calls: [offered.get(offeredTo), to] })
    offered.set(offeredTo, to)
  }
  const place = RANKS.indexOf(chosen.rank)
  const before = line.find(
    ({ rank, arrivedAt, offeredTo, groups }) =>
      offeredTo === null &&
      groups.some((group) => view.groups.includes(group)) &&
      (RANKS.indexOf(rank) < place || (rank === chosen.rank && arrivedAt < chosen.arrivedAt)),
  )
  if (before) broken('first come, first served', { served: call, passedOver: before.call })
}

function ending({ agents, queue }: Centre, { channels, bridges }: Board, broken: Broken): void {
  for (const { extension, state, call } of agents.all()) if (['ringing', 'talking', 'on_hold'].includes(state)) broken('no agent is left in a call', { agent: extension, state, call })
  if (queue.size() > 0) broken('nobody is left in line', { waiting: queue.waiting() })
  for (const { leg, call } of channels.values()) broken('no channel is left', { leg, call })
  for (const bridge of bridges.keys()) broken('no bridge is left', { bridge })
}
