import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import type { CallId, LegId } from '../../src/contract/ids.ts'
import type { TelephonyCommand } from '../../src/telephony/port.ts'
import { fakeOutside } from './telephony-fake.ts'
import { notebook, type Outside } from './telephony-outside.ts'
import { realOutside } from './telephony-real.ts'

const OK = { ok: true }
let lastId = 0
const legId = () => `agentleg-${String(++lastId).padStart(8, '0')}` as LegId
const bridgeId = () => `bridge-${String(++lastId).padStart(8, '0')}`
const playbackId = () => `play-${String(++lastId).padStart(8, '0')}`

describe.each([
  ['the Asterisk in memory', fakeOutside],
  ['a real Asterisk', realOutside],
])('%s', (_name, start) => {
  let outside: Outside
  let notes: ReturnType<typeof notebook>
  const perform = (command: TelephonyCommand) => outside.telephony.perform(command)
  const ring = (leg: LegId, extension: string, timeoutMs = 10_000) =>
    perform({ type: 'ring', leg, endpoint: outside.endpoint(extension), callerId: '13812345678', callerName: '12319 "城管" 热线', timeoutMs, call: 'call-1' as CallId })
  async function arrived(stayMs = 20_000, more: { keys?: readonly string[] } = {}): Promise<LegId> {
    await outside.callerDials({ dialled: '12345', stayMs, ...more })
    const { leg } = await notes.event('legArrived')
    expect(await perform({ type: 'answer', leg })).toEqual(OK)
    return leg
  }
  async function talking(): Promise<{ caller: LegId; agent: LegId; bridge: string }> {
    const caller = await arrived()
    const [agent, bridge] = [legId(), bridgeId()]
    await outside.phone('1001', { answerMs: 50 })
    expect(await ring(agent, '1001')).toEqual(OK)
    await notes.event('legAnswered', agent)
    expect(await perform({ type: 'join', bridge, legs: [caller, agent] })).toEqual(OK)
    return { caller, agent, bridge }
  }

  beforeAll(async () => {
    outside = await start()
    notes = notebook(outside.telephony)
    outside.telephony.acceptCalls(true)
  })
  afterEach(async () => {
    outside.telephony.acceptCalls(true)
    await outside.clear()
    notes.clear()
  })
  afterAll(() => outside?.stop())

  it('tells of a caller with the number exactly as dialled', async () => {
    const before = Date.now()
    await outside.callerDials({ dialled: '+8699112319', from: '13900001111', stayMs: 5_000 })
    const event = await notes.event('legArrived')
    expect(event).toMatchObject({ callerNumber: '13900001111', callerName: 'caller', dialled: '+8699112319' })
    expect(Math.abs(event.createdAt - before)).toBeLessThan(3_000)
  })

  it('leaves callers to the fallback while it accepts none', async () => {
    outside.telephony.acceptCalls(false)
    await outside.callerDials({ dialled: '12345', stayMs: 6_000 })
    await expect.poll(async () => [...(await outside.telephony.live()).legs.values()][0], { timeout: 5_000 }).toMatchObject({ ours: false, up: true, context: 'fallback' })
    expect(notes.find('legArrived')).toBeUndefined()
  })

  it('answers, plays music, and shows the leg as ours', async () => {
    const leg = await arrived()
    expect(await perform({ type: 'music', leg, on: true })).toEqual(OK)
    expect(await perform({ type: 'music', leg, on: false })).toEqual(OK)
    const live = await outside.telephony.live()
    expect(live.legs.get(leg)).toMatchObject({ up: true, ours: true, bridge: null, context: 'from-trunk', dialled: '12345', callerNumber: '13812345678' })
  })

  it('rings a phone, joins it with the caller, and tells who hung up', async () => {
    const caller = await arrived(1_200)
    const [agent, bridge] = [legId(), bridgeId()]
    await outside.phone('1001', { answerMs: 100 })
    expect(await ring(agent, '1001')).toEqual(OK)
    await notes.event('legRinging', agent)
    await notes.event('legAnswered', agent)
    expect(await perform({ type: 'join', bridge, legs: [caller, agent] })).toEqual(OK)
    await notes.event('legJoined', caller)
    expect(await notes.event('legJoined', agent)).toMatchObject({ bridge })
    const live = await outside.telephony.live()
    expect(live.legs.get(agent)).toMatchObject({ up: true, ours: true, bridge })
    expect(new Set(live.bridges.get(bridge))).toEqual(new Set([caller, agent]))
    expect(await notes.event('legEnded', caller)).toMatchObject({ cause: 16 })
    expect(await perform({ type: 'hangUp', leg: agent, cause: 'normal' })).toEqual(OK)
    await notes.event('legEnded', agent)
    expect(await perform({ type: 'closeBridge', bridge })).toEqual(OK)
    expect(await perform({ type: 'closeBridge', bridge })).toMatchObject({ why: 'gone' })
    expect((await outside.telephony.live()).legs.size).toBe(0)
    expect(notes.heard.filter(({ type, leg }) => type === 'legEnded' && [caller, agent].includes(leg))).toHaveLength(2)
    expect(notes.find('legLeft')).toBeUndefined()
  })

  it('tells when the agent hangs up', async () => {
    const caller = await arrived()
    const agent = legId()
    await outside.phone('1002', { answerMs: 50, stayMs: 300 })
    await ring(agent, '1002')
    await notes.event('legAnswered', agent)
    await perform({ type: 'join', bridge: bridgeId(), legs: [caller, agent] })
    expect(await notes.event('legEnded', agent)).toMatchObject({ cause: 16 })
    expect(notes.find('legEnded', caller)).toBeUndefined()
  })

  it('ends a ring that nobody answers with cause 19, of itself', async () => {
    const agent = legId()
    await outside.phone('1003', { answerMs: null })
    await ring(agent, '1003', 1_000)
    await notes.event('legRinging', agent)
    expect(await notes.event('legEnded', agent)).toMatchObject({ cause: 19 })
  })

  it('ends a ring to a busy phone with cause 17', async () => {
    const agent = legId()
    await outside.phone('1004', { answerMs: 0, busy: true })
    await ring(agent, '1004')
    expect(await notes.event('legEnded', agent)).toMatchObject({ cause: 17 })
  })

  it('stops ringing when the ring is hung up', async () => {
    const agent = legId()
    await outside.phone('1003', { answerMs: null })
    await ring(agent, '1003')
    await notes.event('legRinging', agent)
    expect(await perform({ type: 'hangUp', leg: agent, cause: 'normal' })).toEqual(OK)
    await notes.event('legEnded', agent)
  })

  it('calls a repeated ring a duplicate, and a phone that cannot be rung refused, before and after that', async () => {
    expect(await ring(legId(), '999999')).toMatchObject({ ok: false, why: 'refused' })
    const agent = legId()
    await outside.phone('1005', { answerMs: null })
    expect(await ring(agent, '1005')).toEqual(OK)
    expect(await ring(agent, '1005')).toMatchObject({ ok: false, why: 'duplicate' })
    for (let i = 0; i < 4; i++) expect(await ring(legId(), '999999')).toMatchObject({ ok: false, why: 'refused' })
  })

  it('calls every command to a leg that has ended gone', async () => {
    const leg = await arrived(200)
    await notes.event('legEnded', leg)
    const commands: TelephonyCommand[] = [
      { type: 'answer', leg },
      { type: 'hangUp', leg, cause: 'normal' },
      { type: 'join', bridge: bridgeId(), legs: [leg] },
      { type: 'play', leg, playback: playbackId(), media: [outside.sounds.short] },
      { type: 'music', leg, on: true },
      { type: 'lease', leg, forMs: 10_000 },
      { type: 'stopPlay', playback: 'play-of-nobody' },
      { type: 'record', leg, file: outside.recordingFile('gone') },
    ]
    for (const command of commands) expect([command.type, await perform(command)]).toMatchObject([command.type, { ok: false, why: 'gone' }])
  })

  it('plays one sound after another and tells the end of each prompt', async () => {
    const leg = await arrived()
    const [first, second] = [playbackId(), playbackId()]
    const { short } = outside.sounds
    const startedAt = Date.now()
    expect(await perform({ type: 'play', leg, playback: first, media: [short, short] })).toEqual(OK)
    expect(await perform({ type: 'play', leg, playback: second, media: [short] })).toEqual(OK)
    const ended = () => notes.heard.filter(({ type }) => type === 'promptEnded')
    await notes.until(() => (ended().length === 2 ? true : undefined), 'the end of both prompts')
    expect(ended()).toEqual([
      { type: 'promptEnded', leg, playback: first, failed: false },
      { type: 'promptEnded', leg, playback: second, failed: false },
    ])
    expect(Date.now() - startedAt).toBeGreaterThan(800)
  })

  it('tells that a missing sound failed', async () => {
    const leg = await arrived()
    const playback = playbackId()
    expect(await perform({ type: 'play', leg, playback, media: [outside.sounds.missing] })).toEqual(OK)
    expect(await notes.event('promptEnded', leg)).toMatchObject({ playback, failed: true })
  })

  it('stops a prompt', async () => {
    const leg = await arrived()
    const playback = playbackId()
    await perform({ type: 'play', leg, playback, media: [outside.sounds.long] })
    expect(await perform({ type: 'stopPlay', playback })).toEqual(OK)
    expect(await notes.event('promptEnded', leg)).toMatchObject({ playback, failed: false })
    expect(await perform({ type: 'stopPlay', playback })).toMatchObject({ why: 'gone' })
  })

  it('tells the keys that a caller presses', async () => {
    const leg = await arrived(1_000, { keys: ['1', '9', '9'] })
    await notes.event('legEnded', leg)
    expect(notes.heard.filter((event) => event.type === 'digit').map(({ digit }) => digit)).toEqual(['1', '9', '9'])
  })

  it('lets a leg go to the fallback when its lease is not renewed, out of a bridge too', async () => {
    const { caller, agent } = await talking()
    expect(await perform({ type: 'lease', leg: caller, forMs: 1_000 })).toEqual(OK)
    await notes.event('legLeft', caller, 4_000)
    await expect.poll(async () => (await outside.telephony.live()).legs.get(caller), { timeout: 3_000 }).toMatchObject({ ours: false, up: true, bridge: null, context: 'fallback' })
    expect(await perform({ type: 'music', leg: caller, on: true })).toMatchObject({ ok: false, why: 'not_ours' })
    expect(notes.find('legEnded', caller)).toBeUndefined()
    expect(notes.find('legEnded', agent)).toBeUndefined()
  })

  it('keeps a leg whose lease is renewed', async () => {
    const leg = await arrived()
    await perform({ type: 'lease', leg, forMs: 1_000 })
    await perform({ type: 'lease', leg, forMs: 30_000 })
    await expect(notes.event('legLeft', leg, 1_800)).rejects.toThrow('did not happen')
  })

  it('takes a leg out of its bridge and puts it into another', async () => {
    const { caller, agent, bridge } = await talking()
    expect(await perform({ type: 'part', bridge, leg: caller })).toEqual(OK)
    expect(await perform({ type: 'part', bridge, leg: caller })).toMatchObject({ why: 'duplicate' })
    expect((await outside.telephony.live()).legs.get(caller)).toMatchObject({ up: true, ours: true, bridge: null })
    const other = bridgeId()
    expect(await perform({ type: 'join', bridge: other, legs: [caller, agent] })).toEqual(OK)
    expect((await outside.telephony.live()).bridges.get(other)).toHaveLength(2)
  })

  it('joins again without harm', async () => {
    const { caller, agent, bridge } = await talking()
    expect(await perform({ type: 'join', bridge, legs: [caller, agent] })).toEqual(OK)
    expect((await outside.telephony.live()).bridges.get(bridge)).toHaveLength(2)
  })

  it('records a leg once', async () => {
    const { caller } = await talking()
    const file = outside.recordingFile('once')
    expect(await perform({ type: 'record', leg: caller, file })).toEqual(OK)
    expect(await perform({ type: 'record', leg: caller, file })).toMatchObject({ why: 'duplicate' })
  })

  it('comes back by itself when Asterisk dies, and shows another, empty Asterisk', async () => {
    const { caller } = await talking()
    const before = await outside.telephony.live()
    expect(before.legs.has(caller)).toBe(true)
    await outside.crashAndRestart()
    const after = await outside.telephony.live()
    expect(after.startedAt).toBeGreaterThan(before.startedAt)
    expect(after.legs.size + after.bridges.size).toBe(0)
    notes.clear()
    await arrived()
  })
})
