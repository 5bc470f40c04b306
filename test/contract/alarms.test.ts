import { describe, expect, it } from 'vitest'
import { createKeptAlarms } from '../../src/alarm/kept.ts'
import { alarmRoutes } from '../../src/alarm/routes.ts'
import { alarmStore } from '../../src/alarm/store.ts'
import type { Alarm } from '../../src/contract/alarm.ts'
import type { AuditEntry } from '../../src/identity/port.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Log } from '../../src/platform/log.ts'
import { databases } from './support/databases.ts'
import type { Knex } from 'knex'

const noon = Date.parse('2026-11-21T12:00:00+08:00')
const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, with: () => quiet }

function aDesk(db: Knex) {
  const audited: AuditEntry[] = []
  let [id, now] = [0, noon]
  const alarms = createKeptAlarms({
    store: alarmStore(db), log: quiet, newId: () => `a${(id += 1)}`, clock: { ...systemClock, now: () => now },
    audit: { write: async (entry) => void audited.push(entry) },
  })
  const ask = async (query: object): Promise<{ items: Alarm[]; nextCursor: string | null }> => {
    const list = alarmRoutes(alarms).find(({ path }) => path === '/alarms')
    return (await list?.handle({ params: {}, query: { limit: 50, ...query }, body: {}, user: {}, requestId: 'r', language: 'zh' })) as { items: Alarm[]; nextCursor: string | null }
  }
  return { alarms, audited, ask, later: (ms: number) => void (now += ms) }
}

describe.each(databases)('alarms on $on', ({ open }) => {
  it('are kept: what happens again before somebody has seen it is counted', async () => {
    const { alarms, ask } = aDesk(await open())
    alarms.keep({ kind: 'unknown_number', at: noon, details: { dnis: '12399', call: 'c1' } })
    alarms.keep({ kind: 'unknown_number', at: noon + 5, details: { dnis: '12399', call: 'c2' } })
    alarms.keep({ kind: 'unknown_number', at: noon + 9, details: { dnis: '12398', call: 'c3' } })
    await alarms.settled()
    expect((await ask({ open: true })).items).toMatchObject([
      { id: 'a2', times: 1, details: { dnis: '12398' } },
      { id: 'a1', kind: 'unknown_number', times: 2, firstAt: noon, lastAt: noon + 5, details: { dnis: '12399', call: 'c2' }, acknowledgedAt: null },
    ])
  })

  it('are seen by one person, on record; then the same thing is a new alarm', async () => {
    const { alarms, ask, audited, later } = aDesk(await open())
    alarms.keep({ kind: 'recording_failed', at: noon, details: { call: 'c1' } })
    await alarms.settled()
    later(60_000)
    expect(await alarms.acknowledge('a1', 'supervisor')).toMatchObject({ acknowledgedBy: 'supervisor', acknowledgedAt: noon + 60_000 })
    expect(await alarms.acknowledge('a1', 'admin')).toMatchObject({ acknowledgedBy: 'supervisor' })
    expect(audited).toMatchObject([{ actor: 'supervisor', action: 'alarm.acknowledge', target: 'alarm:a1' }])
    alarms.keep({ kind: 'recording_failed', at: noon + 70_000, details: { call: 'c2' } })
    await alarms.settled()
    expect((await ask({ open: true })).items.map(({ id }) => id)).toEqual(['a2'])
    expect((await ask({ open: false })).items.map(({ id }) => id)).toEqual(['a1'])
    await expect(alarms.acknowledge('a9', 'supervisor')).rejects.toMatchObject({ code: 'ALARM_NOT_FOUND' })
  })

  it('are listed page by page, and forgotten when seen long ago', async () => {
    const { alarms, ask } = aDesk(await open())
    for (let n = 0; n < 5; n += 1) alarms.keep({ kind: 'unknown_number', at: noon + n, details: { dnis: `1239${n}` } })
    await alarms.settled()
    const first = await ask({ limit: 3 })
    const rest = await ask({ limit: 3, cursor: first.nextCursor })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(['a5', 'a4', 'a3', 'a2', 'a1'])
    await alarms.acknowledge('a1', 'supervisor')
    await alarms.prune(noon + 1)
    expect((await ask({})).items.map(({ id }) => id)).toEqual(['a5', 'a4', 'a3', 'a2'])
  })
})
