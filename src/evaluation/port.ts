import type { Principal } from '../identity/port.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { TicketState } from '../contract/ticket.ts'
import type { Sight } from '../ticket/rules/visibility.ts'

/** What this part needs to know of a ticket. */
export interface TicketSeen {
  id: string
  ticketNo: TicketNo
  title: string
  content: string
  workspace: string | null
  state: TicketState
  confidential: boolean
  round: number
  leadUnit: string | null
  categoryCode: string | null
  areaCode: string | null
  feedbackAt: number | null
}

/** Tickets, as far as somebody may see them. */
export interface Tickets {
  /** Throws NOT_FOUND, also for somebody else's. */
  find: (ticketNo: TicketNo, user: Principal) => Promise<TicketSeen>
  /** Departments that assisted, by round. */
  assistants: (ticketId: string) => Promise<{ unit: string; round: number }[]>
  /** Whether the person works on it for its lead. */
  leads: (ticketNo: TicketNo, user: Principal) => Promise<boolean>
  sight: (user: Principal) => Sight
  /** Tells the desk of the department, or the supervisor, of a complaint about service. */
  tell: (ticketId: string, to: { audience: 'unit' | 'supervisor'; unit: string | null; details: Record<string, string | number | boolean | null> }) => Promise<void>
}
