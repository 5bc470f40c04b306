import { beforeAll, describe, expect, it } from 'vitest'
import type { CallFact } from '../../src/call/facts.ts'
import type { Script } from '../../src/call/script.ts'
import type { CallDetail } from '../../src/contract/call.ts'
import type { GroupId, HotlineNumber } from '../../src/contract/ids.ts'
import { openDoor } from '../rig/door.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import { shareAt, tone } from '../rig/sound/tone.ts'
import { agentIs, productForSuite } from '../rig/suite.ts'
import { ASK_EVERY_MS, pass, until, within } from '../rig/until.ts'

// Calls that speak by themselves (domain.md §5.12, §5.13): every way in which the number called can behave, and a server or an
// Asterisk killed in each phase.

const door = openDoor()
const product = productForSuite({ env: door.env, policy: { outbound: { night: null }, offer: { ringTimeoutMs: 30_000 }, survey: { ringMs: 25_000 } }, restMs: 25_000 })

beforeAll(async () => {
  const admin = await product().as('admin')
  for (const id of ['survey_q1', 'survey_q2', 'survey_voice', 'survey_invalid', 'survey_thanks', 'survey_reschedule', 'survey_wrong_person', 'please_wait'])
    expect((await admin.ask('PUT', `/prompts/${id}/text`, { text: '请按键选择' })).status).toBeLessThan(300)
})

const prompt = (id: string) => ({ id, values: {} })
const SCRIPT: Script = {
  start: 'solved',
  steps: {
    solved: { what: 'ask', prompt: prompt('survey_q1'), keys: { 1: { value: 'solved', next: 'satisfied' }, 3: { value: 'unsolved', next: 'satisfied' } }, silent: 'bye' },
    satisfied: { what: 'ask', prompt: prompt('survey_q2'), keys: { 1: { value: 'satisfied', next: 'thanks' }, 3: { value: 'dissatisfied', next: 'voice' } }, silent: 'bye' },
    voice: { what: 'message', prompt: prompt('survey_voice'), maxMs: 20_000, next: 'thanks' },
    thanks: { what: 'say', prompt: prompt('survey_thanks'), next: null },
    bye: { what: 'say', prompt: prompt('survey_reschedule'), next: null },
    nobody: { what: 'say', prompt: prompt('survey_wrong_person'), next: null },
  },
  invalid: prompt('survey_invalid'),
  keyMs: 2_000,
  maxPlays: 2,
  person: { key: '0', groups: ['general' as GroupId], wait: prompt('please_wait'), nobody: 'nobody' },
}

let dialled: IncomingCall[] = []
function carrier(behaves: (call: IncomingCall) => void): void {
  dialled = []
  product().trunk.onCall((call) => {
    dialled.push(call)
    behaves(call)
  })
}
const picksUp = (call: IncomingCall): void => {
  call.voice.say(tone(700, 1_000, 4_000))
  call.answer()
}
const rung = (): Promise<IncomingCall> => until('the number to ring', () => dialled[0], 15_000)
let serial = 0
async function speaks(): Promise<string> {
  serial += 1
  const { call, refused } = await door.speak({ number: `1370000${1_000 + serial}`, dnis: '12345' as HotlineNumber, script: SCRIPT, purpose: 'survey', ticketNo: null }, { source: `test ${serial}`, since: Date.now() })
  expect(refused).toBeUndefined()
  return call!
}
type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>
const told = async <Type extends CallFact['type']>(call: string, type: Type): Promise<Fact<Type>[]> => (await door.facts(call)).filter((fact): fact is Fact<Type> => fact.type === type)
const first = <Type extends CallFact['type']>(call: string, type: Type, withinMs = 15_000): Promise<Fact<Type>> => until(`${type} of ${call}`, async () => (await told(call, type))[0], withinMs, ASK_EVERY_MS)
const answers = async (call: string): Promise<string[]> => (await told(call, 'scriptAnswered')).map(({ step, value }) => `${step}: ${value}`)
const answeredSoFar = (call: string, n: number): Promise<unknown> => until(`answer ${n}`, async () => (await answers(call)).length >= n, 10_000, ASK_EVERY_MS)
const overAs = (call: string): Promise<Fact<'callEnded'>> => first(call, 'callEnded', 40_000)
const detail = async (call: string): Promise<CallDetail> => await (await product().as('supervisor')).call(call)
/** Time to hear the beginning of what is asked; keys before it are dropped. */
const listens = (): Promise<void> => pass(1_000)

/** Somebody picks up and has heard the beginning of the first question. */
async function askedByPhone() {
  carrier(picksUp)
  const call = await speaks()
  const phone = await rung()
  await first(call, 'scriptBegun')
  await listens()
  return { call, phone }
}

describe('a number that the machine calls', () => {
  it('sees our number, answers by keys while the questions are still spoken, and is let go', async () => {
    carrier(picksUp)
    const call = await speaks()
    const phone = await rung()
    expect(userOf(uriOf(header(phone.invite, 'from')))).toBe('12345')
    await first(call, 'scriptBegun')
    await listens()
    await phone.press('1')
    await answeredSoFar(call, 1)
    await listens()
    await phone.press('1')
    await within(10_000, 'the line to be put down', phone.ended)
    expect(await overAs(call)).toMatchObject({ outcome: 'automatic', script: 'completed', endedIn: 'asking', agent: null, missed: false, direction: 'outbound' })
    expect(await answers(call)).toEqual(['solved: solved', 'satisfied: satisfied'])
    expect(await detail(call)).toMatchObject({ direction: 'outbound', outcome: 'automatic', labels: ['survey'], ticketId: null, recordings: [] })
  })

  it('a hand on the keypad answers one question, and the next one is asked', async () => {
    const { call, phone } = await askedByPhone()
    for (const digit of '13131313131313131313') await phone.press(digit)
    await answeredSoFar(call, 1)
    await pass(1_500)
    expect(await answers(call)).toEqual(['solved: solved'])
    await phone.press('3')
    await answeredSoFar(call, 2)
    await phone.hangUp()
    expect(await overAs(call)).toMatchObject({ script: 'left' })
  })

  it('says nothing, like a mailbox: asked twice, then put down, and it is no answer', async () => {
    carrier(picksUp)
    const call = await speaks()
    expect(await overAs(call)).toMatchObject({ outcome: 'automatic', script: 'silent' })
    expect(dialled[0]!.end()).toMatchObject({ by: 'them' })
    expect((await detail(call)).events.filter(({ event }) => event === 'woke').length).toBeGreaterThan(1)
  })

  it('a key that means nothing is said to mean nothing, and the question is asked again', async () => {
    const { call, phone } = await askedByPhone()
    await phone.press('7')
    await pass(3_000)
    await phone.press('3')
    await answeredSoFar(call, 1)
    expect(await answers(call)).toEqual(['solved: unsolved'])
    await phone.hangUp()
    expect(await overAs(call)).toMatchObject({ script: 'left', outcome: 'automatic' })
  })

  it.each([
    ['is busy', 486, 'busy'],
    ['declines', 603, 'rejected'],
    ['is not there', 404, 'invalid'],
    ['cannot be reached', 480, 'no_answer'],
  ] as const)('%s: %i', async (_, status, script) => {
    carrier((call) => call.refuse(status))
    const call = await speaks()
    expect(await overAs(call)).toMatchObject({ outcome: 'unreached', script, answeredAt: null, endedIn: 'dialling', missed: false })
    expect(dialled).toHaveLength(1)
  })

  it('rings no longer than it should', async () => {
    carrier(() => {})
    const call = await speaks()
    const phone = await rung()
    expect(await within(30_000, 'the ringing to stop', phone.ended)).toMatchObject({ by: 'cancelled' })
    const end = await overAs(call)
    expect(end).toMatchObject({ outcome: 'unreached', script: 'no_answer' })
    expect(end.at - end.arrivedAt).toBeGreaterThanOrEqual(25_000)
  })

  it('hangs up at the first question, or after it', async () => {
    carrier(picksUp)
    const early = await speaks()
    await first(early, 'scriptBegun')
    await (await rung()).hangUp()
    expect(await overAs(early)).toMatchObject({ script: 'silent', outcome: 'automatic' })
    carrier(picksUp)
    const later = await speaks()
    const phone = await rung()
    await first(later, 'scriptBegun')
    await listens()
    await phone.press('1')
    await answeredSoFar(later, 1)
    await phone.hangUp()
    expect(await overAs(later)).toMatchObject({ script: 'left', outcome: 'automatic' })
    expect(await answers(later)).toEqual(['solved: solved'])
  })

  it('speaks a message, which ends by itself when the voice does', async () => {
    carrier((call) => call.answer())
    const call = await toTheMessage()
    const phone = await rung()
    phone.voice.say(tone(700, 3_000, 3_000))
    await pass(3_000)
    phone.voice.say(new Int16Array(8_000))
    const message = await first(call, 'scriptMessage', 25_000)
    expect(message).toMatchObject({ step: 'voice' })
    expect(message.lengthMs).toBeGreaterThan(3_000)
    expect(message.lengthMs).toBeLessThan(15_000) // not its longest time, 20 s
    expect(await overAs(call)).toMatchObject({ script: 'completed' })
    const supervisor = await product().as('supervisor')
    const kept = await until('the recording', async () => (await supervisor.call(call)).recordings.find(({ state }) => state === 'complete'), 20_000, ASK_EVERY_MS)
    expect(kept.id).toBe(message.recordingId)
    expect((await supervisor.recording(kept.id)).length).toBeGreaterThan(48_000)
  })
})

/** On to the message, which is being recorded. */
async function toTheMessage(): Promise<string> {
  const call = await speaks()
  const phone = await rung()
  await first(call, 'scriptBegun')
  for (const [n, digit] of ['3', '3'].entries()) {
    await listens()
    await phone.press(digit)
    await answeredSoFar(call, n + 1)
  }
  await first(call, 'recordingStarted')
  return call
}

describe('who presses the key to a person', () => {
  async function zero(): Promise<{ call: string; phone: IncomingCall }> {
    const { call, phone } = await askedByPhone()
    await phone.press('0')
    return { call, phone }
  }

  it('speaks with an agent who is free, recorded like any conversation', async () => {
    const agent = await product().readyAgent('1001', { answersAfterMs: 500 })
    const { call, phone } = await zero()
    await first(call, 'agentConnected')
    await until('the agent to hear the citizen', () => agent.calls.some((one) => shareAt(700, one.voice.heard().slice(-2_400)) > 0.5), 10_000)
    await pass(1_000)
    await phone.hangUp()
    expect(await overAs(call)).toMatchObject({ outcome: 'handled', script: 'person', agent: '1001' })
    expect(await answers(call)).toEqual(['solved: person'])
    await agentIs(product(), '1001', 'acw').catch(async () => await agentIs(product(), '1001', 'ready'))
    expect((await detail(call)).recordings).toHaveLength(1)
  })

  it('is told that nobody is free', async () => {
    const { call, phone } = await zero()
    await within(10_000, 'the line to be put down', phone.ended)
    expect(await overAs(call)).toMatchObject({ outcome: 'automatic', script: 'completed', agent: null })
    expect(await answers(call)).toEqual(['solved: person'])
  })
})

describe('a server killed', () => {
  async function killed(): Promise<void> {
    await product().killServer()
    await product().ready(30_000)
  }

  it('while the number rings: it is the same ringing, and speaks when it is picked up', async () => {
    carrier(() => {})
    const call = await speaks()
    const phone = await rung()
    await killed()
    expect(phone.end()).toBeNull()
    picksUp(phone)
    await first(call, 'scriptBegun')
    await listens()
    await phone.press('1')
    await answeredSoFar(call, 1)
    await phone.hangUp()
    expect(await overAs(call)).toMatchObject({ script: 'left' })
    expect(dialled).toHaveLength(1)
  })

  it('while it asks: what was answered stays answered, and the question is asked again', async () => {
    const { call, phone } = await askedByPhone()
    await phone.press('1')
    await answeredSoFar(call, 1)
    await killed()
    expect(phone.end()).toBeNull()
    await pass(1_500)
    await phone.press('1')
    expect(await overAs(call)).toMatchObject({ script: 'completed', outcome: 'automatic' })
    expect(await answers(call)).toEqual(['solved: solved', 'satisfied: satisfied'])
    expect(dialled).toHaveLength(1)
  })

  it('while a message is spoken: it goes on, in one recording', async () => {
    carrier(picksUp)
    const call = await toTheMessage()
    const phone = await rung()
    await pass(1_500)
    await killed()
    expect(phone.end()).toBeNull()
    await pass(1_000)
    await phone.press('#')
    const message = await first(call, 'scriptMessage')
    expect(message.lengthMs).toBeGreaterThan(2_500)
    expect(await overAs(call)).toMatchObject({ script: 'completed' })
    expect((await detail(call)).recordings).toHaveLength(1)
  })

  it('while an agent rings for the citizen: it is the same ringing, and they talk', async () => {
    const agent = await product().readyAgent('1001', 'rings')
    carrier(picksUp)
    const call = await speaks()
    await first(call, 'scriptBegun')
    await listens()
    await dialled[0]!.press('0')
    const ringing = await agent.nextCall(0, 10_000)
    await product().killServer()
    await product().ready(30_000)
    expect(ringing.end()).toBeNull()
    ringing.answer()
    await first(call, 'agentConnected')
    await dialled[0]!.hangUp()
    expect(await overAs(call)).toMatchObject({ outcome: 'handled', script: 'person', agent: '1001' })
    expect(await answers(call)).toEqual(['solved: person'])
    expect(dialled).toHaveLength(1)
  })

  it('and Asterisk killed: the call is over, with what was answered', async () => {
    const { call, phone } = await askedByPhone()
    await phone.press('1')
    await answeredSoFar(call, 1)
    await product().killAsterisk()
    expect(await overAs(call)).toMatchObject({ outcome: 'automatic', script: 'left', missed: false })
    expect(await answers(call)).toEqual(['solved: solved'])
    await product().ready(60_000)
    await phone.hangUp()
  })
})
