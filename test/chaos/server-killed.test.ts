import { afterAll, expect, it } from 'vitest'
import { AGENT_HZ, CALLER_HZ, conversations, queueOf, waitingCrowd } from '../rig/crowd.ts'
import { heardTone } from '../rig/sound/tone.ts'
import { watchStalls } from '../rig/stalls.ts'
import { endedRecord, productForSuite, recordOf } from '../rig/suite.ts'
import { pass, until, within } from '../rig/until.ts'

// The server is killed and comes back (reliability P1, P3, P4, P6). Nobody may notice.

// The promise is three seconds on a machine of its own (npm run chaos); in npm test others may share it, and it must
// only be well within the lease.
const ALONE = process.env['YHT_TEST_CHAOS'] === 'long'
const RESTART_MS = ALONE ? 3_000 : 15_000
const PAUSE_MAX_MS = ALONE ? 200 : 2_000
const WAITING = 100
const TALKING = 10

const product = productForSuite({ restMs: 40_000 })
const stalls = watchStalls()
afterAll(stalls.stop)

/** A server that died young is started with a delay: it must have lived ten seconds. */
const grownUp = (): Promise<void> => pass(10_500)

async function killAndReturn(): Promise<{ awayMs: number }> {
  const killedAt = Date.now()
  await product().killServer()
  await product().ready(10_000)
  return { awayMs: Date.now() - killedAt }
}

const longestPauseMs = (heard: readonly boolean[]): number =>
  heard.reduce(({ now, most }, here) => (here ? { now: 0, most } : { now: now + 20, most: Math.max(most, now + 20) }), { now: 0, most: 0 }).most

it(`${WAITING} callers wait and ${TALKING} talk: all are adopted within a second, in order, and no conversation is cut`, async () => {
  const talks = await conversations(product(), TALKING)
  const crowd = await waitingCrowd(product(), WAITING)
  await grownUp()
  const before = await queueOf(product())
  const [from, fromAgent] = [talks.map(({ caller }) => caller.voice.heard().length), talks.map(({ ringing }) => ringing.voice.heard().length)]

  const killedAt = Date.now()
  const { awayMs } = await killAndReturn()
  const readyAt = Date.now()
  await until('everybody to be adopted', async () => (await queueOf(product())).waiting.length === WAITING, 5_000)
  const adoptedMs = Date.now() - readyAt
  console.log(`away ${awayMs} ms, adopted ${adoptedMs} ms after being ready`)
  expect(awayMs).toBeLessThan(RESTART_MS)
  expect(adoptedMs).toBeLessThan(1_000)

  const after = await queueOf(product())
  expect(after.waiting.map(({ call }) => call)).toEqual(before.waiting.map(({ call }) => call))
  expect(after.talking).toBe(TALKING)
  await pass(2_000)
  const pauseMaxMs = PAUSE_MAX_MS + stalls.longestMs(killedAt) // what the machine itself stood still is not ours
  for (const [n, { caller, ringing }] of talks.entries()) {
    expect(caller.end()).toBeNull()
    expect(longestPauseMs(heardTone(AGENT_HZ, caller.voice.heard().subarray(from[n])))).toBeLessThan(pauseMaxMs)
    expect(longestPauseMs(heardTone(CALLER_HZ, ringing.voice.heard().subarray(fromAgent[n])))).toBeLessThan(pauseMaxMs)
  }
  const api = await product().as('supervisor')
  expect((await api.agents()).filter(({ state }) => state === 'talking')).toHaveLength(TALKING)
  const first = await api.call(after.waiting[0]!.call)
  expect(first.events.filter(({ event }) => event === 'arrived')).toHaveLength(1) // no second welcome

  expect((await crowd.moments()).filter(({ what }) => what === 'released')).toEqual([])
  await Promise.all(talks.map(({ caller }) => caller.hangUp()))
  for (const { caller } of talks) expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled' })
  await product().asteriskCli('channel request hangup all')
  expect(await crowd.done()).toMatchObject({ successful: WAITING, failed: 0, ...(ALONE ? { retransmissions: 0 } : {}) })
}, 240_000)

it('a phone that rings goes on ringing, once, and the caller is connected when it is answered', async () => {
  await grownUp()
  const phone = await product().readyAgent('1001')
  const caller = await product().trunk.call('12345')
  const ringing = await phone.nextCall(0)
  await killAndReturn()
  await pass(500)
  expect(phone.calls).toHaveLength(1)
  expect(ringing.end()).toBeNull()
  ringing.answer()
  await recordOf(product(), caller, ({ state, agent }) => state === 'talking' && agent === '1001')
  await caller.hangUp()
})

it('an agent who answers while the server is away is connected when it is back', async () => {
  await grownUp()
  const phone = await product().readyAgent('1001')
  const caller = await product().trunk.call('12345')
  const ringing = await phone.nextCall(0)
  await pass(3_000) // the announcement is over
  await product().killServer()
  ringing.answer()
  await product().ready(10_000)
  await recordOf(product(), caller, ({ state, agent }) => state === 'talking' && agent === '1001', 5_000)
  expect(phone.calls).toHaveLength(1)
  await caller.hangUp()
})

it('callers who leave while the server is away are closed with the time they left', async () => {
  const [talk] = await conversations(product(), 1)
  const waiting = await product().trunk.call('12345')
  await recordOf(product(), waiting, ({ state }) => state === 'waiting')
  await grownUp()
  await product().killServer()
  const leftAt = Date.now()
  await Promise.all([talk!.caller.hangUp(), waiting.hangUp()])
  await product().ready(10_000)
  const [handled, abandoned] = await Promise.all([endedRecord(product(), talk!.caller), endedRecord(product(), waiting)])
  expect(handled).toMatchObject({ outcome: 'handled' })
  expect(abandoned).toMatchObject({ outcome: 'abandoned' })
  for (const { endedAt } of [handled, abandoned]) expect(Math.abs((endedAt ?? 0) - leftAt)).toBeLessThan(1_000)
  await within(3_000, 'the agent to be let go', talk!.ringing.ended)
})

it('a caller who comes while the server is away is taken by the fallback and is on record', async () => {
  await grownUp()
  await product().killServer({ stays: true })
  const caller = await product().trunk.call('12345')
  await within(3_000, 'an answer by the fallback', caller.answered)
  await pass(1_000)
  await caller.hangUp()
  product().thaw()
  await product().ready(15_000)
  expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'fallback', dnis: '12345', ticketId: null })
})

it('a caller asked for a rating is not asked for ever, and the call is handled', async () => {
  const [talk] = await conversations(product(), 1)
  await grownUp()
  await talk!.ringing.hangUp()
  await recordOf(product(), talk!.caller, ({ state }) => state === 'rating')
  await killAndReturn()
  await talk!.caller.press('1')
  await within(40_000, 'the end', talk!.caller.ended)
  expect(await endedRecord(product(), talk!.caller)).toMatchObject({ outcome: 'handled' })
})
