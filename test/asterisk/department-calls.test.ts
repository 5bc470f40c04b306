import { beforeAll, describe, expect, it } from 'vitest'
import type { CallDetail } from '../../src/contract/call.ts'
import type { DepartmentView } from '../../src/contract/department.ts'
import type { Problem } from '../../src/contract/problem.ts'
import type { TicketContacts } from '../../src/contract/ticket-contact.ts'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import { shareAt, tone } from '../rig/sound/tone.ts'
import { productForSuite } from '../rig/suite.ts'
import { ASK_EVERY_MS, pass, until, within } from '../rig/until.ts'

// A department speaks with the citizen of its ticket (domain.md §2.7 rule 4): its telephone first, then the citizen's, and
// neither is shown more than our number, whatever happens to either or to the server.

const product = productForSuite({ policy: { outbound: { night: null }, third: { ringMs: 60_000, lineRingMs: 60_000 } }, restMs: 20_000 })
const OFFICE = '09915550188'
const DUTY = '09915550189'
const BRIEF = { contact_connecting: '正在接通', contact_connected: '已接通', contact_not_reached: '未接通' }

beforeAll(async () => {
  const admin = await product().as('admin')
  for (const [id, text] of Object.entries(BRIEF)) expect((await admin.ask('PUT', `/prompts/${id}/text`, { text })).status).toBeLessThan(300)
  const { items } = (await admin.ask<{ items: DepartmentView[] }>('GET', '/departments')).body
  const found = items.find((one) => one.code === 'HB')
  const { code: _c, inUse: _i, updatedAt: _u, ...settings } = found!
  expect((await admin.ask('PUT', '/departments/HB', { ...settings, phone: OFFICE, dutyPhone: DUTY })).status).toBe(200)
})

let dialled: IncomingCall[] = []
/** What happens at the department's telephone, and at the citizen's. */
function carrier(department: (call: IncomingCall) => void = () => {}, citizen: (call: IncomingCall) => void = () => {}): void {
  dialled = []
  product().trunk.onCall((call) => {
    dialled.push(call)
    const own = [OFFICE, DUTY].includes(askedFor(call))
    call.voice.say(tone(own ? 400 : 700, 1_000, 6_000))
    if (own) department(call)
    else citizen(call)
  })
}
const askedFor = (call: IncomingCall): string => userOf(call.invite.uri)
const callerOf = (call: IncomingCall): string => userOf(uriOf(header(call.invite, 'from')))
const dials = (n: number, withinMs = 10_000): Promise<IncomingCall> => until(`call ${n} to the carrier`, () => dialled[n - 1], withinMs)
const picksUp = (call: IncomingCall): void => call.answer()
let serial = 0
const someNumber = (): string => `1360000${String(1_000 + (serial += 1))}`

/** A ticket on hand of the ecology bureau. */
async function ticket(more: object = {}): Promise<{ no: string; number: string }> {
  const number = someNumber()
  const agent = await product().as('agent1001')
  const said = { contactPhone: number, type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '夜间噪音扰民', address: `驿后小区 ${serial} 号楼`, ...more }
  const { body } = await agent.ask<TicketDetail>('POST', '/tickets', said)
  const { status, body: sent } = await agent.ask<TicketDetail>('POST', `/tickets/${body.ticketNo}/events`, { event: 'submit', version: body.version })
  expect([status, sent.leadUnit]).toEqual([200, 'HB'])
  return { no: body.ticketNo, number }
}
const unit = () => product().as('unit-HB')
const wants = async (no: string, phone?: string) => (await unit()).ask<TicketContacts & Problem>('POST', `/tickets/${no}/call`, { reason: '核实噪声情况', ...(phone && { phone }) })
const contacts = async (no: string): Promise<TicketContacts> => (await (await unit()).ask<TicketContacts>('GET', `/tickets/${no}/calls`)).body
const stageIs = (no: string, stage: string): Promise<unknown> => until(`the call about ${no} to be ${stage}`, async () => (await contacts(no)).items[0]?.stage === stage, 15_000, ASK_EVERY_MS)
const outcome = (no: string): Promise<TicketContacts['items'][number]> =>
  until(`the outcome of the call about ${no}`, async () => (await contacts(no)).items.find((one) => one.outcome !== null), 30_000, ASK_EVERY_MS)
async function recordOf(no: string): Promise<CallDetail> {
  const clerk = await product().as('supervisor')
  const { contacts: [of] } = (await clerk.ask<TicketDetail>('GET', `/tickets/${no}`)).body
  return await clerk.call(of!.callId!)
}
/** All that was ever said to a telephone. */
const toldTo = ({ invite, inside }: IncomingCall): string => [invite, ...inside].map(({ uri, headers, body }) => [uri, ...headers.map((pair) => pair.join(': ')), body].join('\n')).join('\n\n')
const hears = (call: IncomingCall, hz: number): boolean => shareAt(hz, call.voice.heard().slice(-2_400)) > 0.5

describe('a department calls the citizen', () => {
  it('its telephone rings first; then the citizen’s; they hear each other, recorded, and see our number only', async () => {
    carrier((call) => void setTimeout(call.answer, 1_500), (call) => void setTimeout(call.answer, 500))
    const { no, number } = await ticket()
    expect((await wants(no)).status).toBe(201)
    const own = await dials(1)
    expect([askedFor(own), callerOf(own)]).toEqual([OFFICE, '12345'])
    await pass(1_000)
    expect(dialled).toHaveLength(1)
    const citizen = await dials(2)
    expect([askedFor(citizen), callerOf(citizen)]).toEqual([number, '12345'])
    expect(citizen.times.startedAt - own.times.answeredAt!).toBeGreaterThan(400) // the announcement comes first
    await stageIs(no, 'talking')
    await until('both to hear each other', () => hears(own, 700) && hears(citizen, 400), 10_000)
    await pass(1_500)
    await citizen.hangUp()
    await within(3_000, 'the department to be let go', own.ended)
    const done = await outcome(no)
    expect(done).toMatchObject({ outcome: 'answered', by: 'unit-HB', unit: 'HB', callId: null })
    expect(done.lengthMs).toBeGreaterThan(1_000)
    // Neither number anywhere in what the other telephone was told, from the first message to the last.
    expect(toldTo(own)).not.toContain(number)
    expect(toldTo(citizen)).not.toMatch(new RegExp(`${OFFICE}|${OFFICE.slice(4)}|${DUTY}`))
    const call = await recordOf(no)
    expect(call).toMatchObject({ direction: 'outbound', outcome: 'handled', agent: null, ticketId: no, ani: number, endedIn: 'talking' })
    const supervisor = await product().as('supervisor')
    const kept = await until('the recording', async () => (await supervisor.call(call.id)).recordings.find(({ state }) => state === 'complete'), 20_000, ASK_EVERY_MS)
    expect((await supervisor.recording(kept.id)).length).toBeGreaterThan(16_000)
  })

  it('nobody is called when nobody is at its telephone, or it is engaged', async () => {
    carrier((call) => void setTimeout(() => call.refuse(480), 1_000))
    const { no } = await ticket()
    await wants(no, 'duty')
    expect(askedFor(await dials(1))).toBe(DUTY)
    expect(await outcome(no)).toMatchObject({ outcome: 'not_picked_up', answeredAt: null })
    const engaged = await ticket()
    carrier((call) => call.refuse(486))
    await wants(engaged.no)
    expect(await outcome(engaged.no)).toMatchObject({ outcome: 'not_picked_up' })
    expect(dialled.map(askedFor)).toEqual([OFFICE])
  })

  it('a citizen who is busy or does not answer: it is told so, let go, and the ticket says which', async () => {
    for (const [citizen, result] of [[(call: IncomingCall) => call.refuse(486), 'busy'], [(call: IncomingCall) => call.refuse(480), 'no_answer']] as const) {
      carrier(picksUp, citizen)
      const { no } = await ticket()
      await wants(no)
      expect(await outcome(no)).toMatchObject({ outcome: result, answeredAt: null, lengthMs: null })
      await within(5_000, 'the department to be let go', dialled[0]!.ended)
      expect(dialled).toHaveLength(2)
      expect(await recordOf(no)).toMatchObject({ outcome: 'unreached', endedIn: 'dialling' })
    }
  })

  it('it hangs up first: while told, nobody is rung; while the citizen is rung, the ringing stops; in the talk, the call ends', async () => {
    carrier((call) => {
      call.answer()
      setTimeout(() => void call.hangUp(), 60)
    })
    const told = await ticket()
    await wants(told.no)
    expect(await outcome(told.no)).toMatchObject({ outcome: 'cancelled' })
    expect(dialled).toHaveLength(1)

    carrier(picksUp)
    const ringing = await ticket()
    await wants(ringing.no)
    const citizen = await dials(2)
    await pass(500)
    await dialled[0]!.hangUp()
    expect(await within(5_000, 'the ringing to stop', citizen.ended)).toMatchObject({ by: 'cancelled' })
    expect(await outcome(ringing.no)).toMatchObject({ outcome: 'cancelled' })

    carrier(picksUp, picksUp)
    const talk = await ticket()
    await wants(talk.no)
    await stageIs(talk.no, 'talking')
    await dialled[0]!.hangUp()
    await within(3_000, 'the citizen to be let go', dialled[1]!.ended)
    expect(await outcome(talk.no)).toMatchObject({ outcome: 'answered' })
  })
})

describe('a server killed', () => {
  const grownUp = (): Promise<void> => pass(10_500)
  async function killed(): Promise<void> {
    await product().killServer()
    await product().ready(30_000)
  }

  it('while its telephone rings: it is the same ringing, and the citizen is called once', async () => {
    carrier(() => {}, picksUp)
    const { no, number } = await ticket()
    await grownUp()
    await wants(no)
    const own = await dials(1)
    await killed()
    expect(own.end()).toBeNull()
    own.answer()
    expect(askedFor(await dials(2))).toBe(number)
    await stageIs(no, 'talking')
    await dialled[1]!.hangUp()
    expect(await outcome(no)).toMatchObject({ outcome: 'answered' })
    expect([dialled.length, (await contacts(no)).items.length]).toEqual([2, 1])
  })

  it('while the citizen is rung: it is the same call that is answered, nobody is rung twice', async () => {
    carrier(picksUp)
    const { no } = await ticket()
    await grownUp()
    await wants(no)
    const citizen = await dials(2)
    await killed()
    expect(citizen.end()).toBeNull()
    citizen.answer()
    await stageIs(no, 'talking')
    await until('both to hear each other', () => hears(dialled[0]!, 700) && hears(citizen, 400), 10_000)
    await citizen.hangUp()
    expect(await outcome(no)).toMatchObject({ outcome: 'answered' })
    expect([dialled.length, (await contacts(no)).items.length]).toEqual([2, 1])
  })

  it('in the talk: they talk on, and its end is on the one record', async () => {
    carrier(picksUp, picksUp)
    const { no } = await ticket()
    await grownUp()
    await wants(no)
    await stageIs(no, 'talking')
    await product().killServer()
    await pass(500)
    expect(dialled.map((call) => call.end())).toEqual([null, null])
    await product().ready(30_000)
    expect(dialled.map((call) => call.end())).toEqual([null, null])
    await dialled[0]!.hangUp()
    await within(10_000, 'the citizen to be let go', dialled[1]!.ended)
    expect(await outcome(no)).toMatchObject({ outcome: 'answered' })
    expect((await contacts(no)).items).toHaveLength(1)
  })

  it('in the moment of asking: both are rung once, or nobody is, and nothing is left of it', async () => {
    carrier(picksUp, picksUp)
    const { no } = await ticket()
    await grownUp()
    const asked = wants(no).catch(() => null) // the connection may die with the server
    await pass(25)
    await killed()
    await asked
    await pass(3_000)
    for (const call of dialled) if (call.end() === null) await call.hangUp()
    await until('nothing under way', async () => (await contacts(no)).items.every((one) => one.outcome !== null), 30_000, ASK_EVERY_MS)
    const { items } = await contacts(no)
    expect(items.length).toBeLessThanOrEqual(1)
    expect(dialled.filter((call) => askedFor(call) === OFFICE).length).toBeLessThanOrEqual(1)
    expect(dialled.length).toBeLessThanOrEqual(2)
    console.log(`after the kill: ${items[0]?.outcome ?? 'no call'}, ${dialled.length} dialled`)
  })
})
