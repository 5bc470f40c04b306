import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { CallId, Extension } from '../../src/contract/ids.ts'
import { TicketNo, type TicketEvent } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { recordFacts } from '../../src/ticket/from-calls.ts'
import { ticketNosOf, ticketStore } from '../../src/ticket/store.ts'
import { connected, noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { processingOf } from '../../src/ticket/rules/processing.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, extension: string | null): Principal => ({ userId: `u${extension ?? role}`, username: extension === null ? role : `agent${extension}`, role, extension: extension === null ? null : Extension.parse(extension), department: null })
const [li, wang, leader] = [person('agent', '1001'), person('agent', '1002'), person('supervisor', null)]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，太吵' } as const

async function room(open: () => Promise<Knex>) {
  const db = await open()
  let now = noon + 1_000
  const tickets = ticketing(db, { cipher, now: () => (now += 1_000) })
  /** An answered call and its draft. */
  const answered = async (call: string, over: Parameters<typeof connected>[1] = {}): Promise<TicketNo> => {
    const fact = connected(call, { at: (now += 1_000), ...over })
    await db.transaction(async (trx) => await recordFacts(trx, [fact], { cipher, prefix: 'JC', dayOf: siteDay('Asia/Shanghai'), processingOf: () => processingOf(undefined) }))
    const [row] = await ticketStore(db).list({ callId: call, limit: 1 })
    return row?.ticketNo ?? TicketNo.parse('')
  }
  const { reading, writing, acting } = tickets
  return {
    ...tickets, db, answered,
    show: async (no: TicketNo, who = li) => await reading.show(no, who),
    write: async (no: TicketNo, fields: object, who = li) => await writing.change(no, who, { version: (await reading.show(no, who)).version, ...fields }, 'zh'),
    act: async (no: TicketNo, event: object, who = li) => await acting.act(no, who, { version: (await reading.show(no, who)).version, ...event } as TicketEvent, 'zh'),
  }
}

describe.each(databases)('a ticket that is written on $on', ({ open }) => {
  it('keeps what was typed field by field, sealed where it is personal', async () => {
    const { db, answered, write, show } = await room(open)
    const no = await answered('c1')
    await write(no, { callerName: '张三丰', contactPhone: '13700001111' })
    const saved = await write(no, { ...noise, extra: { employer: '甲公司' } })
    expect(saved).toMatchObject({ version: 3, fields: { callerName: '张三丰', contactPhone: '13700001111', content: noise.content, extra: { employer: '甲公司' }, wantsReply: true } })
    expect((await show(no)).fields).toEqual(saved.fields)
    expect(JSON.stringify(await db('tickets'))).not.toMatch(/张三丰|13700001111|驿后|施工|甲公司/)
    expect((await show(no)).timeline).toMatchObject([{ event: 'open', actor: 'system', to: 'draft' }])
  })

  it('is not written over by whoever read an older version, and of two at once one wins', async () => {
    const { answered, writing, show } = await room(open)
    const no = await answered('c1')
    await writing.change(no, li, { version: 1, content: 'a' }, 'zh')
    await expect(writing.change(no, li, { version: 1, content: 'b' }, 'zh')).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    const two = await Promise.allSettled(['c', 'd'].map(async (content) => await writing.change(no, li, { version: 2, content }, 'zh')))
    expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await show(no)).version).toBe(3)
  })

  it('is confidential when it becomes a report of wrongdoing, and an emergency when gas leaks, unless said otherwise', async () => {
    const { answered, write } = await room(open)
    const no = await answered('c1')
    expect((await write(no, { type: 'report', categoryCode: '1201' })).fields).toMatchObject({ confidential: true, urgency: 'emergency' })
    expect((await write(no, { confidential: false, urgency: 'normal' })).fields).toMatchObject({ confidential: false, urgency: 'normal' })
  })

  it('takes no choice that is not there', async () => {
    const { answered, write } = await room(open)
    const no = await answered('c1')
    await expect(write(no, { categoryCode: '9999', suggestedUnit: 'XX', areaCode: '999999' })).rejects.toMatchObject({
      code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'categoryCode' }, { path: 'areaCode' }, { path: 'suggestedUnit' }] },
    })
  })

  it('is submitted once it is complete, and not written on after', async () => {
    const { answered, write, act, show, writing } = await room(open)
    const no = await answered('c1', { ani: null })
    await expect(act(no, { event: 'submit' })).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: ['type', 'categoryCode', 'content', 'contactPhone'].map((path) => ({ path, message: '请填写此项' })) } })
    await write(no, { ...noise, contactPhone: '13700001111' })
    const done = await act(no, { event: 'submit' })
    const allowed = ['cancel', 'handOver', 'supplement', 'remind']
    expect(done).toMatchObject({ state: 'dispatched', leadUnit: 'HB', title: '城区 噪声扰民 投诉', acceptedAt: expect.any(Number) as number, editable: false, masked: true, fields: { contactPhone: '137****1111' }, allowedEvents: allowed })
    expect(done.timeline.slice(1)).toMatchObject([{ seq: 1, event: 'submit', actor: 'agent1001', from: 'draft', to: 'pending_dispatch' }, { seq: 2, event: 'autoDispatch', actor: 'system', from: 'pending_dispatch', to: 'dispatched', inStateMs: 0 }])
    await expect(writing.change(no, li, { version: done.version, content: 'x' }, 'zh')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' })
    await expect(act(no, { event: 'directAnswer' })).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION', details: { allowed } })
    expect((await show(no)).version).toBe(done.version)
  })

  it('of unpaid wages needs a name and what the template asks for', async () => {
    const { answered, write, act } = await room(open)
    const no = await answered('c1')
    const saved = await write(no, { type: 'complaint', categoryCode: '0701', areaCode: '140502', content: '欠薪', anonymous: true, extra: { people: '12', amount: '300000', shop: '别的模板' } })
    expect(saved.needed.submit).toEqual(['type', 'categoryCode', 'content', 'areaCode', 'callerName', 'extra.employer', 'extra.people', 'extra.amount', 'extra.period'])
    await expect(act(no, { event: 'submit' })).rejects.toMatchObject({ details: { errors: [{ path: 'callerName' }, { path: 'extra.employer' }, { path: 'extra.period' }, { path: 'anonymous', message: '此类事项须实名' }] } })
    await write(no, { anonymous: false, callerName: '张三', extra: { employer: '甲公司', period: '2026-08 至 2026-10' } })
    expect((await act(no, { event: 'submit' })).fields.extra).toEqual({ people: '12', amount: '300000', employer: '甲公司', period: '2026-08 至 2026-10' })
  })

  it('is answered at once and closed, with the answer on record', async () => {
    const { answered, write, act, settled } = await room(open)
    const no = await answered('c1')
    await write(no, { type: 'consultation', categoryCode: '1401', content: '如何办营业执照' })
    await expect(act(no, { event: 'directAnswer' })).rejects.toMatchObject({ details: { errors: [{ path: 'reply' }] } })
    await write(no, { reply: '可在网上办理' })
    expect(await act(no, { event: 'directAnswer' })).toMatchObject({ state: 'closed', disposition: 'direct', closeReason: 'direct_answer', allowedEvents: ['reopen'] })
    expect(settled).toEqual(['tc1'])
  })

  it('is cancelled with a reason; when handed in only because the citizen takes it back, with a note', async () => {
    const { answered, write, act, settled } = await room(open)
    const [silent, no] = [await answered('c1'), await answered('c2')]
    expect(await act(silent, { event: 'cancel', reason: 'silent', note: '' })).toMatchObject({ state: 'cancelled', closeReason: 'silent' })
    await write(no, noise)
    await act(no, { event: 'submit' })
    await expect(act(no, { event: 'cancel', reason: 'nuisance', note: '' })).rejects.toMatchObject({ details: { errors: [{ path: 'reason' }] } })
    await expect(act(no, { event: 'cancel', reason: 'withdrawn', note: '' })).rejects.toMatchObject({ details: { errors: [{ path: 'note' }] } })
    expect((await act(no, { event: 'cancel', reason: 'withdrawn', note: '来电撤回' })).timeline.at(-1)).toMatchObject({ event: 'cancel', reason: 'withdrawn', note: '来电撤回', from: 'dispatched', to: 'cancelled' })
    expect(settled).toEqual(['tc1', 'tc2'])
  })

  it('of a repeated call is merged into the open one, and nothing is lost', async () => {
    const { db, answered, write, act, show, reading } = await room(open)
    const [first, second, third] = [await answered('c1'), await answered('c2'), await answered('c3', { agent: wang.extension! })]
    await write(first, noise)
    await act(first, { event: 'submit' })
    await write(second, { content: '又吵了' })
    await write(third, { content: '第三次来电' }, wang)
    expect((await reading.suggestions(third, wang)).repeats).toMatchObject([{ ticketNo: second, sameCaller: true, state: 'draft' }, { ticketNo: first, sameCaller: true, samePlace: false, title: '城区 噪声扰民 投诉' }])
    await act(third, { event: 'merge', into: second }, wang)
    expect(await act(second, { event: 'merge', into: first })).toMatchObject({ state: 'merged', mergedInto: first, closeReason: 'merged' })
    const kept = await show(first)
    expect(kept).toMatchObject({ repeatCount: 2, supplements: [{ ticketNo: third, callId: 'c3', agent: '1002', text: '第三次来电' }, { ticketNo: second, callId: 'c2', text: '又吵了' }] })
    expect(kept.timeline.map(({ event, ticketNo }) => [event, ticketNo])).toEqual([['open', null], ['submit', null], ['autoDispatch', null], ['repeat', second]])
    const calls = ['c1', 'c2', 'c3'].map((id) => CallId.parse(id))
    expect([...(await ticketNosOf(db)(calls)).values()]).toEqual([first, first, first])
    expect((await ticketStore(db).traces((await ticketStore(db).find(first))!)).callIds.toSorted()).toEqual(calls)
    expect(JSON.stringify(await db('ticket_supplements'))).not.toContain('又吵了')
  })

  it('is merged only into an open one about the same matter', async () => {
    const { answered, write, act } = await room(open)
    const [mine, other] = [await answered('c1'), await answered('c2', { ani: '13500000000', agent: wang.extension! })]
    const refused = { code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'into' }] } }
    for (const into of [other, mine, TicketNo.parse('JC20200101000001')]) await expect(act(mine, { event: 'merge', into })).rejects.toMatchObject(refused)
    await write(mine, noise)
    await write(other, { ...noise, address: '驿后小区4号楼。' }, wang)
    expect(await act(mine, { event: 'merge', into: other })).toMatchObject({ state: 'merged' })
    const late = await answered('c3')
    await expect(act(late, { event: 'merge', into: mine })).rejects.toMatchObject(refused)
  })

  it('two merged into each other at once: one of them stays open', async () => {
    const { answered, acting, show } = await room(open)
    const [a, b] = [await answered('c1'), await answered('c2')]
    await Promise.allSettled([[a, b], [b, a]].map(async ([from, into]) => await acting.act(from!, li, { event: 'merge', version: 1, into: into! }, 'zh')))
    expect([(await show(a)).state, (await show(b)).state].toSorted()).toEqual(['draft', 'merged'])
  })

  it('suggests categories by its words and departments by its category', async () => {
    const { answered, write, reading } = await room(open)
    const no = await answered('c1')
    await write(no, { content: '夜间施工噪音很大，严重扰民' })
    expect(await reading.suggestions(no, li)).toMatchObject({ categories: [{ code: '0401', words: ['噪音', '扰民', '夜间施工'] }], units: [], repeats: [] })
    await write(no, { categoryCode: '0401' })
    expect((await reading.suggestions(no, li)).units).toEqual([{ unit: 'HB', section: '噪声科', coUnits: ['GA'], byCategory: true, byArea: false, words: [] }])
  })

  it('is seen and written by a colleague only with the right, masked, and noted', async () => {
    const { answered, write, show, act, writing, reading, audited } = await room(open)
    const no = await answered('c1')
    await write(no, { callerName: '张三丰', contactPhone: '13700001111' })
    await expect(show(no, wang)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(writing.change(no, wang, { version: 2, content: 'x' }, 'zh')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(writing.change(no, person('callback', null), { version: 2, content: 'x' }, 'zh')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await show(no, leader)).toMatchObject({ masked: true, editable: true, fields: { callerName: '张**', contactPhone: '137****1111' } })
    await write(no, { content: '班长补充' }, leader)
    expect((await show(no)).fields).toMatchObject({ callerName: '张三丰', content: '班长补充' })
    await write(no, { title: '标题' }, leader)
    expect((await show(no)).timeline.map(({ event, actor }) => [event, actor])).toEqual([['open', 'system'], ['edit', 'supervisor']])
    await write(no, noise)
    await act(no, { event: 'submit' })
    expect(await reading.reveal(no, li, '回访联系')).toEqual({ callerName: '张三丰', contactPhone: '13700001111', ani: '13912345678', submitter: null })
    expect(audited.filter(({ ok }) => ok)).toMatchObject([{ action: 'ticket.reveal', actor: 'agent1001', target: `ticket:${no}`, details: { reason: '回访联系' } }])
    await expect(reading.reveal(no, wang, '好奇')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is taken in without a call, and found by number, words, state and line', async () => {
    const { writing, search, answered } = await room(open)
    await answered('c1')
    const taken = await writing.open({ channel: 'mayor_mailbox', dnis: null, externalNo: 'SZ-1', title: '100%绿化', contactPhone: '13700001111' }, li, 'zh')
    expect(taken).toMatchObject({ ticketNo: 'JC20261121000002', channel: 'mayor_mailbox', externalNo: 'SZ-1', callId: null, agent: '1001', state: 'draft', editable: true, masked: false })
    const found = async (asked: object, filter: object = {}) => (await search.page({ limit: 10, filter, ...asked })).items.map(({ ticketNo }) => ticketNo)
    expect(await found({ number: '13700001111' })).toEqual([taken.ticketNo])
    expect(await found({ number: '13912345678' })).toEqual(['JC20261121000001'])
    expect(await found({ text: '100%绿' })).toEqual([taken.ticketNo])
    expect(await found({ text: '_' })).toEqual([])
    expect(await found({ text: 'jc2026112100000' })).toHaveLength(2)
    expect(await found({}, { states: ['closed'] })).toEqual([])
    expect(await found({}, { dnis: '12319', agent: '1001' })).toEqual(['JC20261121000001'])
  })
})
