import { expect, it } from 'vitest'
import { conversations, queueOf } from '../rig/crowd.ts'
import { endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import { until } from '../rig/until.ts'

// Asterisk is killed (reliability P10). Its calls are lost; that they were is on record, and service goes on.

const product = productForSuite({ restMs: 60_000 })

it('every open call is interrupted with a call-back, and callers are served again within 15 seconds', async () => {
  const talks = await conversations(product(), 2)
  const waiting = await Promise.all(['13500135001', '13500135002', '13500135003'].map((from) => product().trunk.call('12345', from)))
  for (const caller of waiting) await recordOf(product(), caller, ({ state }) => state === 'waiting')
  const server = await product().pid('server')

  await product().killAsterisk()
  const killedAt = Date.now()
  await until('service again', async () => {
    const call = await product().trunk.call('12345', '13500135009')
    const answered = await call.answered.then(() => true, () => false)
    if (!answered) return false
    const served = await until('a place in the queue', async () => (await queueOf(product())).waiting.length > 0, 2_000).catch(() => false)
    await call.hangUp()
    return served
  }, 15_000)
  console.log(`service again after ${Date.now() - killedAt} ms`)
  expect(Date.now() - killedAt).toBeLessThan(15_000)
  expect(await product().pid('server')).toBe(server) // the server itself did not have to start again

  for (const { caller } of talks) {
    const record = await endedRecord(product(), caller)
    expect(record).toMatchObject({ outcome: 'interrupted' })
    expect(record.ticketId).not.toBeNull()
  }
  for (const caller of waiting) expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'interrupted', ticketId: null })
  const api = await product().as('supervisor')
  const callable = (await api.callbacks()).map(({ ani }) => ani)
  for (const { ani } of [...waiting, ...talks.map(({ caller }) => caller)]) expect(callable).toContain(`${ani.slice(0, 3)}****${ani.slice(-4)}`)
  expect((await api.agents()).filter(({ state }) => ['ringing', 'talking', 'on_hold'].includes(state))).toEqual([])
}, 120_000)

it('agents are reachable and take calls after Asterisk was killed', async () => {
  const phone = await product().readyAgent('1001', { answersAfterMs: 0 })
  await product().killAsterisk()
  await until('Asterisk to be back', async () => (await product().asteriskCli('core waitfullybooted').catch(() => '')).includes('booted'), 15_000)
  await product().ready(15_000)
  await phone.register()
  await (await product().as('supervisor')).setAgent('1001', 'ready')
  const caller = await product().trunk.call('12345')
  await talkingRecord(product(), caller)
  await caller.hangUp()
  expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled' })
}, 120_000)
