import type { TicketStage, TicketState } from '../../contract/ticket.ts'

const STAGES: Readonly<Record<TicketState, TicketStage | null>> = {
  draft: 'intake',
  pending_dispatch: 'dispatch', in_triage: 'dispatch',
  dispatched: 'verification', signed: 'verification',
  handling: 'handling', reply_review: 'handling',
  pending_callback: 'callback', callback_review: 'callback', social_review: 'callback',
  closed: null, archived: null, rejected: null, cancelled: null, merged: null, transferred: null,
}

/** Which of the five stages a matter is in (J22, domain.md §4.1); null = it has come to an end. */
export const stageOf = (state: TicketState): TicketStage | null => STAGES[state]

/** The states of one stage, for lists. */
export const statesOf = (stage: TicketStage): TicketState[] => (Object.keys(STAGES) as TicketState[]).filter((state) => STAGES[state] === stage)
