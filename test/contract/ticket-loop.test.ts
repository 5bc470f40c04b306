import { describe, expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { databases, type TestDatabase } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
const [dispatcher, supervisor, callback, clerk, head, police] = [person('dispatcher'), person('supervisor'), person('callback'), person('unit', 'HB'), person('unit_head', 'HB'), person('unit', 'GA')]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工', contactPhone: '13700001111' } as const
// A Monday, 14:00.
const monday = Date.parse('2026-11-23T14:00:00+08:00')

async function city(open: TestDatabase['open']) {
  let now = monday
  const db = await open()
  const { writing, acting, reading } = ticketing(db, { cipher, now: () => (now += 1_000) })
  const { ticketNo } = await writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise }, dispatcher, 'zh')
  const by = async (who: Principal, event: object, no: TicketNo = ticketNo): Promise<TicketDetail> =>
    await acting.act(no, who, { ...event, version: (await reading.show(no, supervisor)).version } as TicketEvent, 'zh')
  const show = async () => await reading.show(ticketNo, supervisor)
  const columns = async () => (await db('tickets').where({ ticket_no: ticketNo }).first()) as Record<string, unknown>
  return { db, by, show, columns }
}
const reply = { event: 'submitReply', contacted: true, contactedAt: monday, contactManner: 'phone', contactedBy: '经办人', result: '已责令停工', publicReply: '夜间已停止施工', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }
const answers = (solved: string | null, satisfied: string | null) => ({ event: 'callbackResult', solved, satisfied, reason: null, wantsPerson: false, note: '' })

/** Submitted, signed for, verified, the task of the police answered. */
async function underWay({ by, show }: Awaited<ReturnType<typeof city>>): Promise<void> {
  await by(dispatcher, { event: 'submit' })
  await by(clerk, { event: 'signFor' })
  await by(clerk, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '属实' })
  const task = (await show()).records.find(({ kind }) => kind === 'co_task')
  await by(police, { event: 'answerCoTask', record: task?.id, result: '已出警' })
}

describe.each(databases)('the closed loop of a ticket on $on', ({ open }) => {
  it('goes from the department the list names to a citizen who is satisfied, and all of it is kept (A-X19, A-H10)', async () => {
    const place = await city(open)
    await underWay(place)
    const { by, columns } = place
    await by(clerk, reply)
    await expect(by(clerk, { event: 'reviewReply', approved: true, note: '' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const fedBack = await by(head, { event: 'reviewReply', approved: true, note: '' })
    expect(fedBack).toMatchObject({ state: 'pending_callback', leadUnit: 'HB', section: '噪声科', limitDays: 5, dueAt: Date.parse('2026-12-01T00:00:00+08:00') - 1 })
    const done = await by(callback, answers('solved', 'satisfied'))
    expect(done).toMatchObject({ state: 'closed', grade: 'A', closeReason: 'called_back', solved: 'solved', satisfied: 'satisfied' })
    expect(done.timeline.map(({ event, to }) => `${event} ${to}`)).toEqual([
      'open draft', 'submit pending_dispatch', 'autoDispatch dispatched', 'signFor signed', 'verify handling', 'answerCoTask handling', 'submitReply reply_review', 'reviewReply pending_callback', 'callbackResult closed',
    ])
    expect(done.records.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual(['co_task done', 'reply done', 'survey done', 'verification done'])
    expect(await columns()).toMatchObject({ state: 'closed', lead_unit: 'HB', accountable_unit: 'HB', grade: 'A', reply_author: clerk.username })
    // What was written is nowhere in plain.
    expect(JSON.stringify(await place.db('ticket_records'))).not.toContain('停工')
  })

  it('comes back to the same department until it is solved, and is struck off the pool then (A-J15, G36, G44)', async () => {
    const place = await city(open)
    await underWay(place)
    const { by } = place
    await by(clerk, reply)
    await by(head, { event: 'reviewReply', approved: true, note: '' })
    expect(await by(callback, answers('unsolved', 'dissatisfied'))).toMatchObject({ state: 'callback_review', grade: 'D', solved: 'unsolved' })
    const again = await by(callback, { event: 'judge', reasonable: true, explanation: '' })
    expect(again).toMatchObject({ state: 'handling', leadUnit: 'HB', round: 1, feedbackAt: null, solved: null, reasonable: 'reasonable' })
    expect(again.records.filter(({ state }) => state === 'open').map(({ kind, data }) => `${kind} ${String(data['type'] ?? data['grade'])}`).toSorted()).toEqual(['pool D', 'supervision phone'])
    await by(clerk, reply)
    const second = await by(head, { event: 'reviewReply', approved: true, note: '' })
    expect(second.records.filter(({ kind }) => kind === 'survey').map(({ round, state }) => [round, state])).toEqual([[0, 'done'], [1, 'open']])
    const done = await by(callback, answers('solved', 'satisfied'))
    expect([done.state, done.grade, done.records.find(({ kind }) => kind === 'pool')]).toMatchObject(['closed', 'A', { state: 'done', settledBy: callback.username }])
  })

  it('is returned once and sent to another department, with its time anew; nothing is fed back that the citizen was not told (T14, T15, I3, A-J18)', async () => {
    const { by, show } = await city(open)
    await by(dispatcher, { event: 'submit' })
    await by(clerk, { event: 'requestReturn', reason: 'not_our_duty', basis: '三定方案第三条', suggestedUnit: 'GA' })
    expect(await by(dispatcher, { event: 'decideReturn', approved: true, note: '' })).toMatchObject({ state: 'pending_dispatch', leadUnit: null, dueAt: null, bounceCount: 1 })
    expect(await by(dispatcher, { event: 'dispatch', unit: 'GA', section: null, coUnits: [], method: '', requirements: '', overrideReason: '' })).toMatchObject({ state: 'dispatched', leadUnit: 'GA', accountableUnit: 'GA' })
    await by(police, { event: 'signFor' })
    await by(police, { event: 'verify', contacted: false, notContactedReason: '未接', substantiated: 'yes', findings: '' })
    const before = await show()
    await expect(by(police, { ...reply, contacted: false })).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'contacted', message: '须先联系诉求人并答复' }] } })
    expect(await show()).toEqual(before)
  })
})
