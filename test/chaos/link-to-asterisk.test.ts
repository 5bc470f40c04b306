import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { expectQuiet } from '../rig/expect-quiet.ts'
import { openLink } from '../rig/link.ts'
import type { Link } from '../rig/link.ts'
import { reservePorts } from '../rig/ports.ts'
import type { PortBlock } from '../rig/ports.ts'
import { asteriskProgram, startProgram } from '../rig/program.ts'
import type { Program } from '../rig/program.ts'
import { queueOf } from '../rig/crowd.ts'
import { startProduct } from '../rig/start-product.ts'
import type { Product } from '../rig/start-product.ts'
import { clearAway, endedRecord, recordOf, shorten, talkingRecord, somebodyIsHere } from '../rig/suite.ts'
import { pass, until, within } from '../rig/until.ts'

// The line between server and Asterisk fails while both live (reliability P11, P12, 503 at boot). The server runs with
// YHT_ASTERISK=external, and a line that can be broken stands between the two.

let ports: PortBlock
let asterisk: Program
let link: Link
let product: Product
let home: string

beforeAll(async () => {
  ports = await reservePorts()
  const first = await startProduct({ ports }) // makes the folder, the secrets and Asterisk's configuration
  home = first.home
  await first.stop({ keep: true })
  asterisk = startProgram(asteriskProgram(), ['-C', join(home, 'asterisk/etc/asterisk.conf'), '-f'])
  link = await openLink(ports.link, ports.ari)
  link.set('says 503')
  const starting = startProduct({ ports, home, env: { YHT_ASTERISK: 'external', YHT_ARI_PORT: String(ports.link) } })
  await pass(5_000)
  link.set('passes')
  product = await starting
  await shorten(product)
})

afterAll(async () => {
  await product?.stop()
  await link?.close()
  asterisk?.signal('SIGTERM')
  await asterisk?.ended
  await ports?.free()
})

beforeEach(() => somebodyIsHere(product))

describe('the line to Asterisk', () => {
  it('says 503 at the start: the server waits and is ready when it does not any more', async () => {
    const caller = await product.trunk.call('12345')
    await within(2_000, 'an answer', caller.answered)
    await caller.hangUp()
    await expectQuiet(product)
  })

  it('swallows everything for a while: the server notices, connects again, and the waiting caller keeps the place', async () => {
    const caller = await product.trunk.call('12345')
    const { id } = await recordOf(product, caller, ({ state }) => state === 'waiting')
    const before = link.connections()
    link.set('swallows')
    await until('the server to know', async () => (await fetch(`${product.url}/readyz`)).status === 503, 10_000)
    link.set('passes')
    await product.ready(15_000)
    expect(link.connections()).toBeGreaterThan(before)
    expect((await queueOf(product)).waiting.map(({ call }) => call)).toEqual([id])
    await product.readyAgent('1001', { answersAfterMs: 0 })
    await talkingRecord(product, caller)
    await caller.hangUp()
    expect(await endedRecord(product, caller)).toMatchObject({ outcome: 'handled' })
    await clearAway(product)
    await expectQuiet(product)
  })

  it('is cut longer than the lease: the waiting caller is in the fallback and on record', async () => {
    const caller = await product.trunk.call('12345')
    await recordOf(product, caller, ({ state }) => state === 'waiting')
    link.set('swallows')
    await until('the caller in the fallback', async () => (await product.asteriskCli('core show channels concise')).includes('!fallback!'), 35_000)
    link.set('passes')
    await product.ready(15_000)
    await caller.hangUp()
    expect(await endedRecord(product, caller)).toMatchObject({ outcome: 'fallback' })
    await expectQuiet(product)
  }, 90_000)
})
