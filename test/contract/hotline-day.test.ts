import { describe, expect, it } from 'vitest'
import type { AgendaItem, HotlineDayDetail } from '../../src/contract/hotline-day.ts'
import type { Answer } from './support/http.ts'
import { databases } from './support/databases.ts'
import { type SessionCity as City, sessionCities } from './support/sessions.ts'

const city = sessionCities()
const DAY = { level: 'county', startsAt: '2026-11-24T09:00:00+08:00', place: '区政府三楼会议室', chair: '区长', area: '140502' }
const dayOf = ({ body, status }: Answer): HotlineDayDetail => {
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body as unknown as HotlineDayDetail
}

/** A session with these tickets on its agenda, begun. */
async function held({ api }: City, ...tickets: string[]): Promise<{ day: HotlineDayDetail; items: AgendaItem[] }> {
  const { id } = dayOf(await api('supervisor', 'POST', '/hotline-days', DAY))
  for (const ticketNo of tickets) dayOf(await api('dispatcher', 'POST', `/hotline-days/${id}/items`, { ticketNo, reason: '职责交叉' }))
  const day = dayOf(await api('supervisor', 'POST', `/hotline-days/${id}/hold`, { version: 1 }))
  return { day, items: day.items }
}

describe.each(databases)('a hotline day on $on', ({ open: opens }) => {
  it('decides what triage could not: lead, tasks, method and a deadline are in the ticket, by its own steps (G13, G37)', async () => {
    const place = await city(await opens())
    const ticketNo = await place.inTriage()
    const { day, items: [item] } = await held(place, ticketNo)
    const { version } = await place.show(ticketNo)
    const decision = { version, lead: 'HB', final: true, tasks: [{ unit: 'GA', task: '维持现场秩序' }], method: '现场办公', requirements: '三日内疏通', dueAt: '2026-12-31T18:00:00+08:00', text: '由生态环境局牵头整治' }
    const after = dayOf(await place.api('supervisor', 'POST', `/hotline-days/${day.id}/items/${item?.id}/decide`, decision))
    expect(after.items[0]).toMatchObject({ state: 'decided', decidedBy: 'supervisor', followUp: 'open', dueAt: '2026-12-31T10:00:00.000Z', decision: { lead: 'HB', text: '由生态环境局牵头整治' } })
    const ticket = await place.show(ticketNo)
    expect(ticket).toMatchObject({ state: 'dispatched', leadUnit: 'HB', final: true })
    expect(ticket.timeline.slice(-3).map(({ event, actor }) => [event, actor])).toEqual([['triageDecide', 'supervisor'], ['instruct', 'supervisor'], ['sponsor', 'supervisor']])
    expect(ticket.records.flatMap(({ kind, unit, data }) => (kind === 'co_task' ? [[unit, data['task']]] : kind === 'instruction' ? [[unit, data['method'] || data['text']]] : []))).toEqual(expect.arrayContaining([['GA', '维持现场秩序'], ['HB', '现场办公'], ['HB', '由生态环境局牵头整治']]))
    // What was said there lies nowhere in plain.
    expect(JSON.stringify(await place.db('hotline_day_items'))).not.toContain('牵头整治')
  })

  it('writes all of a decision or nothing, and says what could not be applied', async () => {
    const place = await city(await opens())
    const [triaged, given] = [await place.inTriage(), await place.dispatched()]
    const { day, items: [first, second] } = await held(place, triaged, given)
    const path = (item: AgendaItem | undefined) => `/hotline-days/${day.id}/items/${item?.id}/decide`
    const before = await place.show(triaged)
    const refused = await place.api('supervisor', 'POST', path(first), { version: before.version, lead: 'HB', tasks: [{ unit: 'NOBODY', task: '协办' }], text: '整治' })
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'TICKET_INCOMPLETE', errors: [{ path: 'coUnits', message: '该单位不存在或已停用' }] }])
    expect(await place.show(triaged)).toEqual(before)
    expect((await place.api('supervisor', 'POST', path(first), { version: before.version - 1, lead: 'HB', text: '整治' })).body).toMatchObject({ code: 'VERSION_CONFLICT' })
    // A department that has the matter keeps it.
    expect((await place.api('supervisor', 'POST', path(second), { version: (await place.show(given)).version, lead: 'GA', text: '改由公安局' })).body).toMatchObject({ code: 'LEAD_STAYS' })
    const now = dayOf(await place.api('supervisor', 'GET', `/hotline-days/${day.id}`))
    expect(now.items.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  })

  it('answers the department that asked for a leader, and gives a matter to another that it asked to return (G40)', async () => {
    const place = await city(await opens())
    const [asked, returned] = [await place.dispatched(), await place.dispatched()]
    await place.by('unit/HB', asked, { event: 'signFor' })
    await place.by('unit/HB', asked, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '' })
    await place.by('unit/HB', asked, { event: 'requestUpgrade', reason: '需多部门联动', wish: '' })
    await place.by('unit/HB', returned, { event: 'requestReturn', reason: 'not_our_duty', basis: '三定方案', suggestedUnit: 'GA' })
    const { day, items: [first, second] } = await held(place, asked, returned)
    dayOf(await place.api('supervisor', 'POST', `/hotline-days/${day.id}/items/${first?.id}/decide`, { version: (await place.show(asked)).version, text: '区长调度推进' }))
    expect((await place.show(asked)).records.find(({ kind }) => kind === 'upgrade_request')).toMatchObject({ state: 'done', data: { leader: '区长' } })
    dayOf(await place.api('supervisor', 'POST', `/hotline-days/${day.id}/items/${second?.id}/decide`, { version: (await place.show(returned)).version, lead: 'GA', text: '由公安局办理' }))
    expect(await place.show(returned)).toMatchObject({ state: 'dispatched', leadUnit: 'GA', bounceCount: 1 })
  })

  it('is planned, ordered, held and closed; what waits is carried over, what ended meanwhile says so, and decisions are followed up', async () => {
    const place = await city(await opens())
    const [one, two, three] = [await place.inTriage(), await place.dispatched(), await place.inTriage()]
    const { id } = dayOf(await place.api('supervisor', 'POST', '/hotline-days', DAY))
    for (const ticketNo of [one, two, three]) dayOf(await place.api('supervisor', 'POST', `/hotline-days/${id}/items`, { ticketNo }))
    expect((await place.api('supervisor', 'POST', `/hotline-days/${id}/items`, { ticketNo: one })).body).toMatchObject({ code: 'ALREADY_ON_AGENDA' })
    const ids = dayOf(await place.api('supervisor', 'GET', `/hotline-days/${id}`)).items.map((item) => item.id)
    expect(dayOf(await place.api('dispatcher', 'PUT', `/hotline-days/${id}/order`, { version: 1, items: [...ids].reverse() })).items.map(({ ticket }) => ticket.ticketNo)).toEqual([three, two, one])
    expect((await place.api('supervisor', 'POST', `/hotline-days/${id}/items/${ids[0]}/carry-over`, {})).body).toMatchObject({ code: 'WRONG_SESSION_STATE' })
    dayOf(await place.api('supervisor', 'POST', `/hotline-days/${id}/hold`, { version: 2 }))
    dayOf(await place.api('supervisor', 'POST', `/hotline-days/${id}/items/${ids[1]}/decide`, { version: (await place.show(two)).version, dueAt: '2026-11-25T18:00:00+08:00', text: '限期办结' }))
    await place.by('dispatcher', three, { event: 'cancel', reason: 'withdrawn', note: '来电撤回' })
    expect(dayOf(await place.api('leader', 'GET', `/hotline-days/${id}`)).items[0]).toMatchObject({ state: 'waiting', endedMeanwhile: true })
    const closed = dayOf(await place.api('supervisor', 'POST', `/hotline-days/${id}/close`, { version: 3, minutes: '议定一件' }))
    expect([closed.state, closed.minutes, closed.items.map(({ state }) => state), closed.counts]).toEqual(['closed', '议定一件', ['ended', 'decided', 'carried_over'], { items: 3, decided: 1, carriedOver: 1, resolved: 0 }])
    // The next one may have it.
    const next = dayOf(await place.api('supervisor', 'POST', '/hotline-days', { ...DAY, level: 'city', chair: '市长' }))
    dayOf(await place.api('supervisor', 'POST', `/hotline-days/${next.id}/items`, { ticketNo: one }))
    place.later(4 * 86_400_000)
    const { body } = await place.api('supervisor', 'GET', '/hotline-days/follow-up')
    expect(body['items']).toMatchObject([{ followUp: 'overdue', ticket: { ticketNo: two }, session: { id, chair: '区长' } }])
    const counts = await place.api('leader', 'GET', '/hotline-days/counts?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z')
    expect(counts.body['items']).toMatchObject([{ level: 'city', held: 0 }, { level: 'county', held: 1, items: 3, decided: 1, overdue: 1 }, { level: 'leader_answers', held: 0 }])
    expect((await place.api('unit/HB', 'GET', `/hotline-days/${id}`)).status).toBe(403)
  })

  it('of a leader who answers calls has what came in at that seat (Z15)', async () => {
    const place = await city(await opens())
    const [mine, other] = [await place.inTriage(), await place.dispatched()]
    await place.db('tickets').where({ ticket_no: mine }).update({ agent: '1001', call_id: 'c1', opened_at: Date.parse('2026-11-23T14:30:00+08:00') })
    await place.db('tickets').where({ ticket_no: other }).update({ agent: '1002', call_id: 'c2', opened_at: Date.parse('2026-11-23T14:30:00+08:00') })
    const { id } = dayOf(await place.api('supervisor', 'POST', '/hotline-days', { ...DAY, level: 'leader_answers', chair: '分管副市长', seat: '1001', startsAt: '2026-11-23T14:00:00+08:00' }))
    expect(dayOf(await place.api('supervisor', 'POST', `/hotline-days/${id}/hold`, { version: 1 })).taken.map(({ ticketNo }) => ticketNo)).toEqual([mine])
    expect(dayOf(await place.api('supervisor', 'POST', `/hotline-days/${id}/items`, { ticketNo: mine })).taken).toEqual([])
  })
})
