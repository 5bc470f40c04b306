import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openCallIds, recordCalls } from '../../src/call/calls-store.ts'
import { callReader } from '../../src/call/calls-reader-store.ts'
import { factSink } from '../../src/call/fact-sink-store.ts'
import { openJournal, type JournalRow, type JournalStore } from '../../src/call/journal.ts'
import { journalStore } from '../../src/call/journal-store.ts'
import { createProjector } from '../../src/call/projector.ts'
import { fileSpool } from '../../src/call/spool.ts'
import { agentLeg, after, anArrival, anna, aTalk, call, callerLeg, T0 } from '../../src/call/testing/examples.ts'
import { begin } from '../../src/call/rules/step.ts'
import type { Step } from '../../src/call/rules/state.ts'
import { transaction } from '../../src/database/transaction.ts'
import { systemClock as clock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog as log } from '../../src/platform/log.ts'
import { databases } from './support/databases.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const folder = mkdtempSync(join(tmpdir(), 'yht-journal-'))
afterAll(() => rmSync(folder, { recursive: true }))
let spoolFile = ''
let files = 0
beforeEach(() => {
  spoolFile = join(folder, `spool-${++files}`)
})

/** The whole story of one call that was answered, rated and ended. */
function story(): { event: JournalRow['event']; step: Step; at: number }[] {
  const talk = aTalk()
  const asked = after(talk, [63_000, { type: 'legEnded', leg: agentLeg(1), cause: 16 }])
  const rated = after(asked, [65_000, { type: 'digit', leg: callerLeg, digit: '2' }])
  const ended = after(rated, [66_000, { type: 'legEnded', leg: callerLeg, cause: 16 }])
  return [
    { event: { type: 'arrived' }, step: begin(anArrival(), T0), at: T0 },
    { event: { type: 'legJoined', leg: agentLeg(1) }, step: talk, at: T0 + 3_000 },
    { event: { type: 'legEnded', leg: agentLeg(1), cause: 16 }, step: asked, at: T0 + 63_000 },
    { event: { type: 'digit', leg: callerLeg, digit: '2' }, step: rated, at: T0 + 65_000 },
    { event: { type: 'legEnded', leg: callerLeg, cause: 16 }, step: ended, at: T0 + 66_000 },
  ]
}

const rowsOf = (parts: ReturnType<typeof story>) => parts.map(({ event, step, at }, i) => ({ call, seq: i + 1, at, event, ...step }))

/** A database that answers when it is told to. */
function stallable(store: JournalStore) {
  let open = true
  return {
    stall: () => void (open = false),
    recover: () => void (open = true),
    store: { ...store, insert: async (rows: readonly JournalRow[]) => (open ? store.insert(rows) : Promise.reject(new Error('database is locked'))) },
  }
}

describe.each(databases)('the journal on $on', ({ open }) => {
  const parts = async () => {
    const db = await open()
    const store = journalStore({ db, node: 'n1', cipher, openIds: openCallIds(db, 'n1') })
    const sink = factSink({ db, transaction: (work) => transaction(db, work), node: 'n1', cipher, others: [] })
    const reader = callReader(db, { cipher, ticketsOf: async () => new Map() })
    return { db, store, sink, reader, openIt: (given: JournalStore = store) => openJournal({ store: given, spool: fileSpool(spoolFile, cipher), clock, log }) }
  }

  it('gives back exactly what was written, and keeps numbers unreadable at rest', async () => {
    const { db, store, openIt } = await parts()
    const journal = await openIt()
    const safe: number[] = []
    for (const row of rowsOf(story())) journal.append(row, ({ seq }) => safe.push(seq))
    await journal.flushed()
    expect(safe).toEqual([1, 2, 3, 4, 5])
    const [first] = rowsOf(story())
    expect((await store.ofCall(call))[0]).toEqual({ ...first, position: 1 })
    expect(JSON.stringify(await db('call_journal').select())).not.toContain('13800000001')
  })

  it('folds into one record of the call, told once or twice', async () => {
    const { store, sink, reader, openIt } = await parts()
    const journal = await openIt()
    const projector = await createProjector({ sink, store, clock, log })
    for (const row of rowsOf(story())) journal.append(row, projector.take)
    await journal.flushed()
    await projector.idle()
    const record = await reader.find(call)
    expect(record).toMatchObject({ dnis: '12345', ani: '13800000001', outcome: 'handled', agent: anna, rating: 2, waitedMs: 3_000, talkedMs: 60_000, arrivedAt: T0, answeredAt: T0 + 3_000, endedAt: T0 + 66_000 })
    await sink.record(rowsOf(story()).flatMap(({ facts }) => facts), 5)
    expect(await reader.find(call)).toEqual(record)
    expect((await reader.legs(call)).map(({ role, party, end }) => [role, party, end])).toEqual([['caller', 'caller', null], ['agent', '1001', 'answered']])
  })

  it('lets the tables catch up after a crash between journal and tables', async () => {
    const { store, sink, reader, openIt } = await parts()
    const journal = await openIt()
    for (const row of rowsOf(story())) journal.append(row, () => {})
    await journal.flushed()
    expect(await reader.find(call)).toBeUndefined()
    await createProjector({ sink, store, clock, log })
    expect(await reader.find(call)).toMatchObject({ outcome: 'handled' })
  })

  it('knows the calls that are still open, by their last row', async () => {
    const { store, sink, openIt } = await parts()
    const journal = await openIt()
    const projector = await createProjector({ sink, store, clock, log })
    for (const row of rowsOf(story()).slice(0, 2)) journal.append(row, projector.take)
    await journal.flushed()
    await projector.idle()
    expect((await store.openCalls()).map(({ seq, state }) => [seq, state.at])).toEqual([[2, 'talking']])
    for (const row of rowsOf(story()).slice(2)) journal.append(row, projector.take)
    await journal.flushed()
    await projector.idle()
    expect(await store.openCalls()).toEqual([])
  })

  it('goes on in the spool while the database refuses, and puts everything back in order', async () => {
    const { store, openIt } = await parts()
    const database = stallable(store)
    const journal = await openIt(database.store)
    const [first, second, ...rest] = rowsOf(story())
    journal.append(first!, () => {})
    await journal.flushed()
    database.stall()
    journal.append(second!, () => {})
    for (const row of rest) journal.append(row, () => {})
    await journal.flushed()
    expect(journal.healthy()).toBe(false)
    expect(await store.ofCall(call)).toHaveLength(1)
    expect(await fileSpool(spoolFile, cipher).read()).toHaveLength(4)
    database.recover()
    await expect.poll(() => journal.healthy(), { timeout: 5_000 }).toBe(true)
    expect((await store.ofCall(call)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  })

  it('takes over what an earlier run left in the spool', async () => {
    const { store, openIt } = await parts()
    const rows = rowsOf(story()).map((row, i) => ({ ...row, position: i + 1 }))
    await fileSpool(spoolFile, cipher).append(rows)
    await openIt()
    expect(await store.ofCall(call)).toHaveLength(5)
    expect(await fileSpool(spoolFile, cipher).read()).toEqual([])
  })

  it('finds calls by number, caller, outcome and time, page by page', async () => {
    const { db, reader } = await parts()
    await transaction(db, async (trx) => {
      for (let i = 0; i < 5; i++) {
        const facts = begin({ ...anArrival(), call: `c${'0'.repeat(19)}${i}` as typeof call, caller: `x-${i}` as typeof callerLeg, arrivedAt: T0 + i }, T0).facts
        await recordCalls('n1', cipher)(trx, facts)
      }
    })
    const first = await reader.list({ limit: 2, ani: '13800000001', dnis: '12345' })
    expect(first.items.map(({ arrivedAt }) => arrivedAt - T0)).toEqual([4, 3])
    const second = await reader.list({ limit: 2, cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ arrivedAt }) => arrivedAt - T0)).toEqual([2, 1])
    expect((await reader.list({ limit: 9, from: T0 + 1, to: T0 + 3 })).items).toHaveLength(2)
    expect((await reader.list({ limit: 9, ani: '13900000000' })).items).toEqual([])
    expect((await reader.list({ limit: 9, open: false })).items).toEqual([])
  })
})
