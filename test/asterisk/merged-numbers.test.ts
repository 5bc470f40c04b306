import { expect, it } from 'vitest'
import { countPrompt, findPrompt } from '../rig/sound/find-sound.ts'
import { tone, toneMs } from '../rig/sound/tone.ts'
import { promptSound } from '../rig/prompt-sound.ts'
import { endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import { pass, within } from '../rig/until.ts'

// What callers of each kind of merged number get (domain.md §5.1–5.3), heard at the caller's end.

const product = productForSuite({ fullPrompts: true })
const lineOf = async (number: string) => (await product().as('admin')).hotline(number)
const named = async (number: string) => ({ line: (await lineOf(number)).nameZh, number })

it('a caller of 12319 in its transition hears the whole announcement and is then connected', async () => {
  const phone = await product().readyAgent('1001', { answersAfterMs: 100 })
  phone.says(tone(700, 1_000))
  const caller = await product().trunk.call('12319')
  const { cancelDate } = await lineOf('12319')
  await talkingRecord(product(), caller)
  await pass(1_000)
  await caller.hangUp()

  const heard = caller.voice.heard()
  const transition = await promptSound('transition', { ...(await named('12319')), cancelDate: cancelDate ?? '' })
  const found = findPrompt(heard, transition)
  expect(found).toMatchObject({ whole: true })
  expect(findPrompt(heard, await promptSound('recording_notice'))).toMatchObject({ whole: true })
  expect(findPrompt(heard, await promptSound('welcome', { site: '示范市' })).whole).toBe(false) // one greeting is enough
  const end = Math.round(found.atMs * 8) + transition.length
  expect(toneMs(700, heard.subarray(0, end))).toBe(0) // not connected before its end
  expect(toneMs(700, heard.subarray(end))).toBeGreaterThan(500)
  expect(phone.calls).toHaveLength(1)

  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ dnis: '12319', outcome: 'handled', labels: ['transition'] })
  expect(await (await product().as('supervisor')).tickets(record.id)).toMatchObject([{ dnis: '12319' }])
})

it('a caller of 12358 hears twice that it is cancelled and is hung up; nobody rings and nothing is opened', async () => {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12358')
  expect(await within(40_000, 'the end', caller.ended)).toMatchObject({ by: 'them' })
  const heard = caller.voice.heard()
  expect(countPrompt(heard, await promptSound('number_cancelled', await named('12358')))).toBe(2)
  const record = await endedRecord(product(), caller)
  expect(record).toMatchObject({ dnis: '12358', outcome: 'cancelled_number', answeredAt: null, agent: null, ticketId: null })
  const api = await product().as('supervisor')
  expect((await api.callbacks()).filter(({ dnis }) => dnis === '12358')).toEqual([])
  expect(phone.calls).toHaveLength(0)
})

it('a caller of 12333 is greeted in its own name and reaches the specialist though others are free', async () => {
  const general = await product().readyAgent('1001', { answersAfterMs: 0 })
  const specialist = await product().readyAgent('2001', { answersAfterMs: 100 })
  const caller = await product().trunk.call('12333')
  await specialist.nextCall(0)
  const record = await talkingRecord(product(), caller)
  await caller.hangUp()
  expect(record).toMatchObject({ dnis: '12333', agent: '2001' })
  const greeting = await promptSound('dual_welcome', { ...(await named('12333')), group: '人社' })
  expect(findPrompt(caller.voice.heard(), greeting)).toMatchObject({ whole: true })
  expect(general.calls).toHaveLength(0)
  await endedRecord(product(), caller)
})

it('a caller of 12333 reaches anybody at once when no specialist is signed in', async () => {
  const general = await product().readyAgent('1001', { answersAfterMs: 100 })
  const startedAt = Date.now()
  const caller = await product().trunk.call('12333')
  await general.nextCall(0, 3_000)
  expect(Date.now() - startedAt).toBeLessThan(2_000)
  await caller.hangUp()
  expect(await endedRecord(product(), caller)).toMatchObject({ dnis: '12333' })
})

it('a caller of 12333 whose specialists are busy is offered to anybody after the time set for the line', async () => {
  const admin = await product().as('admin')
  expect((await admin.changeHotline('12333', { specialistFirstMs: 3_000 })).status).toBe(200)
  await product().phone('2001')
  await (await product().as('supervisor')).setAgent('2001', 'not_ready')
  const general = await product().readyAgent('1001', { answersAfterMs: 100 })
  const startedAt = Date.now()
  const caller = await product().trunk.call('12333')
  await general.nextCall(0, 6_000)
  const waitedMs = Date.now() - startedAt
  expect(waitedMs).toBeGreaterThan(2_900)
  expect(waitedMs).toBeLessThan(4_000)
  await caller.hangUp()
  await admin.changeHotline('12333', { specialistFirstMs: null })
})

it('a caller of an unknown number is told so and served as one of 12345', async () => {
  await product().readyAgent('1001', { answersAfterMs: 100 })
  const caller = await product().trunk.call('55501')
  await talkingRecord(product(), caller)
  await caller.hangUp()
  expect(findPrompt(caller.voice.heard(), await promptSound('unknown_number'))).toMatchObject({ whole: true })
  expect(await endedRecord(product(), caller)).toMatchObject({ dnis: '12345', dnisRaw: '55501', outcome: 'handled', labels: ['unknown_number'] })
})

it.each(['12319', '099112319', '0991-12319', '+8699112319', '8699112319', '008699112319', '99112319'])('%s is 12319', async (dialled) => {
  const caller = await product().trunk.call(dialled)
  await within(2_000, 'answer', caller.answered)
  await caller.hangUp()
  expect(await endedRecord(product(), caller)).toMatchObject({ dnis: '12319', dnisRaw: dialled, outcome: 'abandoned' })
})

it('callers with a withheld or nonsensical number are served', async () => {
  for (const from of ['anonymous', '%22%3E%3Cscript%3E', '1'.repeat(200)]) {
    const call = await product().trunk.call('12345', from)
    await within(2_000, 'answer', call.answered)
    await call.hangUp()
  }
  await pass(500)
  const records = (await (await product().as('supervisor')).calls()).slice(-3)
  expect(records.map(({ ani, outcome }) => [ani, outcome])).toEqual(Array.from({ length: 3 }, () => [null, 'abandoned']))
})

it('a change of the registry takes effect on the next call, without a restart', async () => {
  const admin = await product().as('admin')
  const before = await lineOf('12319')
  const cancelled = await admin.changeHotline('12319', { transitionStart: '2026-01-01' })
  expect(cancelled).toMatchObject({ status: 200, body: { cancelDate: '2026-04-01', status: 'cancelled' } })
  const announced = await product().trunk.call('12319')
  await within(40_000, 'the end', announced.ended)
  expect(await endedRecord(product(), announced)).toMatchObject({ outcome: 'cancelled_number' })

  expect((await admin.changeHotline('12319', { afterTransition: 'announce_forward' })).status).toBe(200)
  const forwarded = await product().trunk.call('12319')
  await recordOf(product(), forwarded, ({ state }) => state === 'waiting')
  await forwarded.hangUp()
  expect(await endedRecord(product(), forwarded)).toMatchObject({ dnis: '12319', labels: ['forwarded'] })

  expect((await admin.changeHotline('12319', { afterTransition: 'reject' })).status).toBe(200)
  const rejected = await product().trunk.call('12319')
  expect(await within(5_000, 'the refusal', rejected.ended)).toMatchObject({ by: 'refused', status: 404 })
  expect(await endedRecord(product(), rejected)).toMatchObject({ outcome: 'rejected', answeredAt: null })

  expect((await admin.changeHotline('12319', { transitionStart: before.transitionStart, afterTransition: 'announce_hangup' })).status).toBe(200)
})
