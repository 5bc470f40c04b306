import { type Case, type Context, type EventOf, type Handlers, type Limits, moves, needed, NOTHING_ASKED, openRecord, refuse, type Refusal, settling, stays } from './case.ts'
import { worksForLead } from './own.ts'
import { isLawful } from './replying.ts'
import { rework } from './reworking.ts'

/** T26: only for what the citizen is dissatisfied with and the department says was lawful and explained (G19). */
export function socialReviewHeld(now: Case, { limits }: Pick<Context, 'limits'>): string | null {
  if (!limits.socialReview) return 'socialReviewOff'
  if (now.satisfied !== 'dissatisfied') return 'notDissatisfied'
  if (!isLawful(now)) return 'noLawfulBasis'
  return now.records.some(({ kind, round, state }) => kind === 'social_review' && round === now.round && state !== 'dropped') ? 'alreadyAsked' : null
}

/** A verdict comes of the votes of a session; by hand only where sessions are kept on paper. */
export const verdictHeld = (_: Case, { actor, limits }: Pick<Context, 'actor' | 'limits'>): string | null => (actor.session === true || limits.socialReviewOnPaper ? null : 'noSession')

/** Of a session on paper: that there was one. What reviewers have before them here is decided by their votes and nothing else. */
function paperFaults({ chair, heldAt, minutes }: EventOf<'verdict'>, { now, underReview }: Context): Refusal['errors'] {
  if (underReview) return [{ path: 'event', why: 'sessionDecides' }]
  const missing = needed({ chair, heldAt, minutes })
  return heldAt !== null && heldAt > now ? [...missing, { path: 'heldAt', why: 'future' }] : missing
}

function voteFaults({ reasonable, votesFor, votesAgainst, explanation }: EventOf<'verdict'>, { socialReviewQuorum }: Limits): Refusal['errors'] {
  if (votesFor + votesAgainst < socialReviewQuorum) return [{ path: 'votesFor', why: 'quorum' }]
  if (votesFor === votesAgainst) return [{ path: 'votesFor', why: 'tie' }]
  if (reasonable !== votesFor > votesAgainst) return [{ path: 'reasonable', why: 'majority' }]
  return !reasonable && explanation === '' ? [{ path: 'explanation', why: 'needed' }] : []
}

export const SOCIAL_REVIEW = {
  requestSocialReview(now, { basis }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    return stays(now, { add: [{ kind: 'social_review', unit: now.leadUnit, data: { basis } }], notices: [{ kind: 'judge', audience: 'supervisor', unit: now.leadUnit, details: { socialReview: true } }] })
  },
  /** T26: it waits for the next session. The request is done with; what is before the reviewers is a record of its own. */
  decideSocialReview(now, { approved, note }, context) {
    const request = openRecord(now, 'social_review')
    if (!request) return NOTHING_ASKED
    if (!approved) return stays(now, { reason: 'refused', note, settle: [{ id: request.id, state: 'refused', data: { approved, note } }] })
    const dueAt = context.days.deadline(context.now, context.limits.socialReviewDays)
    return moves('social_review', {
      reason: 'approved', note, details: { dueAt }, sets: { judgeBy: null }, settle: [{ id: request.id, state: 'done', data: { approved, note } }],
      add: [{ kind: 'social_review', unit: now.leadUnit, dueAt, data: { basis: request.data['basis'] ?? '' } }],
    })
  },
  /** T28, T29: votes for and against the citizen's being right. The other way, it is explained and out of the assessment (G20, I5). */
  verdict(now, event, context) {
    const onPaper = context.actor.session !== true
    const paper = onPaper ? paperFaults(event, context) : []
    const faults = paper.length > 0 ? paper : voteFaults(event, context.limits)
    if (faults.length > 0) return refuse(faults)
    const { reasonable, votesFor, votesAgainst, explanation, chair, heldAt, minutes } = event
    const settle = settling(now, ['social_review'], { state: 'done', data: { reasonable, votesFor, votesAgainst, ...(onPaper && { chair, heldAt, minutes }) } })
    if (reasonable) return rework(now, context, { steps: 2, cause: 'social_review', reason: 'reasonable', note: explanation, settle })
    return moves('closed', { reason: 'unreasonable', note: explanation, details: { votesFor, votesAgainst }, settle, sets: { reasonable: 'unreasonable', exempt: true, closedAt: context.now, closeReason: 'social_review' } })
  },
} satisfies Partial<Handlers>
