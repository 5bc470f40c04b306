import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallEvent } from '../../src/call/rules/state.ts'
import { calledLegId, departmentLegId } from '../../src/call/rules/ids.ts'
import type { CallId, Extension } from '../../src/contract/ids.ts'
import type { TicketContacts } from '../../src/contract/ticket-contact.ts'
import type { TicketFields, TicketNo } from '../../src/contract/ticket.ts'
import type { Answer } from './support/http.ts'
import { databases } from './support/databases.ts'
import { wholeServer } from './support/whole-server.ts'

// A department speaks with the citizen of its ticket and neither learns the other's number (domain.md §2.7 rule 4, J24).

const folder = mkdtempSync(join(tmpdir(), 'yht-contacts-'))
afterAll(() => rmSync(folder, { recursive: true }))
const CITIZEN = '13912345678'
const OTHER = '13700001111'
const UNITS = ['CG', 'RS', 'HB', 'QCQ', 'JD1']

interface Standing {
  lead?: string
  accountable?: string
  co?: string | null
  state?: string
  /** null = withheld. */
  ani?: string | null
  processing?: string
}

describe.each(databases)('calling the citizen of a ticket on $on', ({ url }) => {
  let server: Awaited<ReturnType<typeof wholeServer>>
  const tokens = new Map<string, string>()
  beforeAll(async () => {
    server = await wholeServer(await url(), UNITS.map((code) => ({ code })))
  }, 60_000)
  afterAll(async () => await server.stop())

  async function ask(username: string, path: string, json?: object): Promise<Answer> {
    const { client, passwordOf } = server
    if (!tokens.has(username)) tokens.set(username, String((await client.ask('/api/v1/session', { method: 'POST', json: { username, password: passwordOf(username) } })).body['token']))
    return await client.ask(`/api/v1${path}`, { token: tokens.get(username), ...(json && { method: 'POST', json }) })
  }
  const wants = async (username: string, no: string, more: object = {}): Promise<Answer> => await ask(username, `/tickets/${no}/call`, { reason: '核实现场情况', ...more })
  const contacts = async (username: string, no: string): Promise<TicketContacts> => (await ask(username, `/tickets/${no}/calls`)).body as unknown as TicketContacts
  const code = ({ status, body }: Answer): unknown => (status === 201 ? 201 : body['code'])

  async function ticket(over: Partial<TicketFields> = {}, { lead = 'CG', co = null, state = 'handling', ani = CITIZEN, processing = 'collaborative', ...rest }: Standing = {}): Promise<TicketNo> {
    const { accountable = lead } = rest
    const { app } = server
    const agent = { userId: 'x', username: 'x', role: 'agent', extension: '1009' as Extension, department: null } as const
    const { id, ticketNo } = await app.ticketing.writing.open({ channel: 'app', dnis: null, externalNo: null, title: '道路破损', ...over }, agent, 'zh')
    await app.db('tickets').where({ id }).update({ state, lead_unit: lead, accountable_unit: accountable, processing, agent: null, ani_sealed: ani === null ? null : app.cipher.seal(ani) })
    const parts = [['lead', lead], ['accountable', accountable], ...(co === null ? [] : [['co', co]])]
    await app.db('ticket_units').insert(parts.map(([part, unit]) => ({ ticket_id: id, unit, part })))
    if (co !== null) await app.db('ticket_records').insert({ id: `r-${id}`, ticket_id: id, kind: 'co_task', state: 'open', unit: co, round: 0, opened_at: 1, opened_by: 'x', data_sealed: app.cipher.seal('{}') })
    return ticketNo
  }
  /** The call of the ticket that goes on. */
  const callOf = (no: string): CallId => {
    const found = [...server.app.calls.open().values()].find(({ state: { plan } }) => plan.treatment === 'dial' && plan.ticketNo === no)
    if (!found) throw new Error(`nobody is called about ${no}`)
    return found.state.call
  }
  async function happens(call: CallId, ...events: CallEvent[]): Promise<void> {
    for (const event of events) server.app.calls.decide(call, event)
    await server.app.journal.flushed()
    await server.app.projector.idle()
  }
  /** What the department is told, or the tone it hears. */
  function playing(call: CallId): string {
    const state = server.app.calls.open().get(call)?.state
    return state?.at === 'reaching' && 'playback' in state.step ? state.step.playback : ''
  }
  const there = (call: CallId): CallEvent => ({ type: 'legAnswered', leg: departmentLegId(call) })
  const heard = (call: CallId): CallEvent => ({ type: 'promptEnded', playback: playing(call) })
  const gone = (call: CallId): CallEvent => ({ type: 'legEnded', leg: departmentLegId(call), cause: 16 })

  it('rings the registered phone, then the contact number, both shown ours; the ticket says what came of it', async () => {
    const no = await ticket({ contactPhone: OTHER })
    const asked = await wants('unit-CG', no)
    expect(code(asked)).toBe(201)
    const call = callOf(no)
    expect(asked.body).toMatchObject({ allowed: false, refusal: 'CITIZEN_BEING_CALLED', items: [{ by: 'unit-CG', unit: 'CG', reason: '核实现场情况', outcome: null, stage: 'phone', callId: null }] })
    expect(server.app.calls.open().get(call)?.state).toMatchObject({ at: 'reaching', plan: { number: OTHER, callerId: '12345', first: { number: '09915550103' }, hidden: true } })
    expect(code(await wants('unit-CG', no))).toBe('CITIZEN_BEING_CALLED')
    await happens(call, there(call))
    await happens(call, heard(call))
    expect((await contacts('unit-CG', no)).items[0]).toMatchObject({ stage: 'citizen' })
    await happens(call, { type: 'legAnswered', leg: calledLegId(call) })
    expect((await contacts('unit-CG', no)).items[0]).toMatchObject({ stage: 'talking', answeredAt: expect.any(String) })
    await happens(call, gone(call))
    const [of] = (await contacts('unit-CG', no)).items
    expect(of).toMatchObject({ outcome: 'answered', stage: null, lengthMs: expect.any(Number) })
    // For whoever approves the reply or calls back it is proof, with the recording; no number anywhere.
    const shown = (await ask('callback', `/tickets/${no}`)).body as { contacts: TicketContacts['items'] }
    expect(shown.contacts).toMatchObject([{ callId: call, outcome: 'answered' }])
    expect((await ask('callback', `/calls/${call}`)).body).toMatchObject({ direction: 'outbound', outcome: 'handled', agent: null, ticketId: no, labels: ['department'], legs: expect.arrayContaining([expect.objectContaining({ role: 'department', party: 'CG' })]), recordings: [{ state: expect.any(String) }] })
    for (const path of [`/tickets/${no}`, `/tickets/${no}/calls`]) expect(JSON.stringify((await ask('unit-CG', path)).body)).not.toContain(OTHER)
    const [entry] = (await server.app.db('audit_log').where({ action: 'ticket.call', target: `ticket:${no}` })) as { actor: string; details: string }[]
    expect(entry).toMatchObject({ actor: 'unit-CG' })
    expect(entry?.details).toContain('核实现场情况')
    expect(entry?.details).not.toContain(OTHER)
  })

  it('nobody at the department’s phone: nobody is called; a citizen who does not come: that too is on the ticket', async () => {
    const no = await ticket()
    await wants('unit-CG', no)
    const first = callOf(no)
    await happens(first, { type: 'legEnded', leg: departmentLegId(first), cause: 19 })
    await wants('unit-CG', no)
    const second = callOf(no)
    await happens(second, there(second))
    await happens(second, heard(second))
    await happens(second, { type: 'legEnded', leg: calledLegId(second), cause: 17 }, gone(second))
    await wants('unit-CG', no)
    const third = callOf(no)
    await happens(third, there(third), gone(third))
    expect((await contacts('head-CG', no)).items.map(({ outcome, answeredAt }) => [outcome, answeredAt])).toEqual([['cancelled', null], ['busy', null], ['not_picked_up', null]])
  })

  it('is for the department that has it, the first one and those with an open task, and for no one above or beside', async () => {
    const { code: _code, inUse: _inUse, updatedAt: _updatedAt, ...office } = server.app.departments.find('JD1') ?? expect.fail()
    await server.app.departments.replace('JD1', { ...office, phone: null, dutyPhone: null }, 'admin')
    const no = await ticket({}, { lead: 'JD1', accountable: 'CG', co: 'RS' })
    const may = async (user: string) => (await contacts(user, no)).refusal
    expect([await may('unit-CG'), await may('unit-RS')]).toEqual([null, null])
    // JD1 has no phone on record; QCQ is above it; HB has nothing to do with it.
    expect([code(await wants('unit-JD1', no)), code(await wants('unit-QCQ', no)), code(await wants('unit-HB', no))]).toEqual(['NO_PHONE_REGISTERED', 'FORBIDDEN', 'NOT_FOUND'])
    await server.app.db('ticket_records').where({ kind: 'co_task', unit: 'RS' }).update({ state: 'done' })
    expect(await may('unit-RS')).toBe('FORBIDDEN')
    for (const user of ['agent1001', 'dispatcher', 'supervisor', 'leader', 'admin']) expect([user, code(await wants(user, no))]).toEqual([user, 'FORBIDDEN'])
    // The clerk has a right and no phone here.
    expect(code(await wants('callback', no))).toBe('NO_PHONE_REGISTERED')
    expect(server.app.calls.open().size).toBe(0)
  })

  it('of a confidential matter only by the department that has it, who learns nothing of the others’ words', async () => {
    const no = await ticket({ confidential: true }, { lead: 'RS', accountable: 'CG', co: 'HB' })
    expect([code(await wants('unit-CG', no)), code(await wants('unit-HB', no))]).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect(code(await wants('unit-RS', no))).toBe(201)
    const call = callOf(no)
    await happens(call, { type: 'cancel' })
    expect((await contacts('unit-CG', no)).items).toMatchObject([{ unit: 'RS', reason: '', callId: null }])
    expect((await contacts('unit-RS', no)).items).toMatchObject([{ reason: '核实现场情况' }])
  })

  it('not of a matter that is closed, not begun, or another system’s, nor of who left no number', async () => {
    for (const state of ['closed', 'draft', 'merged']) expect([state, code(await wants('unit-CG', await ticket({}, { state })))]).toEqual([state, 'ILLEGAL_TRANSITION'])
    expect(code(await wants('unit-CG', await ticket({}, { processing: 'exchange' })))).toBe('ILLEGAL_TRANSITION')
    const [none, anonymous, abroad] = [await ticket({}, { ani: null }), await ticket({ anonymous: true }), await ticket({}, { ani: '0012125550199' })]
    expect([code(await wants('unit-CG', none)), code(await wants('unit-CG', anonymous))]).toEqual(['CITIZEN_LEFT_NO_NUMBER', 'CITIZEN_LEFT_NO_NUMBER'])
    expect((await contacts('unit-CG', anonymous)).refusal).toBe('CITIZEN_LEFT_NO_NUMBER')
    expect(code(await wants('unit-CG', abroad))).toBe('NUMBER_NOT_ALLOWED')
    const [refused] = (await server.app.db('audit_log').where({ action: 'outbound.refused', actor: 'unit-CG' })) as { target: string }[]
    expect(refused?.target).toBe('number:001****0199')
  })

  it('from a registered phone only: never a number, and none that may not be dialled', async () => {
    const no = await ticket({}, { lead: 'RS' })
    const { phones } = await contacts('unit-RS', no)
    expect(new Map(phones.map(({ kind, number }) => [kind, number]))).toEqual(new Map([['duty', '09915550102'], ['office', '09915550101']]))
    for (const wrong of [{ phone: '13700002222' }, { phone: 'contact-0' }]) expect(code(await wants('unit-RS', no, wrong))).toBe('NO_PHONE_REGISTERED')
    for (const wrong of [{ number: '13700002222' }, { phone: '+1 212' }, { reason: '' }]) expect((await wants('unit-RS', no, wrong)).status).toBe(400)
    expect(code(await wants('unit-RS', no, { phone: 'duty' }))).toBe(201)
    expect(server.app.calls.open().get(callOf(no))?.state.plan).toMatchObject({ first: { number: '09915550102', unit: 'RS' } })
    await happens(callOf(no), { type: 'cancel' })
  })

  it('within the limits: two at once for one person, and so many in an hour; both ways out count', async () => {
    const [a, b, c] = [await ticket(), await ticket(), await ticket()]
    const both = await Promise.all([wants('head-CG', a), wants('head-CG', a)])
    expect(new Set(both.map(code))).toEqual(new Set([201, 'CITIZEN_BEING_CALLED']))
    expect(code(await wants('head-CG', b))).toBe(201)
    expect(code(await wants('head-CG', c))).toBe('OUTBOUND_LIMIT')
    const legs = await server.app.db('outbound_calls').whereIn('leg', [a, b].flatMap((no) => [calledLegId(callOf(no)), departmentLegId(callOf(no))])).select('leg')
    expect(legs).toHaveLength(4)
    for (const no of [a, b]) await happens(callOf(no), { type: 'cancel' })
    const hour = Array.from({ length: server.app.config.policy.outbound.callsPerAgentPerHour }, (_, n) => ({ call_id: `x${n}`, ticket_no: c, asked_by: 'head-CG', reason_sealed: server.app.cipher.seal(''), at: Date.now(), ended_at: Date.now(), outcome: 'busy' }))
    await server.app.db('ticket_contacts').insert(hour)
    expect(code(await wants('head-CG', c))).toBe('OUTBOUND_LIMIT')
    expect(code(await wants('unit-CG', c))).toBe(201)
    await happens(callOf(c), { type: 'cancel' })
  })
})
