import type { TicketOpened, TicketPresence, TicketViewer } from '../contract/socket.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Principal } from '../identity/port.ts'

export interface PresenceNeeds {
  /** Nobody is told of a ticket that is not theirs. */
  mayRead: (ticketNo: TicketNo, user: Principal) => Promise<boolean>
  /** What colleagues call the account. */
  nameOf: (username: string) => Promise<string>
  now: () => number
  failed: (error: unknown) => void
}

/** One panel. */
export interface Viewer {
  id: string
  user: Principal
  tell: (presence: Omit<TicketPresence, 'seq'>) => void
}

export interface Presence {
  /** A panel says what it has open, and whether somebody writes there. Whoever has it open too is told. */
  opened: (viewer: Viewer, opened: TicketOpened) => void
  left: (id: string, ticketNo: TicketNo) => void
  /** The panel is closed. */
  gone: (id: string) => void
}

interface Seen extends TicketViewer {
  tell: Viewer['tell']
}

/** Tickets one panel may have open at once: a page has one, and a list may look into a few. */
const OPEN_MOST = 8

/** Who has which ticket open. Kept in memory: panels say it again whenever they are connected again. */
export function createPresence({ mayRead, nameOf, now, failed }: PresenceNeeds): Presence {
  const open = new Map<TicketNo, Map<string, Seen>>()
  /** Panels that have closed a ticket before it was known whether they may have it open. */
  const waiting = new Map<string, TicketOpened>()

  function tell(ticketNo: TicketNo): void {
    const there = open.get(ticketNo)
    if (!there) return
    // Two windows of one person are one person.
    const viewers = new Map<string, TicketViewer>()
    for (const { tell: _, ...one } of there.values()) {
      const known = viewers.get(one.username)
      viewers.set(one.username, known ? { ...known, writing: known.writing || one.writing, since: Math.min(known.since, one.since) } : one)
    }
    for (const one of there.values()) one.tell({ ticketNo, viewers: [...viewers.values()].toSorted((a, b) => a.since - b.since) })
  }

  async function enter({ id, user, tell: told }: Viewer, { ticketNo }: TicketOpened): Promise<void> {
    const [may, name] = await Promise.all([mayRead(ticketNo, user), nameOf(user.username)])
    const asked = waiting.get(`${id} ${ticketNo}`)
    waiting.delete(`${id} ${ticketNo}`)
    if (!may || !asked) return
    const there = open.get(ticketNo) ?? new Map<string, Seen>()
    open.set(ticketNo, there.set(id, { username: user.username, name, role: user.role, unit: user.department, writing: asked.writing, since: now(), tell: told }))
    tell(ticketNo)
  }

  function left(id: string, ticketNo: TicketNo): void {
    waiting.delete(`${id} ${ticketNo}`)
    const there = open.get(ticketNo)
    if (!there?.delete(id)) return
    if (there.size === 0) open.delete(ticketNo)
    else tell(ticketNo)
  }
  const ofPanel = (id: string): TicketNo[] => [...open].flatMap(([ticketNo, there]) => (there.has(id) ? [ticketNo] : []))

  return {
    opened(viewer, opened) {
      const [key, known] = [`${viewer.id} ${opened.ticketNo}`, open.get(opened.ticketNo)?.get(viewer.id)]
      if (known) {
        if (known.writing === opened.writing) return
        known.writing = opened.writing
        return tell(opened.ticketNo)
      }
      const asking = waiting.has(key)
      if (!asking && ofPanel(viewer.id).length >= OPEN_MOST) return
      waiting.set(key, opened)
      if (!asking) void enter(viewer, opened).catch(failed)
    },
    left,
    gone(id) {
      for (const key of waiting.keys()) if (key.startsWith(`${id} `)) waiting.delete(key)
      for (const ticketNo of ofPanel(id)) left(id, ticketNo)
    },
  }
}
