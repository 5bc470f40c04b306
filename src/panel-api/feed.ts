import type { AlarmRaised, ServerToPanel, Snapshot, SoftphoneHeld, TicketPresence } from '../contract/socket.ts'
import type { TicketNotice } from '../contract/ticket-notice.ts'
import type { Clock } from '../platform/clock.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import { deltaOf, seen, seenDelta, type Delta, type LiveView, type NoticeFor, type Sight, type TicketSeen } from './rules/delta.ts'

/** One connected panel, without its socket. */
export interface Panel {
  sight: Sight
  /** Whether what was sent before has left; while not, nothing is sent. */
  drained: () => boolean
  send: <Event extends keyof ServerToPanel>(event: Event, message: Parameters<ServerToPanel[Event]>[0]) => void
  drop: (why: string) => void
}

export interface JoinedPanel {
  leave: () => void
  /** Asks for the whole state. */
  resync: () => void
  /** Told at once. */
  presence: (presence: Omit<TicketPresence, 'seq'>) => void
}

export interface Feed {
  /** Sends the snapshot now and changes from now on, until the returned function is called. */
  join: (panel: Panel) => JoinedPanel
  /** Something changed; it is sent within the interval. */
  changed: () => void
  alarm: (alarm: Omit<AlarmRaised, 'seq'>) => void
  /** Told at once to those it is for; who misses it finds it in the list. */
  notice: (notice: TicketNotice, of: NoticeFor) => void
  /** Told with the next update to whoever may read it. */
  ticket: (changed: TicketSeen) => void
  /** Told at once to the panels of the extension. */
  softphone: (held: Omit<SoftphoneHeld, 'seq'>) => void
  stop: () => void
}

interface Needs {
  view: () => LiveView
  clock: Clock
}

interface Joined {
  panel: Panel
  seq: number
  /** Calls the panel knows of. */
  known: Set<string>
  /** What it was last told, so that a slow panel gets the whole difference once it can take it. */
  told: LiveView
  /** Asked for the whole state. */
  lost: boolean
  stuckSince: number | null
}

const INTERVAL_MS = 200 // five updates a second
const STUCK_MS = 10_000

/**
 * Looks at the whole state at most five times a second and sends every panel what changed since it was last told.
 * A slow panel is left alone until it has taken what was sent, so that messages never pile up.
 */
export function createFeed({ view, clock }: Needs): Feed {
  const joined = new Set<Joined>()
  // The last of each since the last look.
  let tickets = new Map<string, TicketSeen>()
  let lastLookAt = 0
  let cancelNext: (() => void) | null = null

  const look = (): void => {
    cancelNext = null
    lastLookAt = clock.now()
    const changed = [...tickets.values()]
    tickets = new Map()
    if (joined.size === 0) return
    const now = masked(view())
    const deltas = new Map<LiveView, Delta>() // nearly all panels were last told the same
    const since = (told: LiveView): Delta => {
      const delta = deltas.get(told) ?? deltaOf(told, now)
      deltas.set(told, delta)
      return delta
    }
    for (const one of joined) {
      update(one, { now, since, at: lastLookAt })
      if (changed.length > 0) sendTickets(one, changed)
    }
    if ([...joined].some(({ stuckSince }) => stuckSince !== null)) soon()
  }
  const soon = (): void => {
    cancelNext ??= clock.at(lastLookAt + INTERVAL_MS, look)
  }
  // A change nobody told of shows within a second.
  const stopWatching = clock.every(1_000, soon)

  return {
    join(panel) {
      const one: Joined = { panel, seq: 0, known: new Set(), told: masked(view()), lost: false, stuckSince: null }
      joined.add(one)
      sendSnapshot(one, one.told, clock.now())
      return {
        leave: () => void joined.delete(one),
        resync() {
          one.lost = true
          soon()
        },
        presence: (presence) => void (one.stuckSince === null && panel.send('ticketPresence', { ...presence, seq: (one.seq += 1) })),
      }
    },
    changed: soon,
    alarm(alarm) {
      for (const one of joined) {
        if (one.panel.sight.alarms && one.stuckSince === null) one.panel.send('alarm', { ...alarm, seq: (one.seq += 1) })
      }
    },
    notice(notice, of) {
      for (const one of joined) {
        if (one.panel.sight.reads?.(of) !== true) continue
        // A slow panel gets the whole state when it can take it, and asks for its notices anew.
        if (one.stuckSince !== null) one.lost = true
        else one.panel.send('ticketNotice', { notice, seq: (one.seq += 1) })
      }
    },
    ticket(changed) {
      tickets.set(changed.ticketNo, changed)
      soon()
    },
    softphone(held) {
      for (const one of joined) if (one.panel.sight.extension === held.extension) one.panel.send('softphone', { ...held, seq: (one.seq += 1) })
    },
    stop() {
      stopWatching()
      cancelNext?.()
      for (const { panel } of joined) panel.drop('the server stops')
      joined.clear()
    },
  }
}

interface Look {
  now: LiveView
  since: (told: LiveView) => Delta
  at: number
}

function update(one: Joined, { now, since, at }: Look): void {
  const { panel } = one
  if (!panel.drained()) {
    one.stuckSince ??= at
    if (at - one.stuckSince >= STUCK_MS) panel.drop('too slow')
    return
  }
  one.stuckSince = null
  if (one.lost) sendSnapshot(one, now, at)
  else sendDelta(one, seenDelta(since(one.told), panel.sight, one.known))
  one.told = now
}

function sendSnapshot(one: Joined, now: LiveView, at: number): void {
  const visible = seen(now, one.panel.sight)
  one.lost = false
  one.known = new Set(visible.calls.map(({ call }) => call))
  const snapshot: Snapshot = { seq: (one.seq += 1), at, ...visible }
  one.panel.send('snapshot', snapshot)
}

/** A panel that cannot take it now gets a snapshot later, after which it looks for itself. */
function sendTickets(one: Joined, changed: readonly TicketSeen[]): void {
  const { sight, send } = one.panel
  const mine = changed.filter((ticket) => sight.seesTicket?.(ticket) === true).map(({ ticketNo, version, state }) => ({ ticketNo, version, state }))
  if (mine.length === 0) return
  if (one.stuckSince === null) send('tickets', { tickets: mine, seq: (one.seq += 1) })
  else one.lost = true
}

function sendDelta(one: Joined, { queue, agent, call }: Delta): void {
  if (queue) one.panel.send('queue', { ...queue, seq: (one.seq += 1) })
  if (agent) one.panel.send('agent', { ...agent, seq: (one.seq += 1) })
  if (!call) return
  for (const id of call.ended) one.known.delete(id)
  for (const { call: id } of call.calls) one.known.add(id)
  one.panel.send('call', { ...call, seq: (one.seq += 1) })
}

/** Numbers leave masked, whoever forgot it before. */
const masked = ({ queue, calls }: LiveView): LiveView => ({
  queue,
  calls: calls.map((call) => (call.ani === null ? call : { ...call, ani: maskNumber(call.ani) })),
})
