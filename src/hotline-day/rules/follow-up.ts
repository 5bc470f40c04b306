import { DONE_STATES, type TicketState } from '../../contract/ticket.ts'

/** Fed back to the citizen: what the session asked for is done, unless it comes back. */
const FED_BACK: readonly TicketState[] = ['pending_callback', 'callback_review', 'social_review']

/** What became of a decision. */
export function followUpOf({ dueAt, state }: { dueAt: number | null; state: TicketState }, now: number): 'open' | 'overdue' | 'done' {
  if (DONE_STATES.includes(state) || FED_BACK.includes(state)) return 'done'
  return dueAt !== null && dueAt < now ? 'overdue' : 'open'
}
