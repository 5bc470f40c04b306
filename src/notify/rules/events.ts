import type { WebhookEvent } from '../../contract/notify.ts'
import type { TicketState, TicketType } from '../../contract/ticket.ts'
import type { NoticeKind, NoticeUrgency } from '../../contract/ticket-notice.ts'

/** A ticket before or after a step, as far as it matters here. */
export interface Standing {
  state: TicketState
  round: number
  leadUnit: string | null
  urgency: 'normal' | 'urgent' | 'emergency'
  confidential: boolean
}

/** A step that was kept. */
export interface Happened {
  ticketNo: string
  /** Of the ticket after it. */
  version: number
  at: number
  before: Standing
  after: Standing & { type: TicketType | null; categoryCode: string | null; areaCode: string | null; channel: string; acceptedAt: number | null; dueAt: number | null; closedAt: number | null }
  workspace: string | null
  /** Number dialled. */
  hotline: string | null
  notices: readonly { id: string; kind: NoticeKind; urgency: NoticeUrgency }[]
}

const ENDED: Partial<Record<TicketState, WebhookEvent>> = { closed: 'closed', rejected: 'rejected', transferred: 'transferred' }
/** A draft that ends like this was never a matter. */
const NOTHING: readonly TicketState[] = ['draft', 'cancelled', 'merged']
const OVER: readonly TicketState[] = ['closed', 'archived', 'rejected']

/** What others are told of a step, in the order in which it happened. */
export function eventsOf({ before, after, notices }: Happened): WebhookEvent[] {
  const entered = before.state !== after.state
  const accepted = before.state === 'draft' && !NOTHING.includes(after.state)
  const reopened = OVER.includes(before.state) && !OVER.includes(after.state)
  const again = after.round > before.round && !reopened
  const events: (WebhookEvent | false | undefined)[] = [
    accepted && 'accepted',
    reopened && 'reopened',
    after.urgency === 'emergency' && (accepted || (before.state !== 'draft' && before.urgency !== 'emergency')) && 'emergency',
    entered && ['dispatched', 'signed', 'handling', 'reply_review'].includes(before.state) && ['pending_dispatch', 'in_triage'].includes(after.state) && 'returned',
    after.leadUnit !== null && after.leadUnit !== before.leadUnit && 'dispatched',
    entered && after.state === 'signed' && 'signed',
    entered && after.state === 'pending_callback' && before.state === 'reply_review' && 'replied',
    again && 'rework',
    notices.some(({ kind, urgency }) => kind === 'red_card' || (kind === 'overdue' && urgency === 'emergency')) && 'overdue',
    entered && ENDED[after.state],
  ]
  return events.filter((event): event is WebhookEvent => typeof event === 'string')
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/**
 * What is sent: codes and instants, nothing anybody wrote and nobody's number. null: nothing may be told. Confidential
 * matters and those of a sub-platform (U10) are nobody else's.
 */
export function bodyOf({ ticketNo, version, at, after, workspace, hotline }: Happened, event: WebhookEvent, site: string): object | null {
  if (after.confidential || workspace !== null) return null
  const { state, type, categoryCode, areaCode, channel, urgency, leadUnit, round } = after
  return {
    kind: 'ticket_event', from: '12345', site, event, at: iso(at), ticketNo, version, state, type, categoryCode, areaCode, hotline, channel, urgency, unit: leadUnit, round,
    acceptedAt: iso(after.acceptedAt), dueAt: iso(after.dueAt), closedAt: iso(after.closedAt),
  }
}
