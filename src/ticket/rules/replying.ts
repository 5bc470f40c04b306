import type { TicketRecord } from '../../contract/ticket-record.ts'
import { type Case, type EventOf, type Handlers, moves, needed, openRecord, refuse, type Refusal, settling } from './case.ts'
import { isRefused } from './approving.ts'
import { byPerson, exemptBy } from './exempting.ts'
import { worksForLead } from './own.ts'

/** What the department said last and its reviewer approved. */
export const lastReply = ({ records }: Pick<Case, 'records'>): TicketRecord | undefined => records.findLast(({ kind, state }) => kind === 'reply' && state === 'done')

/** It was handled lawfully and explained, the department says, and on what basis (G19). */
export const isLawful = (now: Pick<Case, 'records'>): boolean => (lastReply(now)?.data['lawfulBasis'] ?? '') !== ''

/** The department says that it cannot be solved yet, why, and when it is looked at again (U28). */
export function conditionsNotMet(now: Pick<Case, 'records'>): boolean {
  const said = lastReply(now)?.data
  return said !== undefined && said['resolved'] !== 'solved' && typeof said['reviewAt'] === 'number'
}

/** The one survey of this round; the same id for the same feedback (I10). */
export const surveyId = ({ ticketNo, round }: Pick<Case, 'ticketNo' | 'round'>): string => `survey:${ticketNo}:${round}`

/** J24: nothing is fed back that the citizen has not been told, by whom, when and how. Whoever left no number cannot be. */
function faultsOf(now: Case, said: EventOf<'submitReply'>, at: number): Refusal['errors'] {
  const { contacted, contactedAt, contactManner, contactedBy } = said
  const told = contacted ? needed({ contactedAt, contactManner, contactedBy }) : now.reachable ? [{ path: 'contacted', why: 'contacted' }] : []
  return [
    ...told,
    ...(contactedAt !== null && contactedAt > at ? [{ path: 'contactedAt', why: 'future' }] : []),
    ...(said.resolved === 'solved' && isRefused(now) ? [{ path: 'resolved', why: 'approvalRefused' }] : []),
    ...(said.resolved === 'solved' ? [] : needed({ unresolvedReason: said.unresolvedReason })),
    ...(said.reviewAt !== null && said.reviewAt <= at ? [{ path: 'reviewAt', why: 'past' }] : []),
  ]
}


export const REPLYING = {
  /** T20. */
  submitReply(now, event, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    const faults = faultsOf(now, event, context.now)
    if (faults.length > 0) return refuse(faults)
    const { event: _, ...data } = event
    return moves('reply_review', {
      details: { resolved: event.resolved }, sets: { replyAuthor: context.actor.username }, settle: settling(now, ['extension_request', 'return_request', 'upgrade_request']),
      add: [{ kind: 'reply', unit: now.leadUnit, data }], notices: [{ kind: 'review', audience: 'unit', unit: now.leadUnit }],
    })
  },
  /** T21, T22: by somebody else (G41). In time or not is settled by the approval; the citizen is called back once for it (J20). */
  reviewReply(now, { approved, note }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    const reply = openRecord(now, 'reply')
    const decided = (state: 'done' | 'refused') => (reply ? [{ id: reply.id, state, data: { approved, reviewNote: note } }] : [])
    if (!approved) return moves('handling', { reason: 'refused', note, settle: decided('refused'), notices: [{ kind: 'review', audience: 'unit', unit: now.leadUnit, details: { approved } }] })
    const onTime = now.dueAt === null || context.now <= now.dueAt
    const fedBack = { reason: 'approved', note, sets: { feedbackAt: context.now }, settle: decided('done') }
    const exempt = exemptBy(now)
    if (exempt !== null) return moves('pending_callback', { ...fedBack, details: { onTime, round: now.round, surveyed: false }, next: { event: 'exempt', reason: exempt, note: '' } })
    const why = byPerson(now, context.limits)
    return moves('pending_callback', {
      ...fedBack, details: { onTime, round: now.round, surveyed: why === null },
      add: [{ id: surveyId(now), kind: 'survey', unit: now.leadUnit, dueAt: context.days.deadline(context.now, context.limits.callbackDays), data: { feedbackAt: context.now, mode: why === null ? 'auto' : 'human', why } }],
      notices: why === null ? [] : [{ kind: 'callback', audience: 'callback', unit: now.leadUnit }],
    })
  },
} satisfies Partial<Handlers>
