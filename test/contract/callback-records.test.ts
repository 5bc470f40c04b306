import fc from 'fast-check'
import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { recordFacts } from '../../src/callback/from-calls.ts'
import type { CallFact } from '../../src/call/facts.ts'
import type { AuditEntry, Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { Extension } from '../../src/contract/ids.ts'
import { connected, ended, messageLeft, noon, requested } from './support/call-facts.ts'
import { callbackDesk } from './support/callback-desk.ts'
import { databases } from './support/databases.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const retryMs = [300_000, 900_000]
const record = (db: Knex, ...facts: CallFact[]) => db.transaction(async (trx) => await recordFacts(trx, facts, { cipher, retryMs }))
const user = (username: string, role: Role = 'callback'): Principal => ({ userId: username, username, role, extension: null, department: null })

function desk(db: Knex) {
  const written: AuditEntry[] = []
  const placed: { number: string; source: string }[] = []
  const callbacks = callbackDesk(db, { cipher, audit: { write: async (entry) => void written.push(entry) }, now: () => noon + 1 }, placed)
  return { callbacks, written, placed, all: () => callbacks.list({ limit: 100 }) }
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
    const numbers = ['13912345678', '13800000000', '13700000000'] as const
    const step = fc.record({ kind: fc.constantFrom('missed', 'connected', 'asked'), ani: fc.constantFrom(...numbers, null), number: fc.constantFrom(...numbers) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat({ max: 12 }), async (steps, from) => {
        await db('callbacks').delete()
        await db('callback_calls').delete()
        const facts = steps.flatMap(({ kind, ani, number }, i): CallFact[] => {
          const about = { ani, at: noon + i }
          if (kind === 'missed') return [ended(`c${i}`, about)]
          if (kind === 'connected') return [connected(`c${i}`, about)]
          return [requested(`c${i}`, { ...about, number }), ended(`c${i}`, { ...about, outcome: 'overflow', endedIn: 'callback_accepted', missed: false })]
        })
        const table = async () => ((await db('callbacks').orderBy('id')) as Record<string, unknown>[]).map((row): Record<string, unknown> => ({ ...row, ani_sealed: null }))
        await record(db, ...facts)
        const once = await table()
        await record(db, ...facts.slice(from))
        expect(await table()).toEqual(once)
        const counted = steps.filter(({ kind }) => kind !== 'connected').length
        expect(once.reduce((sum, row) => sum + Number(row['missed_count']), 0)).toBe(counted)
        const calls: { callback_id: string; n: number }[] = await db('callback_calls').groupBy('callback_id').select('callback_id').count({ n: '*' })
        for (const row of once) expect(Number(calls.find(({ callback_id }) => callback_id === row['id'])?.n ?? 0)).toBe(Number(row['missed_count']))
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

  it('asked for while waiting keep place, rank and groups, and are due when the caller has hung up', async () => {
    const db = await open()
    await record(db, requested('c1'))
    expect(await desk(db).all()).toMatchObject([{ kind: 'queue', state: 'open', placeAt: noon - 70_000, nextAttemptAt: noon + 60_000, attempts: 0, missedCount: 1, elsewhere: false }])
    const hungUp = ended('c1', { at: noon + 4_000, outcome: 'overflow', endedIn: 'callback_accepted', missed: false })
    await record(db, hungUp)
    expect(await desk(db).all()).toMatchObject([{ nextAttemptAt: noon + 6_000 }])
    expect(await db('callbacks').first()).toMatchObject({ rank: 'normal', groups: '["general"]' })
  })

  it('of one citizen are one, at the earliest place and the number given last', async () => {
    const db = await open()
    const [own, other] = ['13912345678', '13800000000']
    await record(db, ended('c1', { ani: own, at: noon }), ended('c2', { ani: other, at: noon + 1 }), requested('c3', { ani: own, number: other, at: noon + 2, arrivedAt: noon - 9 }))
    expect(await desk(db).all()).toMatchObject([
      { id: 'bc1', state: 'closed', closedWhy: 'merged', missedCount: 0 },
      { id: 'bc2', kind: 'queue', ani: '138****0000', elsewhere: true, missedCount: 3, placeAt: noon - 9, firstMissedAt: noon },
    ])
    await record(db, ended('c4', { ani: own, at: noon + 3 }), requested('c5', { ani: own, number: own, at: noon + 4, arrivedAt: noon + 3 }))
    expect((await desk(db).all())[1]).toMatchObject({ id: 'bc2', ani: '139****5678', elsewhere: false, missedCount: 5, placeAt: noon - 9 })
    await record(db, connected('c6', { ani: own, at: noon + 5 }))
    expect((await desk(db).all()).map(({ state }) => state)).toEqual(['closed', 'closed'])
  })

  it('at another number close when the citizen gets through from the first', async () => {
    const db = await open()
    await record(db, requested('c1', { number: '13800000000' }), connected('c2', { at: noon + 1 }))
    expect(await desk(db).all()).toMatchObject([{ state: 'closed', closedWhy: 'got_through' }])
  })

  it('begin anew when asked for again, whoever had taken them', async () => {
    const db = await open()
    await record(db, ended('c1'))
    const { callbacks, all } = desk(db)
    await callbacks.claim('bc1', user('a'), false)
    await record(db, requested('c2', { at: noon + 9 }))
    expect(await all()).toMatchObject([{ kind: 'queue', state: 'open', claimedBy: null, nextAttemptAt: noon + 9 + 60_000 }])
  })

  it('have the messages that were spoken when nobody was signed in (A-J24)', async () => {
    const db = await open()
    const over = { outcome: 'overflow', endedIn: 'message' } as const
    await record(db, messageLeft('c1'), ended('c1', over), messageLeft('c2', { at: noon + 9, lengthMs: 1_800 }), ended('c2', { ...over, at: noon + 9 }), messageLeft('c3'), ended('c3', { ...over, ani: null }), messageLeft('c4', { lengthMs: 400 }), ended('c4', { ...over, ani: '13800000000' }))
    expect(await desk(db).all()).toMatchObject([
      { missedCount: 2, messages: [{ call: 'c1', at: noon, lengthMs: 4_000 }, { call: 'c2', at: noon + 9, lengthMs: 1_800 }] },
      { callable: false, messages: [{ call: 'c3' }] },
      { ani: '138****0000', messages: [] }, // put the receiver down
    ])
  })

  describe('dialled by whoever claimed them', () => {
    const li = { ...user('li'), extension: Extension.parse('1001') }
    async function claimed(number = '13912345678') {
      const db = await open()
      await record(db, ended('c1', { ani: number }))
      const found = desk(db)
      await found.callbacks.claim('bc1', li, false)
      return { db, ...found }
    }

    it('are called once, however often the button is pressed, and close when the citizen was reached', async () => {
      const { db, callbacks, placed, written, all } = await claimed()
      const both = await Promise.allSettled([callbacks.dial('bc1', li), callbacks.dial('bc1', li)])
      const [done] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'CALLBACK_TAKEN' } }])
      expect(placed).toEqual([{ number: '13912345678', source: 'callback bc1 1' }])
      expect(written.filter(({ action }) => action === 'call.dial')).toMatchObject([{ target: 'callback:bc1', ok: true }])
      expect(await all()).toMatchObject([{ state: 'dialing', call: done?.id, claimedBy: 'li' }])
      await expect(callbacks.claim('bc1', user('boss', 'supervisor'), true)).rejects.toMatchObject({ code: 'CALLBACK_TAKEN' })
      await record(db, ended(done!.id, { callbackId: 'bc1', direction: 'outbound', outcome: 'handled', endedIn: 'talking', answeredAt: noon + 9, at: noon + 99, missed: false }))
      expect(await all()).toMatchObject([{ state: 'closed', closedWhy: 'reached', attempts: 1, lastResult: 'reached', call: null }])
    })

    it('stay with that person when nobody answers, and the next try is another call', async () => {
      const { db, callbacks, placed, all } = await claimed()
      const first = await callbacks.dial('bc1', li)
      const over = ended(first.id, { callbackId: 'bc1', direction: 'outbound', outcome: 'unreached', unreached: 'busy', endedIn: 'dialling', at: noon + 20, missed: false })
      await record(db, over, over)
      expect(await all()).toMatchObject([{ state: 'claimed', attempts: 1, lastResult: 'busy', lastAttemptAt: noon + 20, nextAttemptAt: null }])
      expect((await callbacks.dial('bc1', li)).id).not.toBe(first.id)
      await record(db, over)
      expect(await all()).toMatchObject([{ state: 'dialing', attempts: 1 }])
      expect(placed.map(({ source }) => source)).toEqual(['callback bc1 1', 'callback bc1 2'])
    })

    it('by nobody else, not without a phone, and not when the number is withheld or refused', async () => {
      const { callbacks, all } = await claimed('0085223456789')
      await expect(callbacks.dial('bc1', { ...li, username: 'wang' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(callbacks.dial('bc1', { ...li, extension: null })).rejects.toMatchObject({ code: 'NO_PHONE' })
      await expect(callbacks.dial('bc1', li)).rejects.toMatchObject({ code: 'NUMBER_NOT_ALLOWED' })
      expect(await all()).toMatchObject([{ state: 'claimed', attempts: 0, call: null }])
      await callbacks.close('bc1', li, 'unreachable')
      await expect(callbacks.dial('bc1', li)).rejects.toMatchObject({ code: 'CALLBACK_TAKEN' })
    })

    it('that were cut off in the conversation are counted and stay', async () => {
      const { db, callbacks, all } = await claimed()
      const { id } = await callbacks.dial('bc1', li)
      await record(db, ended(id, { callbackId: 'bc1', direction: 'outbound', outcome: 'interrupted', endedIn: 'talking', answeredAt: noon + 9, at: noon + 20 }))
      expect(await all()).toMatchObject([{ state: 'claimed', lastResult: 'cut_off', missedCount: 2 }])
    })
  })
})
