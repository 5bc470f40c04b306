import { type AgendaItem, type FollowUpEntry, type HotlineDay, type HotlineDayCounts, type HotlineDayDetail, HotlineDayLevel, SessionDecision } from '../contract/hotline-day.ts'
import { DONE_STATES } from '../contract/ticket.ts'
import { type Mark, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { TicketOfSession } from '../ticket/port.ts'
import type { HotlineDayDeps } from './deps.ts'
import { followUpOf } from './rules/follow-up.ts'
import type { ItemRow, SessionRow } from './store.ts'

const FOLLOW_UP_MAX = 500
/** A leader's calls are looked for this long after the planned beginning, while the session is open. */
const TAKEN_MS = 12 * 3_600_000

const Decision = SessionDecision.omit({ version: true, dueAt: true })

/** Sessions as people see them. */
export function createViews({ store, tickets, cipher, now }: Pick<HotlineDayDeps, 'store' | 'tickets' | 'cipher' | 'now'>) {
  function itemShown(item: ItemRow, ticket: TicketOfSession): AgendaItem {
    const { id, position, state, addedAt, addedBy, decidedAt, decidedBy, dueAt } = item
    return {
      id, position, state, addedAt, addedBy, decidedAt, decidedBy, dueAt, ticket, reason: cipher.open(item.reasonSealed), endedMeanwhile: state === 'waiting' && DONE_STATES.includes(ticket.state),
      decision: item.decisionSealed === null ? null : Decision.parse(JSON.parse(cipher.open(item.decisionSealed))), followUp: state === 'decided' ? followUpOf({ dueAt, state: ticket.state }, now()) : null,
    }
  }

  async function shown(sessions: readonly SessionRow[]): Promise<HotlineDay[]> {
    const counted = sessions.length === 0 ? [] : await store.counts(sessions.map(({ id }) => id))
    return sessions.map((session) => {
      const of = counted.filter(({ sessionId }) => sessionId === session.id)
      const sum = (fits: (one: (typeof of)[number]) => boolean): number => of.filter(fits).reduce((all, { count }) => all + count, 0)
      return { ...session, counts: { items: sum(() => true), decided: sum(({ state }) => state === 'decided'), carriedOver: sum(({ state }) => state === 'carried_over'), resolved: sum(({ state, closed }) => state === 'decided' && closed) } }
    })
  }

  async function itemsOf(rows: readonly ItemRow[]): Promise<AgendaItem[]> {
    const known = await tickets.byIds(rows.map(({ ticketId }) => ticketId))
    return rows.flatMap((row) => {
      const ticket = known.get(row.ticketId)
      return ticket ? [itemShown(row, ticket)] : []
    })
  }

  async function detail(id: string): Promise<HotlineDayDetail> {
    const session = await store.find(id)
    if (!session) throw new AppError('SESSION_NOT_FOUND')
    const rows = await store.items(id)
    const [[head], items] = await Promise.all([shown([session]), itemsOf(rows)])
    if (!head) throw new AppError('SESSION_NOT_FOUND')
    return { ...head, minutes: session.minutesSealed === null ? '' : cipher.open(session.minutesSealed), items, taken: await takenAt(session, rows) }
  }

  async function takenAt({ seat, startsAt, closedAt, state }: SessionRow, rows: readonly ItemRow[]): Promise<TicketOfSession[]> {
    if (seat === null || state === 'planned') return []
    const ids = await store.taken(seat, startsAt, closedAt ?? startsAt + TAKEN_MS)
    const known = await tickets.byIds(ids.filter((one) => !rows.some(({ ticketId }) => ticketId === one)))
    return [...known.values()].filter(({ state: at }) => at !== 'draft' && at !== 'merged')
  }

  /** What sessions have decided and what became of it, first what is due first. */
  async function followUp(): Promise<FollowUpEntry[]> {
    const rows = await store.decided(FOLLOW_UP_MAX)
    const sessions = new Map((await Promise.all([...new Set(rows.map(({ sessionId }) => sessionId))].map(async (one) => await store.find(one)))).flatMap((one) => (one ? [[one.id, one]] : [])))
    const bySession = new Map(rows.map(({ id, sessionId }) => [id, sessionId]))
    return (await itemsOf(rows)).flatMap((item) => {
      const session = sessions.get(bySession.get(item.id) ?? '')
      return session ? [{ ...item, session: { id: session.id, level: session.level, startsAt: session.startsAt, chair: session.chair } }] : []
    })
  }

  return {
    /** Throws SESSION_NOT_FOUND. */
    detail,
    followUp,
    async list(asked: { after?: Mark | undefined; state?: string | undefined; level?: string | undefined; limit: number }) {
      const { items, nextCursor } = pageOf(await store.list({ ...asked, limit: asked.limit + 1 }), asked.limit, ({ startsAt: at, id }) => ({ at, id }))
      return { items: await shown(items), nextCursor }
    },
    async counts({ from, to }: { from: number; to: number }): Promise<HotlineDayCounts> {
      const sessions = await shown(await store.between(from, to))
      const late = (await followUp()).filter(({ followUp }) => followUp === 'overdue')
      const items = HotlineDayLevel.options.map((level) => {
        const of = sessions.filter((one) => one.level === level)
        const sum = (name: 'items' | 'decided' | 'resolved'): number => of.reduce((all, { counts }) => all + counts[name], 0)
        return { level, held: of.length, items: sum('items'), decided: sum('decided'), resolved: sum('resolved'), overdue: late.filter(({ session }) => of.some(({ id }) => id === session.id)).length }
      })
      return { items }
    },
  }
}
