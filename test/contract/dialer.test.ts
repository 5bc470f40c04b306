import { describe, expect, it } from 'vitest'
import type { CallId } from '../../src/contract/ids.ts'
import { AppError } from '../../src/platform/errors.ts'
import { databases } from './support/databases.ts'
import { dialing, job, numberOf, rows, run, schedule, ten } from './support/dialer.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

describe.each(databases)('the dialer on $on', ({ open }) => {
  it('calls whom it is time to call, the one due longest first, as many at once as it may', async () => {
    const db = await open()
    await schedule(db, ...[3, 1, 2].map((n) => job({ subject: `due${n}`, number: numberOf(n), dueAt: ten - 10_000 + n })), job({ number: numberOf(9), dueAt: ten + 1 }))
    const { look, placed } = run(db, { kind: { maxAtOnce: () => 2 } })
    await look()
    await look()
    expect(placed.map(({ number }) => number)).toEqual([numberOf(1), numberOf(2)])
  })

  it('has one job for a kind and subject, however often it is asked for, and none that was dropped', async () => {
    const db = await open()
    expect(await schedule(db, job({ subject: 'a' }), job({ subject: 'a' }), job({ subject: 'a', kind: 'campaign' }))).toEqual([true, false, true])
    await db.transaction(async (trx) => await dialing.drop(trx, 'survey', 'a'))
    const { look, placed } = run(db)
    await look()
    expect(placed).toEqual([])
  })

  it('keeps each key at once, and settles job and meaning together when the call is over', async () => {
    const db = await open()
    await schedule(db, job())
    const { look, placed, record, key, end, told } = run(db)
    await look()
    const call = placed[0]?.call as CallId
    await record(key(call, 'identity', 'self'), key(call, 'solved', 'solved'))
    expect(told.heard.map(({ answers }) => answers.map(({ value }) => value))).toEqual([['self'], ['self', 'solved']])
    expect(await rows(db)).toMatchObject([{ state: 'talking' }])
    await record({ type: 'scriptMessage', call, at: ten + 5, step: 'voice', recordingId: 'r1', lengthMs: 4_000 })
    await end(call, 'completed')
    expect(told.settled).toMatchObject([{ end: 'completed', job: { attempts: 0 }, heard: { call, answers: [{ value: 'self' }, { value: 'solved' }], messages: [{ recordingId: 'r1' }] } }])
    expect(await rows(db)).toMatchObject([{ state: 'done', attempts: 1, last_end: 'completed', call_id: null }])
    expect(told.safe).toMatchObject([{ state: 'done' }])
    await end(call, 'completed')
    expect(told.settled).toHaveLength(1)
  })

  it('settles nothing when what it means could not be kept, and once when it can', async () => {
    const db = await open()
    await schedule(db, job())
    let broken = true
    const { look, placed, end, told } = run(db, { kind: { settle: async () => { if (broken) throw new Error('disk full'); return { state: 'done' } } } })
    await look()
    const call = placed[0]?.call as CallId
    await expect(end(call, 'completed')).rejects.toThrow('disk full')
    expect(await rows(db)).toMatchObject([{ state: 'dialing', attempts: 0 }])
    broken = false
    await end(call, 'completed')
    expect(await rows(db)).toMatchObject([{ state: 'done' }])
    expect(told.safe).toHaveLength(1)
  })

  it('joins what is due about one number in one call', async () => {
    const db = await open()
    await schedule(db, job({ subject: 'first' }), job({ subject: 'second' }), job({ subject: 'third' }))
    const { look, placed, end, told } = run(db)
    await look()
    expect(placed).toHaveLength(1)
    await end(placed[0]!.call, 'completed')
    expect(told.settled.map(({ job: { subject } }) => subject)).toHaveLength(2)
    expect((await rows(db)).filter(({ state }) => state === 'done')).toHaveLength(2)
    expect((await rows(db)).filter(({ state }) => state === 'scheduled')).toHaveLength(1)
  })

  it('rings a number once on a day, and again the next; a busy one did not ring', async () => {
    const db = await open()
    await schedule(db, job({ subject: 'a' }))
    const { look, placed, end, at } = run(db, { kind: { together: 1 } })
    await look()
    await end(placed[0]!.call, 'busy')
    await look()
    expect(placed).toHaveLength(1)
    at.now = ten + 15 * MINUTE_MS
    await look()
    expect(placed).toHaveLength(2)
    await end(placed[1]!.call, 'completed')
    await schedule(db, job({ subject: 'b' }))
    at.now += MINUTE_MS
    await look()
    at.now = ten + 8 * 3_600_000
    await look()
    expect(placed).toHaveLength(2)
    expect(await db('dial_rings')).toHaveLength(1)
    at.now = ten + DAY_MS
    await look()
    expect(placed).toHaveLength(3)
  })

  it('is refused the second call of a day by the database itself, whoever asks', async () => {
    const db = await open()
    await schedule(db, job({ subject: 'a' }), job({ subject: 'b' }))
    const both = [run(db, { node: 'n1', kind: { together: 1 } }), run(db, { node: 'n2', kind: { together: 1 } })]
    await Promise.all(both.map(async ({ look }) => await look()))
    expect(both.flatMap(({ placed }) => placed)).toHaveLength(1)
  })

  it('waits for its hours and says until when; what may be called at any hour is called', async () => {
    const db = await open()
    await schedule(db, ...Array.from({ length: 30 }, (_, n) => job({ number: numberOf(n), dueAt: ten - 1_000 - n })))
    const noon = ten + 2 * 3_600_000
    const { look, placed, dialer, at } = run(db, { now: noon, kind: { maxAtOnce: () => 50 } })
    await look()
    expect(placed).toEqual([])
    expect((await dialer.state()).kinds).toMatchObject([{ kind: 'survey', due: 30, running: 0, allowed: 0, why: 'window', opensAt: ten + 4.5 * 3_600_000 }])
    await schedule(db, job({ number: numberOf(99), anyHour: true }))
    await look()
    expect(placed.map(({ number }) => number)).toEqual([numberOf(99)])
    at.now = ten + 4.5 * 3_600_000
    await look()
    expect(placed).toHaveLength(31)
  })

  it('follows changed hours within five minutes', async () => {
    const db = await open()
    await schedule(db, job())
    const { look, placed, at, policy } = run(db, { now: ten + 2 * 3_600_000 })
    await look()
    policy.dialer.hours = ['09:00-13:00']
    at.now += 5 * MINUTE_MS
    await look()
    expect(placed).toHaveLength(1)
  })

  it('gives way to callers who wait longer than 30 s, and goes on after (A-X07)', async () => {
    const db = await open()
    await schedule(db, job())
    const { look, placed, present, dialer } = run(db)
    present.longestWaitMs = 30_001
    await look()
    expect((await dialer.state()).kinds).toMatchObject([{ due: 1, allowed: 0, why: 'callers' }])
    expect(placed).toEqual([])
    present.longestWaitMs = 0
    await look()
    expect(placed).toHaveLength(1)
  })

  it('leaves lines for callers, and nobody is called who is on the line with us', async () => {
    const db = await open()
    await schedule(db, job(), job({ number: numberOf(2) }))
    const { look, placed, present, onTheLine, at } = run(db, { policy: { trunks: 30, reservedTrunks: 10 } })
    present.trunksInUse = 20
    await look()
    expect(placed).toEqual([])
    present.trunksInUse = 0
    onTheLine.add('13800001111')
    await look()
    expect(placed.map(({ number }) => number)).toEqual([numberOf(2)])
    onTheLine.clear()
    at.now += MINUTE_MS
    await look()
    expect(placed).toHaveLength(2)
  })

  it('makes the same try again when the walls refused it: nothing was dialled', async () => {
    const db = await open()
    await schedule(db, job())
    const refused = run(db, { refuses: new AppError('OUTBOUND_LIMIT', { limit: 'per_hour' }) })
    await refused.look()
    expect(await rows(db)).toMatchObject([{ state: 'scheduled', attempts: 0, serial: 0, call_id: null }])
    expect(await db('dial_rings')).toEqual([])
    expect((await refused.dialer.state()).kinds).toMatchObject([{ why: 'limit' }])
    const { look, placed } = run(db, { now: ten + MINUTE_MS })
    await look()
    expect(placed).toHaveLength(1)
    expect(await rows(db)).toMatchObject([{ state: 'dialing', serial: 1 }])
  })

  it('leaves a number that may not be dialled to its kind, without a call', async () => {
    const db = await open()
    await schedule(db, job({ number: '0085212345678' }))
    const { look, placed, told } = run(db)
    await look()
    expect(placed).toEqual([])
    expect(told.settled).toMatchObject([{ end: 'invalid' }])
    expect(await rows(db)).toMatchObject([{ state: 'waiting_person' }])
  })

  it('drops what its kind does not want any more, and does not call again about what was dropped during a call', async () => {
    const db = await open()
    await schedule(db, job({ subject: 'gone', number: numberOf(1) }), job({ subject: 'under way', number: numberOf(2) }))
    const { look, placed, end, told } = run(db, { kind: { script: async ([one]) => (one?.subject === 'gone' ? null : { start: 'a', steps: {}, invalid: null, keyMs: 1, maxPlays: 1, person: null }) } })
    await look()
    expect(placed.map(({ number }) => number)).toEqual([numberOf(2)])
    await db.transaction(async (trx) => await dialing.drop(trx, 'survey', 'under way'))
    await end(placed[0]!.call, 'no_answer')
    expect(told.settled).toHaveLength(1)
    expect((await rows(db)).map(({ state }) => state)).toEqual(['dropped', 'dropped'])
  })

  it('is paused by a supervisor, for one kind, on every server', async () => {
    const db = await open()
    await schedule(db, job())
    const { pauseStore } = await import('../../src/dialer/pause-store.ts')
    await pauseStore(db).set({ kind: 'survey', by: 'supervisor', at: ten })
    const { look, placed, dialer } = run(db)
    await look()
    expect(placed).toEqual([])
    expect((await dialer.state()).kinds).toMatchObject([{ why: 'paused', pausedBy: 'supervisor', pausedAt: ten }])
    await pauseStore(db).clear('survey')
    await look()
    expect(placed).toHaveLength(1)
  })

  it('calls now when somebody wants it, also what was left to a person', async () => {
    const db = await open()
    await schedule(db, job({ subject: 'later', dueAt: ten + DAY_MS }))
    const { look, placed, end, at } = run(db)
    await db.transaction(async (trx) => await dialing.hasten(trx, 'survey', 'later', ten))
    await look()
    await end(placed[0]!.call, 'invalid')
    expect(await rows(db)).toMatchObject([{ state: 'waiting_person' }])
    at.now += MINUTE_MS
    await db.transaction(async (trx) => await dialing.hasten(trx, 'survey', 'later', at.now))
    await look()
    expect(placed).toHaveLength(2)
  })
})
