import { describe, expect, it } from 'vitest'
import { callersByContext, conversations, queueOf, waitingCrowd } from '../rig/crowd.ts'
import { endedRecord, productForSuite } from '../rig/suite.ts'
import { pass, until, within } from '../rig/until.ts'

// The server is away for good, or frozen (reliability P2, P8): Asterisk takes every waiting caller to the fallback by
// itself when the lease is over, and conversations go on.

const LEASE_MS = 10_000
const WAITING = 50

const product = productForSuite({
  policy: { lease: { entryMs: 8_000, waitingMs: LEASE_MS, renewEveryMs: 3_000 } },
  restMs: 60_000,
})

async function allInFallback(count: number, withinMs: number): Promise<number> {
  const from = Date.now()
  await until(`${count} callers in the fallback`, async () => (await callersByContext(product())).get('fallback') === count, withinMs)
  return Date.now() - from
}

describe('killed and not started again', () => {
  it('all waiting callers are in the fallback within the lease and two seconds; a conversation goes on', async () => {
    const [talk] = await conversations(product(), 1)
    const crowd = await waitingCrowd(product(), WAITING)
    await product().killServer({ stays: true })
    const tookMs = await allInFallback(WAITING, LEASE_MS + 5_000)
    console.log(`${WAITING} callers in the fallback after ${tookMs} ms of a lease of ${LEASE_MS} ms`)
    expect(tookMs).toBeLessThan(LEASE_MS + 2_000)
    expect(talk!.caller.end()).toBeNull()
    expect((await crowd.moments()).filter(({ what }) => what === 'released')).toEqual([])

    product().thaw()
    await product().ready(20_000)
    const { waiting, talking } = await queueOf(product())
    expect({ waiting: waiting.length, talking }).toEqual({ waiting: 0, talking: 1 })
    await product().asteriskCli('channel request hangup all')
    expect(await crowd.done()).toMatchObject({ successful: WAITING, failed: 0 })
    const records = await until('all records', async () => {
      const all = await (await product().as('supervisor')).calls({ outcome: 'fallback' })
      return all.length === WAITING && all
    }, 30_000)
    expect(new Set(records.map(({ id }) => id)).size).toBe(WAITING)
  }, 180_000)

  it('the phones of agents ring without the server, and somebody answers', async () => {
    const phone = await product().readyAgent('1001', { answersAfterMs: 300 })
    await pass(1_000) // the membership in the fallback queue has arrived
    await product().killServer({ stays: true })
    const caller = await product().trunk.call('12319')
    await within(4_000, 'the fallback to answer', caller.answered)
    const ringing = await phone.nextCall(0, 15_000)
    await within(3_000, 'an agent', ringing.answered)
    await pass(1_000)
    await caller.hangUp()
    product().thaw()
    await product().ready(20_000)
    expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'fallback', dnis: '12319' })
  })
})

describe('frozen', () => {
  it('new callers are in the fallback after the claim time, waiting ones after the lease, and it resumes when it wakes', async () => {
    const waiting = await product().trunk.call('12345')
    await until('the caller in line', async () => (await queueOf(product())).waiting.length === 1)
    const frozenAt = Date.now()
    await product().signalServer('SIGSTOP')
    const fresh = await product().trunk.call('12345')
    await within(4_000, 'an answer by the fallback', fresh.answered)
    const answeredMs = (fresh.times.answeredAt ?? 0) - fresh.times.startedAt
    expect(answeredMs).toBeGreaterThan(1_400)
    expect(answeredMs).toBeLessThan(2_500)
    await allInFallback(2, LEASE_MS + 5_000)
    expect(Date.now() - frozenAt).toBeLessThan(LEASE_MS + 2_000)

    await product().signalServer('SIGCONT')
    await product().ready(15_000)
    await Promise.all([waiting.hangUp(), fresh.hangUp()])
    for (const caller of [waiting, fresh]) expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'fallback' })
    await product().readyAgent('1001', { answersAfterMs: 0 })
    const next = await product().trunk.call('12345')
    await until('service again', async () => (await queueOf(product())).talking === 1, 10_000)
    await next.hangUp()
    expect(await endedRecord(product(), next)).toMatchObject({ outcome: 'handled' })
  }, 120_000)
})
