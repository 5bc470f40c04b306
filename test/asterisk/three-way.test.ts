import { expect } from 'vitest'
import type { Target } from '../../src/contract/target.ts'
import { farPhones, interactionIn, shownIn, transfersIn, type FarPhone } from '../rig/carrier.ts'
import { sideBySide } from '../rig/side-by-side.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { productForSuite } from '../rig/suite.ts'
import { expectRecording, hear, hearsMusic, noSilence, record, seatOf, talk, voiceOf, type Talk } from '../rig/talk.ts'
import { pass, within } from '../rig/until.ts'

// A specialist is asked in private, joins, and anybody leaves (domain.md §5.4, A-U09, A-U10, A-Z04, A-X16); who hears
// whom is heard in their RTP and on the recording. Each case has an agent of its own, and all run at once.

const RING_MS = 3_000
const product = productForSuite({ policy: { wrapUp: { maxMs: 100_000 }, third: { ringMs: RING_MS, lineRingMs: RING_MS }, outbound: { night: null, maxCallsPerAgent: 5 } }, restMs: 20_000 })

let outside: ((number: string) => FarPhone) | undefined
function far(number: string, behaviour: Parameters<FarPhone['behave']>[0] = { answersAfterMs: 0 }): FarPhone {
  outside ??= farPhones(product().trunk)
  const phone = outside(number)
  phone.says(voiceOf('third'))
  phone.behave(behaviour)
  return phone
}

const three = ({ caller, agent }: Talk, third: IncomingCall) =>
  hear([[caller, ['agent', 'third']], [agent, ['caller', 'third']], [third, ['caller', 'agent']]])
const two = ({ caller, agent }: Talk) => hear([[caller, ['agent']], [agent, ['caller']]])

/** Asked in private: agent and third hear each other, the caller music. */
async function consulted(t: Talk, target: Target, ringing: () => Promise<IncomingCall>): Promise<IncomingCall> {
  await two(t)
  await pass(800)
  await t.do('consult', target)
  const third = await ringing()
  await hear([[t.agent, ['third']], [third, ['agent']]])
  await hearsMusic(t)
  return third
}

const joined = async (t: Talk, third: IncomingCall): Promise<void> => {
  await t.do('join')
  await three(t, third)
  await pass(800) // they talk
}

/** The one asked does not come: caller and agent are together again, told so. */
async function notThere(t: Talk, how: string): Promise<void> {
  await two(t)
  noSilence(t, { rang: true })
  expect((await t.now()).transferCount).toBe(0)
  await t.caller.hangUp()
  const { legs } = await record(t)
  expect(legs.filter(({ role }) => role === 'third').map(({ end }) => end)).toEqual([how])
}

sideBySide({
  async 'a specialist of a group answers on the spot and leaves; agent and caller go on'() {
    const phone = await seatOf(product(), '2101', 'third')
    await (await product().as('medical2101')).setAgent('2101', 'ready')
    const t = await talk(product(), '1001')
    const third = await consulted(t, { group: 'medical' as never }, () => phone.nextCall(0))
    await joined(t, third)
    await third.hangUp()
    await two(t)
    noSilence(t)
    await t.caller.hangUp()
    const call = await expectRecording(t, ['agent', 'third'])
    expect(call).toMatchObject({ transferCount: 0, outcome: 'handled' })
    expect(call.legs.filter(({ role }) => role === 'third')).toMatchObject([{ end: 'left', party: expect.stringContaining('2101') as string }])
  },
  async 'the agent leaves a seat with the caller: it counts as the transfer, and a second one is refused'() {
    const phone = await seatOf(product(), '1010', 'third')
    const t = await talk(product(), '1002')
    const third = await consulted(t, { extension: '1010' as never }, () => phone.nextCall(0))
    await joined(t, third)
    await t.do('complete')
    await within(3_000, 'the agent to be out', t.agent.ended)
    await hear([[t.caller, ['third']], [third, ['caller']]])
    await pass(1_500)
    const colleague = await product().as('agent1010')
    for (const [command, target] of [['transfer', { extension: '1002' }], ['transfer', { hotline: '12366' }]] as const) {
      expect(await t.by(colleague, command, { target })).toMatchObject({ status: 409, body: { code: 'TRANSFER_LIMIT' } })
    }
    // Asking somebody is fine; leaving them the caller is not.
    const another = far('13900000902')
    await t.by(colleague, 'consult', { target: { number: another.number } })
    const fourth = await another.nextCall(0)
    await hear([[third, ['third']], [fourth, ['third']]])
    expect((await t.by(colleague, 'join')).status).toBe(200)
    expect(await t.by(colleague, 'complete')).toMatchObject({ status: 409, body: { code: 'TRANSFER_LIMIT' } })
    await fourth.hangUp()
    await t.caller.hangUp()
    noSilence(t)
    const call = await expectRecording(t, ['agent', 'third'])
    expect(call).toMatchObject({ transferCount: 1, outcome: 'handled' })
  },
  async 'a number outside is asked, with a number of ours shown; the caller leaves and all is over'() {
    const phone = far('13900000903')
    const t = await talk(product(), '1003')
    const third = await consulted(t, { number: phone.number }, () => phone.nextCall(0))
    expect(shownIn(third)).toBe('12345')
    expect(interactionIn(third) + transfersIn(third)).toBe('')
    await joined(t, third)
    noSilence(t)
    await t.caller.hangUp()
    await within(3_000, 'everybody to be let go', Promise.all([third.ended, t.agent.ended]))
    expect(await expectRecording(t, ['agent', 'third'])).toMatchObject({ endedIn: 'three_way', transferCount: 0 })
  },
  async 'another centre of ours is asked and told of the conversation; consulted, then left with the caller'() {
    const phone = far('12366')
    const t = await talk(product(), '1004')
    const third = await consulted(t, { hotline: '12366' as never }, () => phone.nextCall({ interaction: t.id }))
    expect(transfersIn(third)).toBe('1')
    await t.do('complete')
    await within(3_000, 'the agent to be out', t.agent.ended)
    await hear([[t.caller, ['third']], [third, ['caller']]])
    await pass(1_000)
    await third.hangUp()
    await within(5_000, 'the end', t.caller.ended)
    noSilence(t)
    expect(await expectRecording(t, ['agent', 'third'])).toMatchObject({ transferCount: 1, interaction: t.id, outcome: 'handled' })
  },
  async 'the language platform and then a department are asked in one call'() {
    const [platform, department] = [far('09915550110'), far('09915550103')]
    const t = await talk(product(), '1005')
    const first = await consulted(t, { peer: 'language' }, () => platform.nextCall(0))
    await joined(t, first)
    expect(await t.ask('consult', { target: { department: 'CG' } })).toMatchObject({ status: 409 }) // three talk already
    await t.do('cancel-consult')
    await within(3_000, 'the platform to be let go', first.ended)
    const second = await consulted(t, { department: 'CG' }, () => department.nextCall(0))
    await joined(t, second)
    noSilence(t)
    await t.agent.hangUp() // the phone is put down: the caller keeps who knows the matter
    await hear([[t.caller, ['third']], [second, ['caller']]])
    await pass(800)
    await t.caller.hangUp()
    expect(await expectRecording(t, ['agent', 'third'])).toMatchObject({ transferCount: 1 })
  },
  async 'nobody answers in time: the caller is back with the agent'() {
    const phone = far('13900000906', 'rings')
    const t = await talk(product(), '1006')
    const askedAt = Date.now()
    await t.do('consult', { number: phone.number })
    const ringing = await phone.nextCall(0)
    await hearsMusic(t)
    await within(RING_MS + 3_000, 'the ringing to end', ringing.ended)
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(RING_MS - 200)
    await notThere(t, 'no_answer')
  },
  async 'busy: the caller is back with the agent'() {
    const phone = far('13900000907', { refuses: 486 })
    const t = await talk(product(), '1007')
    await t.do('consult', { number: phone.number })
    await phone.nextCall(0)
    await notThere(t, 'busy')
  },
  async 'a seat declines: the caller is back with the agent'() {
    const phone = await product().phone('2002', { refuses: 603 })
    const t = await talk(product(), '1008')
    await t.do('consult', { extension: '2002' as never })
    await phone.nextCall(0)
    await notThere(t, 'declined')
  },
  async 'the one asked hangs up while talking in private: the caller is back with the agent'() {
    const phone = far('13900000909')
    const t = await talk(product(), '1009')
    const third = await consulted(t, { number: phone.number }, () => phone.nextCall(0))
    await third.hangUp()
    await notThere(t, 'left')
  },
})
