import type { AnswerCallout, Callout } from '../contract/roster.ts'
import type { TicketState } from '../contract/ticket.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Trx } from '../platform/store.ts'
import type { Book } from './book.ts'
import type { CalloutRow } from './callout-store.ts'
import type { RosterDeps } from './deps.ts'
import { calledFor, isCall, type Called } from './rules/team.ts'
import { calloutShown } from './views.ts'

/** A step of a ticket, as far as it says who is needed. */
export interface Step {
  ticketId: string
  before: { urgency: string; state: TicketState; leadUnit: string | null }
  after: { urgency: string; state: TicketState; leadUnit: string | null; categoryCode: string | null }
  coUnits: readonly string[]
  actor: string
  at: number
}

export type Callouts = ReturnType<typeof createCallouts>

/** The emergency team, called together when an emergency is opened or given to somebody else (G15, A-G06). */
export function createCallouts({ callouts, inTransaction, cipher, audit, can, clock, newId }: RosterDeps, book: Book) {
  const shown = (row: CalloutRow): Callout => calloutShown(row, book.person(row.personId), cipher.open)
  const officers = (): Set<string> => new Set(book.running().flatMap((period) => period.officers))
  /** People who sign in with this account. */
  const peopleOf = ({ username }: Pick<Principal, 'username'>): string[] => book.people().flatMap((one) => (one.inUse && one.username?.toLowerCase() === username.toLowerCase() ? [one.id] : []))
  const isStaffOf = ({ role, department }: Principal, unit: string | null): boolean => unit !== null && department === unit && (role === 'unit' || role === 'unit_head')

  async function call(trx: Trx, ticketId: string, called: readonly Called[], by: { at: number; username: string }): Promise<void> {
    await callouts.call(trx, ticketId, called.map((one) => ({ ...one, callId: newId() })), by)
  }

  /** Who is called by the step; nobody when it is no emergency, or nothing new. */
  const calledBy = ({ before, after, coUnits }: Step): Called[] => (isCall(before, after) ? calledFor(book.people(), { ...after, coUnits }, officers()) : [])

  return {
    calledBy,
    peopleOf,
    /** In the transaction of the step. */
    async callOut(trx: Trx, step: Step): Promise<void> {
      await call(trx, step.ticketId, calledBy(step), { at: step.at, username: step.actor })
    },
    ofTicket: async (ticketId: string): Promise<Callout[]> => (await callouts.ofTicket(ticketId)).map(shown),
    /** Further people, by name. Whoever is called already is not called again. */
    async callMore(ticket: { id: string; ticketNo: string }, people: readonly string[], user: Principal): Promise<Callout[]> {
      const called = people.map((id): Called => {
        const person = book.person(id)
        if (person?.inUse !== true) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.people', message: 'nobody who can be called' }] })
        return { id, unit: person.unit, why: 'person' }
      })
      const at = clock.now()
      await audit.write({ at, actor: user.username, action: 'callout.call', target: `ticket:${ticket.ticketNo}`, details: { people: [...people] }, ok: true })
      await inTransaction(async (trx) => await call(trx, ticket.id, called, { at, username: user.username }))
      return (await callouts.ofTicket(ticket.id)).map(shown)
    },
    /** Of the reader's department, and where the reader is called: not answered, or not there yet. */
    async open(user: Principal): Promise<Callout[]> {
      const people = peopleOf(user)
      const unit = isStaffOf(user, user.department) ? user.department : null
      return unit === null && people.length === 0 ? [] : (await callouts.open({ unit, people })).map(shown)
    },
    /** By the one who is called, somebody of their department, or the centre for them. Throws NOT_FOUND for everybody else. */
    async answer(id: string, { answer, note }: AnswerCallout, user: Principal): Promise<Callout> {
      const row = await callouts.find(id)
      const may = row && (peopleOf(user).includes(row.personId) || isStaffOf(user, row.unit) || can(user, 'ticket.dispatch', { workspace: null }))
      if (!may) throw new AppError('NOT_FOUND')
      const at = clock.now()
      await audit.write({ at, actor: user.username, action: 'callout.answer', target: `ticket:${row.ticketNo}`, details: { person: row.personId, answer }, ok: true })
      await callouts.answer(id, { answer, answeredAt: row.answeredAt ?? at, arrivedAt: answer === 'arrived' ? (row.arrivedAt ?? at) : row.arrivedAt, answeredBy: user.username, ...(note === '' ? {} : { noteSealed: cipher.seal(note) }) })
      const after = await callouts.find(id)
      if (!after) throw new AppError('NOT_FOUND')
      return shown(after)
    },
  }
}
