import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { STRANGER } from '../../src/caller/port.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { NewHotline } from '../../src/contract/hotline.ts'
import { hotlineDay } from '../../src/hotline/daily.ts'
import type { Alarm } from '../../src/hotline/alarm.ts'
import { createRegistry } from '../../src/hotline/registry.ts'
import { hotlineRoutes, HotlinePatch } from '../../src/hotline/routes.ts'
import { loadSite } from '../../src/hotline/site.ts'
import { callsSince, hotlineStore } from '../../src/hotline/store.ts'
import type { AuditEntry } from '../../src/identity/port.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { databases } from './support/databases.ts'

const site = loadSite('config/sites/demo.yaml')
const october = Date.parse('2026-10-15T10:00:00+08:00')

const dialled = (number: string, callerNumber: string) => ({ dialled: number, callerNumber, transferCount: null, interaction: null })

interface Given {
  now?: number
  refuseAudit?: boolean
  specialists?: boolean
}

async function openRegistry(db: Knex, given: Given = {}) {
  const at = { now: given.now ?? october }
  const clock = { ...systemClock, now: () => at.now }
  const written: AuditEntry[] = []
  const alarms: Alarm[] = []
  const warned: string[] = []
  const audit = {
    async write(entry: AuditEntry) {
      if (given.refuseAudit) throw new Error('disk full')
      written.push(entry)
    },
  }
  const log = { ...silentLog, warn: (message: string) => void warned.push(message) }
  const store = hotlineStore(db)
  const policy = defaultPolicy()
  const registry = await createRegistry({ store, clock, site, policy, audit, log, specialistsSignedIn: () => given.specialists ?? true, groups: { isOpen: () => true }, knowCaller: () => STRANGER, callsSince: callsSince(db) })
  registry.onAlarm((alarm) => alarms.push(alarm))
  const daily = hotlineDay({ registry, clock, policy, audit, log, callsSince: callsSince(db), alarm: (alarm) => alarms.push(alarm) })
  return { registry, at, written, alarms, warned, daily }
}

async function haveCalled(db: Knex, dnis: string, times: number, at: number): Promise<void> {
  const calls = Array.from({ length: times }, (_, i) => ({
    id: `${dnis}-${i}`, node: 'n1', caller_leg: `l${i}`, dnis, dnis_raw: dnis, arrived_at: at, transfer_count: 0, labels: '[]',
  }))
  await db.batchInsert('calls', calls, 50)
}

describe.each(databases)('the hotline registry on $on', ({ open }) => {
  it('holds the lines of the site on the first run, in transition since the first of the month', async () => {
    const { registry } = await openRegistry(await open())
    expect(registry.all().map(({ number }) => number)).toEqual(['110', '119', '120', '122', '12319', '12333', '12345', '12350', '12358', '12366'])
    expect(registry.find('12319')).toMatchObject({ transitionStart: '2026-10-01', cancelDate: '2027-01-01', status: 'transition' })
    expect(registry.find('12358')).toMatchObject({ cancelDate: null, status: 'cancelled' })
  })

  it('keeps what was changed over a restart and does not seed twice', async () => {
    const db = await open()
    const first = await openRegistry(db)
    await first.registry.change('12319', { transitionStart: '2026-08-31', nameZh: '城管热线' }, 'admin')
    const second = await openRegistry(db, { now: Date.parse('2027-03-01T00:00:00+08:00') })
    expect(second.registry.find('12319')).toMatchObject({ transitionStart: '2026-08-31', cancelDate: '2026-11-30', nameZh: '城管热线', status: 'cancelled' })
    expect(second.registry.all()).toHaveLength(10)
  })

  it('switches at midnight of the site without a restart (A-J01, A-J03)', async () => {
    const { registry } = await openRegistry(await open())
    const plan = (iso: string) => registry.plan(dialled('+8699112319', '13912345678'), Date.parse(iso))
    expect(plan('2026-12-31T23:59:59.999+08:00')).toMatchObject({ treatment: 'queue', dnis: '12319', dnisRaw: '+8699112319', labels: ['transition'] })
    expect(plan('2027-01-01T00:00:00+08:00')).toMatchObject({ treatment: 'announce_hangup', times: 2 })
  })

  it('applies a change to the next call, on record with before and after', async () => {
    const { registry, written } = await openRegistry(await open())
    const told: string[] = []
    registry.onChange(({ number }) => told.push(number))
    await registry.change('12333', { mergeMode: 'whole_merge', transitionStart: '2026-10-15' }, 'admin')
    expect(registry.plan(dialled('12333', ''), october)).toMatchObject({ treatment: 'queue', labels: ['transition'] })
    expect(told).toEqual(['12333'])
    expect(written).toMatchObject([
      { actor: 'admin', action: 'hotline.edit', target: 'hotline:12333', ok: true, details: { before: { mergeMode: 'dual_number' }, after: { mergeMode: 'whole_merge' } } },
    ])
  })

  it('changes nothing that cannot be put on record', async () => {
    const { registry } = await openRegistry(await open(), { refuseAudit: true })
    await expect(registry.change('12333', { nameZh: 'x' }, 'admin')).rejects.toThrow('disk full')
    expect(registry.find('12333')?.nameZh).toBe('人力资源和社会保障服务热线')
  })

  it('adds a number, once', async () => {
    const { registry } = await openRegistry(await open())
    const line = NewHotline.parse({ number: '12329', nameZh: '住房公积金热线', mergeMode: 'dual_number', specialistGroup: 'fund' })
    const both = await Promise.allSettled([registry.add(line, 'admin'), registry.add(line, 'admin')])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both[1]).toMatchObject({ reason: { code: 'HOTLINE_EXISTS' } })
    expect(registry.plan(dialled('099112329', ''), october)).toMatchObject({ dnis: '12329', reach: [{ groups: ['fund'] }, { afterMs: 20_000 }, { groups: ['backup', 'general'] }] })
  })

  it.each([
    ['12345', { mergeMode: 'direct_cancel' as const }, 'body.mergeMode'],
    ['12333', { mergeMode: 'primary' as const }, 'body.mergeMode'],
    ['12333', { group: 'nobody' as never }, 'body.group'],
    ['12333', { transitionStart: '2026-10-01' }, 'body.transitionStart'],
    ['12366', { transferTarget: 'sip:12366@trunk&Local/1@x' }, 'body.transferTarget'],
    ['12366', { transferTarget: 'sip:12366@198.51.100.1' }, 'body.transferTarget'],
    ['12366', { transferTarget: 'sip:0085223456789@' }, 'body.transferTarget'],
    ['12366', { transferTarget: 'sip:16812345@' }, 'body.transferTarget'],
    ['12366', { transferTarget: 'sip:96300@' }, 'body.transferTarget'],
    ['12366', { transferTarget: 'sip:12319@' }, 'body.transferTarget'],
    ['12366', { transferInNumbers: ['12345'] as never }, 'body.transferInNumbers'],
    ['12333', { transferInNumbers: ['12301'] as never }, 'body.transferInNumbers'],
  ])('refuses to turn %s into %o', async (number, change, path) => {
    const { registry, written } = await openRegistry(await open())
    await expect(registry.change(number, change, 'admin')).rejects.toMatchObject({ code: 'INVALID_REQUEST', details: { errors: [{ path }] } })
    expect(written).toEqual([])
  })

  it('asks before it ends a number that many still dial (domain.md §5.2)', async () => {
    const db = await open()
    const { registry } = await openRegistry(db)
    await haveCalled(db, '12319', 100, october - 86_400_000)
    const end = { transitionStart: '2026-07-01' }
    await haveCalled(db, '12333', 101, october - 6 * 86_400_000)
    await expect(registry.change('12333', { mergeMode: 'direct_cancel' }, 'admin')).rejects.toMatchObject({ code: 'HOTLINE_BUSY', details: { count: 101 } })
    expect(registry.find('12333')).toMatchObject({ status: 'active' })
    expect(await registry.change('12333', { mergeMode: 'direct_cancel' }, 'admin', true)).toMatchObject({ status: 'cancelled' })
    expect(await registry.change('12319', end, 'admin')).toMatchObject({ status: 'cancelled' }) // 100 is not more than 100
  })

  it('keeps the hours of a sub-centre, and forgets them when it never closes', async () => {
    const db = await open()
    const schedule = { workdays: ['08:30-12:00'], restDays: [], seasons: [] }
    const change = HotlinePatch.parse({ schedule: { workdays: ['08:30-12:00'] } })
    expect(await (await openRegistry(db)).registry.change('12366', change as never, 'admin')).toMatchObject({ schedule })
    const { registry } = await openRegistry(db)
    expect(registry.find('12366')).toMatchObject({ schedule })
    await registry.change('12366', { schedule: null }, 'admin')
    expect((await openRegistry(db)).registry.find('12366')).toMatchObject({ schedule: null })
  })

  it('keeps where a sub-centre is reached and at which numbers it hands callers over, each number once', async () => {
    const db = await open()
    const change = HotlinePatch.parse({ transferTarget: 'sip:02085550100@', transferInNumbers: ['963660'] })
    await (await openRegistry(db)).registry.change('12366', change as never, 'admin')
    const { registry } = await openRegistry(db)
    expect(registry.find('12366')).toMatchObject({ transferTarget: 'sip:02085550100@', transferInNumbers: ['963660'] })
    await expect(registry.change('110', { transferInNumbers: ['963660'] as never }, 'admin')).rejects.toMatchObject({ details: { errors: [{ path: 'body.transferInNumbers' }] } })
    expect(registry.plan({ dialled: '+860991963660', callerNumber: '', transferCount: null, interaction: null }, october)).toMatchObject({ dnis: '12366', from: '12366', transferCount: 1 })
    await registry.change('110', { transferTarget: 'sip:12399@' }, 'admin') // the government's 123XX need no list
  })

  it('serves unknown numbers as 12345 and tells of each once an hour', async () => {
    const { registry, alarms, warned } = await openRegistry(await open())
    for (let minute = 0; minute < 60; minute += 20) {
      expect(registry.plan(dialled('07711234567', 'anonymous'), october + minute * 60_000)).toMatchObject({ treatment: 'queue', dnis: '12345', dnisRaw: '07711234567', ani: null, labels: ['unknown_number'] })
    }
    registry.plan(dialled('12318', ''), october)
    expect(warned).toHaveLength(2)
    expect(alarms.map(({ details }) => details['dialled'])).toEqual(['07711234567', '12318'])
    registry.plan(dialled('07711234567', ''), october + 3_600_000)
    expect(alarms.at(-1)).toMatchObject({ kind: 'unknown_number', details: { dialled: '07711234567', count: 4 } })
    expect(registry.unknownCalls()).toBe(5)
  })

  it('has a plan for a caller even when something in it fails', async () => {
    const db = await open()
    const broken = await createRegistry({
      store: hotlineStore(db), clock: { ...systemClock, now: () => october }, site, policy: defaultPolicy(), audit: { write: async () => {} }, log: silentLog,
      callsSince: callsSince(db), groups: { isOpen: () => true }, knowCaller: () => STRANGER,
      specialistsSignedIn: () => {
        throw new Error('not yet')
      },
    })
    expect(broken.plan(dialled('12333', '13912345678'), october)).toMatchObject({ treatment: 'queue', dnis: '12345', dnisRaw: '12333' })
  })

  it('gives notice of an end and records a change by date', async () => {
    const { daily, alarms, written } = await openRegistry(await open())
    await daily('2026-12-18')
    expect(alarms).toMatchObject([{ kind: 'hotline_ends_soon', details: { number: '12319', cancelDate: '2027-01-01', daysLeft: 14, busy: false } }])
    await daily('2027-01-01')
    expect(written.map(({ action, target }) => [action, target])).toEqual([['hotline.notice', 'hotline:12319'], ['hotline.status', 'hotline:12319']])
  })
})

describe('a change sent over HTTP', () => {
  it('changes only what it names: defaults are for new numbers', () => {
    expect(HotlinePatch.parse({})).toEqual({})
    expect(HotlinePatch.parse({ nameZh: '城管热线' })).toEqual({ nameZh: '城管热线' })
    expect(HotlinePatch.parse({ transitionStart: null, confirm: true })).toEqual({ transitionStart: null, confirm: true })
  })

  it.each([{ mergeMode: 'merged' }, { transitionStart: '2026-02-30' }, { number: '12346' }, { status: 'active' }, { ringTimeoutMs: 1 }])('refuses %o', (body) => {
    expect(HotlinePatch.safeParse(body).success).toBe(false)
  })

  it('is a table of four routes, each with a right', () => {
    const routes = hotlineRoutes({} as never)
    expect(routes.map(({ method, path, action }) => `${method} ${path} ${action}`)).toEqual([
      'get /hotlines hotline.read', 'get /hotlines/:number hotline.read', 'post /hotlines hotline.edit', 'patch /hotlines/:number hotline.edit',
    ])
  })
})
