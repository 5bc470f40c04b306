import type { ProcessingMode } from '../../contract/hotline.ts'
import { DONE_STATES, TICKET_STATES, type TicketState } from '../../contract/ticket.ts'
import type { Action } from '../../identity/port.ts'
import { TICKET_EVENTS, type TicketEventName } from '../../contract/ticket-event.ts'
import type { EventName } from './case.ts'

/** One arrow of the machine: which event leads from where to where, and whose it is. */
export interface Transition {
  /** Row of domain.md §4.2. */
  row: string
  event: EventName
  from: readonly TicketState[]
  /** Where it may lead; 'same' = it stays. */
  to: readonly (TicketState | 'same')[]
  /** The right it takes; null = nobody's: the system's, or another system's. */
  action: Action | null
}

/** Handed in, and not done with. */
export const OPEN: readonly TicketState[] = TICKET_STATES.filter((state) => state !== 'draft' && !DONE_STATES.includes(state))
/** A department has the matter and has not fed back. */
export const WITH_UNIT: readonly TicketState[] = ['dispatched', 'signed', 'handling', 'reply_review']

/**
 * Every way a ticket can go (domain.md §4.2); nothing moves but along these. What each asks for besides stands with its
 * handler (decide.ts).
 */
export const TRANSITIONS: readonly Transition[] = [
  { row: 'T02', event: 'directAnswer', from: ['draft'], to: ['closed'], action: 'ticket.edit' },
  { row: 'T03', event: 'submit', from: ['draft'], to: ['pending_dispatch'], action: 'ticket.edit' },
  { row: 'T04 T33', event: 'cancel', from: ['draft', ...OPEN, 'transferred'], to: ['cancelled'], action: 'ticket.edit' },
  { row: 'T05', event: 'reject', from: ['draft'], to: ['rejected'], action: 'ticket.edit' },
  { row: 'T06', event: 'merge', from: ['draft'], to: ['merged'], action: 'ticket.edit' },
  { row: 'T06', event: 'repeat', from: OPEN.concat('draft'), to: ['same'], action: null },
  { row: 'T07', event: 'handOver', from: ['draft', 'pending_dispatch', 'in_triage', 'dispatched'], to: ['transferred'], action: 'ticket.edit' },
  { row: 'T07', event: 'acknowledged', from: ['pending_dispatch'], to: ['transferred'], action: null },
  { row: 'T08 T10', event: 'autoDispatch', from: ['pending_dispatch'], to: ['dispatched', 'in_triage', 'same'], action: null },
  { row: 'T09', event: 'dispatch', from: ['pending_dispatch'], to: ['dispatched'], action: 'ticket.dispatch' },
  { row: 'T10', event: 'triage', from: ['pending_dispatch'], to: ['in_triage'], action: 'ticket.dispatch' },
  { row: 'T11', event: 'triageDecide', from: ['in_triage'], to: ['dispatched'], action: 'ticket.dispatch' },
  { row: 'T13', event: 'signFor', from: ['dispatched'], to: ['signed'], action: 'ticket.handle' },
  { row: 'T14', event: 'requestReturn', from: ['dispatched', 'signed'], to: ['same'], action: 'ticket.handle' },
  { row: 'T15', event: 'decideReturn', from: ['dispatched', 'signed'], to: ['pending_dispatch', 'in_triage', 'same'], action: 'ticket.dispatch' },
  { row: 'T16', event: 'subDispatch', from: ['dispatched', 'signed', 'handling'], to: ['dispatched'], action: 'ticket.handle' },
  { row: 'T17', event: 'verify', from: ['signed'], to: ['handling'], action: 'ticket.handle' },
  { row: 'T18', event: 'addCoUnit', from: ['handling'], to: ['same'], action: 'ticket.handle' },
  { row: 'T18', event: 'answerCoTask', from: WITH_UNIT, to: ['same'], action: 'ticket.assist' },
  { row: 'T18', event: 'waiveCoTask', from: WITH_UNIT, to: ['same'], action: 'ticket.handle' },
  { row: 'T18', event: 'whistle', from: ['handling'], to: ['same'], action: 'ticket.handle' },
  { row: 'T18', event: 'checkIn', from: WITH_UNIT, to: ['same'], action: 'ticket.assist' },
  { row: 'T18', event: 'checklist', from: ['handling'], to: ['same'], action: 'ticket.handle' },
  { row: 'T18', event: 'supplement', from: OPEN, to: ['same'], action: 'ticket.supplement' },
  { row: 'T18', event: 'instruct', from: OPEN, to: ['same'], action: 'ticket.supervise' },
  { row: 'T19', event: 'requestExtension', from: ['signed', 'handling'], to: ['same'], action: 'ticket.handle' },
  { row: 'T19', event: 'decideExtension', from: ['signed', 'handling'], to: ['same'], action: 'ticket.supervise' },
  { row: 'G40', event: 'requestUpgrade', from: ['signed', 'handling'], to: ['same'], action: 'ticket.handle' },
  { row: 'G40', event: 'decideUpgrade', from: [...WITH_UNIT], to: ['same'], action: 'ticket.supervise' },
  { row: 'G22', event: 'decideApproval', from: ['dispatched', 'signed', 'handling'], to: ['same'], action: 'ticket.assist' },
  { row: 'T20', event: 'submitReply', from: ['handling'], to: ['reply_review'], action: 'ticket.handle' },
  { row: 'T21 T22', event: 'reviewReply', from: ['reply_review'], to: ['handling', 'pending_callback'], action: 'ticket.review' },
  { row: 'T30', event: 'callbackAttempt', from: ['pending_callback'], to: ['same', 'closed'], action: 'ticket.judge' },
  { row: 'T23 T24 T25', event: 'callbackResult', from: ['pending_callback'], to: ['closed', 'callback_review', 'handling', 'same'], action: 'ticket.judge' },
  { row: 'T25 T27', event: 'judge', from: ['callback_review'], to: ['handling', 'closed'], action: 'ticket.judge' },
  { row: 'T26', event: 'requestSocialReview', from: ['callback_review'], to: ['same'], action: 'ticket.handle' },
  { row: 'T26', event: 'decideSocialReview', from: ['callback_review'], to: ['social_review', 'same'], action: 'ticket.supervise' },
  { row: 'T28 T29', event: 'verdict', from: ['social_review'], to: ['handling', 'closed'], action: 'ticket.supervise' },
  { row: 'T30', event: 'exempt', from: ['pending_callback'], to: ['closed'], action: 'ticket.judge' },
  { row: 'T31', event: 'reopen', from: ['closed'], to: ['handling', 'pending_dispatch'], action: 'ticket.reopen' },
  { row: 'T34', event: 'supervise', from: OPEN, to: ['same'], action: 'ticket.supervise' },
  { row: 'T34', event: 'answerSupervision', from: OPEN, to: ['same'], action: 'ticket.handle' },
  { row: 'T34', event: 'concludeSupervision', from: OPEN, to: ['same'], action: 'ticket.supervise' },
  { row: 'T34', event: 'remind', from: OPEN, to: ['same'], action: 'ticket.supplement' },
  // Also of what was closed meanwhile: the call took place.
  { row: 'T34', event: 'phoned', from: [...OPEN, 'closed'], to: ['same'], action: null },
  { row: 'T34', event: 'sponsor', from: OPEN, to: ['same'], action: 'ticket.supervise' },
  { row: 'G43', event: 'setGrade', from: [...OPEN, 'closed'], to: ['same'], action: 'ticket.supervise' },
  { row: 'G44', event: 'reviewPool', from: [...OPEN, 'closed'], to: ['same'], action: 'ticket.supervise' },
  { row: 'G44', event: 'strikeOff', from: [...OPEN, 'closed'], to: ['same'], action: 'ticket.supervise' },
  // A clock changes nothing but what it is about: T12 leads out of triage, T32 to the archive, a return nobody decided on stays.
  { row: 'T12 T32', event: 'timer', from: [...OPEN, 'closed'], to: ['same', 'dispatched', 'archived'], action: null },
  { row: 'T30', event: 'toPerson', from: ['pending_callback'], to: ['same'], action: null },
  { row: 'T35', event: 'mirrored', from: ['transferred'], to: ['same', 'closed'], action: null },
]

const BY_EVENT = new Map(TRANSITIONS.map((one) => [one.event, one]))
const ALSO = TRANSITIONS.filter((one) => BY_EVENT.get(one.event) !== one)
if (ALSO.length > 0) throw new Error(`events with two rows: ${ALSO.map(({ event }) => event).join()}`)

export const transitionOf = (event: EventName): Transition | undefined => BY_EVENT.get(event)

/** What of a ticket decides where it may go. */
export interface Where {
  state: TicketState
  processing: ProcessingMode
}

// I9: a matter that another system works on is neither dispatched, supervised nor called back about here; it is sent there. Clocks: timers.ts.
const OUR_OWN = new Set<EventName>(TRANSITIONS.filter(({ row, event }) => Number(row.slice(1, 3)) >= 8 && row !== 'T35' && event !== 'autoDispatch' && event !== 'timer').map(({ event }) => event))

/** Whether the event may happen to the ticket as it stands. */
export const leads = ({ state, processing }: Where, event: EventName): boolean =>
  // What was handed over by voice is out of our hands; of what another system works on, the citizen's taking it back is told to it.
  transitionOf(event)?.from.includes(state) === true && !(processing === 'exchange' && OUR_OWN.has(event)) && !(state === 'transferred' && event === 'cancel' && processing !== 'exchange')

/** What people may do with it; `mayDo` is by right. */
export const eventsFrom = (where: Where, mayDo: (action: Action) => boolean = () => true): TicketEventName[] =>
  TICKET_EVENTS.filter((event) => {
    const action = transitionOf(event)?.action ?? null
    return action !== null && leads(where, event) && mayDo(action)
  })

/** Its fields may be written only before it is handed in. */
export const isEditable = (state: TicketState): boolean => state === 'draft'
