import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { dialStore } from '../../src/callback/dial-store.ts'
import { createDialer, sourceOf } from '../../src/callback/dialer.ts'
import { recordFacts } from '../../src/callback/from-calls.ts'
import type { CallFact } from '../../src/call/facts.ts'
import { callIdFor } from '../../src/call/rules/ids.ts'
import type { CallState } from '../../src/call/rules/state.ts'
import type { CallId } from '../../src/contract/ids.ts'
import { AppError } from '../../src/platform/errors.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import type { Log } from '../../src/platform/log.ts'
import { connected, ended, noon, requested } from './support/call-facts.ts'
import { databases } from './support/databases.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const retryMs = [300_000, 900_000, 1_800_000]
const record = (db: Knex, ...facts: CallFact[]) => db.transaction(async (trx) => await recordFacts(trx, facts, { cipher, retryMs }))
const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: (message, fields) => { throw new Error(message, { cause: fields }) }, with: () => log }

const asked = (call: string, over: Parameters<typeof requested>[1] = {}): CallFact[] => [
  requested(call, over), ended(call, { ani: over.ani ?? '13912345678', at: over.at ?? noon, outcome: 'overflow', endedIn: 'callback_accepted', missed: false }),
]
const unreached = (call: CallId, over: Parameters<typeof ended>[1] = {}) =>
  ended(call, { callbackId: 'bc1', direction: 'outbound', outcome: 'unreached', unreached: 'no_answer', endedIn: 'dialling', missed: false, ...over })

/** One run of the server: its calls are lost with it, except those handed to the next. */
function run(db: Knex, given: { open?: Map<CallId, { state: CallState }>; now?: number; refuses?: boolean } = {}) {
  const open = given.open ?? new Map<CallId, { state: CallState }>()
  const at = { now: given.now ?? noon + 10_000 }
  const placed: { call: CallId; number: string; since: number; rank: string; groups: readonly string[] }[] = []
  const cancelled: CallId[] = []
  const state = (call: CallId, how: CallState['at'], plan: object) => ({ call, at: how, caller: `o01${call}`, plan }) as unknown as CallState
  const dialer = createDialer({
    store: dialStore(db), node: 'n1', cipher, unknownPauseMs: () => 300_000, locked: () => false, log,
    clock: { now: () => at.now, at: (_: number, task: () => void) => (queueMicrotask(task), () => {}), every: () => () => {} },
    recorded: async () => new Set(),
    walls: {
      judge: (number: string) => (number.startsWith('00') ? { ok: false, why: 'international' } : { ok: true, number, kind: 'mobile' }),
      begin: () => {
        if (given.refuses) throw new AppError('OUTBOUND_LIMIT', { limit: 'calls' })
      },
    },
    placing: {
      inLine: ({ number, callbackId }, { rank, groups }, { source, since }) => {
        const call = callIdFor(source, since)
        placed.push({ call, number, since, rank, groups })
        const booked = state(call, 'booked', { treatment: 'dial', ani: number, by: null, callbackId })
        open.set(call, { state: booked })
        dialer.heard(booked, null)
        return call
      },
    },
    calls: { open: () => open, ask: (call: CallId) => cancelled.push(call) },
  } as Parameters<typeof createDialer>[0])
  /** A citizen on the line with us. */
  const citizen = (ani: string, how: CallState['at'], before: CallState | null = null) => {
    const now = state('c9' as CallId, how, { treatment: 'queue', ani })
    open.set(now.call, { state: now })
    dialer.heard(now, before)
    return now
  }
  return { dialer, open, at, placed, cancelled, citizen, state }
}
const row = async (db: Knex) => (await db('callbacks').orderBy('id'))[0] as Record<string, unknown>

describe.each(databases)('the server calls back, on $on', ({ open }) => {
  it('at the place that was kept, with its rank and groups, when the caller has hung up', async () => {
    const db = await open()
    await record(db, ...asked('c1'))
    const early = run(db, { now: noon + 1_000 })
    await early.dialer.look()
    expect(early.placed).toEqual([])
    const { dialer, placed } = run(db)
    await dialer.look()
    await dialer.look()
    expect(placed).toEqual([{ call: callIdFor(sourceOf('bc1', 1), noon - 70_000), number: '13912345678', since: noon - 70_000, rank: 'normal', groups: ['general'] }])
    expect(await row(db)).toMatchObject({ state: 'dialing', serial: 1, dial_call: placed[0]?.call, next_attempt_at: null })
  })

  it('one call only when two servers look at the same time', async () => {
    const db = await open()
    await record(db, ...asked('c1'))
    const both = [run(db), run(db)]
    await Promise.all(both.map(async ({ dialer }) => await dialer.look()))
    expect(both.flatMap(({ placed }) => placed)).toHaveLength(1)
  })

  it('again after 5, 15 and 30 minutes, and leaves it to a person at last', async () => {
    const db = await open()
    await record(db, ...asked('c1'))
    const { dialer, at, placed, open: calls } = run(db)
    const pauses: unknown[] = []
    for (let n = 1; n <= 4; n++) {
      await dialer.look()
      expect(placed).toHaveLength(n)
      const { call } = placed[n - 1]!
      calls.delete(call)
      await record(db, unreached(call, { at: at.now }))
      const next = (await row(db))['next_attempt_at'] as number | null
      pauses.push(next === null ? null : next - at.now)
      at.now = (next ?? at.now) - 1
      await dialer.look()
      expect(placed).toHaveLength(n)
      at.now += 1
    }
    expect(pauses).toEqual([...retryMs, null])
    expect(new Set(placed.map(({ call }) => call)).size).toBe(4)
    expect(await row(db)).toMatchObject({ state: 'open', attempts: 4, last_result: 'no_answer' })
    at.now += 86_400_000
    await dialer.look()
    expect(placed).toHaveLength(4)
  })

  it('nobody who is on the line with us, and lets go when they call meanwhile', async () => {
    const db = await open()
    await record(db, ...asked('c1'))
    const { dialer, open: calls, placed, cancelled, citizen } = run(db)
    citizen('13912345678', 'waiting')
    await dialer.look()
    expect(placed).toEqual([])
    calls.clear()
    await dialer.look()
    expect(placed).toHaveLength(1)
    citizen('13800000000', 'waiting')
    await Promise.resolve()
    expect(cancelled).toEqual([])
    citizen('13912345678', 'waiting')
    await Promise.resolve()
    expect(cancelled).toEqual([placed[0]?.call])
    await record(db, unreached(placed[0]!.call, { unreached: 'cancelled', endedIn: 'booked', at: noon + 11_000 }))
    expect(await row(db)).toMatchObject({ state: 'open', attempts: 0, next_attempt_at: noon + 11_000 })
  })

  it('no more once the citizen got through', async () => {
    const db = await open()
    await record(db, ...asked('c1'))
    const { dialer, placed, cancelled, citizen } = run(db)
    await dialer.look()
    const waiting = citizen('13912345678', 'waiting')
    citizen('13912345678', 'talking', waiting)
    await Promise.resolve()
    expect(cancelled).toContain(placed[0]?.call)
    await record(db, connected('c9', { at: noon + 12_000 }))
    cancelled.length = 0
    await dialer.look()
    expect(cancelled).toEqual([placed[0]?.call])
    expect(await row(db)).toMatchObject({ state: 'closed', closed_why: 'got_through' })
  })

  it('the same call when the server died between commitment and call, and none when it lives on', async () => {
    const db = await open()
    await record(db, ...asked('c1'))
    const call = callIdFor(sourceOf('bc1', 1), noon - 70_000)
    expect(await dialStore(db).begin('bc1', { serial: 1, call, since: noon - 70_000, node: 'n1' }, null)).toBe(true)
    const second = run(db)
    await second.dialer.start()
    expect(second.placed).toMatchObject([{ call }])
    const third = run(db, { open: second.open })
    await third.dialer.start()
    await third.dialer.look()
    expect([third.placed, third.cancelled]).toEqual([[], []])
    expect(await row(db)).toMatchObject({ state: 'dialing', serial: 1 })
  })

  it('not for a person who had just asked for it when the server died: the task is theirs again', async () => {
    const db = await open()
    await record(db, ended('c1'))
    await db('callbacks').update({ state: 'claimed', claimed_by: 'li' })
    expect(await dialStore(db).begin('bc1', { serial: 1, call: 'cx' as CallId, since: noon, node: 'n1' }, 'wang')).toBe(false)
    expect(await dialStore(db).begin('bc1', { serial: 1, call: 'cx' as CallId, since: noon, node: 'n1' }, 'li')).toBe(true)
    const { dialer, placed } = run(db)
    await dialer.start()
    expect(placed).toEqual([])
    expect(await row(db)).toMatchObject({ state: 'claimed', claimed_by: 'li', attempts: 0, dial_call: null })
  })

  it('leaves numbers that may not be dialled to a person, and goes on with the rest', async () => {
    const db = await open()
    await record(db, ...asked('c1', { number: '0085223456789', arrivedAt: noon - 90_000 }), ...asked('c2', { number: '13800000000', ani: '13800000000' }))
    const { dialer, placed } = run(db)
    await dialer.look()
    expect(placed).toMatchObject([{ number: '13800000000' }])
    expect(await row(db)).toMatchObject({ state: 'open', last_result: 'not_allowed', next_attempt_at: null })
  })

  it('puts off what the walls refuse at the moment of dialling', async () => {
    const db = await open()
    await record(db, ...asked('c1'))
    const { dialer, placed, cancelled, state } = run(db, { refuses: true })
    await dialer.look()
    const { call } = placed[0]!
    const plan = { treatment: 'dial', ani: '13912345678', by: null, callbackId: 'bc1' }
    dialer.heard(state(call, 'dialling', plan), state(call, 'booked', plan))
    await Promise.resolve()
    expect(cancelled).toEqual([call])
  })
})
