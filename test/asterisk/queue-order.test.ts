import { describe, expect, it } from 'vitest'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { agentIs, endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { pass, until, within } from '../rig/until.ts'

// One queue for all numbers: who is next, and what happens when an agent does not take the call.

const product = productForSuite({ policy: { offer: { ringTimeoutMs: 3_000, retryGapMs: 300 } } })
const callerOf = (call: IncomingCall): string => userOf(uriOf(header(call.invite, 'from')))

/** Calls one after another, each in line before the next dials. */
async function inLine(...numbers: string[]): Promise<CallerCall[]> {
  const callers: CallerCall[] = []
  for (const number of numbers) {
    const caller = await product().trunk.call(number)
    await recordOf(product(), caller, ({ state }) => state === 'waiting')
    callers.push(caller)
  }
  return callers
}

describe('the order', () => {
  it('is that of arrival whatever number was dialled (A-J05)', async () => {
    const callers = await inLine('12345', '12319', '12333', '12345', '12319', '12350')
    const { waiting } = await (await product().as('supervisor')).queue()
    expect(waiting.map(({ dnis, position }) => [dnis, position])).toEqual([['12345', 1], ['12319', 2], ['12333', 3], ['12345', 4], ['12319', 5], ['12350', 6]])
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    for (const [n, caller] of callers.entries()) {
      const ringing = await phone.nextCall(n)
      expect(callerOf(ringing)).toBe(caller.ani)
      await talkingRecord(product(), caller)
      await caller.hangUp()
    }
    expect(phone.calls.map(callerOf)).toEqual(callers.map(({ ani }) => ani))
  })

  it('lets an emergency go first', async () => {
    const [ordinary] = await inLine('12345')
    const [urgent] = await inLine('119')
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    expect(callerOf(await phone.nextCall(0))).toBe(urgent?.ani)
    await talkingRecord(product(), urgent!)
    await urgent?.hangUp()
    expect(callerOf(await phone.nextCall(1))).toBe(ordinary?.ani)
    await ordinary?.hangUp()
  })

  it('takes the agent who has been idle longest', async () => {
    const phones = [await product().readyAgent('1003'), await product().readyAgent('1001'), await product().readyAgent('1002')]
    await inLine('12345')
    await phones[0]?.nextCall(0)
    await inLine('12345')
    await phones[1]?.nextCall(0)
    expect(phones.map(({ calls }) => calls.length)).toEqual([1, 1, 0])
  })
})

describe('an offer', () => {
  it('not answered makes the agent not ready, and the caller is first again', async () => {
    const phone = await product().readyAgent('1001', 'rings')
    const [first] = await inLine('12345')
    await phone.nextCall(0)
    const [second] = await inLine('12345')
    const other = await product().phone('1002', { answersAfterMs: 0 })
    const rang = await within(5_000, 'the end of ringing', phone.calls[0]!.ended)
    expect(rang.by).toBe('cancelled')
    expect(rang.at - phone.calls[0]!.times.startedAt).toBeGreaterThan(2_800)
    expect(rang.at - phone.calls[0]!.times.startedAt).toBeLessThan(3_700)
    const supervisor = await product().as('supervisor')
    expect(await supervisor.agent('1001')).toMatchObject({ state: 'not_ready', reason: 'rna' })
    await supervisor.setAgent('1002', 'ready')
    expect(callerOf(await other.nextCall(0))).toBe(first?.ani)
    const record = await recordOf(product(), first!, ({ legs }) => legs.some(({ end }) => end === 'answered'))
    expect(record.legs.filter(({ role }) => role === 'agent').map(({ party, end }) => [party, end])).toEqual([['1001', 'no_answer'], ['1002', 'answered']])
    await first?.hangUp()
    expect(callerOf(await other.nextCall(1))).toBe(second?.ani)
    await second?.hangUp()
  })

  it.each([[486, 'busy'], [603, 'declined']] as const)('refused with %d goes to the next agent at once', async (refuses, reason) => {
    const refusing = await product().readyAgent('1001', { refuses })
    const next = await product().readyAgent('1002', { answersAfterMs: 0 })
    const [caller] = await inLine('12345')
    await next.nextCall(0, 2_000)
    expect(refusing.calls).toHaveLength(1)
    expect(await (await product().as('supervisor')).agent('1001')).toMatchObject({ state: 'not_ready', reason })
    await talkingRecord(product(), caller!)
    await caller?.hangUp()
    expect(await endedRecord(product(), caller!)).toMatchObject({ outcome: 'handled', agent: '1002' })
  })

  it('to a phone that is not there goes to the next agent', async () => {
    const supervisor = await product().as('supervisor')
    await supervisor.setAgent('1004', 'ready') // no phone has registered
    const next = await product().readyAgent('1002', { answersAfterMs: 0 })
    const [caller] = await inLine('12345')
    await next.nextCall(0, 5_000)
    expect((await supervisor.agent('1004')).state).not.toBe('ready')
    await talkingRecord(product(), caller!)
    await caller?.hangUp()
  })

  it('is one at a time for an agent and for a caller', async () => {
    const phones = [await product().readyAgent('1001'), await product().readyAgent('1002')]
    await inLine('12345')
    await phones[0]?.nextCall(0)
    await pass(1_000)
    expect(phones[1]?.calls).toHaveLength(0) // the caller rings one agent
    await inLine('12345', '12345')
    await phones[1]?.nextCall(0)
    await pass(1_000)
    expect(phones.map(({ calls }) => calls.filter((call) => !call.end()).length)).toEqual([1, 1]) // and an agent has one caller
    const { offers } = await (await product().as('supervisor')).queue()
    expect(new Set(offers.map(({ agent }) => agent)).size).toBe(offers.length)
    expect(new Set(offers.map(({ call }) => call)).size).toBe(offers.length)
  })

  it('rings within a fraction of a second after the agent becomes free', async () => {
    const callers = await inLine('12345', '12345')
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    await talkingRecord(product(), callers[0]!)
    await callers[0]?.hangUp()
    await agentIs(product(), '1001', 'talking')
    await until('the second call', () => phone.calls[1], 1_000)
    await callers[1]?.hangUp()
  })
})
