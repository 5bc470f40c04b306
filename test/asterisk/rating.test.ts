import { describe, expect, it } from 'vitest'
import { promptSound } from '../rig/prompt-sound.ts'
import { findPrompt } from '../rig/sound/find-sound.ts'
import { endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import { pass, within } from '../rig/until.ts'

// The question after the call (domain.md §5.11; J15, Z12).

const product = productForSuite({ policy: { rating: { answerWithinMs: 2_000 } } })

/** A caller whose agent has just hung up, and who now hears the question. */
async function asked() {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12345')
  const ringing = await phone.nextCall(0)
  await talkingRecord(product(), caller)
  await pass(300)
  await ringing.hangUp()
  await recordOf(product(), caller, ({ state }) => state === 'rating')
  return caller
}

describe('after the agent hangs up', () => {
  it.each([['1', 1, 'rfc4733'], ['2', 2, 'rfc4733'], ['3', 3, 'info']] as const)('key %s is rating %d, pressed as %s', async (key, rating, how) => {
    const caller = await asked()
    await caller.press(key, how)
    expect(await within(8_000, 'the end', caller.ended)).toMatchObject({ by: 'them' })
    expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled', rating, agent: '1001' })
  })

  it('a wrong key asks again: 9, then 1, is 1', async () => {
    const caller = await asked()
    await caller.press('9')
    await pass(1_200)
    await caller.press('1')
    await within(8_000, 'the end', caller.ended)
    expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled', rating: 1 })
  })

  it('no key: asked twice, thanked, hung up, no rating', async () => {
    const admin = await product().as('admin')
    await admin.ask('POST', '/prompts/rate_agent/activate', { version: 0 })
    await admin.ask('POST', '/prompts/rate_thanks/activate', { version: 0 })
    const caller = await asked()
    expect(await within(40_000, 'the end', caller.ended)).toMatchObject({ by: 'them' })
    const heard = caller.voice.heard()
    const question = findPrompt(heard, await promptSound('rate_agent'))
    const thanks = findPrompt(heard, await promptSound('rate_thanks'))
    expect(question.whole).toBe(true)
    expect(thanks.whole).toBe(true)
    expect(thanks.atMs).toBeGreaterThan(question.atMs)
    const record = await endedRecord(product(), caller)
    expect(record).toMatchObject({ outcome: 'handled', rating: null })
    expect(record.events.filter(({ event }) => event === 'woke').length).toBeGreaterThanOrEqual(1)
  })

  it('a hand on the keypad is one answer', async () => {
    const caller = await asked()
    await Promise.all(['1', '2', '3', '1', '2', '3'].map((key) => caller.press(key)))
    await within(8_000, 'the end', caller.ended)
    expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled', rating: 1 })
  })
})

it('keys pressed in the conversation are no rating', async () => {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12345')
  await phone.nextCall(0)
  await talkingRecord(product(), caller)
  await caller.press('1')
  await pass(300)
  await caller.hangUp()
  expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled', rating: null })
})

it('who hangs up by the screen leaves the caller with the question too', async () => {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12345')
  await phone.nextCall(0)
  const { id } = await talkingRecord(product(), caller)
  expect((await (await product().as('agent1001')).ask('POST', `/calls/${id}/hangup`)).status).toBe(200)
  await recordOf(product(), caller, ({ state }) => state === 'rating')
  await caller.press('1')
  await within(8_000, 'the end', caller.ended)
  expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled', rating: 1 })
})
