import { expect, it } from 'vitest'
import { displayNameOf, header, uriOf, userOf } from '../rig/sip/message.ts'
import { findPrompt } from '../rig/sound/find-sound.ts'
import { longestSilenceMs, toneMs, tone } from '../rig/sound/tone.ts'
import { promptSound } from '../rig/prompt-sound.ts'
import { agentIs, endedRecord, productForSuite, talkingRecord } from '../rig/suite.ts'
import { pass, within } from '../rig/until.ts'

// 12345 in earnest: full announcements, real phones, real sound.

const CALLER_HZ = 450
const AGENT_HZ = 700

const product = productForSuite({ fullPrompts: true, policy: { queue: { positionFirstMs: 14_000, positionEveryMs: 30_000 } } })

it('a caller of 12345 hears the welcome and the notice, talks with an agent, and one record and one ticket say so', async () => {
  const phone = await product().readyAgent('1001', { answersAfterMs: 200 })
  phone.says(tone(AGENT_HZ, 1_000))
  const dialledAt = Date.now()
  const caller = await product().trunk.call('12345')
  caller.voice.say(tone(CALLER_HZ, 1_000))
  await within(1_000, 'answer', caller.answered)
  const ringing = await phone.nextCall(0)
  const from = header(ringing.invite, 'from')
  expect(userOf(uriOf(from))).toBe(caller.ani)
  expect(displayNameOf(from)).toContain('12345')
  await talkingRecord(product(), caller)
  await agentIs(product(), '1001', 'talking')
  const talkedFrom = Date.now()
  await pass(3_000)
  await caller.hangUp()
  const talkedMs = Date.now() - talkedFrom
  await within(2_000, 'the end at the phone', ringing.ended)

  const heard = caller.voice.heard()
  const [welcome, notice] = await Promise.all([promptSound('welcome', { site: '示范市' }), promptSound('recording_notice')])
  const [first, second] = [findPrompt(heard, welcome), findPrompt(heard, notice)]
  expect(first).toMatchObject({ whole: true })
  expect(second).toMatchObject({ whole: true })
  expect(second.atMs).toBeGreaterThan(first.atMs)
  expect(toneMs(AGENT_HZ, heard)).toBeGreaterThan(2_500)
  expect(toneMs(AGENT_HZ, heard.subarray(0, second.atMs * 8))).toBe(0) // nobody before the announcements are over
  expect(toneMs(CALLER_HZ, ringing.voice.heard())).toBeGreaterThan(2_500)

  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ dnis: '12345', dnisRaw: '12345', outcome: 'handled', endedIn: 'talking', agent: '1001', transferCount: 0, rating: null })
  expect(Math.abs(record.arrivedAt - dialledAt)).toBeLessThan(1_000)
  expect(Math.abs((record.talkedMs ?? 0) - talkedMs)).toBeLessThan(1_000)
  const tickets = await (await product().as('supervisor')).tickets(record.id)
  expect(tickets).toMatchObject([{ dnis: '12345', agent: '1001', state: 'draft', ticketNo: record.ticketId }])
  await agentIs(product(), '1001', 'ready')
})

it('a caller nobody can take hears music, then the position, and is never left in silence', async () => {
  const first = await product().trunk.call('12345')
  const caller = await product().trunk.call('12345')
  await caller.answered
  await pass(20_000)
  const heard = caller.voice.heard()
  const position = findPrompt(heard, await promptSound('queue_position', { n: '1' }))
  expect(position).toMatchObject({ whole: true })
  expect(position.atMs).toBeGreaterThan(13_000)
  expect(longestSilenceMs(heard)).toBeLessThan(2_000)
  expect(caller.voice.received().longestGapMs).toBeLessThan(2_000)
  const { waiting } = await (await product().as('supervisor')).queue()
  expect(waiting.map(({ position: place }) => place)).toEqual([1, 2])
  await first.hangUp()
  await caller.hangUp()
  expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'abandoned', endedIn: 'queue', answeredAt: null, ticketId: null })
})

it('a caller on hold hears music, not the agent, and is taken back', async () => {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  phone.says(tone(AGENT_HZ, 1_000))
  const caller = await product().trunk.call('12345')
  caller.voice.say(tone(CALLER_HZ, 1_000))
  const ringing = await phone.nextCall(0)
  const { id } = await talkingRecord(product(), caller)
  const agent = await product().as('agent1001')
  await pass(1_000)

  expect((await agent.ask('POST', `/calls/${id}/hold`)).status).toBe(200)
  await agentIs(product(), '1001', 'on_hold')
  await pass(500) // what was under way has arrived
  const [callerAt, agentAt] = [caller.voice.heard().length, ringing.voice.heard().length]
  await pass(2_000)
  const held = caller.voice.heard().subarray(callerAt)
  expect(toneMs(AGENT_HZ, held)).toBe(0)
  expect(longestSilenceMs(held)).toBeLessThan(1_000)
  expect(toneMs(CALLER_HZ, ringing.voice.heard().subarray(agentAt))).toBe(0)

  expect((await agent.ask('POST', `/calls/${id}/resume`)).status).toBe(200)
  await agentIs(product(), '1001', 'talking')
  const resumedAt = caller.voice.heard().length
  await pass(1_500)
  expect(toneMs(AGENT_HZ, caller.voice.heard().subarray(resumedAt))).toBeGreaterThan(1_000)
  await caller.hangUp()
  expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled' })
})

it('an agent can not steer the call of another', async () => {
  await product().readyAgent('1001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12345')
  const { id } = await talkingRecord(product(), caller)
  const other = await product().as('agent1002')
  expect(await other.ask('POST', `/calls/${id}/hangup`)).toMatchObject({ status: 404, body: { code: 'CALL_NOT_FOUND' } })
  expect(await other.ask('GET', `/calls/${id}`)).toMatchObject({ status: 404 })
  await caller.hangUp()
})
