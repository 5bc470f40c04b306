import { expect, it } from 'vitest'
import { productForSuite, talkingRecord, endedRecord } from '../rig/suite.ts'
import { signIn } from '../rig/api.ts'
import { pass, until } from '../rig/until.ts'

// Access by dates (J07, G27), on the real Asterisk: the phone goes with the account, but never out of a call.

const product = productForSuite()

const change = async (dates: Record<string, unknown>) => {
  const { status, body } = await (await product().as('admin')).ask('PATCH', '/users/hr2001', dates)
  expect([status, body]).toMatchObject([200, dates])
}
const roster = async (day?: string) => {
  const { body } = await (await product().as('supervisor')).ask<{ items: { extension: string; kind: string; state: string | null }[] }>('GET', `/roster${day === undefined ? '' : `?day=${day}`}`)
  return body.items
}

it('a specialist whose stay ends in a call finishes it, and then is gone with phone and seat', async () => {
  const phone = await product().readyAgent('2001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12333')
  expect(await talkingRecord(product(), caller)).toMatchObject({ agent: '2001' })

  await change({ kind: 'visiting', validUntil: '2000-12-31' })
  const { username, password } = product().account('hr2001')
  await expect(signIn(product().url, username, password)).rejects.toThrow(/HTTP 403 .*ACCOUNT_NOT_VALID/)
  expect((await roster()).map(({ extension }) => extension)).not.toContain('2001')
  await pass(2_000)
  expect(caller.end()).toBeNull()
  expect(await phone.register()).toBe(200) // the phone is still ours to use

  await caller.hangUp()
  expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled', agent: '2001' })
  await until('the phone to be gone', async () => (await phone.register()) !== 200, 10_000, 500)
  expect((await (await product().as('supervisor')).agents()).map(({ extension }) => extension)).not.toContain('2001')
  expect((await roster('2000-12-31')).find(({ extension }) => extension === '2001')).toMatchObject({ kind: 'visiting', state: null })

  await change({ kind: 'resident', validUntil: null })
  await until('the phone to be back', async () => (await phone.register()) === 200, 10_000, 500)
  expect((await roster()).find(({ extension }) => extension === '2001')).toMatchObject({ kind: 'resident', state: 'offline' })
})
