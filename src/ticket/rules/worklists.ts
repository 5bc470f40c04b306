import type { TicketState } from '../../contract/ticket.ts'
import type { RecordKind } from '../../contract/ticket-record.ts'
import { WORKLISTS, type WorklistName } from '../../contract/worklist.ts'
import type { Action } from '../../identity/port.ts'
import type { When } from './due.ts'
import { OPEN, WITH_UNIT } from './machine.ts'

export interface Worklist {
  /** Whoever has one of these rights has the list. */
  actions: readonly Action[]
  states: readonly TicketState[]
  /** One entry for each open record of this kind; else one for each ticket. */
  record?: RecordKind
  /** A department has in it what it leads, or what the record asks of it. */
  whose: 'lead' | 'record'
  /** What of the ticket says until when; 'record': the record does. */
  by: 'respondBy' | 'dueAt' | 'triageBy' | 'judgeBy' | 'record' | null
  /** Only emergencies; only what came back for more work; only what nobody has replied to. */
  only?: 'emergency' | 'rework' | 'unanswered'
  /** Only what is due in this time. */
  due?: When
}

const ALL: readonly Action[] = ['ticket.read']

const ofTickets = (action: Action, state: TicketState, by: Worklist['by']): Worklist => ({ actions: [action], states: [state], whose: 'lead', by })
/** `actions`: whose it is to see to it. */
const ofRecords = (actions: readonly Action[], record: RecordKind, states: readonly TicketState[], whose: Worklist['whose']): Worklist => ({ actions, record, states, whose, by: 'record' })

/** The desks (domain.md §4.1: states, and what is attached to them). */
export const WORK: Readonly<Record<WorklistName, Worklist>> = {
  unassigned: ofTickets('ticket.dispatch', 'pending_dispatch', null),
  triage: ofTickets('ticket.dispatch', 'in_triage', 'triageBy'),
  returns: ofRecords(['ticket.dispatch', 'ticket.handle'], 'return_request', ['dispatched', 'signed'], 'lead'),
  to_sign: ofTickets('ticket.handle', 'dispatched', 'respondBy'),
  to_verify: ofTickets('ticket.handle', 'signed', 'dueAt'),
  handling: ofTickets('ticket.handle', 'handling', 'dueAt'),
  rework: { ...ofTickets('ticket.handle', 'handling', 'dueAt'), only: 'rework' },
  due_today: { actions: ['ticket.handle'], states: WITH_UNIT, whose: 'lead', by: 'dueAt', only: 'unanswered', due: 'today' },
  co_tasks: ofRecords(['ticket.assist'], 'co_task', WITH_UNIT, 'record'),
  whistles: ofRecords(['ticket.assist'], 'whistle', WITH_UNIT, 'record'),
  approvals: ofRecords(['ticket.assist'], 'approval', ['dispatched', 'signed', 'handling'], 'record'),
  supervised: ofRecords(['ticket.handle'], 'supervision', OPEN, 'lead'),
  to_review: ofTickets('ticket.review', 'reply_review', 'dueAt'),
  /** The citizen objects and nobody has judged yet: the department may ask for social review (T26). */
  disputed: ofTickets('ticket.handle', 'callback_review', 'judgeBy'),
  to_call: ofRecords(['ticket.judge'], 'survey', ['pending_callback'], 'lead'),
  to_judge: ofTickets('ticket.judge', 'callback_review', 'judgeBy'),
  extensions: ofRecords(['ticket.supervise', 'ticket.handle'], 'extension_request', ['signed', 'handling'], 'lead'),
  upgrades: ofRecords(['ticket.supervise', 'ticket.handle'], 'upgrade_request', WITH_UNIT, 'lead'),
  social_requests: ofRecords(['ticket.supervise'], 'social_review', ['callback_review'], 'lead'),
  in_social_review: ofRecords(['ticket.supervise'], 'social_review', ['social_review'], 'lead'),
  pool: ofRecords(['ticket.supervise'], 'pool', [...OPEN, 'closed'], 'lead'),
  supervision: ofRecords(['ticket.supervise'], 'supervision', OPEN, 'lead'),
  sponsored: ofRecords(['ticket.supervise'], 'sponsor', OPEN, 'lead'),
  emergency: { actions: ALL, states: OPEN, whose: 'lead', by: 'dueAt', only: 'emergency' },
  open: { actions: ALL, states: OPEN, whose: 'lead', by: 'dueAt' },
  nearly_due: { actions: ALL, states: OPEN, whose: 'lead', by: 'dueAt', only: 'unanswered', due: 'near' },
  overdue: { actions: ALL, states: OPEN, whose: 'lead', by: 'dueAt', only: 'unanswered', due: 'past' },
}

/** Those of somebody with these rights, in the order of the contract. */
export const worklistsOf = (mayDo: (action: Action) => boolean): WorklistName[] => WORKLISTS.filter((name) => WORK[name].actions.some(mayDo))
