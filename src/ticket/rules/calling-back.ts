import { ATTEMPTING, handed, isMachine, isUnreachable, takenOver, unanswered } from './attempting.ts'
import { type Case, type Context, DAY_MS, type Decision, type EventOf, type Handlers, moves, openRecord, type Outcome, refuse, type Settled, settling, stays } from './case.ts'
import { isLawful } from './replying.ts'
import { again, anew, rework } from './reworking.ts'
import { SOCIAL_REVIEW } from './social-review.ts'

type Answer = EventOf<'callbackResult'>

/** The survey of this round is over, with what was said. */
const surveyed = (now: Case, context: Pick<Context, 'actor'>, data: Settled['data'] = {}): Settled[] => settling(now, ['survey'], { state: 'done', data: { mode: isMachine(context) ? 'auto' : 'human', ...data } })

const isPleased = ({ satisfied }: Pick<Answer, 'satisfied'>): boolean => satisfied === 'satisfied' || satisfied === 'basically'

/** Whatever of attitude, ability or speed was wrong, the department hears it, also when the matter itself is solved (H11). */
const complaint = (now: Case, { reason, satisfied }: Answer): Pick<Decision, 'add' | 'notices'> =>
  satisfied !== 'dissatisfied' || reason === null || reason === 'result'
    ? { add: [], notices: [] }
    : { add: [{ kind: 'complaint', unit: now.leadUnit, settled: true, data: { reason } }], notices: [{ kind: 'complaint', audience: 'unit', unit: now.leadUnit, details: { reason } }] }

/** T24: a person judges, within a working day. */
function toJudge(now: Case, said: Answer, context: Context): Outcome {
  const { solved, satisfied, reason, wantsPerson, note } = said
  const judgeBy = context.days.deadline(context.now, context.limits.judgeDays)
  const { add, notices } = complaint(now, said)
  return moves('callback_review', {
    note, details: { solved, satisfied, reason, wantsPerson, judgeBy }, sets: { solved, satisfied, judgeBy, reasonable: 'undecided' }, settle: surveyed(now, context, { solved, satisfied, reason, wantsPerson, note }), add,
    notices: [{ kind: 'judge', audience: 'callback', unit: now.leadUnit, details: { judgeBy } }, ...notices],
  })
}

/** A-X04: what was said is kept and the rest asked once more, by the machine at most once (§4.5). */
function half(now: Case, { solved, satisfied, note }: Answer, context: Context): Outcome {
  const survey = openRecord(now, 'survey')
  const halves = typeof survey?.data['halves'] === 'number' ? survey.data['halves'] + 1 : 1
  const what = { note, details: { solved, satisfied }, sets: { solved, satisfied } }
  if (!survey) return stays(now, what)
  const again = { id: survey.id, dueAt: context.now + context.limits.callbackGapMs, data: { solved, satisfied, note, halves, ...takenOver(survey, context) } }
  if (!isMachine(context) || halves === 1) return stays(now, { ...what, amend: [again] })
  const { amend, notices } = handed(now, survey, 'half', context)
  return stays(now, { ...what, amend: [{ ...again, ...amend, data: { ...again.data, ...amend.data } }], notices })
}

/** domain.md §4.5; what was said before in the same round counts with it. */
function callbackResult(now: Case, event: Answer, context: Context): Outcome {
  const said: Answer = { ...event, solved: event.solved ?? now.solved, satisfied: event.satisfied ?? now.satisfied }
  const { solved, satisfied, reason, note } = said
  if (event.wantsPerson) return toJudge(now, said, context)
  // Asked again for the other half (A-X04).
  if (solved === null || satisfied === null) return half(now, said, context)
  if (solved !== 'unsolved' && isPleased(said)) {
    return moves('closed', { note, details: { solved, satisfied }, sets: { solved, satisfied, closedAt: context.now, closeReason: 'called_back' }, settle: surveyed(now, context, { solved, satisfied, note }) })
  }
  if (solved !== 'solved' && satisfied === 'dissatisfied' && context.limits.autoRework && !isLawful(now)) {
    return rework(now, context, { steps: 1, cause: 'rework', reason: 'dissatisfied', note, settle: surveyed(now, context, { solved, satisfied, reason, note }), add: complaint(now, said).add })
  }
  return toJudge(now, said, context)
}

/** What the ticket must be like for the reason to be true; what only the citizen can say is taken from whoever heard it. */
const BORNE_OUT: Readonly<Record<EventOf<'exempt'>['reason'], (now: Case, limits: Context['limits']) => boolean>> = {
  anonymous: () => true, no_phone: ({ reachable }) => !reachable, refused: () => true, not_wanted: () => true, grid_patrol: ({ channel }) => channel === 'grid_patrol',
  confidential: ({ confidential }) => confidential, exchange: ({ processing }) => processing === 'exchange', unreachable: isUnreachable,
}

export const CALLING_BACK = {
  /** T23, T24, T25. */
  callbackResult,
  /** T25, T27: what cannot be done is explained, and still counts (J27). */
  judge(now, { reasonable, explanation }, context) {
    if (reasonable) return rework(now, context, { steps: 1, cause: 'rework', reason: 'reasonable', note: explanation })
    if (explanation === '') return refuse([{ path: 'explanation', why: 'needed' }])
    return moves('closed', { reason: 'unreasonable', note: explanation, sets: { reasonable: 'unreasonable', judgeBy: null, closedAt: context.now, closeReason: 'explained' } })
  },
  /** T30: nobody can or may be asked; there is no answer then. */
  exempt(now, { reason, note }, { now: at, limits }) {
    if (!BORNE_OUT[reason](now, limits)) return refuse([{ path: 'reason', why: reason === 'unreachable' ? 'notTried' : 'notThatOne' }])
    return moves('closed', { ...unanswered(now, at, reason), note })
  },
  ...ATTEMPTING,
  /** T31: the same matter within the time, or new facts at any time. */
  reopen(now, { reason, note }, context) {
    if (reason === 'same_matter' && context.now > (now.closedAt ?? 0) + context.limits.reopenDays * DAY_MS) return refuse([{ path: 'reason', why: 'reopenLate' }])
    const what = { reason, note, sets: { reopenCount: now.reopenCount + 1, closedAt: null, closeReason: null, reasonable: null, exempt: false } }
    return now.leadUnit !== null && context.units.inUse(now.leadUnit) ? again(now, context, what) : anew(now, what)
  },
  ...SOCIAL_REVIEW,
} satisfies Partial<Handlers>
