import { describe, expect, it } from 'vitest'
import { context, given, ticket } from '../testing/sample.ts'
import type { AnyEvent, Case } from './case.ts'
import { decide } from './decide.ts'

const { now: at } = context()
const clerk = (unit: string | null) => ({ actor: { username: 'clerk', unit } })

function after(now: Case, event: AnyEvent, more: Parameters<typeof context>[0] = {}) {
  const outcome = decide(now, event, context(more))
  if ('refusal' in outcome) throw new Error(JSON.stringify(outcome.refusal))
  return { ...outcome.after, told: outcome.steps.flatMap(({ decision }) => decision.notices.map(({ kind, audience, unit }) => `${kind} ${audience} ${unit ?? ''}`.trim())), details: outcome.steps[0]!.decision.details }
}
const refused = (now: Case, event: AnyEvent, more: Parameters<typeof context>[0] = {}) => {
  const outcome = decide(now, event, context(more))
  return 'refusal' in outcome ? [outcome.refusal.code, ...outcome.refusal.errors.map(({ path, why }) => `${path} ${why}`)] : outcome.after.state
}
const order = { event: 'supervise', type: 'written', content: '请于明日前书面说明', target: 'head', replyBy: at + 1, persons: 2 } as const
const sponsored = { event: 'sponsor', leader: '王某', dueAt: at + 5, note: '' } as const

describe('supervising a matter', () => {
  it('attaches an order with its own date to it, told to whom it is said; the ticket stays where it is (T34)', () => {
    const { state, dueAt, records, told, details } = after(given(), order)
    expect([state, dueAt, told]).toEqual(['dispatched', given().dueAt, ['supervision head HB']])
    expect(records).toMatchObject([{ kind: 'supervision', state: 'open', unit: 'HB', dueAt: at + 1, data: { type: 'written', target: 'head', persons: 2, automatic: false } }])
    expect(JSON.stringify(details)).not.toContain('书面说明')
    expect(after(ticket(), order).told).toEqual(['supervision dispatcher'])
    expect(refused(given(), { ...order, replyBy: at })).toEqual(['TICKET_INCOMPLETE', 'replyBy past'])
  })

  it('is answered once, by the department it is about or those above and below it', () => {
    const now = after(given(), order)
    const answer = { event: 'answerSupervision', record: now.records[0]!.id, outcome: '已书面说明' } as const
    expect(refused(now, answer, clerk('GA'))).toEqual(['FORBIDDEN'])
    for (const unit of ['HB', 'HC', 'HB1']) expect(after(now, answer, clerk(unit))).toMatchObject({ told: ['supervision supervisor HB'], records: [{ state: 'done', settledBy: 'clerk', data: { outcome: '已书面说明', type: 'written' } }] })
    expect(refused(after(now, answer, clerk('HB')), answer, clerk('HB'))).toEqual(['TICKET_INCOMPLETE', 'record record'])
    expect(refused(now, { ...answer, record: 'other' }, clerk('HB'))).toEqual(['TICKET_INCOMPLETE', 'record record'])
  })

  it('counts reminders by their manner', () => {
    const one = after(given(), { event: 'remind', manner: 'phone', note: '' })
    const two = after(one, { event: 'remind', manner: 'message', note: '' })
    const three = after(two, { event: 'remind', manner: 'phone', note: '' })
    expect([one, two, three].map(({ details }) => details['count'])).toEqual([1, 1, 2])
    expect(three.told).toEqual(['reminder unit HB'])
  })

  it('gives a hard matter to a leader with a date of their own, one at a time (G12, A-G18)', () => {
    const now = after(given(), sponsored)
    expect(now).toMatchObject({ dueAt: given().dueAt, told: ['instruction unit HB'], records: [{ kind: 'sponsor', state: 'open', dueAt: at + 5, data: { leader: '王某' } }] })
    expect(after(now, { ...sponsored, leader: '李某' }).records.map(({ state, data }) => [state, data['leader']])).toEqual([['dropped', '王某'], ['open', '李某']])
    expect(refused(now, { ...sponsored, dueAt: at })).toEqual(['TICKET_INCOMPLETE', 'dueAt past'])
  })

  it('grades by a person, and strikes off with a result and who approved it (G43, G44, A-G12)', () => {
    const graded = after(given({ state: 'handling' }), { event: 'setGrade', grade: 'D', reason: '群众不认可' })
    expect(graded).toMatchObject({ grade: 'D', gradeByPerson: true, records: [{ kind: 'pool', state: 'open' }] })
    const struck = after(graded, { event: 'strikeOff', record: graded.records[0]!.id, result: '已解决', approver: '王某' })
    expect(struck.records).toMatchObject([{ kind: 'pool', state: 'done', data: { result: '已解决', approver: '王某' } }])
    expect(refused(struck, { event: 'strikeOff', record: graded.records[0]!.id, result: '再次', approver: '王某' })).toEqual(['TICKET_INCOMPLETE', 'record record'])
  })
})
