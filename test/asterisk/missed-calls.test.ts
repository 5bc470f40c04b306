import { expect, it } from 'vitest'
import type { Callback } from '../../src/contract/callback.ts'
import { endedRecord, productForSuite, talkingRecord } from '../rig/suite.ts'
import { pass, until } from '../rig/until.ts'

// Who gave up waiting is called back: one record per number while it is open (domain.md §5.10, A-J25).

const product = productForSuite({ policy: { queue: { missedAfterMs: 2_000 } } })

const NUMBER = '13700137000'
const masked = (number: string): string => `${number.slice(0, 3)}****${number.slice(-4)}`
const callbacksOf = async (number: string): Promise<Callback[]> =>
  (await (await product().as('supervisor')).callbacks()).filter(({ ani }) => ani === masked(number))

async function giveUpAfter(ms: number, from: string, dialled = '12345') {
  // Somebody is signed in: otherwise callers are asked for a message.
  await (await product().as('supervisor')).setAgent('1010', 'not_ready')
  const caller = await product().trunk.call(dialled, from)
  await caller.answered
  await pass(ms)
  await caller.hangUp()
  return caller
}

it('a caller who gave up at once is counted but not called back', async () => {
  await endedRecord(product(), await giveUpAfter(300, '13700137999'))
  await pass(500)
  expect(await callbacksOf('13700137999')).toEqual([])
})

it('a caller who gave up after waiting is called back once, however often, until the call gets through', async () => {
  const first = await giveUpAfter(2_600, NUMBER)
  expect(await endedRecord(product(), first)).toMatchObject({ outcome: 'abandoned' })
  await until('the call-back', async () => (await callbacksOf(NUMBER)).length === 1)
  await giveUpAfter(2_600, NUMBER, '12319')
  const [open] = await until('the second to be counted', async () => {
    const found = await callbacksOf(NUMBER)
    return found[0]?.missedCount === 2 && found
  })
  expect(open).toMatchObject({ state: 'open', dnis: '12319', callable: true })

  await product().readyAgent('1001', { answersAfterMs: 0 })
  const through = await product().trunk.call('12345', NUMBER)
  await talkingRecord(product(), through)
  await through.hangUp()
  const closed = await until('it to be closed', async () => (await callbacksOf(NUMBER)).find(({ state }) => state === 'closed'))
  expect(closed).toMatchObject({ closedWhy: 'got_through' })
  expect(await callbacksOf(NUMBER)).toHaveLength(1)
})

it('a caller without a number is on record, but cannot be called', async () => {
  await giveUpAfter(2_600, 'anonymous')
  const withheld = await until('the record', async () => (await (await product().as('supervisor')).callbacks()).find(({ ani }) => ani === null))
  expect(withheld).toMatchObject({ state: 'open', callable: false })
})

it('the call-back is taken by one person only', async () => {
  await giveUpAfter(2_600, '13700137001')
  const [open] = await until('the call-back', async () => {
    const found = await callbacksOf('13700137001')
    return found.length > 0 && found
  })
  const [one, other] = await Promise.all(
    ['callback', 'supervisor'].map(async (name) => (await product().as(name)).ask<Callback>('POST', `/callbacks/${open!.id}/claim`, {})),
  )
  expect(new Set([one?.status, other?.status])).toEqual(new Set([200, 409]))
  const winner = one?.status === 200 ? one : other
  expect(winner?.body.ani).toBe('13700137001') // in full for the one who calls
})
