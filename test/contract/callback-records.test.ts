import fc from 'fast-check'
import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { recordFacts } from '../../src/callback/from-calls.ts'
import { createCallbacks } from '../../src/callback/callbacks.ts'
import { callbackStore } from '../../src/callback/store.ts'
import type { CallFact } from '../../src/call/facts.ts'
import type { AuditEntry, Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { connected, ended, noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const record = (db: Knex, ...facts: CallFact[]) => db.transaction(async (trx) => await recordFacts(trx, facts, { cipher }))
const user = (username: string, role: Role = 'callback'): Principal => ({ userId: username, username, role, extension: null, department: null })

function desk(db: Knex) {
  const written: AuditEntry[] = []
  const callbacks = createCallbacks({ store: callbackStore(db), cipher, audit: { write: async (entry) => void written.push(entry) }, now: () => noon + 1 })
  return { callbacks, written, all: () => callbacks.list({ limit: 100 }) }
}

describe.each(databases)('call-backs on $on', ({ open }) => {
  it('are made for missed calls only, one per number while unfinished (A-J25)', async () => {
    const db = await open()
    await record(db, ended('c1'), ended('c2', { at: noon + 1 }), ended('c3', { ani: '13800000000' }), ended('c4', { missed: false, ani: '13811111111' }))
    expect(await desk(db).all()).toMatchObject([
      { id: 'bc1', state: 'open', kind: 'missed', dnis: '12319', ani: '139****5678', callable: true, missedCount: 2, firstMissedAt: noon, lastMissedAt: noon + 1 },
      { id: 'bc3', missedCount: 1, ani: '138****0000' },
    ])
    expect(JSON.stringify(await db('callbacks'))).not.toContain('13912345678')
  })

  it('close by themselves when the caller gets through, and open anew when missed again', async () => {
    const db = await open()
    await record(db, ended('c1'), connected('c2', { at: noon + 60_000 }), ended('c3', { at: noon + 90_000 }))
    expect(await desk(db).all()).toMatchObject([
      { id: 'bc1', state: 'closed', closedWhy: 'got_through', closedAt: noon + 60_000 },
      { id: 'bc3', state: 'open', missedCount: 1 },
    ])
  })

  it('of withheld numbers stand alone, cannot be called, and nobody closes them', async () => {
    const db = await open()
    await record(db, ended('c1', { ani: null }), ended('c2', { ani: null }), connected('c3', { ani: null, at: noon + 5 }))
    expect(await desk(db).all()).toMatchObject([{ state: 'open', ani: null, callable: false, missedCount: 1 }, { state: 'open', ani: null, callable: false }])
  })

  it('come out the same when facts are told again after a crash', async () => {
    const db = await open()
    const step = fc.record({ kind: fc.constantFrom('missed', 'connected'), ani: fc.constantFrom('13912345678', '13800000000', null) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat({ max: 12 }), async (steps, from) => {
        await db('callbacks').delete()
        await db('callback_calls').delete()
        const facts = steps.map(({ kind, ani }, i) => (kind === 'missed' ? ended(`c${i}`, { ani, at: noon + i }) : connected(`c${i}`, { ani, at: noon + i })))
        const table = async () => ((await db('callbacks').orderBy('id')) as Record<string, unknown>[]).map((row): Record<string, unknown> => ({ ...row, ani_sealed: null }))
        await record(db, ...facts)
        const once = await table()
        await record(db, ...facts.slice(from))
        expect(await table()).toEqual(once)
        const missed = steps.filter(({ kind }) => kind === 'missed').length
        expect(once.reduce((sum, row) => sum + Number(row['missed_count']), 0)).toBe(missed)
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('can be claimed by one of many at the same time, who sees the number, on record', async () => {
    const db = await open()
    await record(db, ended('c1'))
    const { callbacks, written } = desk(db)
    const all = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => callbacks.claim('bc1', user(name), false)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toMatchObject([{ value: { state: 'claimed', ani: '13912345678' } }])
    expect(all.filter(({ status }) => status === 'rejected')).toMatchObject(Array(3).fill({ reason: { code: 'CALLBACK_TAKEN' } }))
    expect(written).toMatchObject([{ action: 'callback.claim', target: 'callback:bc1', ok: true }])
  })

  it('stay with whoever claimed them, unless a supervisor takes over', async () => {
    const db = await open()
    await record(db, ended('c1'))
    const { callbacks } = desk(db)
    await callbacks.claim('bc1', user('a'), false)
    expect(await callbacks.claim('bc1', user('a'), false)).toMatchObject({ claimedBy: 'a' })
    await expect(callbacks.claim('bc1', user('b'), true)).rejects.toMatchObject({ code: 'CALLBACK_TAKEN' })
    await expect(callbacks.claim('bc1', user('boss', 'supervisor'), false)).rejects.toMatchObject({ code: 'CALLBACK_TAKEN' })
    expect(await callbacks.claim('bc1', user('boss', 'supervisor'), true)).toMatchObject({ claimedBy: 'boss', ani: '13912345678' })
    await expect(callbacks.claim('nothing', user('a'), false)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('are closed by whoever claimed them, once; a later miss opens another', async () => {
    const db = await open()
    await record(db, ended('c1'))
    const { callbacks, all } = desk(db)
    await callbacks.claim('bc1', user('a'), false)
    await expect(callbacks.close('bc1', user('b'), 'reached')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await callbacks.close('bc1', user('a'), 'reached')).toMatchObject({ state: 'closed', closedWhy: 'reached', ani: '139****5678' })
    await expect(callbacks.close('bc1', user('a'), 'reached')).rejects.toMatchObject({ code: 'CALLBACK_TAKEN' })
    await expect(callbacks.claim('bc1', user('a'), false)).rejects.toMatchObject({ code: 'CALLBACK_TAKEN' })
    await record(db, ended('c2', { at: noon + 5 }))
    expect((await all()).map(({ state }) => state)).toEqual(['closed', 'open'])
  })

  it('are recorded however many calls a batch brings', async () => {
    const db = await open()
    const calls = Array.from({ length: 1_100 }, (_, i) => `c${i}`)
    await record(db, ...calls.map((call) => ended(call)), ...calls.map((call) => connected(`a${call}`, { at: noon + 1 })))
    expect(await desk(db).all()).toMatchObject([{ missedCount: 1_100, state: 'closed' }])
  })

  it('claimed ones take further missed calls in', async () => {
    const db = await open()
    await record(db, ended('c1'))
    const { callbacks, all } = desk(db)
    await callbacks.claim('bc1', user('a'), false)
    await record(db, ended('c2', { at: noon + 5 }))
    expect(await all()).toMatchObject([{ state: 'claimed', claimedBy: 'a', missedCount: 2 }])
  })
})
