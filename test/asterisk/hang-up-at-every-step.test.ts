import { describe, expect, it } from 'vitest'
import type { CallDetail } from '../../src/contract/call.ts'
import { agentIs, endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { pass, until, within } from '../rig/until.ts'

// The caller hangs up at each step a call can be in (reliability C1–C4, §2.4): the right outcome, an agent who is
// let go at once, and nothing left over.

const product = productForSuite({ policy: { offer: { ringTimeoutMs: 10_000 }, ari: { reconcileEveryMs: 2_000 } } })

const ticketsOf = async ({ id }: CallDetail): Promise<number> => (await (await product().as('supervisor')).tickets(id)).length

/** Abandoned, with no agent having answered and no ticket. */
async function expectAbandoned(caller: CallerCall, endedIn: string): Promise<CallDetail> {
  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ outcome: 'abandoned', endedIn, answeredAt: null, ticketId: null })
  expect(await ticketsOf(record)).toBe(0)
  return record
}

async function expectHandled(caller: CallerCall, endedIn: string): Promise<CallDetail> {
  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ outcome: 'handled', endedIn, agent: '1001' })
  expect(await ticketsOf(record)).toBe(1)
  return record
}

const inState = (caller: CallerCall, state: string) => recordOf(product(), caller, (call) => call.state === state)

describe('before anybody is found', () => {
  it('1: by CANCEL, before or just as we answer', async () => {
    const caller = await product().trunk.call('12345')
    const end = await within(5_000, 'the end', caller.hangUp())
    expect(end.by).toBe('me')
    const record = await endedRecord(product(), caller)
    // rejected when nobody had claimed the caller yet: then the record comes from Asterisk's own log.
    expect(['abandoned', 'rejected']).toContain(record.outcome)
    expect(record).toMatchObject({ answeredAt: null, ticketId: null })
  })

  it('2: just after we answered', async () => {
    const caller = await product().trunk.call('12345')
    await caller.answered
    await caller.hangUp()
    await expectAbandoned(caller, 'announcement')
  })

  it('3: during the welcome', async () => {
    const caller = await product().trunk.call('12345')
    await until('something to hear', () => caller.voice.received().packets > 5)
    await caller.hangUp()
    await expectAbandoned(caller, 'announcement')
  })

  it('4: during the announcement of a transition', async () => {
    const caller = await product().trunk.call('12319')
    await until('something to hear', () => caller.voice.received().packets > 5)
    await caller.hangUp()
    expect(await expectAbandoned(caller, 'announcement')).toMatchObject({ dnis: '12319', labels: ['transition'] })
  })

  it('5: while told that the number is cancelled', async () => {
    const caller = await product().trunk.call('12358')
    await until('something to hear', () => caller.voice.received().packets > 50)
    await caller.hangUp()
    expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'cancelled_number', endedIn: 'cancelled_announcement', ticketId: null })
  })

  it('6: in the queue, with music', async () => {
    const caller = await product().trunk.call('12345')
    await recordOf(product(), caller, ({ events }) => events.filter(({ event }) => event === 'promptEnded').length >= 2)
    await caller.hangUp()
    await expectAbandoned(caller, 'queue')
  })
})

describe('while an agent is found', () => {
  it('7: in the moment the phone begins to ring', async () => {
    const phone = await product().readyAgent('1001')
    const caller = await product().trunk.call('12345')
    const ringing = await phone.nextCall(0)
    await caller.hangUp()
    await within(1_000, 'the end of ringing', ringing.ended)
    await expectAbandoned(caller, 'offer')
    await agentIs(product(), '1001', 'ready')
  })

  it('8: while it rings: it stops within half a second, and the agent stays ready', async () => {
    const phone = await product().readyAgent('1001')
    const caller = await product().trunk.call('12345')
    const ringing = await phone.nextCall(0)
    await pass(1_500)
    const leftAt = Date.now()
    await caller.hangUp()
    const stopped = await within(1_000, 'the end of ringing', ringing.ended)
    expect(stopped.by).toBe('cancelled')
    expect(stopped.at - leftAt).toBeLessThan(500)
    await expectAbandoned(caller, 'offer')
    await agentIs(product(), '1001', 'ready')
  })

  it('9: in the moment the agent answers (C4)', async () => {
    const phone = await product().readyAgent('1001')
    const caller = await product().trunk.call('12345')
    const ringing = await phone.nextCall(0)
    await recordOf(product(), caller, ({ events }) => events.filter(({ event }) => event === 'promptEnded').length >= 2)
    ringing.answer()
    await caller.hangUp()
    expect(await within(1_500, 'the release of the agent', ringing.ended)).toMatchObject({ by: 'them' })
    const record = await endedRecord(product(), caller)
    expect(['abandoned', 'handled']).toContain(record.outcome) // either order is right, but never both
    expect(await ticketsOf(record)).toBe(record.outcome === 'handled' ? 1 : 0)
  })

  it('10: after the agent answered, before the announcement is over', async () => {
    const admin = await product().as('admin')
    await admin.ask('PUT', '/prompts/welcome/text', { text: '您好,正在为您转接人工座席,请稍候,请不要挂机。' })
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    const caller = await product().trunk.call('12345')
    const ringing = await phone.nextCall(0)
    await recordOf(product(), caller, ({ events }) => events.some(({ event }) => event === 'legAnswered'))
    await caller.hangUp()
    expect(await within(1_500, 'the release of the agent', ringing.ended)).toMatchObject({ by: 'them' })
    await expectAbandoned(caller, 'offer')
    await admin.ask('PUT', '/prompts/welcome/text', { text: '您好' })
  })
})

describe('with an agent', () => {
  async function connected() {
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    const caller = await product().trunk.call('12345')
    const ringing = await phone.nextCall(0)
    const { id } = await talkingRecord(product(), caller)
    return { caller, ringing, id, agent: await product().as('agent1001') }
  }

  it('11: in the conversation', async () => {
    const { caller, ringing } = await connected()
    await pass(500)
    await caller.hangUp()
    expect(await within(1_000, 'the release of the agent', ringing.ended)).toMatchObject({ by: 'them' })
    await expectHandled(caller, 'talking')
  })

  it('12: on hold', async () => {
    const { caller, ringing, id, agent } = await connected()
    await agent.ask('POST', `/calls/${id}/hold`)
    await agentIs(product(), '1001', 'on_hold')
    await caller.hangUp()
    expect(await within(1_000, 'the release of the agent', ringing.ended)).toMatchObject({ by: 'them' })
    await expectHandled(caller, 'hold')
  })

  it('13: as the agent leaves', async () => {
    const { caller, ringing } = await connected()
    await Promise.all([ringing.hangUp(), caller.hangUp()])
    const record = await endedRecord(product(), caller)
    expect(record).toMatchObject({ outcome: 'handled', agent: '1001', rating: null })
    expect(await ticketsOf(record)).toBe(1)
  })

  it('14: while asked for the rating', async () => {
    const { caller, ringing } = await connected()
    await ringing.hangUp()
    await inState(caller, 'rating')
    await caller.hangUp()
    expect(await expectHandled(caller, 'rating')).toMatchObject({ rating: null })
  })

  it('15: after the rating', async () => {
    const { caller, ringing } = await connected()
    await ringing.hangUp()
    await inState(caller, 'rating')
    await caller.press('2')
    await recordOf(product(), caller, ({ state }) => state !== 'rating')
    await caller.hangUp()
    expect(await expectHandled(caller, 'rating')).toMatchObject({ rating: 2 })
  })
})

describe('the agent hangs up', () => {
  it('on hold: the caller goes back to the head of the queue, never alone (C6)', async () => {
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    const caller = await product().trunk.call('12345')
    const ringing = await phone.nextCall(0)
    const { id } = await talkingRecord(product(), caller)
    await (await product().as('agent1001')).ask('POST', `/calls/${id}/hold`)
    await agentIs(product(), '1001', 'on_hold')
    const later = await product().trunk.call('12345')
    await inState(later, 'waiting')
    await ringing.hangUp()
    await inState(caller, 'waiting')
    const { waiting } = await (await product().as('supervisor')).queue()
    expect(waiting[0]).toMatchObject({ call: id, rank: 'return' })
    await product().readyAgent('1002', { answersAfterMs: 0 })
    await recordOf(product(), caller, ({ state, agent }) => state === 'talking' && agent === '1002')
    await later.hangUp()
    await caller.hangUp()
    const record = await endedRecord(product(), caller)
    expect(record).toMatchObject({ outcome: 'handled', agent: '1002' })
    expect(await ticketsOf(record)).toBe(1)
  })

  it('just after answering, while the announcement plays: the caller keeps the place', async () => {
    const phone = await product().readyAgent('1001')
    const caller = await product().trunk.call('12319')
    const ringing = await phone.nextCall(0)
    ringing.answer()
    await recordOf(product(), caller, ({ events }) => events.some(({ event }) => event === 'legAnswered'))
    await ringing.hangUp()
    const record = await recordOf(product(), caller, ({ legs }) => legs.some(({ role, endedAt }) => role === 'agent' && endedAt !== null))
    expect(record.outcome).toBeNull()
    const { waiting } = await (await product().as('supervisor')).queue()
    expect(waiting).toMatchObject([{ call: record.id, position: 1 }])
    await caller.hangUp()
  })
})
