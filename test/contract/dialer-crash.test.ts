import { describe, expect, it } from 'vitest'
import type { CallId, LegId } from '../../src/contract/ids.ts'
import { databases } from './support/databases.ts'
import { job, numberOf, rows, run, schedule, ten, type Given, type KilledAt } from './support/dialer.ts'

const MINUTE_MS = 60_000

describe.each(databases)('a dialer that died, on $on', ({ open }) => {
  async function killed(at: KilledAt): Promise<{ db: Awaited<ReturnType<typeof open>>; first: ReturnType<typeof run> }> {
    const db = await open()
    await schedule(db, job())
    const first = run(db, { killed: at })
    await first.look()
    return { db, first }
  }
  /** What happens next looks every ten seconds for five minutes, as the next run of the server. */
  async function comesBack(db: Awaited<ReturnType<typeof open>>, given: Given & { seen?: readonly (readonly [LegId, { startedAt: number; answeredAt: number | null; endedAt: number | null }])[] } = {}) {
    const next = run(db, { now: ten + 5_000, ...given })
    for (const [leg, seen] of given.seen ?? []) next.seen.set(leg, seen)
    await next.dialer.start()
    for (let n = 0; n < 30; n++) {
      await next.look()
      next.at.now += 10_000
    }
    return next
  }

  it.each<KilledAt>([
    { step: 'claim', when: 'before' }, { step: 'claim', when: 'after' }, { step: 'commit', when: 'before' },
  ])('$when $step: calls once, as the first try', async (at) => {
    const { db, first } = await killed(at)
    const { placed } = await comesBack(db)
    expect([first.placed.length, placed.length]).toEqual([0, 1])
    expect(await rows(db)).toMatchObject([{ state: 'dialing', serial: 1, attempts: 0 }])
  })

  it('after commit, before anything was dialled: the same try again when a minute has shown that no leg appeared (J1)', async () => {
    const { db } = await killed({ step: 'commit', when: 'after' })
    const committed = (await rows(db))[0]?.['call_id']
    const early = run(db, { now: ten + 59_000 })
    await early.dialer.start()
    await early.look()
    expect(early.placed).toEqual([])
    const { placed } = await comesBack(db)
    expect(placed.map(({ call }) => call)).toEqual([committed])
    expect(await rows(db)).toMatchObject([{ state: 'dialing', serial: 1, attempts: 0 }])
  })

  it.each([['rang and nobody picked up', null, 'no_answer', 'scheduled'], ['was picked up', ten + 6_000, 'left', 'waiting_person']] as const)('after it dialled, and it %s: not dialled again that day (J2)', async (_, answeredAt, how, state) => {
    const { db, first } = await killed({ step: 'commit', when: 'after' })
    const call = (await rows(db))[0]?.['call_id'] as CallId
    const next = await comesBack(db, { seen: [[first.legOf(call), { startedAt: ten, answeredAt, endedAt: ten + 9_000 }]] })
    expect(next.placed).toEqual([])
    expect(next.told.settled).toMatchObject([{ end: how }])
    expect(await rows(db)).toMatchObject([{ state, attempts: 1, last_end: how }])
  })

  it('in the middle of a call: what was pressed is kept, and the call goes on as the same', async () => {
    const db = await open()
    await schedule(db, job())
    const first = run(db)
    await first.look()
    const call = first.placed[0]!.call
    await first.record(first.key(call, 'identity', 'self'))
    const next = await comesBack(db, { open: first.open })
    expect(next.placed).toEqual([])
    await next.record(next.key(call, 'solved', 'solved'))
    await next.end(call, 'left')
    expect(next.told.settled).toMatchObject([{ end: 'left', heard: { answers: [{ value: 'self' }, { value: 'solved' }] } }])
  })

  it('with an end that was told before the kinds were there: settled at the start, once', async () => {
    const db = await open()
    await schedule(db, job())
    const first = run(db)
    await first.look()
    const call = first.placed[0]!.call
    const next = run(db, { now: ten + 5_000 })
    const kinds = new Map(next.rules)
    next.rules.clear()
    await next.record(next.key(call, 'identity', 'self'))
    await next.end(call, 'completed')
    expect(await rows(db)).toMatchObject([{ state: 'talking' }])
    for (const [name, kind] of kinds) next.rules.set(name, kind)
    await next.dialer.start()
    await next.dialer.start()
    expect(next.told.settled).toMatchObject([{ end: 'completed', heard: { answers: [{ value: 'self' }] } }])
    expect(await rows(db)).toMatchObject([{ state: 'done' }])
  })

  it('is not believed any more when it comes back from a long pause: its fence is old', async () => {
    const db = await open()
    await schedule(db, job())
    const slow = run(db, { node: 'n1' })
    const [held] = await slow.store.claim('survey', 1, { node: 'n1', now: ten, until: ten + 30_000 })
    const quick = run(db, { node: 'n2', now: ten + MINUTE_MS })
    await quick.look()
    expect(quick.placed).toHaveLength(1)
    expect(await slow.store.commit([held!], { call: 'c0000000000000000000' as CallId, serial: 1, since: ten, day: null }, { node: 'n1', now: ten + MINUTE_MS, until: ten + 2 * MINUTE_MS })).toBe('stale')
    await slow.store.release([held!], ten)
    await slow.store.drop([held!])
    expect(await rows(db)).toMatchObject([{ state: 'dialing', owner: 'n2' }])
    expect(await db('dial_tries')).toHaveLength(1)
  })

  it('leaves alone what another server is calling about', async () => {
    const db = await open()
    await schedule(db, job())
    const [mine, other] = [run(db, { node: 'n1' }), run(db, { node: 'n2', now: ten + 10 * MINUTE_MS })]
    await mine.look()
    await other.dialer.start()
    await other.look()
    expect(other.placed).toEqual([])
    expect(await rows(db)).toMatchObject([{ state: 'dialing', owner: 'n1' }])
  })
})

describe.each(databases)('eight workers on $on', ({ open }) => {
  it('do ten thousand jobs, each once, in the order in which they are due', { timeout: 400_000 }, async () => {
    // As the product has it: with SQLite one connection, with PostgreSQL one for each that asks at the same time.
    const db = await open()
    const all = 10_000
    await db.transaction(async (trx) => {
      const columns = { kind: 'survey', state: 'scheduled', dnis: '12345', number_sealed: 'x', any_hour: false }
      for (let from = 0; from < all; from += 500) await trx('dial_jobs').insert(Array.from({ length: 500 }, (_, n) => ({ ...columns, id: `j${from + n}`, subject: `s${from + n}`, number_index: numberOf(from + n), due_at: ten - all + ((from + n) * 7) % all, look_at: 0 })))
    })
    const done: { id: string; dueAt: number; worker: number }[] = []
    const late: number[] = []
    await Promise.all(Array.from({ length: 8 }, async (_, worker) => {
      const { store } = run(db, { node: `n${worker}` })
      const lease = { node: `n${worker}`, now: ten, until: ten + 30_000 }
      for (let batch = await store.claim('survey', 25, lease); batch.length > 0; batch = await store.claim('survey', 25, lease)) {
        late.push(batch[0]!.dueAt)
        for (const one of batch) done.push({ id: one.id, dueAt: one.dueAt, worker })
        const [first, ...rest] = batch
        const call = `c${first!.id.padStart(20, '0')}` as CallId
        expect(await store.commit([first!, ...rest], { call, serial: 1, since: ten, day: null }, lease)).toBe('committed')
      }
    }))
    expect(new Set(done.map(({ id }) => id)).size).toBe(all)
    expect(done).toHaveLength(all)
    expect(new Set(done.map(({ worker }) => worker)).size).toBeGreaterThan(1)
    // Eight at a time: nobody begins with what is due much later than what another has just begun with.
    const most = late.reduce(({ max, behind }, dueAt) => ({ max: Math.max(max, dueAt), behind: Math.max(behind, max - dueAt) }), { max: 0, behind: 0 }).behind
    expect(most).toBeLessThanOrEqual(8 * 25)
    expect(await db('dial_jobs').where({ state: 'dialing', fence: 1 })).toHaveLength(all)
  })
})
