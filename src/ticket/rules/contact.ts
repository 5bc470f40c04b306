import type { CallFact } from '../../call/facts.ts'
import { DONE_STATES, type Ticket } from '../../contract/ticket.ts'
import type { ContactOutcome, TicketContact } from '../../contract/ticket-contact.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Principal } from '../../identity/port.ts'
import { isOfDepartment } from './visibility.ts'

// Calls to the citizen about a ticket (domain.md §2.7 rule 4, J24).

/** A reminder about a ticket goes to the department; every other call of ours about one is to its citizen. */
export const isToCitizen = (labels: readonly string[]): boolean => !labels.includes('reminder')

/** What came of a call of ours, by its last fact. */
export function contactOutcome({ answeredAt, endedIn, unreached }: Pick<Extract<CallFact, { type: 'callEnded' }>, 'answeredAt' | 'endedIn' | 'unreached'>): ContactOutcome {
  if (answeredAt !== null) return 'answered'
  // The agent's own phone in the first case, the department's in the second, unless somebody was there and hung up.
  if (endedIn === 'booked' || (endedIn === 'department' && unreached !== 'cancelled')) return 'not_picked_up'
  return unreached === 'no_answer' || unreached === 'busy' || unreached === 'declined' || unreached === 'cancelled' ? unreached : 'unreachable'
}

type Matter = Pick<Ticket, 'state' | 'processing' | 'confidential' | 'leadUnit' | 'accountableUnit'>

/**
 * Why the citizen may not be called about it now, by this person, who has the right ticket.call with it; null = may be. A
 * department that helps calls while its task is open; about a confidential matter only the one that has it does.
 */
export function contactRefusal(of: Matter, user: Pick<Principal, 'role' | 'department'>, records: readonly Pick<TicketRecord, 'kind' | 'state' | 'unit'>[]): 'ILLEGAL_TRANSITION' | 'FORBIDDEN' | null {
  const { department } = user
  const has = department !== null && department === of.leadUnit
  if (isOfDepartment(user) && !has) {
    const asked = records.some(({ kind, state, unit }) => (kind === 'co_task' || kind === 'whistle') && state === 'open' && unit === department)
    if (of.confidential || (department !== of.accountableUnit && !asked)) return 'FORBIDDEN'
  }
  // Another system's people call about what it works on (I9).
  return of.state === 'draft' || DONE_STATES.includes(of.state) || of.processing === 'exchange' ? 'ILLEGAL_TRANSITION' : null
}

/** As the reader may know it: departments have no way to the recording, and of a confidential matter only their own words. */
export function contactsShown<One extends TicketContact>(all: readonly One[], user: Pick<Principal, 'role' | 'department'>, { confidential }: { confidential: boolean }): One[] {
  if (!isOfDepartment(user)) return [...all]
  return all.map((one) => ({ ...one, callId: null, reason: confidential && one.unit !== user.department ? '' : one.reason }))
}
