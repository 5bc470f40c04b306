import { describe, expect, it } from 'vitest'
import { NO_ANSWERS } from '../../src/contract/survey-form.ts'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import type { TicketEvent } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, username: string = role, department: string | null = null): Principal => ({ userId: username, username, role, extension: null, department })
const [dispatcher, anna, bert, clerk, head] = [person('dispatcher'), person('callback', 'anna'), person('callback', 'bert'), person('unit', 'hb1', 'HB'), person('unit_head', 'hb2', 'HB')]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工', contactPhone: '13700001111' } as const
const monday = Date.parse('2026-11-23T09:00:00+08:00')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const reply = { event: 'submitReply', contacted: true, contactedAt: monday, contactManner: 'phone', contactedBy: '经办人', result: '已责令停工', publicReply: '夜间已停止施工', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }

describe.each(databases)('the call-back clerks on $on', ({ open }) => {
  async function fedBack(given: object = {}) {
    const clock = { now: monday }
    const db = await open()
    const { writing, acting, reading, surveying, worklists } = ticketing(db, { cipher, now: () => clock.now })
    const { ticketNo } = await writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, ...given }, dispatcher, 'zh')
    const show = async (): Promise<TicketDetail> => await reading.show(ticketNo, anna)
    const act = async (who: Principal, event: object): Promise<TicketDetail> => await acting.act(ticketNo, who, { ...event, version: (await show()).version } as TicketEvent, 'zh')
    await act(dispatcher, { event: 'submit' })
    await act(clerk, { event: 'signFor' })
    await act(clerk, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '属实' })
    for (const { id } of (await show()).records.filter(({ kind }) => kind === 'co_task')) await act(person('unit', 'ga', 'GA'), { event: 'answerCoTask', record: id, result: '已出警' })
    await act(clerk, reply)
    await act(head, { event: 'reviewReply', approved: true, note: '' })
    const toCall = async () => (await worklists.page(anna, 'to_call', { below: false, limit: 10 })).items
    const tried = async (outcome: string, againAt: number | null = null) => await act(anna, { event: 'callbackAttempt', outcome, againAt, note: '' })
    return { db, clock, ticketNo, show, act, toCall, tried, surveying }
  }

  it('have who is to be called on their list until when, again when they were not reached, and close it after the last try (A-J19)', async () => {
    const { clock, toCall, tried, show } = await fedBack()
    expect(await toCall()).toMatchObject([{ by: Date.parse('2026-11-25T00:00:00+08:00') - 1, record: { kind: 'survey', state: 'open', data: { mode: 'auto' } } }])
    for (const n of [1, 2, 3]) {
      await tried('no_answer')
      expect(await toCall()).toMatchObject([{ by: clock.now + 2 * HOUR_MS, record: { data: { human: n, last: 'no_answer' } } }])
      clock.now += 3 * HOUR_MS
    }
    expect(await tried('no_answer')).toMatchObject({ state: 'closed', closeReason: 'unreachable', satisfied: null, solved: null })
    expect(await toCall()).toEqual([])
    expect((await show()).timeline.filter(({ event }) => event === 'callbackAttempt').map(({ reason, to, details }) => [reason, to, details['attempts']])).toEqual([['no_answer', 'pending_callback', 1], ['no_answer', 'pending_callback', 2], ['no_answer', 'pending_callback', 3], ['unreachable', 'closed', 4]])
  })

  it('have confidential matters marked for a person', async () => {
    const { toCall } = await fedBack({ confidential: true })
    expect(await toCall()).toMatchObject([{ ticket: { confidential: true }, record: { data: { mode: 'human' } } }])
  })

  it('call again when the citizen wishes', async () => {
    const { clock, toCall, tried } = await fedBack()
    await expect(tried('not_now')).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'againAt' }] } })
    await tried('not_now', clock.now + 5 * HOUR_MS)
    expect(await toCall()).toMatchObject([{ by: clock.now + 5 * HOUR_MS, record: { data: { notNow: 1, human: 0 } } }])
  })

  it('keep every answer at once, one of them at a time, until the ticket is told', async () => {
    const { db, clock, ticketNo, act, surveying } = await fedBack()
    expect(await surveying.take(ticketNo, anna, false)).toMatchObject({ by: 'anna', answers: NO_ANSWERS })
    const half = { ...NO_ANSWERS, identity: 'self', solved: 'unsolved', remark: '夜里还在施工' } as const
    await surveying.save(ticketNo, anna, { answers: half, call: null })
    // The page was loaded again.
    expect(await surveying.take(ticketNo, anna, false)).toMatchObject({ by: 'anna', answers: half })
    expect([await surveying.show(ticketNo, bert), await surveying.list(bert)]).toMatchObject([{ by: 'anna', answers: null }, [{ ticketNo, by: 'anna', answers: null }]])
    await expect(surveying.take(ticketNo, bert, false)).rejects.toMatchObject({ code: 'SURVEY_TAKEN', details: { by: 'anna' } })
    await expect(surveying.save(ticketNo, bert, { answers: half, call: null })).rejects.toMatchObject({ code: 'SURVEY_TAKEN' })
    expect(JSON.stringify(await db('survey_drafts'))).not.toContain('施工')
    await act(anna, { event: 'callbackResult', solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', wantsPerson: false, note: half.remark })
    expect([await db('survey_drafts'), await surveying.list(anna)]).toEqual([[], []])
    await expect(surveying.take(ticketNo, anna, false)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' })
    clock.now += MINUTE_MS
  })

  it('take over from whoever left, or says so', async () => {
    const { clock, ticketNo, surveying } = await fedBack()
    await surveying.take(ticketNo, anna, false)
    expect(await surveying.take(ticketNo, bert, true)).toMatchObject({ by: 'bert' })
    await expect(surveying.save(ticketNo, anna, { answers: NO_ANSWERS, call: null })).rejects.toMatchObject({ code: 'SURVEY_TAKEN' })
    clock.now += 21 * MINUTE_MS
    expect(await surveying.show(ticketNo, anna)).toBeNull()
    expect(await surveying.take(ticketNo, anna, false)).toMatchObject({ by: 'anna' })
    await surveying.save(ticketNo, anna, { answers: null, call: null })
    expect(await surveying.take(ticketNo, bert, false)).toMatchObject({ by: 'bert' })
  })

  it('do not ask again what was said before the line broke (A-X04)', async () => {
    const { ticketNo, act, surveying, toCall, clock } = await fedBack()
    expect(await act(anna, { event: 'callbackResult', solved: 'solved', satisfied: null, reason: null, wantsPerson: false, note: '' })).toMatchObject({ state: 'pending_callback', solved: 'solved' })
    expect(await toCall()).toMatchObject([{ by: clock.now + 2 * HOUR_MS }])
    expect(await surveying.take(ticketNo, bert, false)).toMatchObject({ answers: { identity: null, solved: 'solved', satisfied: null } })
  })

  it('are the only ones: others are refused, and strangers find nothing', async () => {
    const { ticketNo, surveying } = await fedBack()
    await expect(surveying.take(ticketNo, dispatcher, false)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(surveying.show(ticketNo, person('unit', 'rs', 'RS'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
