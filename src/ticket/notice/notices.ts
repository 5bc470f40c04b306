import type { NoticeCount, NoticeKind, NoticeUrgency, TicketNotice } from '../../contract/ticket-notice.ts'
import type { Principal } from '../../identity/port.ts'
import { fromCursor, type Mark, toCursor } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import type { Trx } from '../../platform/store.ts'
import type { Chosen, NewNotice, NoticeFilter, NoticeStore } from './store.ts'
import { standIn } from './stand-ins.ts'
import type { Change } from '../case-store.ts'
import { alarmOf, type TicketAlarm } from '../rules/alarms.ts'
import { type Addressed, readsOf, standInFor } from '../rules/audience.ts'
import { dueByOf, urgencyOf } from '../rules/urgency.ts'
import { unitsOf } from '../units-store.ts'

export interface NoticePage {
  items: TicketNotice[]
  nextCursor: string | null
}

interface Asked {
  seen?: boolean | undefined
  kind?: NoticeKind | undefined
  ticketNo?: string | undefined
  cursor?: string | undefined
  limit: number
}

export interface Notices {
  /** What the reader is told: first what nobody has seen, then the rest, each newest first. */
  list: (user: Principal, asked: Asked) => Promise<NoticePage>
  count: (user: Principal) => Promise<NoticeCount>
  /** Tells somebody of a ticket that did not change itself. */
  tell: (ticket: { id: string; ticketNo: TicketNotice['ticketNo']; title: string; workspace: string | null }, notice: Pick<TicketNotice, 'id' | 'kind' | 'audience' | 'unit' | 'details'>) => Promise<void>
  /** Told of each of those. */
  onTold: (listener: (notice: TicketNotice, of: Addressed) => void) => void
  /** Throws NOT_FOUND, also for a notice of somebody else. A second time it tells who was first. */
  see: (id: string, user: Principal) => Promise<TicketNotice>
  /** Of those chosen that are the reader's, those that nobody had seen before. */
  seeAll: (chosen: Chosen, user: Principal) => Promise<TicketNotice[]>
  /** Told when somebody has seen one, so that it stops ringing on all the desk's screens. */
  onSeen: (listener: (notice: TicketNotice, of: Addressed) => void) => void
}

/** A cursor says by its first letters which of the two lists it goes on in. */
const SEEN = 's.'
const UNSEEN = 'u.'

export interface NoticesDeps {
  store: NoticeStore
  now: () => number
  /** Whether anybody reads a notice. */
  isThere: (whom: Addressed, urgency: NoticeUrgency) => boolean
  /** Who is mailed it is looked up later; in the transaction that keeps the notices. */
  pend: ((trx: Trx, notices: readonly string[], at: number) => Promise<void>) | undefined
}

export function createNotices({ store, now, isThere, pend }: NoticesDeps): Notices {
  const heardBy: ((notice: TicketNotice, of: Addressed) => void)[] = []
  const listeners: ((notice: TicketNotice, of: Addressed) => void)[] = []

  async function ofBoth(user: Principal, filter: NoticeFilter, { after, limit }: { after: Mark | undefined; limit: number }): Promise<TicketNotice[]> {
    const reads = readsOf(user)
    const mark = after && { at: after.at, id: after.id.slice(SEEN.length) }
    const inSeen = after?.id.startsWith(SEEN) === true
    const unseen = inSeen ? [] : await store.list(reads, { ...filter, seen: false, after: mark, limit })
    const left = limit - unseen.length
    return left === 0 ? unseen : [...unseen, ...(await store.list(reads, { ...filter, seen: true, after: inSeen ? mark : undefined, limit: left }))]
  }

  async function seeAll(chosen: Chosen, user: Principal): Promise<TicketNotice[]> {
    const first = await store.see(readsOf(user), chosen, { username: user.username, at: now() })
    for (const { notice, workspace } of first) for (const listener of listeners) listener(notice, { audience: notice.audience, unit: notice.unit, workspace })
    return first.map(({ notice }) => notice)
  }

  return {
    async list(user, { seen, kind, ticketNo, cursor, limit }) {
      const filter = { kinds: kind && [kind], ticketNo }
      const after = cursor === undefined ? undefined : fromCursor(cursor)
      const one = after && { at: after.at, id: after.id.slice(SEEN.length) }
      const found = seen === undefined ? await ofBoth(user, filter, { after, limit: limit + 1 }) : await store.list(readsOf(user), { ...filter, seen, after: one, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return { items, nextCursor: found.length > limit && last ? toCursor({ at: last.at, id: (last.seenAt === null ? UNSEEN : SEEN) + last.id }) : null }
    },
    onTold: (listener) => void heardBy.push(listener),
    async tell({ id: ticketId, ticketNo, title, workspace }, notice) {
      const at = now()
      const instead = standInFor({ ...notice, workspace }, (whom) => isThere(whom, urgencyOf(notice.kind, notice.details)))
      const all = [notice, ...(instead === null ? [] : [standIn(notice, instead)])].map((one) => ({ ...one, at }))
      await store.add(ticketId, all, pend && (async (trx) => await pend(trx, all.map(({ id }) => id), at)))
      for (const one of all) for (const heard of heardBy) heard(viewOf(one, { ticketNo, title }), { audience: one.audience, unit: one.unit, workspace })
    },
    async count(user) {
      const { count, emergencies } = await store.unseen(readsOf(user))
      return { unseen: count, emergencies: emergencies.length }
    },
    async see(id, user) {
      await seeAll({ ids: [id] }, user)
      const seen = await store.find(readsOf(user), id)
      if (!seen) throw new AppError('NOT_FOUND')
      return seen
    },
    seeAll,
    onSeen: (listener) => void listeners.push(listener),
  }
}

/** What a change tells, as those read it whom it is for. */
export function tellingOf({ row: { ticketNo, title: before, workspace }, sets, notices }: Change): [TicketNotice, Addressed][] {
  const title = typeof sets?.['title'] === 'string' ? sets['title'] : before
  return notices.map((notice) => [viewOf(notice, { ticketNo, title }), { audience: notice.audience, unit: notice.unit, workspace }])
}

const viewOf = (notice: NewNotice, of: Pick<TicketNotice, 'ticketNo' | 'title'>): TicketNotice => ({ ...notice, ...of, urgency: urgencyOf(notice.kind, notice.details), dueBy: dueByOf(notice.details), seenAt: null, seenBy: null })

/** The ticket as it is after the change, as far as rights need to know. */
export const seenOf = ({ row: { ticketNo, agent, openedBy, version }, decided: { after } }: Change) => ({
  ticketNo, agent, openedBy, version: version + 1, state: after.state, workspace: after.workspace, leadUnit: after.leadUnit, accountableUnit: after.accountableUnit,
  coUnits: unitsOf(after).flatMap(({ unit, part }) => (part === 'co' ? [unit] : [])),
})

/** What of it a supervisor of the centre should see at once; a sub-platform has its own (U10), unless nobody is there to read it. */
export function alarmsOf({ row: { workspace, ticketNo }, notices, at }: Change, nameOf: (unit: string) => string): (TicketAlarm & { at: number })[] {
  const unread = notices.some(({ details }) => details['reached'] === false) ? [{ kind: 'nobody_told' as const, details: { workspace }, at }] : []
  if (workspace !== null) return unread
  return [...notices.flatMap((notice) => alarmOf(notice, ticketNo, nameOf) ?? []).map((alarm) => ({ ...alarm, at })), ...unread]
}
