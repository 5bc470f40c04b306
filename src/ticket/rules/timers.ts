import type { TicketState } from '../../contract/ticket.ts'
import { type Case, type Context, DAY_MS, type Timer, type TimerKind } from './case.ts'
import { OPEN, WITH_UNIT } from './machine.ts'

// Which clocks run, computed from the ticket alone (domain.md §4.4): whatever changes it sets them anew, and one that
// fired stays fired.

/** Order in which red cards climb. */
const CLIMB = ['red', 'red_written', 'red_interview', 'red_escalated'] as const

/** The clocks that run for the ticket as it is. One that another system works on has none of ours (I9); once it is over it is put away like the rest (T32). */
export function timersOf(now: Case, context: Context): Timer[] {
  if (now.processing === 'exchange' && now.state !== 'closed') return []
  const found = now.state === 'closed' ? resting(now, context) : OPEN.includes(now.state) ? [...owning(now, context), ...responding(now, context), ...replying(now, context), ...judging(now, context), ...ofRecords(now)] : []
  const known = new Set<string>()
  return found.filter(({ kind, dueAt }) => !known.has(`${kind} ${dueAt}`) && known.add(`${kind} ${dueAt}`))
}

/** Somebody must get it. */
function owning({ state, stateSince, acceptedAt, openedAt, triageBy }: Case, { limits }: Context): Timer[] {
  const since = stateSince ?? acceptedAt ?? openedAt
  if (state === 'pending_dispatch') return [{ kind: 'dispatch_alarm', dueAt: since + limits.dispatchAlarmMs }, { kind: 'dispatch_by_hand', dueAt: since + limits.dispatchByHandMs }]
  return state === 'in_triage' && triageBy !== null ? [{ kind: 'triage', dueAt: triageBy }] : []
}

/** It must be signed for (H03); an emergency within minutes, and its leader is told when it is not done (G18). */
function responding(now: Case, { limits, units }: Context): Timer[] {
  const { state, respondBy, leadUnit, urgency, acceptedAt, openedAt } = now
  const leader: Timer[] = urgency === 'emergency' && isUndone(state) ? [{ kind: 'emergency_leader', dueAt: (acceptedAt ?? openedAt) + limits.emergencyLeaderMs }] : []
  if (state !== 'dispatched' || respondBy === null) return leader
  if (urgency === 'emergency') return [{ kind: 'emergency_sign', dueAt: respondBy }, ...leader]
  const later = (ms: number): number => (leadUnit === null ? respondBy + ms : units.later(leadUnit, respondBy, ms))
  return [
    { kind: 'respond', dueAt: respondBy },
    { kind: 'respond_deputy', dueAt: later(limits.respondDeputyMs - limits.respondMs) },
    { kind: 'respond_head', dueAt: later(limits.respondHeadMs - limits.respondMs) },
  ]
}

const isUndone = (state: TicketState): boolean => WITH_UNIT.includes(state) || state === 'pending_dispatch' || state === 'in_triage'

/** It must be done; each card is for one deadline, and is given once (A-U12). */
function replying({ state, dueAt, urgency, records }: Case, { limits, days }: Context): Timer[] {
  if (!WITH_UNIT.includes(state) || dueAt === null) return []
  const [written, interview, escalated] = limits.redDays
  const timers: Timer[] = [
    ...(urgency === 'emergency' ? [] : [{ kind: 'yellow' as const, dueAt: days.before(dueAt, limits.yellowDays) }]),
    { kind: 'red', dueAt },
    { kind: 'red_written', dueAt: days.deadline(dueAt, written) },
    { kind: 'red_interview', dueAt: days.deadline(dueAt, interview) },
    { kind: 'red_escalated', dueAt: days.deadline(dueAt, escalated) },
  ]
  const given = (kind: TimerKind): boolean => records.some(({ data }) => data['clock'] === kind && data['deadline'] === dueAt)
  // Once it is with the leader, the steps before are past, even if the site has changed its days meanwhile.
  const reached = CLIMB.findLastIndex(given)
  return timers.filter(({ kind }) => !given(kind) && !(CLIMB as readonly string[]).slice(0, reached + 1).includes(kind))
}

function judging({ state, stateSince, judgeBy }: Case, { limits, days }: Context): Timer[] {
  if (state === 'callback_review' && judgeBy !== null) return [{ kind: 'judge', dueAt: judgeBy }]
  return state === 'social_review' && stateSince !== null ? [{ kind: 'social_review', dueAt: days.deadline(stateSince, limits.socialReviewDays) }] : []
}

/** Tasks of other departments end with the work; a sponsor's word and an order stand until the matter is closed. */
function ofRecords(now: Case): Timer[] {
  const { state, records } = now
  const dated = records.flatMap(({ kind, state: at, dueAt, data }): Timer[] => {
    // What follows an order that a red card brought is the next one.
    if (at !== 'open' || dueAt === null || data['clock'] !== undefined) return []
    if (kind === 'co_task' || kind === 'whistle') return WITH_UNIT.includes(state) ? [{ kind, dueAt }] : []
    return kind === 'sponsor' || kind === 'supervision' ? [{ kind, dueAt }] : []
  })
  return [...dated, ...reviewed(now)]
}

/** Conditions not met: looked at again on the day that was given (U28). */
const reviewed = ({ records }: Case): Timer[] =>
  records.flatMap(({ kind, state, data: { reviewAt } }): Timer[] => (kind === 'pool' && state === 'open' && typeof reviewAt === 'number' ? [{ kind: 'pool', dueAt: reviewAt }] : []))

/** T32: to the archive, unless the matter is still watched. */
function resting(now: Case, { limits }: Context): Timer[] {
  const watched = now.records.some(({ kind, state }) => kind === 'pool' && state === 'open')
  return watched ? reviewed(now) : now.closedAt === null ? [] : [{ kind: 'archive', dueAt: now.closedAt + limits.archiveDays * DAY_MS }]
}
