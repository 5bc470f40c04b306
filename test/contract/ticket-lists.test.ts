import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { TicketNo } from '../../src/contract/ticket.ts'
import { TICKET_SORTS } from '../../src/contract/ticket-list.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const who = (role: Role, over: Partial<Principal> = {}): Principal => ({ userId: role, username: role, role, extension: null, department: null, workspace: null, ...over })
const agent = who('agent', { username: 'agent1001', extension: Extension.parse('1001') })
const [supervisor, dispatcher, unit] = [who('supervisor'), who('dispatcher'), who('unit', { username: 'unit-HB', department: 'HB' })]
const MINUTE = 60_000
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '夜间施工', contactPhone: '13700001111', address: '东街1号' } as const

async function room(open: () => Promise<Knex>) {
  const db = await open()
  let now = noon
  const all = ticketing(db, { cipher, now: () => (now += 1) })
  const taken = async (given: object = noise, then: 'submit' | null = null) => {
    const draft = await all.writing.open({ channel: 'phone', dnis: null, externalNo: null, ...given }, agent, 'zh')
    return then === null ? draft : await all.acting.act(draft.ticketNo, agent, { event: then, version: draft.version }, 'zh')
  }
  return { ...all, db, taken, pass: (ms: number) => void (now += ms) }
}
const code = async (work: Promise<unknown>): Promise<unknown> => await work.then(() => null, (error: { code?: string }) => error.code ?? error)

describe.each(databases)('lists of tickets on $on', ({ open }) => {
  it('can be looked into anywhere: page n begins at mark n, in every order', async () => {
    const { db, taken, search, reading } = await room(open)
    for (let i = 0; i < 23; i += 1) {
      const { id } = await taken({ content: `第${i}件` })
      // Some have no deadline; several were opened and changed at the same instant.
      await db('tickets').where({ id }).update({ due_at: i % 4 === 0 ? null : noon + (i % 3) * MINUTE, opened_at: noon + Math.floor(i / 2), updated_at: noon + (i % 5) })
    }
    for (const sort of TICKET_SORTS) {
      const asked = { filter: { sight: reading.sight(dispatcher) }, sort }
      const inOrder = (await search.page({ ...asked, limit: 100 })).items.map(({ ticketNo }) => ticketNo)
      const { total, marks } = await search.marks(asked, 5)
      expect([sort, total, marks.length]).toEqual([sort, inOrder.length, Math.floor(inOrder.length / 5)])
      for (const [n, cursor] of marks.entries()) expect((await search.page({ ...asked, cursor, limit: 5 })).items.map(({ ticketNo }) => ticketNo)).toEqual(inOrder.slice((n + 1) * 5, (n + 2) * 5))
    }
    expect(await search.marks({ filter: {}, text: '第一' }, 5)).toEqual({ total: null, every: 5, marks: [] })
  })

  it('are searched by words in every order, page by page', async () => {
    const { db, taken, search } = await room(open)
    for (let i = 0; i < 7; i += 1) {
      const { id } = await taken({ content: '路灯损坏' })
      await db('tickets').where({ id }).update({ due_at: noon - i * MINUTE, updated_at: noon + ((i * 3) % 7) })
    }
    for (const sort of TICKET_SORTS) {
      const [all, paged] = [(await search.page({ filter: {}, sort, limit: 50 })).items.map(({ ticketNo }) => ticketNo), [] as TicketNo[]]
      let cursor: string | null | undefined
      do {
        const page = await search.page({ filter: {}, sort, text: '路灯', limit: 3, ...(cursor ? { cursor } : {}) })
        paged.push(...page.items.map(({ ticketNo }) => ticketNo))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect([sort, paged]).toEqual([sort, all])
    }
  })
})

describe.each(databases)('kept filters on $on', ({ open }) => {
  it('are their owner’s, those of a supervisor may be for everybody there, and count what each reader finds', async () => {
    const { taken, filters } = await room(open)
    await taken(noise, 'submit')
    await taken({ content: '草稿' })
    const own = await filters.keep({ name: '待签收', query: { state: 'dispatched' }, shared: false }, dispatcher)
    const shared = await filters.keep({ name: '全部', query: { sort: 'oldest' }, shared: true }, supervisor)
    expect(own).toMatchObject({ own: true, count: 1, query: { state: 'dispatched' } })
    expect((await filters.list(dispatcher)).map(({ name, own: mine, count }) => [name, mine, count])).toEqual([['待签收', true, 1], ['全部', false, 2]])
    expect((await filters.list(unit)).map(({ name, count }) => [name, count])).toEqual([['全部', 1]])
    expect(await filters.list(who('supervisor', { username: 'other', workspace: '安监' }))).toEqual([])
    const wanted = { name: '改', query: {}, shared: false }
    expect(await code(filters.change(shared.id, wanted, dispatcher))).toBe('NOT_FOUND')
    expect(await code(filters.remove(shared.id, dispatcher))).toBe('NOT_FOUND')
    expect(await filters.change(own.id, wanted, dispatcher)).toMatchObject({ name: '改', query: {}, count: 2 })
    await filters.remove(own.id, dispatcher)
    expect((await filters.list(dispatcher)).map(({ name }) => name)).toEqual(['全部'])
  })

  it('are refused when the list would refuse them, when they show others a number, and beyond thirty; nothing of them can be read', async () => {
    const { db, filters } = await room(open)
    const refused = async (query: object, shared: boolean, user = supervisor) => await code(filters.keep({ name: '名', query, shared }, user))
    expect(await refused({ state: 'nonsense' }, false)).toBe('INVALID_REQUEST')
    expect(await refused({ phone: '13700001111' }, true)).toBe('INVALID_REQUEST')
    expect(await refused({}, true, dispatcher)).toBe('FORBIDDEN')
    for (let i = 0; i < 30; i += 1) expect(await refused({ phone: '13700001111' }, false)).toBe(null)
    expect(await refused({}, false)).toBe('TOO_LARGE')
    expect(JSON.stringify(await db('ticket_filters'))).not.toMatch(/13700001111|名/)
    // For a department a number would tell who the citizen is.
    expect(await filters.keep({ name: '号码', query: { phone: '13700001111' }, shared: false }, unit)).toMatchObject({ count: null })
  })
})

describe.each(databases)('one step for many tickets on $on', ({ open }) => {
  it('says beforehand for each what will come of it, and changes nothing', async () => {
    const { db, taken, bulk } = await room(open)
    const [sent, draft] = [await taken(noise, 'submit'), await taken()]
    const before = [await db('tickets').orderBy('id'), await db('ticket_events'), await db('ticket_notices')]
    const tickets = [sent.ticketNo, draft.ticketNo, 'JC20991231000001' as TicketNo].map((ticketNo) => ({ ticketNo, version: null }))
    const items = await bulk.run({ tickets, event: { event: 'setGrade', grade: 'C', reason: '疑难' }, preview: true }, supervisor, 'zh')
    expect(items).toMatchObject([
      { ticketNo: sent.ticketNo, ok: true, from: 'dispatched', after: { state: 'dispatched', grade: 'C', leadUnit: 'HB' }, version: sent.version, problem: null },
      { ticketNo: draft.ticketNo, ok: false, from: 'draft', after: null, problem: { code: 'ILLEGAL_TRANSITION', title: '工单当前状态不允许此操作' } },
      { ok: false, from: null, problem: { code: 'NOT_FOUND' } },
    ])
    expect([await db('tickets').orderBy('id'), await db('ticket_events'), await db('ticket_notices')]).toEqual(before)
  })

  it('takes it with each by itself: what was changed meanwhile is left as it is, with why', async () => {
    const { taken, bulk, acting, reading } = await room(open)
    const some = [await taken(noise, 'submit'), await taken({ ...noise, address: '东街2号', contactPhone: '13700002222' }, 'submit'), await taken({ ...noise, address: '东街3号', contactPhone: '13700003333' }, 'submit')]
    const [one, two, three] = some.map(({ ticketNo, version }) => ({ ticketNo, version }))
    await acting.act(two!.ticketNo, unit, { event: 'signFor', version: two!.version }, 'zh')
    const items = await bulk.run({ tickets: [one!, two!, three!, one!], event: { event: 'signFor' }, preview: false }, unit, 'zh')
    expect(items.map(({ ok, problem, after }) => [ok, problem?.code ?? null, after?.state ?? null])).toEqual([[true, null, 'signed'], [false, 'ILLEGAL_TRANSITION', null], [true, null, 'signed']])
    expect(items[0]!.version).toBe(one!.version + 1)
    const again = await bulk.run({ tickets: [one!], event: { event: 'remind', manner: 'phone' }, preview: false }, supervisor, 'zh')
    expect(again).toMatchObject([{ ok: false, problem: { code: 'VERSION_CONFLICT' }, version: one!.version + 1 }])
    expect((await reading.show(three!.ticketNo, supervisor)).state).toBe('signed')
  })

  it('names the fields that are wrong, for all of them or for one', async () => {
    const { taken, bulk } = await room(open)
    const { ticketNo } = await taken({ content: '停水' }, null)
    const tickets = [{ ticketNo, version: null }]
    expect(await code(bulk.run({ tickets, event: { event: 'supervise', type: 'shouting' }, preview: true }, supervisor, 'zh'))).toBe('INVALID_REQUEST')
    const sent = await taken(noise, 'submit')
    const items = await bulk.run({ tickets: [{ ticketNo: sent.ticketNo, version: null }], event: { event: 'sponsor', leader: '分管领导', dueAt: '2001-01-01T00:00:00+08:00' }, preview: true }, supervisor, 'zh')
    expect(items[0]!.problem).toMatchObject({ code: 'TICKET_INCOMPLETE', errors: [{ path: 'dueAt', message: expect.stringContaining('时间') }] })
  })
})
