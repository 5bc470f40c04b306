import { type ComplaintState, type NewComplaint, ServiceComplaint } from '../contract/evaluation.ts'
import type { Audit, Can, Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { ComplaintRow, ComplaintStore, Untold, Whose } from './complaint-store.ts'
import type { Tickets } from './port.ts'
import { mayOf } from './rules/complaint.ts'

export interface ComplaintDeps {
  store: ComplaintStore
  tickets: Tickets
  can: Can
  audit: Audit
  now: () => number
  newId: () => string
  /** Until when one of that moment is answered. policy.ticket.complaintDays */
  dueAt: (from: number) => number
  /** The department and all below it. */
  below: (unit: string) => readonly string[]
  inUse: (unit: string) => boolean
}

export interface ComplaintQuery {
  states?: readonly ComplaintState[] | undefined
  unit?: string | undefined
  late?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** So many are taken up at a time. */
const BATCH = 100

export type Complaints = ReturnType<typeof createComplaints>

/** 服务投诉 (J36, H11): raised by a survey or by hand, answered by those it is about, decided by the centre. */
export function createComplaints({ store, tickets, can, audit, now, newId, dueAt, below, inUse }: ComplaintDeps) {
  const isJudge = (user: Principal): boolean => can(user, 'ticket.supervise', { workspace: user.workspace ?? null })
  const readsAll = (user: Principal): boolean => can(user, 'ticket.judge', { workspace: user.workspace ?? null }) || isJudge(user)

  /** A department reads what is about it and those below, an agent what is about them. */
  function whoseOf(user: Principal): Whose {
    if (readsAll(user)) return { workspace: user.workspace ?? null }
    if (user.department !== null && (user.role === 'unit' || user.role === 'unit_head')) return { units: below(user.department) }
    return user.extension === null ? { units: [] } : { agent: user.extension }
  }
  const isAbout = ({ unit, agent }: ComplaintRow, user: Principal): boolean => (unit !== null && user.department !== null && below(user.department).includes(unit)) || (agent !== null && agent === user.extension)
  const sees = (row: ComplaintRow, user: Principal): boolean => isAbout(row, user) || (readsAll(user) && row.workspace === (user.workspace ?? null))
  // The shape leaves out what else is known of it.
  const shown = (row: ComplaintRow, user: Principal): ServiceComplaint => ServiceComplaint.parse({ ...row, may: mayOf(row, { concerned: isAbout(row, user), judge: isJudge(user) }, now()) })

  async function find(id: string, user: Principal): Promise<ComplaintRow> {
    const row = await store.find(id)
    if (!row || !sees(row, user)) throw new AppError('NOT_FOUND')
    return row
  }

  async function told(row: ComplaintRow, audience: 'unit' | 'supervisor', details: Record<string, string | boolean>): Promise<void> {
    if (row.ticketId !== null && (audience === 'supervisor' || row.unit !== null)) await tickets.tell(row.ticketId, { audience, unit: row.unit, details: { complaint: row.id, reason: row.reason, ...details } })
  }

  /** What is done with it, on record. Throws ILLEGAL_TRANSITION, VERSION_CONFLICT. */
  async function step(row: ComplaintRow, user: Principal, what: 'answer' | 'decide', keep: (at: number) => Promise<boolean>): Promise<ServiceComplaint> {
    const at = now()
    const allowed = mayOf(row, { concerned: isAbout(row, user), judge: isJudge(user) }, at)
    if (!allowed.includes(what)) throw new AppError('ILLEGAL_TRANSITION', { allowed })
    if (!(await keep(at))) throw new AppError('VERSION_CONFLICT')
    await audit.write({ at, actor: user.username, action: `complaint.${what}`, target: `complaint:${row.id}`, details: {}, ok: true })
    return shown(await find(row.id, user), user)
  }

  return {
    /** Throws INVALID_REQUEST when it is about nobody or about both; NOT_FOUND for a ticket that is not there. */
    async open(given: NewComplaint, user: Principal): Promise<ServiceComplaint> {
      const { unit, agent, ticketNo, callId, reason, content } = given
      const faults = (unit === null) === (agent === null) ? ['unit', 'agent'] : unit !== null && !inUse(unit) ? ['unit'] : []
      if (faults.length > 0) throw new AppError('INVALID_REQUEST', { errors: faults.map((path) => ({ path: `body.${path}`, message: 'one of the two' })) })
      const ticket = ticketNo === null ? null : await tickets.find(ticketNo, user)
      const [id, at] = [newId(), now()]
      const added = await store.add({ id, source: callId === null ? 'person' : 'rating', sourceId: callId, unit, agent, ticketId: ticket?.id ?? null, callId, workspace: user.workspace ?? null, reason, content, openedAt: at, openedBy: user.username, dueAt: dueAt(at) })
      if (!added) throw new AppError('COMPLAINT_EXISTS')
      await audit.write({ at, actor: user.username, action: 'complaint.open', target: `complaint:${id}`, details: { unit, agent, reason }, ok: true })
      const row = await find(id, user)
      await told(row, 'unit', {})
      return shown(row, user)
    },
    /** Newest first. Throws INVALID_REQUEST (the cursor). */
    async list(user: Principal, { states, unit, late, cursor, limit }: ComplaintQuery): Promise<{ items: ServiceComplaint[]; nextCursor: string | null }> {
      const rows = await store.list({ whose: whoseOf(user), states, units: unit === undefined ? undefined : below(unit), lateBy: late === true ? now() : undefined }, cursor === undefined ? undefined : fromCursor(cursor), limit + 1)
      const { items, nextCursor } = pageOf(rows, limit, ({ id, openedAt }) => ({ at: openedAt, id }))
      return { items: items.map((row) => shown(row, user)), nextCursor }
    },
    /** Throws NOT_FOUND, ILLEGAL_TRANSITION, VERSION_CONFLICT. */
    async answer(id: string, { version, answer }: { version: number; answer: string }, user: Principal): Promise<ServiceComplaint> {
      const row = await find(id, user)
      const done = await step(row, user, 'answer', async (at) => await store.answer(id, version, { answer, at, by: user.username }))
      await told(row, 'supervisor', { answered: true })
      return done
    },
    /** Throws NOT_FOUND, ILLEGAL_TRANSITION, VERSION_CONFLICT. */
    async decide(id: string, { version, upheld, decision }: { version: number; upheld: boolean; decision: string }, user: Principal): Promise<ServiceComplaint> {
      const row = await find(id, user)
      const done = await step(row, user, 'decide', async (at) => await store.decide(id, version, { state: upheld ? 'upheld' : 'not_upheld', decision, at, by: user.username }))
      await told(row, 'unit', { upheld })
      return done
    },
    /** Each complaint that a citizen made when called back becomes one here, once, whatever stopped in between. The department has been told by the ticket. */
    async takeUp(): Promise<void> {
      for (let found: Untold[] = [], last = ''; ; ) {
        found = await store.untold(BATCH)
        // The same ones again: nothing more can be done about them.
        if (found.length === 0 || found[0]?.id === last) return
        last = found[0]?.id ?? ''
        for (const { id: sourceId, openedAt, ...one } of found) await store.add({ ...one, id: newId(), source: 'survey', sourceId, agent: null, callId: null, content: '', openedAt, dueAt: dueAt(openedAt) })
      }
    },
  }
}
