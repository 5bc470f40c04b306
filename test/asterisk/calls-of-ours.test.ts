import { afterEach, describe, expect, it } from 'vitest'
import type { Callback } from '../../src/contract/callback.ts'
import type { CallDetail } from '../../src/contract/call.ts'
import type { Problem } from '../../src/contract/problem.ts'
import type { Api } from '../rig/api.ts'
import type { Behaviour, DeskPhone } from '../rig/desk-phone.ts'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { agentIs, endedRecord, productForSuite } from '../rig/suite.ts'
import { ASK_EVERY_MS, pass, until, within } from '../rig/until.ts'

// Calls that agents place, from the list of call-backs and by themselves: their phone rings first, the server dials, and
// a server that dies meanwhile dials nobody twice.

const product = productForSuite({ policy: { queue: { missedAfterMs: 1_000 }, outbound: { night: null }, callback: { retryMs: [600_000] } }, restMs: 20_000 })

afterEach(async () => {
  const api = await product().as('supervisor')
  for (const { id, state } of await api.callbacks()) if (state !== 'closed') await api.ask('POST', `/callbacks/${id}/close`, { result: 'not_needed' })
})

let dialled: IncomingCall[] = []
function carrier(does: (call: IncomingCall) => void = () => {}): void {
  dialled = []
  product().trunk.onCall((call) => {
    dialled.push(call)
    does(call)
  })
}
const askedFor = (call: IncomingCall): string => userOf(call.invite.uri)
const callerOf = (call: IncomingCall): string => userOf(uriOf(header(call.invite, 'from')))
const dials = (n: number, withinMs = 10_000): Promise<IncomingCall> => until(`call ${n} to the carrier`, () => dialled[n - 1], withinMs)
let serial = 0
const someNumber = (): string => `1370000${String(1_000 + (serial += 1))}`

const agent = (): Promise<Api> => product().as('agent1001')
/** The record comes a moment after the call. */
const callOf = (id: string): Promise<CallDetail> =>
  until(`the record of ${id}`, async () => {
    const { status, body } = await (await product().as('supervisor')).ask<CallDetail>('GET', `/calls/${id}`)
    return status === 200 && body
  }, 5_000, ASK_EVERY_MS)
const ends = (id: string): Promise<CallDetail> =>
  until(`call ${id} to end`, async () => {
    const call = await callOf(id)
    return call.outcome !== null && call
  }, 10_000, ASK_EVERY_MS)
const callback = async (id: string): Promise<Callback> => {
  const found = (await (await product().as('supervisor')).callbacks()).find((each) => each.id === id)
  if (!found) throw new Error(`there is no call-back ${id}`)
  return found
}
const callbackIs = (id: string, fits: (callback: Callback) => boolean, withinMs = 15_000): Promise<Callback> =>
  until(`call-back ${id}`, async () => {
    const found = await callback(id)
    return fits(found) ? found : false
  }, withinMs, ASK_EVERY_MS)

/** The agent at the phone takes no callers, and calls others. */
async function agentAtThePhone(behaviour: Behaviour): Promise<DeskPhone> {
  const phone = await product().phone('1001', behaviour)
  await (await agent()).setAgent('1001', 'not_ready')
  return phone
}

/** Somebody who gave up waiting, and the agent who takes care of it. */
async function missedAndClaimed(dialledLine = '12345'): Promise<{ id: string; number: string }> {
  const number = someNumber()
  const caller = await product().trunk.call(dialledLine, number)
  await caller.answered
  await pass(1_700)
  await caller.hangUp()
  const { id: call } = await endedRecord(product(), caller)
  const id = `b${call}`
  await until('the call-back', async () => (await (await product().as('supervisor')).callbacks()).some((each) => each.id === id), 5_000, ASK_EVERY_MS)
  const { status, body } = await (await agent()).ask<Callback>('POST', `/callbacks/${id}/claim`, {})
  expect([status, body.ani]).toEqual([200, number])
  return { id, number }
}

describe('dialled from the list', () => {
  it('the own phone rings first, then the citizen, once; it closes when they have talked', async () => {
    carrier((call) => void setTimeout(call.answer, 200))
    const phone = await agentAtThePhone('rings')
    const { id, number } = await missedAndClaimed('12319')
    const api = await agent()
    const [one, other] = await Promise.all([api.ask<{ id: string }>('POST', `/callbacks/${id}/dial`), api.ask<Problem>('POST', `/callbacks/${id}/dial`)])
    expect([one.status, other.status].toSorted((a, b) => a - b)).toEqual([201, 409])
    const ringing = await phone.nextCall(0)
    await pass(500)
    expect(dialled).toEqual([])
    ringing.answer()
    const citizen = await dials(1)
    expect([askedFor(citizen), callerOf(citizen)]).toEqual([number, '12319'])
    const { call } = await callback(id)
    await until('the talk', async () => (await callOf(call!)).state === 'talking', 5_000, ASK_EVERY_MS)
    await citizen.hangUp()
    expect(await callbackIs(id, ({ state }) => state === 'closed')).toMatchObject({ closedWhy: 'reached', attempts: 1 })
    expect(await ends(call!)).toMatchObject({ direction: 'outbound', outcome: 'handled', agent: '1001' })
    expect([phone.calls.length, dialled.length]).toEqual([1, 1])
  })

  it('a citizen who is busy stays with the person, and can be tried again', async () => {
    carrier((call) => call.refuse(486))
    await agentAtThePhone({ answersAfterMs: 0 })
    const { id } = await missedAndClaimed()
    for (const n of [1, 2]) {
      expect((await (await agent()).ask('POST', '/calls', { callbackId: id })).status).toBe(201)
      expect(await callbackIs(id, ({ attempts }) => attempts === n)).toMatchObject({ state: 'claimed', claimedBy: 'agent1001', lastResult: 'busy' })
      await agentIs(product(), '1001', 'not_ready', 10_000)
    }
    expect(dialled).toHaveLength(2)
  })

  it('an agent who does not pick up calls nobody, and it does not count', async () => {
    carrier()
    await agentAtThePhone({ refuses: 486 })
    const { id } = await missedAndClaimed()
    await (await agent()).ask('POST', `/callbacks/${id}/dial`)
    expect(await callbackIs(id, ({ lastResult }) => lastResult !== null)).toMatchObject({ state: 'claimed', attempts: 0, lastResult: 'withdrawn' })
    expect(dialled).toEqual([])
  })
})

describe('a server killed', () => {
  const grownUp = (): Promise<void> => pass(10_500)
  async function killed(): Promise<void> {
    await product().killServer()
    await product().ready(30_000)
  }

  it('while the own phone rings: the citizen is called once, when it is picked up', async () => {
    carrier((call) => call.answer())
    const phone = await agentAtThePhone('rings')
    const { id, number } = await missedAndClaimed()
    await grownUp()
    const { body } = await (await agent()).ask<{ id: string }>('POST', `/callbacks/${id}/dial`)
    const ringing = await phone.nextCall(0)
    await killed()
    expect(ringing.end()).toBeNull()
    ringing.answer()
    expect(askedFor(await dials(1))).toBe(number)
    await until('the talk', async () => (await callOf(body.id)).state === 'talking', 10_000, ASK_EVERY_MS)
    await dialled[0]?.hangUp()
    await callbackIs(id, ({ state }) => state === 'closed')
    expect([phone.calls.length, dialled.length]).toEqual([1, 1])
  })

  it('while the citizen is rung: it is the same call that is answered', async () => {
    carrier()
    const phone = await agentAtThePhone({ answersAfterMs: 0 })
    const { id } = await missedAndClaimed()
    await grownUp()
    const { body } = await (await agent()).ask<{ id: string }>('POST', `/callbacks/${id}/dial`)
    const citizen = await dials(1)
    await killed()
    citizen.answer()
    await until('the talk', async () => (await callOf(body.id)).state === 'talking', 10_000, ASK_EVERY_MS)
    await citizen.hangUp()
    expect(await callbackIs(id, ({ state }) => state === 'closed')).toMatchObject({ closedWhy: 'reached' })
    expect([phone.calls.length, dialled.length]).toEqual([1, 1])
  })

  it('in the moment of asking: nobody is called twice, and the task is not lost', async () => {
    carrier((call) => call.answer())
    await agentAtThePhone({ answersAfterMs: 0 })
    const { id } = await missedAndClaimed()
    await grownUp()
    const asked = (await agent()).ask('POST', `/callbacks/${id}/dial`).catch(() => null) // the connection may die with the server
    await pass(15)
    await killed()
    await asked
    // Either the phone was rung already and it is the same call, or nobody was asked and the task is with the person again.
    const after = await until('a talk, or the task to be with the person', async () => {
      const now = await callback(id)
      const talks = now.call !== null && (await callOf(now.call)).state === 'talking'
      return (talks || now.state === 'claimed') && now
    }, 20_000, ASK_EVERY_MS)
    expect(dialled.length).toBeLessThanOrEqual(1)
    console.log(`after the kill: ${after.state}, ${dialled.length} dialled`)
  })
})

describe('an agent calls', () => {
  const call = async (what: unknown, as = 'agent1001') => (await product().as(as)).ask<{ id: string } & Problem>('POST', '/calls', what)

  it('a number, a department, and the citizen of an own ticket', async () => {
    carrier((ringing) => ringing.answer())
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    const caller = await product().trunk.call('12333', someNumber())
    const { ticketNo } = await until('the ticket', async () => (await (await agent()).tickets()).find(({ dnis }) => dnis === '12333'), 20_000, ASK_EVERY_MS)
    await caller.hangUp()
    await agentIs(product(), '1001', 'ready', 10_000)
    const wanted = [[{ number: '0991-234 5678' }, '09912345678', '12345'], [{ department: 'CG' }, '09915550103', '12345'], [{ ticketNo }, caller.ani, '12333']] as const
    for (const [n, [what, number, shown]] of wanted.entries()) {
      const { status, body } = await call(what)
      expect(status).toBe(201)
      const far = await dials(n + 1)
      expect([askedFor(far), callerOf(far)]).toEqual([number, shown])
      await until('the talk', async () => (await callOf(body.id)).state === 'talking', 5_000, ASK_EVERY_MS)
      await far.hangUp()
      expect(await ends(body.id)).toMatchObject({ direction: 'outbound', outcome: 'handled', ani: number })
      await agentIs(product(), '1001', 'ready', 10_000)
    }
    expect(phone.calls).toHaveLength(4)
  })

  it('nobody who may not be called, not twice at once, and not without a phone or a right', async () => {
    carrier()
    const phone = await product().readyAgent('1001', 'rings')
    await agentIs(product(), '1001', 'ready')
    expect((await call({ number: '0085223456789' })).body.code).toBe('NUMBER_NOT_ALLOWED')
    expect((await call({ ticketNo: 'SF20261121999999' })).body.code).toBe('NOT_FOUND')
    expect((await call({ department: 'XX' })).body.code).toBe('TARGET_NOT_FOUND')
    expect((await call({ number: '13800000001', department: 'CG' })).body.code).toBe('INVALID_REQUEST')
    expect((await call({ number: '13800000001' }, 'callback')).body.code).toBe('NO_PHONE')
    expect((await call({ number: '13800000001' }, 'dispatcher')).body.code).toBe('FORBIDDEN')
    expect((await call({ number: '13800000001' }, 'agent1002')).body.code).toBe('NOT_ON_DUTY')
    const both = await Promise.all([call({ number: '13800000001' }), call({ number: '13800000001' })])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('TARGET_BUSY')
    const ringing = await phone.nextCall(0)
    ringing.refuse(603)
    await within(5_000, 'the end', ringing.ended)
    expect(await ends(both.find(({ status }) => status === 201)!.body.id)).toMatchObject({ outcome: 'unreached', endedIn: 'booked' })
    expect(dialled).toEqual([])
  })
})
