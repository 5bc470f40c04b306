import type { TicketEventName, TicketState } from '../../contract/ticket.ts'

/** One arrow of the machine: which event leads from where to where. */
interface Transition {
  event: TicketEventName
  from: readonly TicketState[]
  to: TicketState
}

const OPEN: readonly TicketState[] = ['pending_dispatch', 'in_triage', 'dispatched', 'signed', 'handling', 'reply_review', 'pending_callback', 'callback_review', 'social_review']

/**
 * Every way a ticket can go (domain.md §4.2); nothing moves but along these. What each asks for besides stands in
 * `needed.ts` (fields) and `repeat.ts` (the rest).
 */
const TRANSITIONS: readonly Transition[] = [
  { event: 'directAnswer', from: ['draft'], to: 'closed' }, // T02
  { event: 'submit', from: ['draft'], to: 'pending_dispatch' }, // T03
  { event: 'cancel', from: ['draft', ...OPEN], to: 'cancelled' }, // T04, T33
  { event: 'merge', from: ['draft'], to: 'merged' }, // T06
]

/** Where the event leads; null = not from this state. */
export const after = (state: TicketState, event: TicketEventName): TicketState | null =>
  TRANSITIONS.find((one) => one.event === event && one.from.includes(state))?.to ?? null

/** What may happen in this state, in the order of the table. */
export const eventsFrom = (state: TicketState): TicketEventName[] => TRANSITIONS.filter(({ from }) => from.includes(state)).map(({ event }) => event)

/** Its fields may be written only before it is handed in. */
export const isEditable = (state: TicketState): boolean => state === 'draft'
