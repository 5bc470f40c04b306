import type { AgendaTicket } from '../contract/session-agenda.ts'
import type { ReviewPapers } from '../contract/social-review.ts'
import type { TicketEvent } from '../contract/ticket-event.ts'
import type { TicketNotice } from '../contract/ticket-notice.ts'
import type { RecordKind } from '../contract/ticket-record.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Audit, Principal } from '../identity/port.ts'
import type { Language } from '../platform/language.ts'
import type { InTransaction, Trx } from '../platform/store.ts'

/** A ticket as sessions need to know it. */
export interface TicketOfSession extends AgendaTicket {
  id: string
  accountableUnit: string | null
  /** Departments that were asked to help. */
  coUnits: readonly string[]
  /** What is open on it. */
  open: readonly RecordKind[]
  /** By when its social review is to be over. */
  reviewBy: number | null
}

/** What was written about a matter, as it was written: whoever shows it takes out who the citizen is. */
export interface TicketPapers extends Omit<ReviewPapers, 'content'> {
  content: string
  citizen: { name: string; address: string; numbers: readonly string[] }
}

/** Who asks, and in which language they are answered. */
export interface Asking {
  user: Principal
  language: Language
}

/** What sessions ask of tickets. */
export interface SessionTickets {
  /** Throws NOT_FOUND, also for what the reader may not see. */
  find: (ticketNo: TicketNo, user: Principal) => Promise<TicketOfSession>
  /** Those that are there, in no order. */
  byIds: (ids: readonly string[]) => Promise<ReadonlyMap<string, TicketOfSession>>
  /** Throws NOT_FOUND. */
  papers: (id: string) => Promise<TicketPapers>
  /** Several steps as one, and what `also` keeps in the same transaction. */
  inTurn: (ticketNo: TicketNo, by: Asking, steps: readonly [TicketEvent, ...TicketEvent[]], also: (trx: Trx) => Promise<void>) => Promise<void>
  /** Tells somebody something about it. */
  tell: (ticketId: string, notice: Pick<TicketNotice, 'id' | 'kind' | 'audience' | 'unit' | 'details'>) => Promise<void>
}

/** What a kind of session over tickets is made of, with the store it keeps itself in. */
export interface SessionDeps<Store> {
  store: Store
  tickets: Pick<SessionTickets, 'find' | 'byIds' | 'inTurn'>
  inTransaction: InTransaction
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  now: () => number
  newId: () => string
}
