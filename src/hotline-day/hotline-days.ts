import { type AgendaItem, type ChangeHotlineDay, type FollowUpEntry, type HotlineDay, type HotlineDayCounts, type HotlineDayDetail, HotlineDayLevel, type NewAgendaItem, type NewHotlineDay, SessionDecision } from '../contract/hotline-day.ts'
import { DONE_STATES } from '../contract/ticket.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { type Mark, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'
import type { InTransaction } from '../platform/store.ts'
import type { SessionTickets, TicketOfSession } from '../ticket/port.ts'
import { followUpOf } from './rules/follow-up.ts'
import { stepsOf } from './rules/steps-of-decision.ts'
import type { HotlineDayStore, ItemRow, SessionRow } from './store.ts'

export interface HotlineDayDeps {
  store: HotlineDayStore
  tickets: Pick<SessionTickets, 'find' | 'byIds' | 'inTurn'>
  inTransaction: InTransaction
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  now: () => number
  newId: () => string
}

const FOLLOW_UP_MAX = 500
/** A leader's calls are looked for this long after the planned beginning, while the session is open. */
const TAKEN_MS = 12 * 3_600_000

const Decision = SessionDecision.omit({ version: true, dueAt: true })

export type HotlineDays = ReturnType<typeof createHotlineDays>

/** Hotline days and leaders' call days: an agenda of tickets, decided one by one (G02, G13, G37, Z15). */
export function createHotlineDays({ store, tickets, inTransaction, cipher, audit, now, newId }: HotlineDayDeps) {
  const told = async (user: Principal, action: string, id: string, details: Record<string, unknown> = {}): Promise<void> => await audit.write({ at: now(), actor: user.username, action, target: `hotline-day:${id}`, details, ok: true })

  /** Throws SESSION_NOT_FOUND, and WRONG_SESSION_STATE when it is not in one of the states. */
  async function sessionOf(id: string, ...states: SessionRow['state'][]): Promise<SessionRow> {
    const session = await store.find(id)
    if (!session) throw new AppError('SESSION_NOT_FOUND')
    if (states.length > 0 && !states.includes(session.state)) throw new AppError('WRONG_SESSION_STATE')
    return session
  }

  async function itemOf(sessionId: string, id: string): Promise<ItemRow> {
    const item = await store.item(id)
    if (item?.sessionId !== sessionId) throw new AppError('SESSION_NOT_FOUND')
    if (item.state !== 'waiting') throw new AppError('WRONG_SESSION_STATE')
    return item
  }

  function itemShown(item: ItemRow, ticket: TicketOfSession): AgendaItem {
    const { id, position, state, addedAt, addedBy, decidedAt, decidedBy, dueAt } = item
    return {
      id, position, state, addedAt, addedBy, decidedAt, decidedBy, dueAt, ticket, reason: cipher.open(item.reasonSealed), endedMeanwhile: state === 'waiting' && DONE_STATES.includes(ticket.state),
      decision: item.decisionSealed === null ? null : Decision.parse(JSON.parse(cipher.open(item.decisionSealed))), followUp: state === 'decided' ? followUpOf({ dueAt, state: ticket.state }, now()) : null,
    }
  }

  async function shown(sessions: readonly SessionRow[]): Promise<HotlineDay[]> {
    const counted = sessions.length === 0 ? [] : await store.counts(sessions.map(({ id }) => id))
    return sessions.map(({ minutesSealed: _, ...session }) => {
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
    const session = await sessionOf(id)
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

  async function changed(session: SessionRow, sets: Partial<SessionRow>): Promise<HotlineDayDetail> {
    if (!(await store.change(session, sets))) throw new AppError('VERSION_CONFLICT')
    return await detail(session.id)
  }

  const atVersion = (session: SessionRow, version: number): SessionRow => {
    if (session.version !== version) throw new AppError('VERSION_CONFLICT')
    return session
  }

  return {
    detail,
    async list(asked: { after?: Mark | undefined; state?: string | undefined; level?: string | undefined; limit: number }) {
      const { items, nextCursor } = pageOf(await store.list({ ...asked, limit: asked.limit + 1 }), asked.limit, ({ startsAt: at, id }) => ({ at, id }))
      return { items: await shown(items), nextCursor }
    },
    async plan(asked: NewHotlineDay, user: Principal): Promise<HotlineDayDetail> {
      const id = newId()
      await store.insert({ id, ...asked, state: 'planned', openedAt: now(), openedBy: user.username, heldAt: null, closedAt: null, minutesSealed: null, version: 1 })
      await told(user, 'hotlineDay.plan', id, { level: asked.level })
      return await detail(id)
    },
    change: async (id: string, { version, ...sets }: ChangeHotlineDay): Promise<HotlineDayDetail> => await changed(atVersion(await sessionOf(id, 'planned'), version), sets as Partial<SessionRow>),
    /** Throws ALREADY_ON_AGENDA when it waits on another one too, NOT_FOR_SESSION when nothing is left to decide. */
    async put(id: string, { ticketNo, reason }: NewAgendaItem, user: Principal): Promise<HotlineDayDetail> {
      const session = await sessionOf(id, 'planned', 'held')
      const ticket = await tickets.find(ticketNo, user)
      if (ticket.state === 'draft' || (DONE_STATES.includes(ticket.state) && session.level !== 'leader_answers')) throw new AppError('NOT_FOR_SESSION')
      const elsewhere = await store.waiting(ticket.id)
      const item = { id: newId(), sessionId: id, ticketId: ticket.id, state: 'waiting' as const, reasonSealed: cipher.seal(reason), addedAt: now(), addedBy: user.username, decidedAt: null, decidedBy: null, decisionSealed: null, dueAt: null }
      if (elsewhere || !(await store.add(item))) throw new AppError('ALREADY_ON_AGENDA')
      return await detail(id)
    },
    async remove(id: string, itemId: string): Promise<HotlineDayDetail> {
      await sessionOf(id, 'planned', 'held')
      await itemOf(id, itemId)
      if (!(await store.remove(itemId))) throw new AppError('WRONG_SESSION_STATE')
      return await detail(id)
    },
    /** All of its items, in the new order. */
    async order(id: string, { version, items }: { version: number; items: readonly string[] }): Promise<HotlineDayDetail> {
      const session = atVersion(await sessionOf(id, 'planned', 'held'), version)
      const rows = await store.items(id)
      if (rows.length !== items.length || !rows.every((row) => items.includes(row.id))) throw new AppError('VERSION_CONFLICT')
      const done = await inTransaction(async (trx) => {
        if (!(await store.change(session, {}, trx))) return false
        await store.order(trx, items)
        return true
      })
      if (!done) throw new AppError('VERSION_CONFLICT')
      return await detail(id)
    },
    async hold(id: string, version: number, user: Principal): Promise<HotlineDayDetail> {
      const session = atVersion(await sessionOf(id, 'planned'), version)
      const held = await changed(session, { state: 'held', heldAt: now() })
      await told(user, 'hotlineDay.hold', id)
      return held
    },
    /** What was not decided is carried over. */
    async close(id: string, { version, minutes }: { version: number; minutes: string }, user: Principal): Promise<HotlineDayDetail> {
      const session = atVersion(await sessionOf(id, 'held'), version)
      const at = now()
      const done = await inTransaction(async (trx) => {
        if (!(await store.change(session, { state: 'closed', closedAt: at, minutesSealed: minutes === '' ? null : cipher.seal(minutes) }, trx))) return false
        await store.endWaiting(trx, id, { at, username: user.username })
        return true
      })
      if (!done) throw new AppError('VERSION_CONFLICT')
      await told(user, 'hotlineDay.close', id)
      return await detail(id)
    },
    /** The decision and the steps of the ticket: all or nothing. Throws what the ticket refuses, and LEAD_STAYS. */
    async decide(id: string, itemId: string, decision: SessionDecision, user: Principal, language: Language): Promise<HotlineDayDetail> {
      const session = await sessionOf(id, 'held')
      const item = await itemOf(id, itemId)
      const known = (await tickets.byIds([item.ticketId])).get(item.ticketId)
      if (!known) throw new AppError('NOT_FOUND')
      const found = stepsOf(decision, known, session.chair)
      if ('refusal' in found) throw new AppError('LEAD_STAYS')
      const { version: _, dueAt, ...kept } = decision
      await tickets.inTurn(known.ticketNo, user, found.steps, language, async (trx) => {
        const sets = { state: 'decided' as const, decidedAt: now(), decidedBy: user.username, decisionSealed: cipher.seal(JSON.stringify(kept)), dueAt }
        if (!(await store.settle(itemId, sets, trx))) throw new AppError('WRONG_SESSION_STATE')
      })
      return await detail(id)
    },
    async carryOver(id: string, itemId: string, reason: string, user: Principal): Promise<HotlineDayDetail> {
      await sessionOf(id, 'held')
      const item = await itemOf(id, itemId)
      const sets = { state: 'carried_over' as const, decidedAt: now(), decidedBy: user.username, ...(reason === '' ? {} : { reasonSealed: cipher.seal(reason) }) }
      if (!(await store.settle(item.id, sets))) throw new AppError('WRONG_SESSION_STATE')
      return await detail(id)
    },
    async counts({ from, to }: { from: number; to: number }): Promise<HotlineDayCounts> {
      const sessions = await shown(await store.between(from, to))
      const late = (await this.followUp()).filter(({ followUp }) => followUp === 'overdue')
      const items = HotlineDayLevel.options.map((level) => {
        const of = sessions.filter((one) => one.level === level)
        const sum = (name: 'items' | 'decided' | 'resolved'): number => of.reduce((all, { counts }) => all + counts[name], 0)
        return { level, held: of.length, items: sum('items'), decided: sum('decided'), resolved: sum('resolved'), overdue: late.filter(({ session }) => of.some(({ id }) => id === session.id)).length }
      })
      return { items }
    },
    /** What sessions have decided and what became of it, first what is due first. */
    async followUp(): Promise<FollowUpEntry[]> {
      const rows = await store.decided(FOLLOW_UP_MAX)
      const sessions = new Map((await Promise.all([...new Set(rows.map(({ sessionId }) => sessionId))].map(async (one) => await store.find(one)))).flatMap((one) => (one ? [[one.id, one]] : [])))
      const bySession = new Map(rows.map(({ id, sessionId }) => [id, sessionId]))
      return (await itemsOf(rows)).flatMap((item) => {
        const session = sessions.get(bySession.get(item.id) ?? '')
        return session ? [{ ...item, session: { id: session.id, level: session.level, startsAt: session.startsAt, chair: session.chair } }] : []
      })
    },
  }
}
