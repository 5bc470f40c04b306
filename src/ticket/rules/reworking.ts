import { SupervisionType } from '../../contract/ticket-event.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { type Case, type Context, type Decision, moves, type NewRecord, type Outcome } from './case.ts'
import { awaited } from './approving.ts'
import { dueFrom, WITHOUT_UNIT } from './sending.ts'

/** Who is asked, by how far supervision has climbed. */
const TARGETS: Readonly<Record<SupervisionType, string>> = { phone: 'handler', written: 'deputy', joint_meeting: 'head', on_site: 'head', interview: 'head', escalated: 'leader' }
const LADDER = SupervisionType.options

const stepOf = ({ kind, data }: TicketRecord): number => (kind === 'supervision' ? LADDER.findIndex((step) => step === data['type']) : -1)

/** So many steps above the highest there has been (J26, G20). */
export function supervisedMore({ records, leadUnit }: Pick<Case, 'records' | 'leadUnit'>, { steps, cause, escalates }: { steps: number; cause: string; escalates: boolean }): NewRecord {
  const highest = Math.max(-1, ...records.map(stepOf))
  const type = escalates ? 'escalated' : (LADDER[Math.min(highest + steps, LADDER.length - 1)] ?? 'escalated')
  return { kind: 'supervision', unit: leadUnit, data: { type, automatic: true, cause, target: TARGETS[type] } }
}

/** What was said and done about it is of the round before. */
const BEGUN_ANEW = { solved: null, satisfied: null, replyAuthor: null, feedbackAt: null, judgeBy: null } as const

/** T25, T28, T31: the same lead does it again, in the time its type is given (I3, G36). */
export function again(now: Case, context: Context, what: Partial<Omit<Decision, 'to'>> = {}): Outcome {
  const { dueAt, limitDays } = dueFrom(now, context)
  const round = now.round + 1
  const approval = now.leadUnit === null ? { add: [], notices: [] } : awaited(now, { unit: now.leadUnit, dueAt }, context)
  return moves('handling', {
    ...what, add: [...(what.add ?? []), ...approval.add], details: { round, dueAt, ...what.details }, sets: { ...BEGUN_ANEW, round, dueAt, limitDays, ...what.sets },
    notices: [{ kind: 'rework', audience: 'unit', unit: now.leadUnit, details: { round, dueAt } }, ...approval.notices, ...(what.notices ?? [])],
  })
}

/** T31, where no department is there any more to do it: it is dispatched anew, by the list. */
export const anew = (now: Case, { reason, note, sets }: Pick<Decision, 'reason' | 'note' | 'sets'>): Outcome =>
  moves('pending_dispatch', { reason, note, details: { round: now.round + 1 }, sets: { ...BEGUN_ANEW, ...WITHOUT_UNIT, final: false, disposition: 'dispatch', round: now.round + 1, ...sets }, next: { event: 'autoDispatch' } })

/** T25, T28: done again because it was not good, and watched over more closely each time; at last it is a problem. */
export function rework(now: Case, context: Context, how: { steps: number; cause: string } & Partial<Pick<Decision, 'note' | 'settle' | 'reason' | 'add'>>): Outcome {
  const { steps, cause, add = [], ...what } = how
  const escalates = now.round + 1 >= context.limits.problemRounds
  return again(now, context, {
    ...what, sets: { reasonable: 'reasonable' }, add: [supervisedMore(now, { steps, cause, escalates }), ...add],
    notices: [
      { kind: 'supervision', audience: 'unit', unit: now.leadUnit },
      ...(escalates ? [{ kind: 'problem' as const, audience: 'leader' as const, unit: now.leadUnit, details: { round: now.round + 1 } }] : []),
    ],
  })
}

