import type { AgentView } from '../../../contract/agent.ts'
import type { OfferView, WaitingView } from '../../../contract/queue.ts'
import type { AgentChange, AlarmRaised, CallChange, LiveCall, QueueChange, Snapshot } from '../../../contract/socket.ts'

/** What the live feed has told, folded. Everything is replaced, never changed in place: equal means unchanged. */
export interface Live {
  seq: number
  waiting: ReadonlyMap<string, WaitingView>
  agents: ReadonlyMap<string, AgentView>
  calls: ReadonlyMap<string, LiveCall>
  offers: readonly OfferView[]
  byState: Readonly<Record<string, number>>
  talking: number
  /** Raised since this page was opened, newest first. */
  alarms: readonly AlarmRaised[]
}

export const NOTHING: Live = { seq: 0, waiting: new Map(), agents: new Map(), calls: new Map(), offers: [], byState: {}, talking: 0, alarms: [] }

const ALARMS_KEPT = 100

/** The state after a message of the feed; 'gap' when one before it is missing and the whole state must be asked for. */
export function applied(live: Live, event: string, message: unknown): Live | 'gap' {
  const { seq } = message as { seq: number }
  if (event === 'snapshot') return ofSnapshot(live, message as Snapshot)
  if (live.seq === 0 || seq !== live.seq + 1) return 'gap'
  switch (event) {
    case 'queue':
      return ofQueue(live, message as QueueChange)
    case 'agent': {
      const { agents, gone } = message as AgentChange
      return { ...live, seq, agents: changed(live.agents, agents, gone, ({ extension }) => extension) }
    }
    case 'call': {
      const { calls, ended } = message as CallChange
      return { ...live, seq, calls: changed(live.calls, calls, ended, ({ call }) => call) }
    }
    case 'alarm':
      return { ...live, seq, alarms: [message as AlarmRaised, ...live.alarms].slice(0, ALARMS_KEPT) }
    default:
      return { ...live, seq } // told to those who listen for it
  }
}

const ofSnapshot = (live: Live, { seq, queue, calls }: Snapshot): Live => ({
  seq,
  waiting: new Map(queue.waiting.map((one) => [one.call, one])),
  agents: new Map(queue.agents.map((one) => [one.extension, one])),
  calls: new Map(calls.map((one) => [one.call, one])),
  offers: queue.offers,
  byState: queue.byState,
  talking: queue.talking,
  alarms: live.alarms,
})

const ofQueue = (live: Live, { seq, waiting, left, offers, byState, talking }: QueueChange): Live => ({
  ...live, seq, waiting: changed(live.waiting, waiting, left, ({ call }) => call), offers, byState, talking,
})

function changed<Item>(before: ReadonlyMap<string, Item>, items: readonly Item[], gone: readonly string[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> {
  if (items.length === 0 && gone.length === 0) return before
  const after = new Map(before)
  for (const item of items) after.set(keyOf(item), item)
  for (const key of gone) after.delete(key)
  return after
}

const RANKS: readonly string[] = ['emergency', 'elder', 'return', 'normal']
const inLine = new WeakMap<ReadonlyMap<string, WaitingView>, readonly WaitingView[]>()

/** The callers waiting, next first, each with its place now. The same list as long as nothing in it changed. */
export function lineOf({ waiting }: Pick<Live, 'waiting'>): readonly WaitingView[] {
  const known = inLine.get(waiting)
  if (known) return known
  const line = [...waiting.values()]
    .sort((a, b) => (b.headAt ?? 0) - (a.headAt ?? 0) || RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || a.arrivedAt - b.arrivedAt || (a.call < b.call ? -1 : 1))
    .map((one, i) => (one.position === i + 1 ? one : { ...one, position: i + 1 }))
  inLine.set(waiting, line)
  return line
}
