import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Callback } from '../../src/contract/callback.ts'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { heardTone, tone } from '../rig/sound/tone.ts'
import { agentIs, endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { ASK_EVERY_MS, pass, until, within } from '../rig/until.ts'

// Being called back instead of waiting, and messages when nobody is there (domain.md §5.9, §5.10, A-J24), heard and seen
// at the ends of the line: the citizen's carrier, the agent's phone.

const product = productForSuite({
  policy: {
    queue: { callbackOfferMs: 500, keyMs: 4_000, missedAfterMs: 2_000 }, callback: { retryMs: [1_000, 600_000] }, outbound: { night: null },
    third: { lineRingMs: 4_000 }, message: { maxMs: 20_000 },
  },
  restMs: 20_000,
  staffed: false,
})
const BRIEF = { callback_offer: '请按一', callback_confirm: '确认', callback_number: '号码', callback_accepted: '再见', all_offline: '请留言', message_thanks: '谢谢' }

let dialled: IncomingCall[] = []

beforeAll(async () => {
  const admin = await product().as('admin')
  for (const [id, text] of Object.entries(BRIEF)) expect((await admin.ask('PUT', `/prompts/${id}/text`, { text })).status).toBeLessThan(300)
})
afterEach(async () => {
  // What is still to be called back would ring in the next test.
  const api = await product().as('supervisor')
  for (const { id, state } of await api.callbacks()) if (state !== 'closed') await api.ask('POST', `/callbacks/${id}/close`, { result: 'not_needed' })
})

/** What the carrier does with calls of ours. */
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
const someNumber = (): string => `1380000${String(1_000 + (serial += 1))}`
const masked = (number: string): string => `${number.slice(0, 3)}****${number.slice(-4)}`
const callbackOf = async (number: string): Promise<Callback | undefined> => (await (await product().as('supervisor')).callbacks()).findLast(({ ani }) => ani === masked(number))
const callbackIs = (number: string, fits: (callback: Callback) => boolean, withinMs = 10_000): Promise<Callback> =>
  until(`the call-back of ${number}`, async () => {
    const found = await callbackOf(number)
    return found && fits(found) ? found : false
  }, withinMs, ASK_EVERY_MS)
/** Signed in, but not there: callers wait. */
const someoneIsHere = async (): Promise<void> => void (await (await product().as('supervisor')).setAgent('1010', 'not_ready'))
const keysHeard = async (caller: CallerCall): Promise<number> => (await recordOf(product(), caller)).events.filter(({ event }) => event === 'digit').length

/** Presses a key until it means something: before the offer it means nothing. */
async function press(caller: CallerCall, digit: string): Promise<void> {
  const before = await keysHeard(caller)
  await until(`key ${digit} to be understood`, async () => {
    await caller.press(digit)
    await pass(400)
    return (await keysHeard(caller)) > before
  }, 15_000)
}

/** Waits in line, takes the offer and has hung up. */
async function asksForIt(from = someNumber(), dialledLine = '12345'): Promise<CallerCall> {
  await someoneIsHere()
  const caller = await product().trunk.call(dialledLine, from)
  await caller.answered
  await press(caller, '1')
  await press(caller, '1')
  expect(await within(10_000, 'the goodbye', caller.ended)).toMatchObject({ by: 'them' })
  return caller
}

describe('a caller who presses 1', () => {
  it('is called back at the old place: an agent first, then the citizen, who sees the hotline', async () => {
    carrier((call) => void setTimeout(call.answer, 300))
    const asked = await asksForIt(someNumber(), '12319')
    expect(await endedRecord(product(), asked)).toMatchObject({ outcome: 'overflow', endedIn: 'callback_accepted' })
    const later = await product().trunk.call('12345')
    await recordOf(product(), later, ({ state }) => state === 'waiting')
    await callbackIs(asked.ani, ({ state, kind }) => state === 'dialing' && kind === 'queue')
    expect((await (await product().as('supervisor')).queue()).waiting.map(({ dnis }) => dnis)).toEqual(['12319', '12345'])

    const phone = await product().readyAgent('1001', 'rings')
    const ringing = await phone.nextCall(0)
    expect(callerOf(ringing)).toBe(asked.ani)
    await pass(1_000)
    expect(dialled).toEqual([]) // nobody is called to find nobody on the line
    phone.says(tone(700, 20_000))
    ringing.answer()
    const citizen = await dials(1)
    expect([askedFor(citizen), callerOf(citizen)]).toEqual([asked.ani, '12319'])
    await citizen.answered
    await until('the citizen to hear the agent', () => heardTone(700, citizen.voice.heard()).some(Boolean))
    const { call } = await callbackIs(asked.ani, ({ state }) => state === 'dialing')
    await citizen.hangUp()
    expect(await callbackIs(asked.ani, ({ state }) => state === 'closed')).toMatchObject({ closedWhy: 'reached', attempts: 1, lastResult: 'reached' })
    expect(await (await product().as('supervisor')).call(call!)).toMatchObject({ direction: 'outbound', outcome: 'handled', agent: '1001', dnis: '12319' })
    expect(callerOf(await phone.nextCall(1))).toBe(later.ani)
  })

  it('may give another number, which is called', async () => {
    carrier((call) => call.answer())
    await someoneIsHere()
    const [own, other] = [someNumber(), someNumber()]
    const caller = await product().trunk.call('12345', own)
    await caller.answered
    await press(caller, '1')
    await press(caller, '2')
    for (const digit of `${other}#`) {
      await caller.press(digit)
      await pass(250)
    }
    await within(10_000, 'the goodbye', caller.ended)
    expect(await callbackIs(other, () => true)).toMatchObject({ kind: 'queue', elsewhere: true })
    await product().readyAgent('1001', { answersAfterMs: 0 })
    expect(askedFor(await dials(1))).toBe(other)
    await until('the talk', async () => (await (await product().as('supervisor')).queue()).talking === 1)
    await dialled[0]?.hangUp()
    await callbackIs(other, ({ state }) => state === 'closed')
  })

  it('is tried again when busy, and then left to a person who finds the number', async () => {
    carrier((call) => call.refuse(486))
    const asked = await asksForIt()
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    await dials(1)
    expect(await callbackIs(asked.ani, ({ attempts }) => attempts === 1)).toMatchObject({ lastResult: 'busy' })
    await agentIs(product(), '1001', 'ready', 10_000)
    await dials(2)
    const after = await callbackIs(asked.ani, ({ attempts }) => attempts === 2)
    expect(after).toMatchObject({ state: 'open', lastResult: 'busy' })
    expect(after.nextAttemptAt! - after.lastAttemptAt!).toBe(600_000)
    expect(phone.calls).toHaveLength(2)
    const taken = await (await product().as('callback')).ask<Callback>('POST', `/callbacks/${after.id}/claim`, {})
    expect(taken.body).toMatchObject({ state: 'claimed', ani: asked.ani, nextAttemptAt: null })
  })

  it('is tried again when nobody answers in time', async () => {
    carrier()
    const asked = await asksForIt()
    await product().readyAgent('1001', { answersAfterMs: 0 })
    const citizen = await dials(1)
    expect(await within(10_000, 'the ringing to end', citizen.ended)).toMatchObject({ by: 'cancelled' })
    expect(await callbackIs(asked.ani, ({ attempts }) => attempts === 1)).toMatchObject({ lastResult: 'no_answer' })
  })

  it('and calls again meanwhile is not called: who gets through needs no call-back', async () => {
    carrier((call) => call.answer())
    const asked = await asksForIt()
    const { call: booked } = await callbackIs(asked.ani, ({ state }) => state === 'dialing')
    const again = await product().trunk.call('12345', asked.ani)
    await callbackIs(asked.ani, ({ state }) => state === 'open')
    expect(await (await product().as('supervisor')).call(booked!)).toMatchObject({ outcome: 'unreached', endedIn: 'booked' })
    const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
    await talkingRecord(product(), again)
    expect(await callbackIs(asked.ani, ({ state }) => state === 'closed')).toMatchObject({ closedWhy: 'got_through', attempts: 0 })
    await again.hangUp()
    await agentIs(product(), '1001', 'ready', 10_000)
    await pass(1_500)
    expect([phone.calls.length, dialled.length]).toEqual([1, 0])
  })

  it('and calls again but gives up keeps the place, and is called when off the line', async () => {
    carrier((call) => call.answer())
    const asked = await asksForIt()
    const { placeAt } = await callbackIs(asked.ani, ({ state }) => state === 'dialing')
    const again = await product().trunk.call('12345', asked.ani)
    await callbackIs(asked.ani, ({ state }) => state === 'open')
    await pass(2_500)
    await again.hangUp()
    expect(await callbackIs(asked.ani, ({ state, missedCount }) => state === 'dialing' && missedCount === 2)).toMatchObject({ placeAt, kind: 'queue' })
  })
})

it('a caller who comes when nobody is signed in leaves a message, is called back, and supervisors are told (A-J24)', async () => {
  const caller = await product().trunk.call('12345', someNumber())
  await caller.answered
  caller.voice.say(tone(500, 30_000))
  await recordOf(product(), caller, ({ recordings }) => recordings.length === 1)
  await pass(3_000)
  await caller.hangUp()
  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ outcome: 'overflow', endedIn: 'message', agent: null })
  const { messages, missedCount } = await callbackIs(caller.ani, ({ state, kind }) => state === 'open' && kind === 'missed')
  expect([missedCount, messages.map(({ call }) => call)]).toEqual([1, [record.id]])
  expect(messages[0]?.lengthMs).toBeGreaterThan(2_500)
  const settled = await recordOf(product(), caller, ({ recordings }) => recordings.every(({ state }) => state !== 'recording'), 20_000)
  expect(settled.recordings[0]?.lengthMs).toBeGreaterThan(2_000)
  expect(await product().log('server')).toContain('nobody_signed_in')
})
