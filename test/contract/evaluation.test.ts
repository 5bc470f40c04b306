import { describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { PutEvaluation } from '../../src/contract/evaluation.ts'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { databases, type TestDatabase } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
const [supervisor, dispatcher, callback, clerk, head, police] = [person('supervisor'), person('dispatcher'), person('callback'), person('unit', 'HB'), person('unit_head', 'HB'), person('unit', 'GA')]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，噪音太大', contactPhone: '13700001111' } as const
const at = (text: string): number => Date.parse(`${text}+08:00`)
const monday = at('2026-11-23T14:00:00')
const DAY_MS = 86_400_000
const reply = { event: 'submitReply', contacted: true, contactedAt: monday, contactManner: 'phone', contactedBy: '经办人', result: '已责令停工', publicReply: '夜间已停止施工', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }
const rating = (more: Partial<PutEvaluation>): PutEvaluation => ({ kind: 'centre_lead', about: 'HB', timeliness: 4, effect: 5, cooperation: null, remark: '', version: null, ...more })

async function city(open: TestDatabase['open']) {
  let now = monday
  const db = await open()
  const house = ticketing(db, { cipher, now: () => now })
  const { writing, acting, reading, onComplaint, takeUpComplaints } = house
  let taken: Promise<void> = Promise.resolve()
  onComplaint(() => {
    taken = takeUpComplaints()
  })
  const act = async (no: TicketNo, who: Principal, event: object) => await acting.act(no, who, { version: (await reading.show(no, supervisor)).version, ...event } as TicketEvent, 'zh')
  async function given(fields: object = {}): Promise<TicketNo> {
    const { ticketNo } = await writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, ...fields }, dispatcher, 'zh')
    await act(ticketNo, dispatcher, { event: 'submit' })
    return ticketNo
  }
  async function fedBack(no: TicketNo): Promise<void> {
    await act(no, clerk, { event: 'signFor' })
    await act(no, clerk, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '' })
    const task = (await reading.show(no, supervisor)).records.find(({ kind }) => kind === 'co_task')
    if (task) await act(no, police, { event: 'answerCoTask', record: task.id, result: '已出警' })
    await act(no, clerk, reply)
    await act(no, head, { event: 'reviewReply', approved: true, note: '' })
  }
  const answers = async (no: TicketNo, solved: string, satisfied: string, reason: string | null = null) => await act(no, callback, { event: 'callbackResult', solved, satisfied, reason, wantsPerson: false, note: '' })
  return { ...house, db, act, given, fedBack, answers, become: (to: number) => void (now = to), taken: async () => await taken }
}

describe.each(databases)('mutual evaluation on $on', ({ open }) => {
  it('is of what was fed back, by the centre and by the lead, once each, and stands after seven days (G46, A-G21)', async () => {
    const { db, evaluations, given, fedBack, answers, become } = await city(open)
    const no = await given()
    expect((await evaluations.show(no, supervisor)).open).toEqual([])
    await expect(evaluations.rate(no, rating({}), supervisor)).rejects.toMatchObject({ code: 'EVALUATION_NOT_YET' })
    await fedBack(no)
    expect([(await evaluations.show(no, supervisor)).open, (await evaluations.show(no, clerk)).open, (await evaluations.show(no, police)).open]).toEqual([[{ kind: 'centre_lead', round: 0, about: 'HB' }], [{ kind: 'lead_co', round: 0, about: 'GA' }], []])
    expect((await evaluations.due(supervisor)).map(({ ticketNo, about }) => [ticketNo, about])).toEqual([[no, 'HB']])
    expect((await evaluations.due(clerk)).map(({ ticketNo, about }) => [ticketNo, about])).toEqual([[no, 'GA']])
    expect(await evaluations.due(police)).toEqual([])
    // Nobody rates for somebody else, nor somebody who had no part in it, nor with other scores than are asked.
    const cooperation = rating({ kind: 'lead_co', about: 'GA', timeliness: null, effect: null, cooperation: 2, remark: '迟迟未到场' })
    for (const who of [supervisor, police]) await expect(evaluations.rate(no, cooperation, who)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(evaluations.rate(no, rating({}), clerk)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(evaluations.rate(no, { ...cooperation, about: 'CG' }, clerk)).rejects.toMatchObject({ code: 'EVALUATION_NOT_YET' })
    await expect(evaluations.rate(no, rating({ effect: null, cooperation: 3 }), supervisor)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(evaluations.rate(no, rating({}), person('unit', 'RS'))).rejects.toMatchObject({ code: 'NOT_FOUND' })

    await evaluations.rate(no, rating({}), supervisor)
    const { items, open: left } = await evaluations.rate(no, cooperation, clerk)
    expect([items.length, left, await evaluations.due(supervisor), await evaluations.due(clerk)]).toEqual([2, [], [], []])
    await expect(evaluations.rate(no, rating({}), supervisor)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    become(monday + 7 * DAY_MS)
    const changed = await evaluations.rate(no, rating({ timeliness: 3, remark: '反复催办', version: 1 }), supervisor)
    expect(changed.items.find(({ kind }) => kind === 'centre_lead')).toMatchObject({ timeliness: 3, remark: '反复催办', version: 2, ratedAt: monday, byUnit: null })
    become(monday + 7 * DAY_MS + 1)
    await expect(evaluations.rate(no, rating({ version: 2 }), supervisor)).rejects.toMatchObject({ code: 'EVALUATION_FINAL' })
    // Another round is another rating.
    await answers(no, 'unsolved', 'dissatisfied', 'result')
    expect((await evaluations.show(no, supervisor)).items).toHaveLength(2)
    expect(JSON.stringify(await db('evaluations'))).not.toMatch(/催办|到场/)
  })

  it('is averaged by department over a time, for a department its own (A-G21)', async () => {
    const { evaluations, given, fedBack } = await city(open)
    for (const timeliness of [4, 5, 5]) {
      const no = await given()
      await fedBack(no)
      await evaluations.rate(no, rating({ timeliness, effect: 4 }), supervisor)
      if (timeliness === 4) await evaluations.rate(no, rating({ kind: 'lead_co', about: 'GA', timeliness: null, effect: null, cooperation: 2 }), clerk)
    }
    const [ga, hb] = [{ unit: 'GA', asLead: 0, timeliness: null, effect: null, asCo: 1, cooperation: 2 }, { unit: 'HB', asLead: 3, timeliness: 4.67, effect: 4, asCo: 0, cooperation: null }]
    expect(await evaluations.averages(supervisor, { from: monday, to: monday })).toEqual([ga, hb])
    expect([await evaluations.averages(supervisor, { from: monday + 1 }), await evaluations.averages(police, {}), await evaluations.averages(clerk, { unit: 'GA' }), await evaluations.averages(supervisor, { unit: 'HB' })]).toEqual([[], [ga], [], [hb]])
  })
})

describe.each(databases)('complaints about service on $on', ({ open }) => {
  it('come of what a citizen says when called back, once, also after a crash in between (J36, H11)', async () => {
    const { db, complaints, given, fedBack, answers, taken, takeUpComplaints, notices } = await city(open)
    const [no, other] = [await given(), await given()]
    await fedBack(no)
    await fedBack(other)
    await answers(no, 'solved', 'dissatisfied', 'attitude')
    await taken()
    await answers(other, 'unsolved', 'dissatisfied', 'result')
    await taken()
    const all = async () => (await complaints.list(supervisor, { limit: 50 })).items
    expect(await all()).toMatchObject([{ source: 'survey', state: 'open', unit: 'HB', agent: null, ticketNo: no, reason: 'attitude', dueAt: at('2026-11-30T23:59:59.999'), may: ['answer'] }])
    expect((await notices.list(clerk, { limit: 50 })).items.filter(({ kind }) => kind === 'complaint')).toHaveLength(1)
    await db('service_complaints').del()
    await Promise.all([takeUpComplaints(), takeUpComplaints()])
    expect(await all()).toHaveLength(1)
  })

  it('are answered by those they are about and decided by the centre; by hand against a department or an agent', async () => {
    const { db, complaints, given, become, notices } = await city(open)
    const no = await given()
    const against = { unit: 'HB', agent: null, ticketNo: no, callId: null, reason: 'attitude' as const, content: '接电话态度生硬' }
    await expect(complaints.open({ ...against, unit: null }, callback)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(complaints.open({ ...against, agent: Extension.parse('1001') }, callback)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    const { id, version } = await complaints.open(against, callback)
    expect((await notices.list(clerk, { limit: 50 })).items.map(({ kind, details }) => [kind, details['complaint']])).toContainEqual(['complaint', id])
    await expect(complaints.answer(id, { version, answer: '无关' }, police)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(complaints.decide(id, { version, upheld: true, decision: '属实' }, supervisor)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' })
    const answered = await complaints.answer(id, { version, answer: '已约谈当事人' }, clerk)
    expect([answered.state, answered.may]).toEqual(['answered', []])
    await expect(complaints.answer(id, { version: 2, answer: '再次' }, clerk)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' })
    await expect(complaints.decide(id, { version, upheld: true, decision: '属实' }, supervisor)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    expect(await complaints.decide(id, { version: 2, upheld: true, decision: '属实，责令道歉' }, supervisor)).toMatchObject({ state: 'upheld', decidedBy: 'supervisor', answer: '已约谈当事人', may: [] })

    const agent: Principal = { ...person('agent'), username: 'agent1001', extension: Extension.parse('1001') }
    const call = { unit: null, agent: Extension.parse('1001'), ticketNo: null, callId: 'c-1', reason: 'ability' as const, content: '答非所问' }
    const late = await complaints.open(call, supervisor)
    expect(late.source).toBe('rating')
    await expect(complaints.open(call, supervisor)).rejects.toMatchObject({ code: 'COMPLAINT_EXISTS' })
    expect((await complaints.list(agent, { limit: 50 })).items.map((one) => [one.id, one.may])).toEqual([[late.id, ['answer']]])
    expect((await complaints.list({ ...agent, extension: Extension.parse('1002') }, { limit: 50 })).items).toEqual([])
    become(late.dueAt + 1)
    // No answer came in time: it is decided without one.
    expect((await complaints.list(supervisor, { late: true, limit: 50 })).items.map((one) => [one.id, one.may])).toEqual([[late.id, ['answer', 'decide']]])
    expect((await complaints.decide(late.id, { version: 1, upheld: false, decision: '查无实据' }, supervisor)).state).toBe('not_upheld')
    expect((await complaints.list(supervisor, { states: ['upheld'], limit: 50 })).items).toHaveLength(1)
    expect(JSON.stringify(await db('service_complaints'))).not.toMatch(/态度生硬|道歉|答非所问/)
  })
})

describe.each(databases)('typical cases on $on', ({ open }) => {
  it('are closed tickets with what they teach, found by words and shown with what is like a new one (G38)', async () => {
    const { db, typicalCases, given, fedBack, answers } = await city(open)
    const [no, plain, secret] = [await given(), await given(), await given({ confidential: true })]
    await expect(typicalCases.mark(no, { lesson: '联合夜查', tags: [], version: null }, dispatcher)).rejects.toMatchObject({ code: 'TYPICAL_CASE_NOT_FIT' })
    for (const one of [no, plain, secret]) await fedBack(one)
    for (const one of [no, plain]) await answers(one, 'solved', 'satisfied')
    await expect(typicalCases.mark(secret, { lesson: '联合夜查', tags: [], version: null }, dispatcher)).rejects.toMatchObject({ code: 'TYPICAL_CASE_NOT_FIT' })
    expect(await typicalCases.mark(no, { lesson: '夜间施工噪音：生态环境与公安联合夜查，当场封停', tags: ['噪音', '联合执法', '噪音'], version: null }, dispatcher)).toMatchObject({ ticketNo: no, unit: 'HB', tags: ['噪音', '联合执法'], version: 1 })
    await expect(typicalCases.mark(no, { lesson: '另一条', tags: [], version: null }, dispatcher)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    const found = async (query: object) => (await typicalCases.list(clerk, { limit: 50, ...query })).items.map(({ ticketNo }) => ticketNo)
    expect([await found({}), await found({ text: '夜查 封停' }), await found({ text: '拆迁' }), await found({ tag: '噪音' }), await found({ category: '04' }), await found({ category: '02' })]).toEqual([[no], [no], [], [no], [no], []])
    const fresh = await given({ areaCode: '140502', content: '小区旁工地夜间施工' })
    const similar = await typicalCases.similar(fresh, dispatcher)
    expect(similar.map(({ kind, ticketNo, why }) => [kind, ticketNo, why.category, why.area])).toEqual([['typical', no, 'same', true], ['closed', plain, 'same', true]])
    expect(similar[0]?.why.words).toContain('夜间施工')
    await typicalCases.unmark(no, dispatcher)
    expect(await found({})).toEqual([])
    await typicalCases.unmark(no, dispatcher)
    expect(JSON.stringify(await db('typical_cases'))).not.toContain('夜查')
  })
})
