import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { factSink } from '../../src/call/fact-sink-store.ts'
import type { CallFact } from '../../src/call/facts.ts'
import { createCallers } from '../../src/caller/callers.ts'
import { callerStore } from '../../src/caller/store.ts'
import { CallId, Extension, LegId } from '../../src/contract/ids.ts'
import { transaction } from '../../src/database/transaction.ts'
import type { AuditEntry } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { recordFacts } from '../../src/ticket/from-calls.ts'
import { connected, ended, noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { processingOf } from '../../src/ticket/rules/processing.ts'
import { arrived } from './support/installation.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const [anna, boris] = [Extension.parse('1001'), Extension.parse('1002')]
const ani = '13912345678'
const day = 86_400_000

/** The callers of one run of the server, fed as app.ts feeds them. */
async function open(db: Knex, at = noon) {
  const time = { now: at }
  const written: AuditEntry[] = []
  const callers = await createCallers({ store: callerStore(db), cipher, tel: '0991', audit: { write: async (entry) => void written.push(entry) }, clock: { now: () => time.now } })
  const sink = factSink({
    db, transaction: async (work) => await transaction(db, work), node: 'n1', cipher,
    others: [(trx, facts) => recordFacts(trx, facts, { cipher, prefix: 'JC', dayOf: siteDay('Asia/Shanghai'), processingOf: () => processingOf(undefined) })],
    recorded: (facts) => callers.known.hear(facts),
  })
  let position = 0
  const tell = async (...facts: CallFact[]) => await sink.record(facts, (position += 1))
  return { ...callers, tell, time, written, look: (number = ani, call?: string) => callers.known.look(number, time.now, call === undefined ? undefined : CallId.parse(call)) }
}

const handedOver = (call: string, at: number): CallFact => ({
  type: 'handedOver', call: CallId.parse(call), at, from: anna, party: { kind: 'seat', agent: boris, name: 'Boris' }, leg: LegId.parse(`${call}-t1`), purpose: 'transfer', counted: true, transferCount: 1,
})

describe.each(databases)('known callers on $on', ({ open: openDatabase }) => {
  it('are remembered with the agent who dealt with them last, over a restart in the middle of a call', async () => {
    const db = await openDatabase()
    const first = await open(db)
    expect(first.look()).toEqual({ elder: false, language: null, times: 1, repeat: false, lastAgent: null })
    await first.tell(arrived('c1'), connected('c1'))
    expect(first.look()).toMatchObject({ times: 2, lastAgent: anna })
    const second = await open(db)
    expect(second.look()).toMatchObject({ times: 2, lastAgent: anna })
    await second.tell(handedOver('c1', noon + 1_000), ended('c1', { agent: boris, missed: false, transferCount: 1 }))
    expect(second.look()).toMatchObject({ times: 2, lastAgent: boris })
    expect((await open(db)).look()).toMatchObject({ times: 2, lastAgent: boris })
  })

  it('are counted by conversations in thirty days, the present one once', async () => {
    const db = await openDatabase()
    const { tell, look, time } = await open(db, noon)
    await tell(arrived('c0'), connected('c0', { at: noon - 31 * day }), arrived('c1'), connected('c1'), arrived('c2'), ended('c2'))
    expect(look()).toMatchObject({ times: 2, repeat: false }) // c0 is too long ago, in c2 nobody answered
    await tell(arrived('c3'), connected('c3', { at: noon + 1 }))
    expect(look(ani, 'c3')).toMatchObject({ times: 2, repeat: false })
    expect(look()).toMatchObject({ times: 3, repeat: true })
    expect((await open(db)).look()).toMatchObject({ times: 3, repeat: true })
    time.now = noon + 30 * day + 2
    expect(look()).toMatchObject({ times: 1, repeat: false, lastAgent: null })
    expect(look('13800000000')).toMatchObject({ times: 1, lastAgent: null })
  })

  it('go on to the agent who calls them back, and to nobody when the matter is closed', async () => {
    const db = await openDatabase()
    const { tell, look, known } = await open(db)
    await tell(arrived('c1'), connected('c1'), arrived('o1', { direction: 'outbound' }), connected('o1', { direction: 'outbound', agent: boris, at: noon + 1_000, ticketNo: 'JC20261121000001' }))
    expect(look()).toMatchObject({ times: 2, lastAgent: boris })
    known.ticketClosed(ani, 'tc1')
    expect(look()).toMatchObject({ times: 2, lastAgent: null })
    await db('tickets').where({ id: 'tc1' }).update({ state: 'closed' })
    expect((await open(db)).look()).toMatchObject({ times: 2, lastAgent: null })
  })

  it('are old people or speak a language as they are marked, for the next time and after a restart', async () => {
    const db = await openDatabase()
    const { marks, look } = await open(db)
    await marks.mark(cipher.index(ani), { elder: true, language: 'ug', source: 'agent', by: 'anna' })
    expect(look()).toMatchObject({ elder: true, language: 'ug' })
    expect((await open(db)).look()).toMatchObject({ elder: true, language: 'ug' })
    await marks.mark(cipher.index(ani), { elder: false, language: null, source: 'agent', by: 'anna' })
    expect(look()).toMatchObject({ elder: false, language: null })
    expect((await open(db)).look()).toMatchObject({ elder: false, language: null })
  })

  it('come in lists of elders’ numbers, which nobody can read from the database', async () => {
    const db = await openDatabase()
    const { marks, look, written } = await open(db)
    await marks.mark(cipher.index(ani), { elder: true, source: 'agent', by: 'anna' })
    const list = `手机号,姓名\n${ani},张三\n13800000000\n0991-2345678\nnobody\n13800000000`
    expect(await marks.importList(list, 'admin')).toEqual({ changed: 3, unchanged: 0, wrong: 1, wrongLines: [5] })
    expect(await marks.importList(list, 'admin')).toEqual({ changed: 0, unchanged: 3, wrong: 1, wrongLines: [5] })
    expect([marks.count(), look().elder, look('09912345678').elder]).toEqual([{ count: 3, bySource: { registry: 3, label: 0, agent: 0 } }, true, true])
    await marks.mark(cipher.index(ani), { elder: false, source: 'agent', by: 'anna' })
    expect(look().elder).toBe(true) // the registry knows better
    expect(await marks.removeList(`${ani}\n13700000000`, 'admin')).toEqual({ changed: 1, unchanged: 1, wrong: 0, wrongLines: [] })
    expect([marks.count().count, look().elder, (await open(db)).marks.count().count]).toEqual([2, false, 2])
    expect(JSON.stringify(await db('elder_numbers').select())).not.toMatch(/13800000000|2345678/)
    expect(written.map(({ action, details }) => [action, details])).toEqual([
      ['elder.import', { numbers: 3, wrong: 1 }],
      ['elder.import', { numbers: 3, wrong: 1 }],
      ['elder.remove', { numbers: 2, wrong: 0 }],
    ])
  })

  it('come a hundred thousand at a time, and not more', async () => {
    const { marks } = await open(await openDatabase())
    const list = Array.from({ length: 100_000 }, (_, i) => `139${String(10_000_000 + i)}`)
    list[50_000] = 'wrong'
    expect(await marks.importList(list.join('\n'), 'admin')).toEqual({ changed: 99_999, unchanged: 0, wrong: 1, wrongLines: [50_001] })
    expect(marks.count().count).toBe(99_999)
    await expect(marks.importList(`${list.join('\n')}\n1\n2`, 'admin')).rejects.toMatchObject({ code: 'TOO_LARGE' })
  }, 120_000)
})

it('what cannot be put on record does not happen', async () => {
  const db = await databases[0]!.open()
  const { marks } = await createCallers({
    store: callerStore(db), cipher, tel: '0991', clock: { now: () => noon },
    audit: { write: async () => await Promise.reject(new Error('disk full')) },
  })
  await expect(marks.importList(ani, 'admin')).rejects.toThrow('disk full')
  expect(marks.count().count).toBe(0)
})
