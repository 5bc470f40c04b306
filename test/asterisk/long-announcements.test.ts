import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProduct, type Product } from '../rig/start-product.ts'
import { somebodyIsHere } from '../rig/suite.ts'
import { pass } from '../rig/until.ts'

// A renewal of a channel's lease waits for the end of the sound on it and holds up its socket: measured on
// Asterisk 22.10.1 (decision 0007). With a lease hardly longer than the announcement, that must lose nobody.
let product: Product
beforeAll(async () => {
  product = await startProduct({ policy: { lease: { entryMs: 9_000, waitingMs: 8_000, renewEveryMs: 2_500 } } })
  await somebodyIsHere(product)
})
afterAll(async () => product?.stop())

it('keeps everybody in line through announcements longer than the lease, with nobody to answer', async () => {
  const calls = []
  for (let i = 0; i < 20; i++) {
    calls.push(await product.trunk.call('12319'))
    await pass(200)
  }
  await Promise.all(calls.map(({ answered }) => answered))
  await pass(35_000)
  const waiting = await (await product.as('supervisor')).queue()
  expect(waiting.waiting).toHaveLength(20)
  await Promise.all(calls.map((call) => call.hangUp()))
  const outcomes = async (): Promise<unknown[]> => (await (await product.as('supervisor')).calls()).map(({ outcome }) => outcome)
  await expect.poll(outcomes, { timeout: 10_000 }).toEqual(Array.from({ length: 20 }, () => 'abandoned'))
})
