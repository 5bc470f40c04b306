import type { AgentChange, CallChange, LiveCall, QueueChange } from '../../contract/socket.ts'
import type { Extension } from '../../contract/ids.ts'
import type { TicketNo } from '../../contract/ticket-no.ts'
import type { TicketState } from '../../contract/ticket.ts'
import type { NoticeAudience } from '../../contract/ticket-notice.ts'
import type { QueueView, WaitingView } from '../../contract/queue.ts'

/** Everything panels show of this moment. */
export interface LiveView {
  queue: QueueView
  calls: readonly LiveCall[]
}

/** Whom a notice about a ticket is for; `workspace` is the ticket's. */
export interface NoticeFor {
  audience: NoticeAudience
  unit: string | null
  workspace: string | null
}

/** A ticket that was changed, as far as rights need to know. */
export interface TicketSeen {
  ticketNo: TicketNo
  version: number
  state: TicketState
  agent: Extension | null
  openedBy: string | null
  workspace: string | null
  leadUnit: string | null
  accountableUnit: string | null
  coUnits: readonly string[]
}

/** What one user may see of it. */
export interface Sight {
  queue: boolean
  alarms: boolean
  seesCall: (call: LiveCall) => boolean
  /** Whether it is shown that a supervisor is on the line. */
  monitors?: boolean
  /** Whether a notice about a ticket is for them; without it, none is. */
  reads?: (notice: NoticeFor) => boolean
  /** Whether a ticket is theirs to read; without it, none is. */
  seesTicket?: (ticket: TicketSeen) => boolean
  /** The user's own. */
  extension?: string | null
}

type Unnumbered<Change> = Omit<Change, 'seq'>

/** Null where nothing changed. */
export interface Delta {
  queue: Unnumbered<QueueChange> | null
  agent: Unnumbered<AgentChange> | null
  call: Unnumbered<CallChange> | null
}

const EMPTY_QUEUE: QueueView = { waiting: [], agents: [], byState: {}, offers: [], talking: 0 }

/** What changed from one view to the next. The waiting time and the places behind a leaver are not changes. */
export function deltaOf(before: LiveView, now: LiveView): Delta {
  const waiting = changes(before.queue.waiting, now.queue.waiting, ({ call }) => call, sameWaiting)
  const agents = changes(before.queue.agents, now.queue.agents, ({ extension }) => extension, same)
  const calls = changes(before.calls, now.calls, ({ call }) => call, same)
  const { offers, byState, talking } = now.queue
  const figures = same({ offers: before.queue.offers, byState: before.queue.byState, talking: before.queue.talking }, { offers, byState, talking })
  return {
    queue: waiting.any || !figures ? { waiting: waiting.changed, left: waiting.gone.map(({ call }) => call), offers, byState, talking } : null,
    agent: agents.any ? { agents: agents.changed, gone: agents.gone.map(({ extension }) => extension) } : null,
    call: calls.any ? { calls: calls.changed, ended: calls.gone.map(({ call }) => call) } : null,
  }
}

/** The part of a view that a user may see. */
export const seen = ({ queue, calls }: LiveView, sight: Sight): { queue: QueueView; calls: LiveCall[] } => ({
  queue: sight.queue ? queue : EMPTY_QUEUE,
  calls: shown(calls.filter(sight.seesCall), sight),
})

/** What is not shown is told as if it were not. */
const shown = (calls: readonly LiveCall[], { monitors = true }: Sight): LiveCall[] => calls.map((call) => (monitors || call.monitor === null ? call : { ...call, monitor: null }))

/** The part of a change that a user may see; a call that passed to somebody else has ended for the one it left. */
export function seenDelta({ queue, agent, call }: Delta, sight: Sight, known: ReadonlySet<string>): Delta {
  const visible = call && {
    calls: shown(call.calls.filter(sight.seesCall), sight),
    ended: [...call.ended, ...call.calls.filter((one) => !sight.seesCall(one)).map((one) => one.call)].filter((id) => known.has(id)),
  }
  return {
    queue: sight.queue ? queue : null,
    agent: sight.queue ? agent : null,
    call: visible && visible.calls.length + visible.ended.length > 0 ? visible : null,
  }
}

interface Changes<Item> {
  any: boolean
  changed: Item[]
  gone: Item[]
}

function changes<Item>(before: readonly Item[], now: readonly Item[], keyOf: (item: Item) => string, equal: (a: Item, b: Item) => boolean): Changes<Item> {
  const left = new Map(before.map((item) => [keyOf(item), item]))
  const changed = now.filter((item) => {
    const old = left.get(keyOf(item))
    left.delete(keyOf(item))
    return old === undefined || (old !== item && !equal(old, item))
  })
  const gone = [...left.values()]
  return { any: changed.length + gone.length > 0, changed, gone }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const sameWaiting = (a: WaitingView, b: WaitingView): boolean =>
  a.rank === b.rank && a.headAt === b.headAt && a.offeredTo === b.offeredTo && a.arrivedAt === b.arrivedAt && a.dnis === b.dnis && a.groups.length === b.groups.length && a.groups.every((group, i) => group === b.groups[i])
