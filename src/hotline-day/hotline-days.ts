import type { ChangeHotlineDay, HotlineDayDetail, NewAgendaItem, NewHotlineDay, SessionDecision } from '../contract/hotline-day.ts'
import { DONE_STATES } from '../contract/ticket.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Asking } from '../ticket/port.ts'
import { stepsOf } from './rules/steps-of-decision.ts'
import type { ItemRow, SessionRow } from './store.ts'
import { createViews } from './views.ts'
import type { HotlineDayDeps } from './deps.ts'

export type HotlineDays = ReturnType<typeof createHotlineDays>

/** Hotline days and leaders' call days: an agenda of tickets, decided one by one (G02, G13, G37, Z15). */
export function createHotlineDays({ store, tickets, inTransaction, cipher, audit, now, newId }: HotlineDayDeps) {
  const views = createViews({ store, tickets, cipher, now })
  const { detail } = views
  const told = async (user: Principal, action: string, id: string, details: Record<string, unknown> = {}): Promise<void> => await audit.write({ at: now(), actor: user.username, action, target: `hotline-day:${id}`, details, ok: true })

  /** Throws SESSION_NOT_FOUND, and WRONG_SESSION_STATE when it is not in one of the states. */
  async function sessionOf(id: string, ...states: SessionRow['state'][]): Promise<SessionRow> {
    const session = await store.find(id)
    if (!session) throw new AppError('SESSION_NOT_FOUND')
    if (!states.includes(session.state)) throw new AppError('WRONG_SESSION_STATE')
    return session
  }

  async function itemOf(sessionId: string, id: string): Promise<ItemRow> {
    const item = await store.item(id)
    if (item?.sessionId !== sessionId) throw new AppError('SESSION_NOT_FOUND')
    if (item.state !== 'waiting') throw new AppError('WRONG_SESSION_STATE')
    return item
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
    ...views,
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
    async decide(id: string, itemId: string, decision: SessionDecision, by: Asking): Promise<HotlineDayDetail> {
      const session = await sessionOf(id, 'held')
      const item = await itemOf(id, itemId)
      const known = (await tickets.byIds([item.ticketId])).get(item.ticketId)
      if (!known) throw new AppError('NOT_FOUND')
      const found = stepsOf(decision, known, session.chair)
      if ('refusal' in found) throw new AppError('LEAD_STAYS')
      const { version: _, dueAt, ...kept } = decision
      await tickets.inTurn(known.ticketNo, by, found.steps, async (trx) => {
        const sets = { state: 'decided' as const, decidedAt: now(), decidedBy: by.user.username, decisionSealed: cipher.seal(JSON.stringify(kept)), dueAt }
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
  }
}
