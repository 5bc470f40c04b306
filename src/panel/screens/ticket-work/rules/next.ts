import type { TicketRecord } from '../../../../contract/ticket-record.ts'
import type { Ticket } from '../../../../contract/ticket.ts'

type Now = Pick<Ticket, 'state' | 'processing' | 'leadUnit' | 'respondBy' | 'triageBy' | 'judgeBy' | 'dueAt'> & { records: readonly Pick<TicketRecord, 'kind' | 'state'>[] }

export type NextKey =
  | 'draft' | 'dispatch' | 'exchange' | 'triage' | 'sign' | 'returnAsked' | 'verify' | 'handle' | 'extensionAsked' | 'review' | 'callback' | 'judge' | 'socialAsked' | 'social'
  | 'closed' | 'archived' | 'rejected' | 'cancelled' | 'merged' | 'transferred'

/** What comes next, who has to do it, and by when. */
export function nextOf(ticket: Now): { key: NextKey; unit: string | null; by: number | null } {
  const { state, processing, leadUnit: unit, respondBy, triageBy, judgeBy, dueAt, records } = ticket
  const open = (kind: TicketRecord['kind']): boolean => records.some((one) => one.kind === kind && one.state === 'open')
  const returnAsked = open('return_request')
  switch (state) {
    case 'pending_dispatch': return { key: processing === 'exchange' ? 'exchange' : 'dispatch', unit, by: null }
    case 'in_triage': return { key: 'triage', unit, by: triageBy }
    case 'dispatched': return returnAsked ? { key: 'returnAsked', unit, by: null } : { key: 'sign', unit, by: respondBy }
    case 'signed': return returnAsked ? { key: 'returnAsked', unit, by: null } : open('extension_request') ? { key: 'extensionAsked', unit, by: dueAt } : { key: 'verify', unit, by: dueAt }
    case 'handling': return { key: open('extension_request') ? 'extensionAsked' : 'handle', unit, by: dueAt }
    case 'reply_review': return { key: 'review', unit, by: dueAt }
    case 'pending_callback': return { key: 'callback', unit, by: null }
    case 'callback_review': return open('social_review') ? { key: 'socialAsked', unit, by: null } : { key: 'judge', unit, by: judgeBy }
    case 'social_review': return { key: 'social', unit, by: null }
    default: return { key: state, unit, by: null }
  }
}
