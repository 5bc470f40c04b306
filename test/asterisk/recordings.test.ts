import { expect, it } from 'vitest'
import type { CallDetail } from '../../src/contract/call.ts'
import { tone, toneMs } from '../rig/sound/tone.ts'
import { parseWav } from '../rig/sound/wav.ts'
import { agentIs, endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { pass } from '../rig/until.ts'

// What was recorded is what was said: both parties, each on a track, no longer and no shorter than the conversation.

const CALLER_HZ = 450
const AGENT_HZ = 700

const product = productForSuite()

async function talking() {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  phone.says(tone(AGENT_HZ, 1_000))
  const caller = await product().trunk.call('12345')
  caller.voice.say(tone(CALLER_HZ, 1_000))
  const ringing = await phone.nextCall(0)
  const { id } = await talkingRecord(product(), caller)
  return { caller, ringing, id }
}

/** The call's one recording, once its file has been checked. */
async function checkedRecording(caller: CallerCall): Promise<CallDetail['recordings'][number]> {
  const { recordings } = await recordOf(product(), caller, (call) => call.outcome !== null && call.recordings.every(({ state }) => state !== 'recording'))
  expect(recordings).toHaveLength(1)
  return recordings[0]!
}

const tracksOf = async (id: string): Promise<readonly Int16Array[]> => parseWav(await (await product().as('supervisor')).recording(id)).channels

it('both parties are recorded on a track each, as long as they were connected', async () => {
  const { caller, ringing } = await talking()
  await pass(4_000)
  await caller.hangUp()
  await ringing.ended
  const recording = await checkedRecording(caller)
  expect(recording).toMatchObject({ state: 'complete' })
  expect(Math.abs((recording.lengthMs ?? 0) - (recording.bridgedMs ?? 0))).toBeLessThan(1_000)
  const [left, right] = await tracksOf(recording.id)
  expect(left!.length).toBe(right!.length)
  expect(Math.abs(left!.length / 8 - (recording.bridgedMs ?? 0))).toBeLessThan(1_000)
  expect(toneMs(CALLER_HZ, left!)).toBeGreaterThan(3_500)
  expect(toneMs(AGENT_HZ, right!)).toBeGreaterThan(3_500)
  expect(toneMs(AGENT_HZ, left!)).toBeLessThan(100) // tracks are not mixed
  expect(toneMs(CALLER_HZ, right!)).toBeLessThan(100)
})

it('music and words of a caller on hold are not recorded', async () => {
  const { caller, id } = await talking()
  const agent = await product().as('agent1001')
  await pass(1_500)
  await agent.ask('POST', `/calls/${id}/hold`)
  await agentIs(product(), '1001', 'on_hold')
  await pass(3_000)
  await agent.ask('POST', `/calls/${id}/resume`)
  await agentIs(product(), '1001', 'talking')
  await pass(1_500)
  await caller.hangUp()
  const recording = await checkedRecording(caller)
  expect(recording.state).toBe('complete')
  expect(recording.bridgedMs).toBeLessThan(4_500)
  expect(Math.abs((recording.lengthMs ?? 0) - (recording.bridgedMs ?? 0))).toBeLessThan(1_000)
})

it('what one agent and then another say is one recording, from the first word to the last', async () => {
  const { caller, ringing, id } = await talking()
  await pass(1_000)
  await (await product().as('agent1001')).ask('POST', `/calls/${id}/hold`)
  await agentIs(product(), '1001', 'on_hold')
  const second = await product().readyAgent('1002', { answersAfterMs: 0 })
  second.says(tone(1_000, 1_000))
  await ringing.hangUp() // leaves the caller on hold: back to the queue
  await recordOf(product(), caller, ({ agent, state }) => agent === '1002' && state === 'talking')
  await pass(1_500)
  await caller.hangUp()
  const { recordings } = await recordOf(product(), caller, (call) => call.outcome !== null && call.recordings.every(({ state }) => state !== 'recording'))
  const tracks = (await Promise.all(recordings.map(({ id: recording }) => tracksOf(recording)))).map(([, agents]) => agents!)
  expect(tracks.reduce((sum, track) => sum + toneMs(AGENT_HZ, track), 0)).toBeGreaterThan(500)
  expect(tracks.reduce((sum, track) => sum + toneMs(1_000, track), 0)).toBeGreaterThan(900)
})

it('a caller who was never connected has no recording', async () => {
  const caller = await product().trunk.call('12345')
  await caller.answered
  await caller.hangUp()
  expect((await endedRecord(product(), caller)).recordings).toEqual([])
})

it('listening takes a right, a range, and leaves a trace', async () => {
  const { caller } = await talking()
  await pass(1_000)
  await caller.hangUp()
  const { id } = await checkedRecording(caller)
  const url = `${product().url}/api/v1/recordings/${id}`
  const supervisor = await product().as('supervisor')
  expect((await fetch(url)).status).toBe(401)
  const stranger = await product().as('agent1002')
  expect([403, 404]).toContain((await stranger.ask<unknown>('GET', `/recordings/${id}`)).status)
  const part = await fetch(url, { headers: { authorization: `Bearer ${supervisor.token}`, range: 'bytes=0-43' } })
  expect(part.status).toBe(206)
  expect(Buffer.from(await part.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF')
  const audit = await (await product().as('auditor')).ask<{ items: { action: string; target: string; actor: string }[] }>('GET', '/audit?limit=20')
  expect(audit.body.items.filter(({ action, target, actor }) => action === 'recording.play' && target.includes(id) && actor === 'supervisor').length).toBeGreaterThanOrEqual(1)
})
