import type { TicketNotice } from '../contract/ticket-notice.ts'
import type { Principal } from '../identity/port.ts'
import { fromCursor, type Mark, toCursor } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { NoticeStore } from './notice-store.ts'
import type { Change } from './case-store.ts'
import { alarmOf, type TicketAlarm } from './rules/alarms.ts'
import { type Addressed, readsOf } from './rules/audience.ts'
import { unitsOf } from './units-store.ts'

export interface NoticePage {
  items: TicketNotice[]
  nextCursor: string | null
}

export interface Notices {
  /** What the reader is told: first what nobody has seen, then the rest, each newest first. */
  list: (user: Principal, asked: { seen?: boolean | undefined; cursor?: string | undefined; limit: number }) => Promise<NoticePage>
  /** Tells somebody of a ticket that did not change itself. */
  tell: (ticket: { id: string; ticketNo: TicketNotice['ticketNo']; title: string; workspace: string | null }, notice: Pick<TicketNotice, 'id' | 'kind' | 'audience' | 'unit' | 'details'>) => Promise<void>
  /** Told of each of those. */
  onTold: (listener: (notice: TicketNotice, of: Addressed) => void) => void
  /** Throws NOT_FOUND, also for a notice of somebody else. A second time it tells who was first. */
  see: (id: string, user: Principal) => Promise<TicketNotice>
}

/** A cursor says by its first letters which of the two lists it goes on in. */
const SEEN = 's.'
const UNSEEN = 'u.'

export function createNotices({ store, now }: { store: NoticeStore; now: () => number }): Notices {
  async function ofBoth(user: Principal, after: Mark | undefined, limit: number): Promise<TicketNotice[]> {
    const reads = readsOf(user)
    const mark = after && { at: after.at, id: after.id.slice(SEEN.length) }
    const inSeen = after?.id.startsWith(SEEN) === true
    const unseen = inSeen ? [] : await store.list(reads, { seen: false, after: mark, limit })
    const left = limit - unseen.length
    return left === 0 ? unseen : [...unseen, ...(await store.list(reads, { seen: true, after: inSeen ? mark : undefined, limit: left }))]
  }

  const heardBy: ((notice: TicketNotice, of: Addressed) => void)[] = []
  return {
    onTold: (listener) => void heardBy.push(listener),
    async tell({ id: ticketId, ticketNo, title, workspace }, notice) {
      const at = now()
      await store.add({ ...notice, at, ticketId })
      for (const heard of heardBy) heard({ ...notice, at, ticketNo, title, seenAt: null, seenBy: null }, { audience: notice.audience, unit: notice.unit, workspace })
    },
    async list(user, { seen, cursor, limit }) {
      const after = cursor === undefined ? undefined : fromCursor(cursor)
      const one = after && { at: after.at, id: after.id.slice(SEEN.length) }
      const found = seen === undefined ? await ofBoth(user, after, limit + 1) : await store.list(readsOf(user), { seen, after: one, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return { items, nextCursor: found.length > limit && last ? toCursor({ at: last.at, id: (last.seenAt === null ? UNSEEN : SEEN) + last.id }) : null }
    },
    async see(id, user) {
      const reads = readsOf(user)
      if (!(await store.find(reads, id))) throw new AppError('NOT_FOUND')
      await store.see(id, user.username, now())
      const seen = await store.find(reads, id)
      if (!seen) throw new AppError('NOT_FOUND')
      return seen
    },
  }
}

/** What a change tells, as those read it whom it is for. */
export const tellingOf = ({ row, notices }: Change): [TicketNotice, Addressed][] =>
  notices.map((notice) => [{ ...notice, ticketNo: row.ticketNo, title: row.title, seenAt: null, seenBy: null }, { audience: notice.audience, unit: notice.unit, workspace: row.workspace }])

/** The ticket as it is after the change, as far as rights need to know. */
export const seenOf = ({ row: { ticketNo, agent, openedBy, version }, decided: { after } }: Change) => ({
  ticketNo, agent, openedBy, version: version + 1, state: after.state, workspace: after.workspace, leadUnit: after.leadUnit, accountableUnit: after.accountableUnit,
  coUnits: unitsOf(after).flatMap(({ unit, part }) => (part === 'co' ? [unit] : [])),
})

/** What of it a supervisor of the centre should see at once; a sub-platform has its own (U10). */
export const alarmsOf = ({ row, notices, at }: Change, nameOf: (unit: string) => string): (TicketAlarm & { at: number })[] =>
  row.workspace !== null ? [] : notices.flatMap((notice) => {
    const alarm = alarmOf(notice, row.ticketNo, nameOf)
    return alarm === null ? [] : [{ ...alarm, at }]
  })
