import type { TicketRecord } from '../../contract/ticket-record.ts'
import { type Case, type Handlers, type NewRecord, type Notice, openById, refuse, settling, stays } from './case.ts'
import { inPoolSince } from './grade.ts'
import { isConcerned } from './own.ts'
import { audienceOf, runOut } from './run-out.ts'

// What the centre does about a matter that somebody else works on (T34, G43, G44). None of it moves the ticket, nor its
// deadline.

/** The department that has it; while none has it, whoever is to find one. */
const told = ({ leadUnit }: Case, notice: Pick<Notice, 'kind' | 'details'>, audience: Notice['audience'] = 'unit'): Notice => ({ ...notice, audience: leadUnit === null ? 'dispatcher' : audience, unit: leadUnit })

/** What is held in person: it is done when it has taken place. */
const HELD: ReadonlySet<unknown> = new Set(['interview', 'on_site', 'joint_meeting'])
const isHeld = ({ type }: TicketRecord['data']): boolean => HELD.has(type)

/** A talk or a meeting may be concluded after the department has answered, once. */
export const mayBeConcluded = ({ kind, state, data }: TicketRecord): boolean => kind === 'supervision' && (state === 'open' || (state === 'done' && isHeld(data) && data['held'] !== true))

/** A talk names how many were talked to (H10); a meeting or a visit who came and what was decided (J29). */
function missingOf({ type }: TicketRecord['data'], said: { persons: number; participants: string; decision: string }): string[] {
  if (type === 'interview') return said.persons > 0 ? [] : ['persons']
  return HELD.has(type) ? (['participants', 'decision'] as const).filter((path) => said[path] === '') : []
}

const NO_RECORD = refuse([{ path: 'record', why: 'record' }])

export const SUPERVISING = {
  /** An order: by phone, in writing, in a talk … to whom it is said (J23, H09). */
  supervise(now, { type, target, content, replyBy, persons, participants }, { now: at }) {
    if (replyBy !== null && replyBy <= at) return refuse([{ path: 'replyBy', why: 'past' }])
    const details = { type, target, replyBy }
    return stays(now, {
      reason: type, note: content, details,
      add: [{ kind: 'supervision', unit: now.leadUnit, dueAt: replyBy, data: { type, target, content, persons, participants, automatic: false } }],
      notices: [told(now, { kind: 'supervision', details }, audienceOf(target))],
    })
  },
  answerSupervision(now, { record, outcome }, context) {
    const order = openById(now, record, 'supervision')
    if (!order) return NO_RECORD
    if (!isConcerned(context, order.unit)) return refuse([], 'FORBIDDEN')
    return stays(now, { note: outcome, details: { record }, settle: [{ id: record, state: 'done', data: { outcome } }], notices: [{ kind: 'supervision', audience: 'supervisor', unit: order.unit, details: { record, answered: true } }] })
  },
  /** What came of an order, by the centre. */
  concludeSupervision(now, { record, outcome, persons, participants, decision }) {
    const order = now.records.find((one) => one.id === record && mayBeConcluded(one))
    if (!order) return NO_RECORD
    const missing = missingOf(order.data, { persons, participants, decision })
    if (missing.length > 0) return refuse(missing.map((path) => ({ path, why: 'needed' })))
    const held = isHeld(order.data)
    return stays(now, {
      note: outcome, details: { record, ...(held ? { persons } : {}) },
      settle: [{ id: record, state: 'done', data: held ? { conclusion: outcome, persons, participants, decision, held } : { outcome } }],
      notices: [told(now, { kind: 'supervision', details: { record, concluded: true } }, audienceOf(order.data['target']))],
    })
  },
  /** 催办, counted by manner. */
  remind(now, { manner, note }) {
    const count = now.records.filter(({ kind, data }) => kind === 'reminder' && data['manner'] === manner).length + 1
    const details = { manner, count }
    return stays(now, { reason: manner, note, details, add: [{ kind: 'reminder', unit: now.leadUnit, settled: true, data: { manner, note, automatic: false } }], notices: [told(now, { kind: 'reminder', details })] })
  },
  /** 电话催办 by the machine: counted when somebody there has confirmed it; the supervisor hears when nobody can be reached. */
  phoned(now, { outcome, unit, whom, cause, tries, at, last }) {
    const details = { outcome, unit, whom, cause, tries, calledAt: at }
    const counted: NewRecord[] = outcome === 'confirmed' ? [{ kind: 'reminder', unit, settled: true, data: { manner: 'phone', whom, cause, confirmedAt: at, automatic: true } }] : []
    return stays(now, { reason: outcome, details, add: counted, notices: last ? [{ kind: 'reminder', audience: 'supervisor', unit: null, details: { ...details, automatic: true } }] : [] })
  },
  /** 领导包案 (G12): a leader with a deadline of their own; whoever had it before has it no longer. */
  sponsor(now, { leader, dueAt, note }, { now: at }) {
    if (dueAt <= at) return refuse([{ path: 'dueAt', why: 'past' }])
    return stays(now, {
      note, details: { sponsorDueAt: dueAt },
      add: [{ kind: 'sponsor', unit: now.leadUnit, dueAt, data: { leader, note } }],
      settle: settling(now, ['sponsor']),
      notices: [told(now, { kind: 'instruction', details: { sponsorDueAt: dueAt } })],
    })
  },
  /** G43: by a person, who says why; from then on it is not computed. */
  setGrade: (now, { grade, reason }) => stays(now, { note: reason, details: { grade, before: now.grade }, sets: { grade, gradeByPerson: true } }),
  /** 一周一盘点: the entry stays, and is looked at again on a later day. Since when it is in the pool stays with it. */
  reviewPool(now, { record, reviewAt, note }, { now: at }) {
    const entry = openById(now, record, 'pool')
    if (!entry) return NO_RECORD
    if (reviewAt <= at) return refuse([{ path: 'reviewAt', why: 'past' }])
    return stays(now, {
      note, details: { record, reviewAt },
      settle: [{ id: record, state: 'dropped', data: { reviewNote: note } }], add: [{ kind: 'pool', unit: entry.unit, dueAt: reviewAt, data: { ...inPoolSince(entry), reviewAt } }],
    })
  },
  /** 销号 (G44): with a result and who has approved it. */
  strikeOff: (now, { record, result, approver }) =>
    openById(now, record, 'pool') ? stays(now, { note: result, details: { record }, settle: [{ id: record, state: 'done', data: { result, approver } }] }) : NO_RECORD,
  timer: runOut,
} satisfies Partial<Handlers>
