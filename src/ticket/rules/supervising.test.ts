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
const order = { event: 'supervise', type: 'written', content: '请于明日前书面说明', target: 'head', replyBy: at + 1, persons: 2, participants: '' } as const
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

  it('is concluded by the centre: a talk with how many, a meeting with who came and what was decided (H10, J29)', () => {
    const concluded = { event: 'concludeSupervision', outcome: '已约谈分管负责人', persons: 0, participants: '', decision: '' } as const
    const talk = after(given(), { ...order, type: 'interview', persons: 0 })
    const id = talk.records[0]!.id
    expect(refused(talk, { ...concluded, record: id })).toEqual(['TICKET_INCOMPLETE', 'persons needed'])
    expect(after(talk, { ...concluded, record: id, persons: 3 }).records).toMatchObject([{ state: 'done', data: { persons: 3, conclusion: '已约谈分管负责人' } }])
    const visit = after(given(), { ...order, type: 'on_site', participants: '街道' })
    expect(refused(visit, { ...concluded, record: visit.records[0]!.id })).toEqual(['TICKET_INCOMPLETE', 'participants needed', 'decision needed'])
    // What the department has answered does not stand in the way, and is kept; a second conclusion does.
    const answered = after(visit, { event: 'answerSupervision', record: visit.records[0]!.id, outcome: '已整改' }, clerk('HB'))
    const both = { ...concluded, record: visit.records[0]!.id, participants: '区城管局、街道、社区、物业', decision: '三日内清运' }
    const done = after(answered, both)
    expect(done).toMatchObject({ told: ['supervision head HB'], records: [{ data: { outcome: '已整改', decision: '三日内清运' } }] })
    expect(refused(done, both)).toEqual(['TICKET_INCOMPLETE', 'record record'])
    // An order by phone or in writing has one outcome, whoever notes it.
    expect(refused(after(talk, { ...concluded, record: id, persons: 3 }), { ...concluded, record: id, persons: 3 })).toEqual(['TICKET_INCOMPLETE', 'record record'])
  })

  it('keeps an entry of the pool for another day, with the day it came in (G44, U28)', () => {
    const graded = after(given({ state: 'handling' }), { event: 'setGrade', grade: 'C', reason: '需雨季后施工' })
    const { id, openedAt } = graded.records[0]!
    expect(refused(graded, { event: 'reviewPool', record: id, reviewAt: at, note: '仍在施工' })).toEqual(['TICKET_INCOMPLETE', 'reviewAt past'])
    const kept = after(graded, { event: 'reviewPool', record: id, reviewAt: at + 7, note: '仍在施工' })
    expect(kept.records).toMatchObject([{ state: 'dropped', data: { reviewNote: '仍在施工' } }, { kind: 'pool', state: 'open', dueAt: at + 7, data: { grade: 'C', cause: 'setGrade', since: openedAt, reviewAt: at + 7 } }])
    expect(kept.grade).toBe('C')
    // Worse, and still the same entry since the same day.
    const worse = after(kept, { event: 'setGrade', grade: 'D', reason: '群众不认可' })
    expect(worse.records.filter(({ state }) => state === 'open')).toMatchObject([{ kind: 'pool' }])
  })
})
