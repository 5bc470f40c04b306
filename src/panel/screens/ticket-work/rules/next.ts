import type { TicketRecord } from '../../../../contract/ticket-record.ts'
import type { Ticket } from '../../../../contract/ticket.ts'

type Now = Pick<Ticket, 'state' | 'processing' | 'leadUnit' | 'respondBy' | 'triageBy' | 'judgeBy' | 'dueAt' | 'round' | 'replyAuthor'> & { records: readonly Pick<TicketRecord, 'kind' | 'state'>[] }

export type NextKey =
  | 'draft' | 'dispatch' | 'exchange' | 'triage' | 'sign' | 'returnAsked' | 'verify' | 'handle' | 'mend' | 'again' | 'extensionAsked' | 'review' | 'callback' | 'judge' | 'socialAsked' | 'social'
  | 'closed' | 'archived' | 'rejected' | 'cancelled' | 'merged' | 'transferred'

/** Who has to do it. */
export type Who = 'agent' | 'dispatcher' | 'panel' | 'unit' | 'reviewer' | 'centre' | 'callback' | 'social' | 'other'

export interface Next {
  key: NextKey
  /** null = nothing is to be done. */
  who: Who | null
  unit: string | null
  by: number | null
}

type Asked = Pick<TicketRecord, 'kind' | 'state' | 'unit'>
const ASKS = ['whistle', 'co_task', 'supervision'] as const
export type Ask = (typeof ASKS)[number]

/** What others wait for from this department, whoever has the ticket: the shortest terms first. */
export function asksOf<One extends Asked>(records: readonly One[], department: string | null): (One & { kind: Ask })[] {
  const open = records.filter((one): one is One & { kind: Ask } => one.state === 'open' && one.unit === department && ASKS.some((kind) => kind === one.kind))
  return department === null ? [] : open.toSorted((a, b) => ASKS.indexOf(a.kind) - ASKS.indexOf(b.kind))
}

/** What comes next, who has to do it, and by when. */
export function nextOf(ticket: Now): Next {
  const { state, processing, leadUnit: unit, respondBy, triageBy, judgeBy, dueAt, round, replyAuthor, records } = ticket
  const open = (kind: TicketRecord['kind']): boolean => records.some((one) => one.kind === kind && one.state === 'open')
  const next = (key: NextKey, who: Who, by: number | null): Next => ({ key, who, unit, by })
  const returnAsked = (): Next => next('returnAsked', 'dispatcher', null)
  const extensionAsked = (): Next => next('extensionAsked', 'centre', dueAt)
  switch (state) {
    case 'draft': return next('draft', 'agent', null)
    case 'pending_dispatch': return processing === 'exchange' ? next('exchange', 'other', null) : next('dispatch', 'dispatcher', null)
    case 'in_triage': return next('triage', 'panel', triageBy)
    case 'dispatched': return open('return_request') ? returnAsked() : next('sign', 'unit', respondBy)
    case 'signed': return open('return_request') ? returnAsked() : open('extension_request') ? extensionAsked() : next('verify', 'unit', dueAt)
    // Its author stands on it only while a reply was sent back.
    case 'handling': return open('extension_request') ? extensionAsked() : next(replyAuthor !== null ? 'mend' : round > 0 ? 'again' : 'handle', 'unit', dueAt)
    case 'reply_review': return next('review', 'reviewer', dueAt)
    case 'pending_callback': return next('callback', 'callback', null)
    case 'callback_review': return open('social_review') ? next('socialAsked', 'centre', null) : next('judge', 'callback', judgeBy)
    case 'social_review': return next('social', 'social', null)
    default: return { key: state, who: null, unit, by: null }
  }
}
