import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { termsOf } from '../../src/call/terms.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import type { AuditEntry } from '../../src/identity/port.ts'
import type { AppError } from '../../src/platform/errors.ts'
import { silentLog, type Log } from '../../src/platform/log.ts'
import { createPolicyDesk } from '../../src/policy/desk.ts'
import { fixedPaths } from '../../src/policy/rules/fixed.ts'
import { policyShapes } from '../../src/policy/shape.ts'
import { policyStore } from '../../src/policy/store.ts'
import { describedPaths } from '../../src/policy/words/words.ts'
import { databases } from './support/databases.ts'

const clock = { now: () => 1_800_000_000_000 }

describe('the values of the policy', () => {
  it('all have words, and no words are left of a value that is gone', () => {
    expect([...describedPaths()].sort()).toEqual(policyShapes().map(({ path }) => path).sort())
    expect(fixedPaths().filter((path) => !describedPaths().includes(path))).toEqual([])
  })

  it('of the shipped file are the ones the panel shows', () => {
    const file = parse(readFileSync('config/policy.yaml', 'utf8')) as Record<string, Record<string, unknown>>
    const paths = Object.entries(file).flatMap(([section, values]) => Object.keys(values).map((name) => `${section}.${name}`))
    expect(paths.filter((path) => !describedPaths().includes(path))).toEqual([])
  })
})

describe.each(databases)('policy values set in the panel on $on', ({ open }) => {
  async function desk() {
    const db = await open()
    const store = policyStore(db)
    const records: AuditEntry[] = []
    const errors: unknown[] = []
    const log: Log = { ...silentLog, error: (message, fields) => void errors.push([message, fields]) }
    const again = async () => await createPolicyDesk({ store, files: defaultPolicy(), clock, log })
    const editing = { audit: { write: async (entry: AuditEntry) => void records.push(entry) }, groups: ['general', 'backup', 'hr'] }
    const made = await again()
    return { ...made, records, errors, store, again, set: async (values: Record<string, unknown>, reset: string[] = []) => await made.change({ values, reset }, { username: 'admin', language: 'en' }, editing) }
  }
  const refusal = async (work: Promise<unknown>) => await work.then(() => null, (error: AppError) => ({ code: error.code, ...error.details }))

  it('hold at once for whoever holds the policy, and after a restart', async () => {
    const { policy, set, again } = await desk()
    const { queue } = policy
    const before = termsOf(policy, '0991')
    await set({ 'queue.maxWaiting': 7, 'rating.maxPlays': 3, 'queue.callbackOfferMs': null })
    expect([queue.maxWaiting, policy.rating.maxPlays, queue.callbackOfferMs]).toEqual([7, 3, null])
    expect([before.maxWaiting, before.rating.maxPlays]).toEqual([2_000, 2])
    expect((await again()).policy.queue).toMatchObject({ maxWaiting: 7, callbackOfferMs: null })
  })

  it('are shown with what the files say, who set them and when, and can be reset', async () => {
    const { view, set, policy } = await desk()
    const one = (path: string) => view().items.find((item) => item.path === path)
    await set({ 'wrapUp.maxMs': 60_000 })
    expect(one('wrapUp.maxMs')).toMatchObject({ value: 60_000, default: 120_000, setBy: 'admin', setAt: clock.now(), kind: 'duration', readOnly: null })
    await set({}, ['wrapUp.maxMs'])
    expect(one('wrapUp.maxMs')).toMatchObject({ value: 120_000, setBy: null, setAt: null })
    expect(policy.wrapUp.maxMs).toBe(120_000)
    await set({ 'wrapUp.maxMs': 30_000 })
    await set({ 'wrapUp.maxMs': 120_000 })
    expect(one('wrapUp.maxMs')).toMatchObject({ setBy: null })
  })

  it('are refused as the file would be, all at once and with nothing changed', async () => {
    const { set, policy, records } = await desk()
    expect(await refusal(set({ 'queue.maxWaiting': 0, 'wrapUp.maxMs': 60_000, 'offer.ringTimeoutMs': 'long' }))).toMatchObject({
      code: 'INVALID_REQUEST', errors: expect.arrayContaining([expect.objectContaining({ path: 'body.values.queue.maxWaiting' }), expect.objectContaining({ path: 'body.values.offer.ringTimeoutMs' })]),
    })
    for (const values of [{ 'queue.nothing': 1 }, { '__proto__.x': 1 }, { 'lease.entryMs': 1_000 }, { 'session.absoluteMs': 0 }, { 'queue.overflowGroup': 'nobody' }, { queue: {} }, { 'queue.maxWaiting': null }]) {
      expect(await refusal(set(values))).toMatchObject({ code: 'INVALID_REQUEST' })
    }
    expect([policy.wrapUp.maxMs, records]).toEqual([120_000, []])
  })

  it('are on record with before and after, one entry for each that changes', async () => {
    const { set, records } = await desk()
    await set({ 'queue.maxWaiting': 9, 'monitor.shown': true })
    expect(records).toEqual([{ at: clock.now(), actor: 'admin', action: 'policy.edit', target: 'policy:queue.maxWaiting', details: { before: 2_000, after: 9 }, ok: true }])
  })

  it('that do not fit any more are left aside when the server starts', async () => {
    const { store, again, errors } = await desk()
    await store.change([{ path: 'queue.maxWaiting', value: -1, by: 'admin', at: 1 }, { path: 'gone.value', value: 1, by: 'admin', at: 1 }, { path: 'message.maxMs', value: 9_000, by: 'admin', at: 1 }], [])
    const { policy } = await again()
    expect([policy.queue.maxWaiting, policy.message.maxMs]).toEqual([2_000, 9_000])
    expect(errors).toHaveLength(2)
  })

  it('survive two changes at the same time', async () => {
    const { set, policy } = await desk()
    await Promise.all([set({ 'queue.maxWaiting': 5 }), set({ 'message.maxMs': 5_000 }), set({ 'third.emergencyTriesMax': 2 })])
    expect([policy.queue.maxWaiting, policy.message.maxMs, policy.third.emergencyTriesMax]).toEqual([5, 5_000, 2])
  })
})
