import type { SessionDecision } from '../../contract/hotline-day.ts'
import type { TicketEvent } from '../../contract/ticket-event.ts'
import type { RecordKind } from '../../contract/ticket-record.ts'
import type { TicketState } from '../../contract/ticket.ts'

/** What of the ticket decides which steps the decision takes. */
export interface Standing {
  state: TicketState
  leadUnit: string | null
  dueAt: number | null
  /** What is open on it. */
  open: readonly RecordKind[]
}

type Steps = readonly [TicketEvent, ...TicketEvent[]]

/** lead_stays: a department that has the matter gives it up only by a return it asked for. */
export type StepsOfDecision = { steps: Steps } | { refusal: 'lead_stays' }

/**
 * A session's decision as steps of the ticket, in order (G13, G37): who leads, what the meeting said and who assists, a
 * deadline of its own. The ticket's machine has the last word about each.
 */
export function stepsOf(decision: SessionDecision, now: Standing, chair: string): StepsOfDecision {
  const leading = toLead(decision, now)
  if (leading === null) return { refusal: 'lead_stays' }
  const { version, tasks, text } = decision
  const sent = leading.some(({ event }) => event === 'dispatch' || event === 'triageDecide')
  const answered: TicketEvent[] = now.open.includes('upgrade_request') ? [{ event: 'decideUpgrade', version, approved: true, leader: chair, note: text.slice(0, 500) }] : []
  // Method and requirements go with the dispatch, if there is one.
  const asked = sent ? { method: '', requirements: '' } : { method: decision.method, requirements: decision.requirements }
  const within = !sent && decision.dueAt !== null && now.dueAt !== null && decision.dueAt <= now.dueAt
  const instruct: TicketEvent = { event: 'instruct', version, leader: chair, kind: 'meeting', text, coUnits: [], tasks, ...asked, dueAt: within ? decision.dueAt : null }
  // A deadline that is no deadline of the ticket is that of whoever sees to it (G12).
  const sponsored: TicketEvent[] = decision.dueAt !== null && (decision.sponsor !== '' || !within) ? [{ event: 'sponsor', version, leader: decision.sponsor || chair, dueAt: decision.dueAt, note: '' }] : []
  return { steps: [...leading, ...answered, instruct, ...sponsored] as unknown as Steps }
}

/** How it comes to the department that is to lead; null = it cannot. */
function toLead(decision: SessionDecision, { state, leadUnit, open }: Standing): TicketEvent[] | null {
  const { version, lead: unit, section, method, requirements, final, overrideReason } = decision
  const asked = open.includes('return_request')
  const note = decision.text.slice(0, 500)
  if (unit === null || unit === leadUnit) return asked && unit !== null ? [{ event: 'decideReturn', version, approved: false, note }] : []
  const sending = { version, unit, section, coUnits: [], method, requirements }
  if (state === 'pending_dispatch') return final ? triaged(sending, note) : [{ event: 'dispatch', ...sending, overrideReason }]
  if (state === 'in_triage') return [{ event: 'triageDecide', ...sending, final }]
  // It goes back by the return, and from there on as a joint determination.
  return asked ? [{ event: 'decideReturn', version, approved: true, note }, ...(final ? triaged(sending, note) : [{ event: 'dispatch' as const, ...sending, overrideReason }])] : null
}

/** 联合审定: only out of triage can it be final. */
const triaged = (sending: Omit<Extract<TicketEvent, { event: 'triageDecide' }>, 'event' | 'final'>, note: string): TicketEvent[] => [
  { event: 'triage', version: sending.version, reason: 'unclear_unit', note }, { event: 'triageDecide', ...sending, final: true },
]
