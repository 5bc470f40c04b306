import type { Grade } from '../../contract/ticket-event.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { type AnyEvent, type Case, type Context, type Decision, type EventOf, type NewRecord, openRecord, type Settled } from './case.ts'
import { conditionsNotMet, lastReply } from './replying.ts'

/** What the citizen said decides; partly solved because it cannot be better yet is C (§4.5, U28). */
function afterCallback(before: Case, { solved: now, satisfied: with_, wantsPerson }: EventOf<'callbackResult'>, { to }: Decision): Grade | undefined {
  const [solved, satisfied] = [now ?? before.solved, with_ ?? before.satisfied]
  if (to === 'closed') return solved === 'partly' && conditionsNotMet(before) ? 'C' : solved === 'solved' && satisfied === 'satisfied' ? 'A' : 'B'
  if (to === before.state) return undefined
  if (satisfied === 'dissatisfied') return 'D'
  if (solved === 'unsolved' || (solved === 'partly' && !wantsPerson)) return conditionsNotMet(before) ? 'C' : 'D'
  return undefined
}

/** Closed by an explanation is B; but what cannot be solved yet stays C, whoever explains it. */
const afterJudging = ({ grade, satisfied, records }: Case, reasonable: boolean): Grade => {
  if (reasonable) return 'D'
  return grade === 'C' && satisfied !== 'dissatisfied' && conditionsNotMet({ records }) ? 'C' : 'B'
}

/** §4.6: the grade that follows from the event; undefined = as it was. */
function gradeOf(before: Case, event: AnyEvent, decision: Decision): Grade | null | undefined {
  switch (event.event) {
    case 'callbackResult': return afterCallback(before, event, decision)
    case 'judge': return afterJudging(before, event.reasonable)
    case 'verdict': return event.reasonable ? 'D' : 'B'
    // Nobody could be asked; what cannot be solved yet is watched over all the same (U28).
    case 'exempt': return conditionsNotMet(before) ? 'C' : 'B'
    case 'callbackAttempt': return decision.to === 'closed' ? 'B' : undefined
    // What it was closed with is not so any more.
    case 'reopen': return before.grade === 'A' || before.grade === 'B' ? null : undefined
    case 'decideExtension': return event.approved && before.grade !== 'D' ? 'C' : undefined
    default: return undefined
  }
}

const isPooled = (grade: Grade | null): grade is 'C' | 'D' => grade === 'C' || grade === 'D'

/** When a matter that cannot be solved yet is looked at again. */
function reviewOf(before: Case, grade: 'C' | 'D'): number | null {
  const at = grade === 'C' && conditionsNotMet(before) ? lastReply(before)?.data['reviewAt'] : null
  return typeof at === 'number' ? at : null
}

/** What an entry takes along into the one that follows it: why it is there, and since when. */
export const inPoolSince = ({ data, openedAt }: TicketRecord): TicketRecord['data'] => ({ grade: data['grade'] ?? null, cause: data['cause'] ?? null, since: data['since'] ?? openedAt })

/** G43, G44: C and D are watched over until somebody strikes them off with a result. From C to D it is the same entry. */
function pooled(before: Case, event: AnyEvent, grade: Grade | null, { actor }: Context): { add: NewRecord[]; settle: Settled[] } {
  const entry = openRecord(before, 'pool')
  if (!isPooled(grade)) return { add: [], settle: entry ? [{ id: entry.id, state: 'done', data: { result: event.event, approver: actor.username } }] : [] }
  const reviewAt = reviewOf(before, grade)
  if (entry && (reviewAt === null || reviewAt === entry.dueAt)) return { add: [], settle: [] }
  return { add: [{ kind: 'pool', unit: before.leadUnit, dueAt: reviewAt, data: { ...(entry && { since: inPoolSince(entry)['since'] ?? null }), grade, cause: event.event, reviewAt } }], settle: entry ? [{ id: entry.id, state: 'dropped' }] : [] }
}

/** The decision with the grade that follows from it, unless a person has set one, and the entry in the monitoring pool (I6). */
export function graded(before: Case, event: AnyEvent, decision: Decision, context: Context): { decision: Decision } {
  const set = event.event === 'setGrade' ? decision.sets.grade : undefined
  const found = set ?? gradeOf(before, event, decision)
  if (found === undefined) return { decision }
  const grade = before.gradeByPerson && set === undefined ? before.grade : found
  // Settled with the citizen: struck off, whoever set the grade (T23).
  const { add, settle } = pooled(before, event, decision.to === 'closed' && !isPooled(found) ? found : grade, context)
  return { decision: { ...decision, sets: { ...decision.sets, grade }, add: [...decision.add, ...add], settle: [...decision.settle, ...settle] } }
}
