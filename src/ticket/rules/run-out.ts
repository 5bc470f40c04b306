import type { Case, Context, Decision, Notice, Outcome, Timer, TimerKind } from './case.ts'
import { moves, refuse, settling, stays } from './case.ts'
import { districtFallback } from './dispatching.ts'
import { timersOf } from './timers.ts'

// What happens when a clock runs out (domain.md §4.4).

type RunOut = (now: Case, timer: Timer, context: Context) => Outcome

/** Refuses with ILLEGAL_TRANSITION a clock that has no ground any more; such ones are taken away with every change. */
export function runOut(now: Case, timer: Timer, context: Context): Outcome {
  // By kind: where the site has changed its times meanwhile, what was set by the old ones still counts.
  const runs = timersOf(now, context).some(({ kind }) => kind === timer.kind)
  return runs ? RUN_OUT[timer.kind](now, timer, context) : refuse([], 'ILLEGAL_TRANSITION')
}

const telling = (kind: Notice['kind'], ...audiences: Notice['audience'][]): RunOut => (now, { dueAt }) => stays(now, tell(now, { kind, audiences, details: { dueAt } }))

interface Told extends Pick<Notice, 'kind'> {
  audiences: readonly Notice['audience'][]
  details: NonNullable<Notice['details']>
}
const tell = ({ leadUnit }: Case, { audiences, ...notice }: Told): Pick<Decision, 'notices' | 'details'> => ({ details: notice.details, notices: audiences.map((audience) => ({ ...notice, audience, unit: leadUnit })) })

/** The card before the deadline counts as a reminder. */
const yellow: RunOut = (now) => {
  const details = { deadline: now.dueAt }
  return stays(now, { ...tell(now, { kind: 'yellow_card', audiences: ['unit'], details }), add: [{ kind: 'reminder', unit: now.leadUnit, settled: true, data: { ...details, clock: 'yellow', manner: 'yellow_card', automatic: true } }] })
}

const ORDERS = {
  red: { type: 'written', target: 'handler', audience: 'unit' },
  red_written: { type: 'written', target: 'deputy', audience: 'deputy' },
  red_interview: { type: 'interview', target: 'head', audience: 'head' },
  red_escalated: { type: 'escalated', target: 'leader', audience: 'leader' },
} as const satisfies Partial<Record<TimerKind, { type: string; target: string; audience: Notice['audience'] }>>

/** To be answered before it climbs on; the last one stands. */
function untilNext(clock: keyof typeof ORDERS, deadline: number | null, { limits, days }: Context): number | null {
  const next = limits.redDays[Object.keys(ORDERS).indexOf(clock)]
  return deadline === null || next === undefined ? null : days.deadline(deadline, next)
}

/** U29: overdue, an order is made out by itself; day by day it climbs, and takes the place of the one before. */
const ordered = (clock: keyof typeof ORDERS): RunOut => (now, _, context) => {
  const { type, target, audience } = ORDERS[clock]
  const [details, emergency] = [{ deadline: now.dueAt, type, target }, now.urgency === 'emergency']
  const [kind, audiences] = clock !== 'red' ? (['supervision', [audience, 'supervisor']] as const) : emergency ? (['overdue', ['unit', 'head', 'leader', 'supervisor']] as const) : (['red_card', [audience, 'supervisor']] as const)
  return stays(now, {
    ...tell(now, { kind, audiences, details }),
    add: [{ kind: 'supervision', unit: now.leadUnit, dueAt: untilNext(clock, now.dueAt, context), data: { ...details, clock, automatic: true, cause: 'overdue' } }],
    settle: settling(now, ['supervision'], { state: 'dropped', data: { raisedTo: target }, where: ({ data }) => data['cause'] === 'overdue' }),
  })
}

/** The term of what is attached to the ticket; whoever owes it and whoever has asked for it are told. */
const overdue = (what: 'co_task' | 'whistle' | 'supervision'): RunOut => (now, { dueAt }) => {
  const late = now.records.filter(({ kind, state, dueAt: by }) => kind === what && state === 'open' && by === dueAt)
  const notices = late.flatMap(({ id, unit, data }): Notice[] => {
    const notice = { kind: 'overdue' as const, details: { what, record: id, dueAt } }
    const asked = what === 'supervision' ? { audience: 'supervisor' as const, unit: null } : { audience: 'unit' as const, unit: now.leadUnit }
    return [{ ...notice, audience: what === 'supervision' ? audienceOf(data['target']) : 'unit', unit }, { ...notice, ...asked }]
  })
  return late.length === 0 ? refuse([], 'ILLEGAL_TRANSITION') : stays(now, { details: { what, dueAt }, notices })
}

/** Who reads an order. */
export const audienceOf = (target: unknown): Notice['audience'] => (target === 'deputy' || target === 'head' || target === 'leader' ? target : 'unit')

const RUN_OUT: Readonly<Record<TimerKind, RunOut>> = {
  dispatch_alarm: telling('dispatch_late', 'dispatcher'),
  dispatch_by_hand: telling('dispatch_late', 'supervisor'),
  /** T12. */
  triage: (now, _, context) => districtFallback(now, context),
  respond: telling('respond_late', 'unit'),
  respond_deputy: telling('respond_late', 'deputy'),
  respond_head: telling('respond_late', 'head', 'supervisor'),
  yellow,
  red: ordered('red'),
  red_written: ordered('red_written'),
  red_interview: ordered('red_interview'),
  red_escalated: ordered('red_escalated'),
  emergency_sign: telling('respond_late', 'unit', 'dispatcher'),
  emergency_leader: telling('emergency', 'leader'),
  judge: telling('judge_late', 'supervisor'),
  social_review: telling('overdue', 'supervisor', 'leader'),
  co_task: overdue('co_task'),
  whistle: overdue('whistle'),
  supervision: overdue('supervision'),
  /** The deadline of the ticket stays as it is (A-G18). */
  sponsor: telling('sponsor_late', 'supervisor', 'leader'),
  pool: telling('pool_review', 'unit', 'supervisor'),
  archive: () => moves('archived'),
}
