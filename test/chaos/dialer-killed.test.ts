import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, it } from 'vitest'
import { REPOSITORY, scratchFolder } from '../rig/program.ts'
import { userOf } from '../rig/sip/message.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { tone } from '../rig/sound/tone.ts'
import { productForSuite } from '../rig/suite.ts'
import { ASK_EVERY_MS, pass, until } from '../rig/until.ts'

// The dialer on a real Asterisk, killed at every step (reliability J1–J3, P6): no number rings twice, no answer is lost.

const door = join(mkdtempSync(join(scratchFolder(), 'yht-dialer-')), 'door')
const product = productForSuite({
  env: { TEST_DOOR: door, NODE_OPTIONS: `--import ${join(REPOSITORY, 'test/rig/dialer-door/register.mjs')}` },
  policy: { outbound: { night: null }, survey: { ringMs: 25_000 } }, restMs: 30_000,
})

interface Seen {
  state: string
  attempts: number
  serial: number
  last_end: string | null
  said: string | null
  ended: string | null
}

const asked = (method: 'POST' | 'PUT', job: object): Promise<{ row: Seen | null }> =>
  new Promise((resolve, reject) => {
    const sent = request({ socketPath: door, method }, (answer) => void text(answer).then((said) => resolve(JSON.parse(said) as { row: Seen | null }), reject))
    sent.on('error', reject).end(JSON.stringify(job))
  })
let serial = 0
const someone = (): { subject: string; number: string } => ({ subject: `s${(serial += 1)}`, number: `1360000${2_000 + serial}` })
const rowOf = async (job: { subject: string; number: string }): Promise<Seen | null> => (await asked('PUT', job).catch(() => null))?.row ?? null
const rung: IncomingCall[] = []
const ringsOf = ({ number }: { number: string }): IncomingCall[] => rung.filter((call) => userOf(call.invite.uri) === number)
const picksUp = (call: IncomingCall): void => {
  call.voice.say(tone(700, 1_000, 60_000))
  call.answer()
}
let behaves: (call: IncomingCall) => void = picksUp

beforeAll(async () => {
  product().trunk.onCall((call) => {
    rung.push(call)
    behaves(call)
  })
  const admin = await product().as('admin')
  for (const id of ['survey_q1', 'survey_q2']) expect((await admin.ask('PUT', `/prompts/${id}/text`, { text: '请按键选择' })).status).toBeLessThan(300)
})

/** Presses 1 until the call is over. */
async function answersAll(job: { subject: string; number: string }, withinMs = 60_000): Promise<Seen> {
  return await until(`${job.subject} to be done`, async () => {
    const call = ringsOf(job).at(-1)
    if (call && call.end() === null) await call.press('1').catch(() => undefined)
    await pass(700)
    const row = await rowOf(job)
    return row?.state === 'done' ? row : false
  }, withinMs, ASK_EVERY_MS)
}
/** A server that died young is started with a delay: it must have lived ten seconds. */
const grownUp = (): Promise<void> => pass(10_500)

it('calls, keeps each key at once, and settles job and meaning with the end of the call', async () => {
  behaves = picksUp
  const job = someone()
  await asked('POST', job)
  await until('the number to ring', () => ringsOf(job)[0], 15_000)
  expect(await answersAll(job)).toMatchObject({ attempts: 1, serial: 1, last_end: 'completed', said: '["solved","satisfied"]', ended: 'completed' })
  expect(ringsOf(job)).toHaveLength(1)
})

it.each([['claimed', 90_000], ['before commit', 90_000], ['placed', 220_000], ['heard', 90_000], ['settling', 90_000], ['settled', 60_000], ['committed', 220_000]] as const)('killed when it has just %s: one call, no answer lost', { timeout: 300_000 }, async (step, withinMs) => {
  behaves = picksUp
  await grownUp()
  const job = someone()
  writeFileSync(`${door}.die`, step)
  await asked('POST', job)
  expect(await answersAll(job, withinMs)).toMatchObject({ attempts: 1, serial: 1, last_end: 'completed', said: '["solved","satisfied"]', ended: 'completed' })
  await until('the server to have died', () => !existsSync(`${door}.die`), 5_000)
  expect(ringsOf(job)).toHaveLength(1)
  await product().ready(20_000)
})

it('killed while the phone rings: it rings on, once, and is answered', { timeout: 120_000 }, async () => {
  behaves = () => {}
  await grownUp()
  const job = someone()
  await asked('POST', job)
  const call = await until('the number to ring', () => ringsOf(job)[0], 15_000)
  await product().killServer()
  await product().ready(20_000)
  picksUp(call)
  expect(await answersAll(job)).toMatchObject({ attempts: 1, serial: 1, ended: 'completed' })
  expect(ringsOf(job)).toHaveLength(1)
})

it('killed after the first key: the key is kept and the call goes on', { timeout: 120_000 }, async () => {
  behaves = picksUp
  await grownUp()
  const job = someone()
  await asked('POST', job)
  const call = await until('the number to ring', () => ringsOf(job)[0], 15_000)
  await until('the first key', async () => {
    await call.press('1')
    await pass(700)
    return (await rowOf(job))?.said !== null
  }, 20_000)
  await product().killServer()
  await product().ready(20_000)
  expect(await answersAll(job)).toMatchObject({ attempts: 1, serial: 1, ended: 'completed', said: '["solved","satisfied"]' })
  expect(ringsOf(job)).toHaveLength(1)
})

it('waits while a caller has waited for more than 30 s, says so, and goes on after (A-X07)', { timeout: 120_000 }, async () => {
  behaves = picksUp
  const caller = await product().trunk.call('12345')
  await caller.answered
  const supervisor = await product().as('supervisor')
  const why = async (): Promise<string | null> => (await supervisor.ask<{ kinds: { kind: string; why: string | null }[] }>('GET', '/dialer')).body.kinds.find(({ kind }) => kind === 'campaign')?.why ?? null
  await until('callers to come first', async () => (await why()) === 'callers', 60_000, ASK_EVERY_MS)
  const job = someone()
  await asked('POST', job)
  await pass(4_000)
  expect(ringsOf(job)).toEqual([])
  await caller.hangUp()
  await until('the number to ring', () => ringsOf(job)[0], 15_000)
  expect(await answersAll(job)).toMatchObject({ ended: 'completed' })
  rmSync(`${door}.die`, { force: true })
})
