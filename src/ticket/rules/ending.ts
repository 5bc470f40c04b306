import type { RecordKind } from '../../contract/ticket-record.ts'
import { DONE_STATES } from '../../contract/ticket.ts'
import { type Case, type Decision, settling } from './case.ts'

/** What nobody is waiting for any more once the matter is done with. An entry of the pool lasts until it is struck off (G44). */
const ENDED: readonly RecordKind[] = ['return_request', 'extension_request', 'approval', 'upgrade_request', 'co_task', 'whistle', 'checklist', 'reply', 'survey', 'social_review', 'supervision', 'sponsor']

/** The decision, and what ends with the ticket. */
export function ended(before: Case, decision: Decision): Decision {
  if (!DONE_STATES.includes(decision.to) || DONE_STATES.includes(before.state)) return decision
  const left = settling(before, ENDED).filter(({ id }) => !decision.settle.some((one) => one.id === id))
  return left.length === 0 ? decision : { ...decision, settle: [...decision.settle, ...left] }
}
