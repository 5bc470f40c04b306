import { describe, expect, it } from 'vitest'
import type { NewLetter } from '../../src/contract/ledger.ts'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { databases, type TestDatabase } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
const [supervisor, dispatcher, clerk] = [person('supervisor'), person('dispatcher'), person('unit', 'HB')]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工', contactPhone: '13700001111' } as const
const at = (text: string): number => Date.parse(`${text}+08:00`)
// A Monday; what is sent now is due on the Monday after.
const monday = at('2026-11-23T14:00:00')
const paging = { limit: 50 }

async function city(open: TestDatabase['open']) {
  let now = monday
  const db = await open()
  const house = ticketing(db, { cipher, now: () => now })
  const { writing, acting, reading } = house
  const version = async (no: TicketNo): Promise<number> => (await reading.show(no, supervisor)).version
  const act = async (no: TicketNo, who: Principal, event: object) => await acting.act(no, who, { version: await version(no), ...event } as TicketEvent, 'zh')
  async function given(unit = 'HB', fields: object = {}): Promise<TicketNo> {
    const { ticketNo } = await writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, categoryCode: '0402', ...fields }, dispatcher, 'zh')
    await act(ticketNo, dispatcher, { event: 'submit' })
    await act(ticketNo, dispatcher, { event: 'triageDecide', unit, section: null, coUnits: [], method: '', requirements: '', final: false })
    return ticketNo
  }
  const letter = async (more: Partial<NewLetter> & Pick<NewLetter, 'unit'>, nos: readonly TicketNo[]): Promise<NewLetter> =>
    ({ kind: 'reminder', content: '请抓紧办理', type: 'written', level: 'handler', replyBy: null, tickets: await Promise.all(nos.map(async (ticketNo) => ({ ticketNo, version: await version(ticketNo) }))), ...more })
  return { ...house, db, act, given, letter, become: (to: number) => void (now = to) }
}

describe.each(databases)('the ledger of supervision on $on', ({ open }) => {
  it('has what is open, nearly due and overdue, with the working days left, by department and those below it (J31, A-J27)', async () => {
    const { given, ledger, become, act, acting, reading } = await city(open)
    const [first, second] = [await given('HB'), await given('SQ1')]
    become(at('2026-11-24T09:00:00'))
    const third = await given('JD1', { areaCode: '140524' })
    const lists = async (who: Principal, query: object = {}) => await Promise.all((['open', 'nearly_due', 'overdue'] as const).map(async (list) => (await ledger.page(who, { list, ...paging, ...query })).items.map(({ ticket, remaining }) => [ticket.ticketNo, remaining.workingDays])))
    expect(await lists(supervisor)).toEqual([[[first, 4], [second, 4], [third, 5]], [], []])
    // The yellow card comes at the end of Friday: nothing is near on Friday, all of Monday's is at the weekend.
    become(at('2026-11-27T20:00:00'))
    expect((await lists(supervisor))[1]).toEqual([])
    become(at('2026-11-28T10:00:00'))
    expect(await lists(supervisor)).toEqual([[[first, 1], [second, 1], [third, 2]], [[first, 1], [second, 1]], []])
    expect((await ledger.units(supervisor, {})).total).toEqual({ open: 3, nearlyDue: 2, overdue: 0, supervised: 0, problem: 0 })
    become(at('2026-12-01T08:00:00'))
    await act(first, supervisor, { event: 'supervise', type: 'on_site', target: 'head', content: '现场督办', replyBy: null, persons: 0, participants: '区城管局、街道、社区、物业' })
    await act(first, supervisor, { event: 'remind', manner: 'phone', note: '' })
    const overdue = await ledger.page(supervisor, { list: 'overdue', ...paging })
    expect(overdue.items).toMatchObject([{ ticket: { ticketNo: first }, remaining: { workingDays: -1 }, order: { type: 'on_site', level: 'head' }, orders: 1, reminders: { phone: 1, yellow: 0 }, problem: false }, { ticket: { ticketNo: second }, order: null }])
    expect((await ledger.units(supervisor, {})).items).toMatchObject([{ unit: 'QCQ', open: 2, nearlyDue: 1, overdue: 1, below: true }, { unit: 'HB', open: 1, overdue: 1, supervised: 1, below: false }])
    expect((await ledger.units(supervisor, { unit: 'QCQ' })).items).toMatchObject([{ unit: 'JD1', open: 2, below: true }])
    expect((await ledger.units(supervisor, { unit: 'JD1' })).items.map(({ unit, open: n }) => [unit, n])).toEqual([['SQ1', 1], ['JD1', 1]])
    // Filters; and a department reads what lies with it and below it alone.
    expect([await lists(supervisor, { unit: 'QCQ' }), await lists(supervisor, { level: 'head' }), await lists(supervisor, { area: '140524' }), await lists(supervisor, { problem: true })].map(([all]) => all?.map(([no]) => no))).toEqual([[second, third], [first], [third], []])
    expect((await lists(person('unit_head', 'QCQ')))[0]?.map(([no]) => no)).toEqual([second, third])
    expect(await lists(person('reviewer'))).toEqual([[], [], []])
    // Fed back, it is out of the ledger.
    expect((await ledger.page(supervisor, { list: 'open', limit: 1 })).nextCursor).not.toBeNull()
    await acting.act(first, clerk, { event: 'signFor', version: (await reading.show(first, supervisor)).version }, 'zh')
    expect((await lists(supervisor))[0]).toHaveLength(3)
  })

  it('sends a department one letter about several tickets, on all of them or none, and counts letters, talks and people (H10)', async () => {
    const { db, given, letter, letters, ledger, reading, act } = await city(open)
    const [one, two, elsewhere] = [await given('HB'), await given('HB'), await given('QCQ')]
    await expect(letters.issue(await letter({ unit: 'HB' }, [one, elsewhere]), supervisor, 'zh')).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: `tickets.${elsewhere}`, message: '该工单的承办单位不是此单位' }] } })
    const stale = await letter({ unit: 'HB' }, [one, two])
    await act(two, clerk, { event: 'signFor' })
    await expect(letters.issue(stale, supervisor, 'zh')).rejects.toMatchObject({ code: 'VERSION_CONFLICT', details: { ticketNo: two } })
    expect([(await reading.show(one, supervisor)).records, await db('letters'), (await letters.list(supervisor, paging)).items]).toEqual([[], [], []])

    const sent = await letters.issue(await letter({ unit: 'HB' }, [two, one]), supervisor, 'zh')
    expect(sent).toMatchObject({ number: 'R2026-0001', kind: 'reminder', unit: 'HB', issuedBy: 'supervisor', content: '请抓紧办理' })
    expect(sent.tickets.map(({ ticketNo }) => ticketNo).toSorted()).toEqual([one, two].toSorted())
    const order = await letters.issue(await letter({ kind: 'order', unit: 'HB', type: 'interview', level: 'head', replyBy: at('2026-11-25T18:00:00'), content: '约谈分管负责人' }, [one]), supervisor, 'zh')
    expect([order.number, order.replyBy]).toEqual(['S2026-0001', at('2026-11-25T18:00:00')])
    expect((await letters.issue(await letter({ unit: 'QCQ' }, [elsewhere]), supervisor, 'zh')).number).toBe('R2026-0002')
    const { records } = await reading.show(one, supervisor)
    expect(records.map(({ kind, dueAt, data }) => [kind, dueAt, data['manner'] ?? data['type']])).toEqual([['reminder', null, 'written'], ['supervision', at('2026-11-25T18:00:00'), 'interview']])
    await act(one, supervisor, { event: 'concludeSupervision', record: records[1]?.id, outcome: '已约谈', persons: 9, participants: '', decision: '' })
    for (const no of [one, two, elsewhere]) await act(no, supervisor, { event: 'remind', manner: 'phone', note: '' })
    // One without a letter is a slip of its own.
    await act(elsewhere, supervisor, { event: 'remind', manner: 'written', note: '' })
    const counts = await ledger.counts(supervisor, { from: monday - 1, to: monday + 1 })
    expect(counts.total).toMatchObject({ reminders: { phone: 3, message: 0, yellow: 0 }, slips: 3, interviews: 1, persons: 9, orders: { interview: 1, phone: 0 } })
    expect(counts.items.map(({ unit, slips, persons }) => [unit, slips, persons])).toEqual([['HB', 1, 9], ['QCQ', 2, 0]])
    expect((await ledger.counts(supervisor, { from: monday + 1 })).total).toMatchObject({ slips: 0, persons: 0 })
    // A department reads its own letters.
    expect((await letters.list(clerk, paging)).items.map(({ number }) => number).toSorted()).toEqual(['R2026-0001', 'S2026-0001'])
    await expect(letters.find(sent.id, person('unit', 'QCQ'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await letters.list(supervisor, { ...paging, ticketNo: one })).items).toHaveLength(2)
    expect(JSON.stringify(await db('letters'))).not.toContain('约谈')
  })

  it('reviews the pool week by week: kept until a day with what was found, or struck off with result and approver (G43, G44, A-G12)', async () => {
    const { db, given, pool, act, reading, become } = await city(open)
    const [c, d, other] = [await given('HB'), await given('QCQ'), await given('HB')]
    await act(c, supervisor, { event: 'setGrade', grade: 'C', reason: '雨季后施工' })
    await act(d, supervisor, { event: 'setGrade', grade: 'D', reason: '群众不认可' })
    expect(await pool.counts(supervisor, {})).toEqual({ C: 1, D: 1, due: 0, undated: 2 })
    const entry = async (no: TicketNo) => (await pool.page(supervisor, { state: 'open', ...paging })).items.find(({ ticket }) => ticket.ticketNo === no)
    const finding = async (no: TicketNo, more: object) => ({ ticketNo: no, version: (await reading.show(no, supervisor)).version, record: (await entry(no))?.record.id ?? 'none', outcome: 'kept' as const, note: '仍在施工', approver: '', nextAt: null, ...more })
    const review = await pool.begin(supervisor)
    expect(review).toMatchObject({ entries: 2, kept: 0, struckOff: 0, closedAt: null, openedBy: 'supervisor' })
    expect((await pool.begin(supervisor)).id).toBe(review.id)
    become(monday + 60_000)
    await expect(pool.find(review.id, await finding(c, {}), supervisor, 'zh')).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'nextAt' }] } })
    await expect(pool.find(review.id, await finding(d, { outcome: 'struck_off' }), supervisor, 'zh')).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'approver' }] } })
    await expect(pool.find(review.id, await finding(other, { nextAt: monday + 9e8 }), supervisor, 'zh')).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE' })
    const nextAt = at('2026-11-30T09:00:00')
    await pool.find(review.id, await finding(c, { nextAt }), supervisor, 'zh')
    expect(await entry(c)).toMatchObject({ grade: 'C', cause: 'setGrade', since: monday, reviews: 1, record: { dueAt: nextAt } })
    // Once in each review; nothing of a second finding is left on the ticket.
    const before = await reading.show(c, supervisor)
    await expect(pool.find(review.id, await finding(c, { nextAt: nextAt + 1 }), supervisor, 'zh')).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    expect(await reading.show(c, supervisor)).toEqual(before)
    const after = await pool.find(review.id, await finding(d, { outcome: 'struck_off', note: '已整改到位', approver: '分管领导' }), supervisor, 'zh')
    expect(after).toMatchObject({ kept: 1, struckOff: 1, findings: [{ ticketNo: c, outcome: 'kept', note: '仍在施工', nextAt }, { ticketNo: d, outcome: 'struck_off', approver: '分管领导' }] })
    expect(await pool.close(review.id, supervisor)).toMatchObject({ closedBy: 'supervisor' })
    await expect(pool.find(review.id, await finding(c, { nextAt: nextAt + 1 }), supervisor, 'zh')).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    expect([await pool.counts(supervisor, {}), (await pool.page(supervisor, { state: 'done', ...paging })).items.map(({ ticket }) => ticket.ticketNo)]).toEqual([{ C: 1, D: 0, due: 0, undated: 0 }, [d]])
    become(nextAt + 1)
    expect([(await pool.counts(supervisor, {})).due, (await pool.page(supervisor, { state: 'open', due: true, ...paging })).items.length, (await pool.page(supervisor, { state: 'open', unit: 'QCQ', ...paging })).items.length]).toEqual([1, 1, 0])
    expect((await pool.page(person('unit', 'QCQ'), { state: 'open', ...paging })).items).toEqual([])
    expect((await pool.page(clerk, { state: 'open', ...paging })).items).toHaveLength(1)
    expect((await pool.reviews(supervisor)).map(({ id }) => id)).toEqual([review.id])
    expect(JSON.stringify(await db('pool_review_entries'))).not.toMatch(/施工|分管/)
  })
})
