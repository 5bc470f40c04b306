import { expect, it } from 'vitest'
import type { DeskPhone } from '../rig/desk-phone.ts'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import { clearAway, productForSuite } from '../rig/suite.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { until } from '../rig/until.ts'

// Caller and agent hang up in the same instant, 200 times (reliability C5): one record, one ticket, one wrap-up each.

const PAIRS = 10
const ROUNDS = 20

const product = productForSuite({ restMs: 30_000 })

async function round(phones: readonly DeskPhone[], number: number): Promise<CallerCall[]> {
  const api = await product().as('supervisor')
  const callers = await Promise.all(phones.map(() => product().trunk.call('12345')))
  await until('everybody to talk', async () => (await api.agents()).filter(({ state }) => state === 'talking').length === PAIRS, 20_000)
  const ends = callers.map((caller) => {
    const ringing = phones.flatMap(({ calls }) => calls.filter((call) => !call.end())).find(({ invite }) => userOf(uriOf(header(invite, 'from'))) === caller.ani)
    if (!ringing) throw new Error(`round ${number}: no phone has caller ${caller.ani}`)
    return [caller, ringing] as const
  })
  await Promise.all(ends.flatMap(([caller, ringing]) => [caller.hangUp(), ringing.hangUp()]))
  await until('everybody to be free', async () => (await api.agents()).filter(({ state }) => state === 'ready').length === PAIRS, 20_000)
  return callers
}

it(`caller and agent hang up together, ${PAIRS * ROUNDS} times: one record and one ticket each`, async () => {
  const phones = await Promise.all(Array.from({ length: PAIRS }, (_, n) => product().readyAgent(String(1001 + n), { answersAfterMs: 0 })))
  const callers: CallerCall[] = []
  for (let number = 0; number < ROUNDS; number += 1) callers.push(...(await round(phones, number)))
  await clearAway(product())

  const api = await product().as('supervisor')
  const records = await until('all records', async () => {
    const all = await api.calls()
    return all.every(({ outcome }) => outcome !== null) && all
  }, 20_000)
  expect(records).toHaveLength(PAIRS * ROUNDS)
  expect(new Set(records.map(({ ani }) => ani))).toEqual(new Set(callers.map(({ ani }) => ani)))
  expect(records.filter(({ outcome }) => outcome !== 'handled')).toEqual([])
  const tickets = await api.tickets()
  expect(new Set(tickets.map(({ callId }) => callId)).size).toBe(PAIRS * ROUNDS)
  expect(tickets).toHaveLength(PAIRS * ROUNDS)
}, 300_000)
