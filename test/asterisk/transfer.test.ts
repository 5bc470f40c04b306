import { expect } from 'vitest'
import { farPhones, transfersIn, type FarPhone } from '../rig/carrier.ts'
import { sideBySide } from '../rig/side-by-side.ts'
import { agentIs, productForSuite } from '../rig/suite.ts'
import { expectRecording, hear, hearsMusic, newKey, noSilence, record, seatOf, talk, voiceOf, type Talk } from '../rig/talk.ts'
import { pass, until, within } from '../rig/until.ts'

// A caller changes hands once (domain.md §5.5, A-J09, A-J10, A-Z03): answered, not answered, with the agent there or
// gone; over centres; and never twice. Each case has an agent of its own, and all run at once.

const RING_MS = 3_000
const product = productForSuite({
  policy: { wrapUp: { maxMs: 100_000 }, third: { ringMs: RING_MS, lineRingMs: RING_MS, sameAgentMs: 4_000 }, outbound: { night: null, maxCallsPerAgent: 5 } }, restMs: 20_000,
})

let outside: ((number: string) => FarPhone) | undefined
function far(number: string, behaviour: Parameters<FarPhone['behave']>[0] = { answersAfterMs: 0 }): FarPhone {
  outside ??= farPhones(product().trunk)
  const phone = outside(number)
  phone.says(voiceOf('third'))
  phone.behave(behaviour)
  return phone
}
/** 12366 answers for one conversation and not for another. */
const branch = (): FarPhone => far('12366', 'rings')

const two = ({ caller, agent }: Talk) => hear([[caller, ['agent']], [agent, ['caller']]])
const thirds = async (t: Talk) => (await record(t)).legs.filter(({ role }) => role === 'third').map(({ end }) => end)

sideBySide({
  async 'handed on to a seat that answers: counted, and not a second time'() {
    const phone = await seatOf(product(), '1009', 'third')
    const t = await talk(product(), '1001')
    await two(t)
    await pass(800)
    await t.do('transfer', { extension: '1009' as never })
    const third = await phone.nextCall(0)
    await within(3_000, 'the agent to be out', t.agent.ended)
    await hear([[t.caller, ['third']], [third, ['caller']]])
    await pass(800)
    const colleague = await product().as('agent1009')
    expect(await t.by(colleague, 'transfer', { target: { number: '13900000901' } })).toMatchObject({ status: 409, body: { code: 'TRANSFER_LIMIT' } })
    await t.caller.hangUp()
    expect(await expectRecording(t, ['agent', 'third'])).toMatchObject({ transferCount: 1, agent: '1009' })
  },
  async 'handed on to the branch centre, which is told: one conversation, one transfer'() {
    const t = await talk(product(), '1002')
    await two(t)
    await pass(800)
    await t.do('transfer', { hotline: '12366' as never })
    const third = await branch().nextCall({ interaction: t.id })
    expect(transfersIn(third)).toBe('1')
    await hearsMusic(t)
    third.answer()
    await within(3_000, 'the agent to be out', t.agent.ended)
    await hear([[t.caller, ['third']], [third, ['caller']]])
    await pass(800)
    await t.caller.hangUp()
    await within(3_000, 'the branch to be let go', third.ended)
    noSilence(t)
    expect(await expectRecording(t, ['agent', 'third'])).toMatchObject({ transferCount: 1, interaction: t.id, endedIn: 'handed_over' })
  },
  async 'the branch centre does not answer: the caller is back with the agent, and nothing is counted'() {
    const t = await talk(product(), '1003')
    await two(t)
    await t.do('transfer', { hotline: '12366' as never })
    const third = await branch().nextCall({ interaction: t.id })
    await within(RING_MS + 3_000, 'the ringing to end', third.ended)
    await two(t)
    noSilence(t, { rang: true })
    expect((await t.now()).transferCount).toBe(0)
    await t.caller.hangUp()
    expect(await thirds(t)).toEqual(['no_answer'])
  },
  async 'the agent has left while it rang, and is free again: the caller is back with the same agent'() {
    const phone = far('13900000904', 'rings')
    const t = await talk(product(), '1004')
    await two(t)
    await t.do('transfer', { number: phone.number })
    const third = await phone.nextCall(0)
    await t.agent.hangUp()
    await agentIs(product(), '1004', 'acw')
    await t.api.setAgent('1004', 'ready')
    await within(RING_MS + 3_000, 'the ringing to end', third.ended)
    const again = await t.phone.nextCall(1)
    await hear([[t.caller, ['agent']], [again, ['caller']]])
    noSilence({ ...t, agent: again, since: { caller: t.since.caller, agent: again.voice.heardLength() } })
    expect((await t.now()).transferCount).toBe(0)
    await t.caller.hangUp()
    expect(await record(t)).toMatchObject({ agent: '1004', outcome: 'handled' })
  },
  async 'the agent has left for good: the caller waits for that agent a moment, then anybody'() {
    const phone = far('13900000905', { refuses: 486 })
    const t = await talk(product(), '1005')
    await two(t)
    phone.behave('rings')
    await t.do('transfer', { number: phone.number })
    const third = await phone.nextCall(0)
    await t.agent.hangUp()
    third.refuse(486)
    await until('the caller to be in line first', async () => {
      const [first] = (await (await product().as('supervisor')).queue()).waiting
      return first?.call === t.id && first.rank === 'return'
    })
    await pass(2_000)
    const colleague = await seatOf(product(), '1010', 'agent')
    await (await product().as('agent1010')).setAgent('1010', 'ready')
    const again = await colleague.nextCall(0, 10_000)
    await hear([[t.caller, ['agent']], [again, ['caller']]])
    noSilence({ ...t, agent: again, since: { caller: t.since.caller, agent: again.voice.heardLength() } })
    await t.caller.hangUp()
    expect(await record(t)).toMatchObject({ agent: '1010', transferCount: 0 })
  },
  async 'busy: the caller is back with the agent'() {
    const phone = far('13900000906', { refuses: 486 })
    const t = await talk(product(), '1006')
    await two(t)
    await t.do('transfer', { number: phone.number })
    await phone.nextCall(0)
    await two(t)
    noSilence(t, { rang: true })
    await t.caller.hangUp()
    expect(await thirds(t)).toEqual(['busy'])
  },
  async 'a caller from another centre comes with the transfer used up: ask, do not hand on'() {
    const t = await talk(product(), '1007', { headers: [['X-Transfer-Count', '1'], ['X-Interaction-Id', 'branch-0007']] })
    await two(t)
    expect(await t.now()).toMatchObject({ transferCount: 1, interaction: 'branch-0007' })
    expect(await t.ask('transfer', { target: { hotline: '12366' } })).toMatchObject({ status: 409, body: { code: 'TRANSFER_LIMIT' } })
    const phone = far('13900000907')
    await t.do('consult', { number: phone.number })
    const third = await phone.nextCall(0)
    await hear([[t.agent, ['third']], [third, ['agent']]])
    expect(await t.ask('complete')).toMatchObject({ status: 409, body: { code: 'TRANSFER_LIMIT' } })
    await t.do('cancel-consult')
    await two(t)
    await t.caller.hangUp()
    expect(await record(t)).toMatchObject({ transferCount: 1, interaction: 'branch-0007' })
  },
  async 'a double click rings one phone, and a replayed command is answered as the first time'() {
    const phone = far('13900000908')
    const t = await talk(product(), '1008')
    await two(t)
    const target = { target: { number: phone.number } }
    const clicks = await Promise.all([t.ask('consult', target), t.ask('consult', target)])
    expect(clicks.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const third = await phone.nextCall(0)
    await hear([[t.agent, ['third']], [third, ['agent']]])
    const key = newKey()
    const joins = [await t.ask('join', undefined, key), await t.ask('join', undefined, key)]
    expect(joins.map(({ status }) => status)).toEqual([200, 200])
    expect(joins[1]!.body).toEqual(joins[0]!.body)
    await hear([[t.caller, ['agent', 'third']], [third, ['agent', 'caller']]])
    expect(phone.calls).toHaveLength(1)
    await t.caller.hangUp()
    expect(await thirds(t)).toHaveLength(1)
  },
})
