import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/contract/policy.ts'
import type { Extension, LegId } from '../../src/contract/ids.ts'
import type { AuditEntry } from '../../src/identity/port.ts'
import { createOutbound } from '../../src/outbound/outbound.ts'
import { outboundStore } from '../../src/outbound/store.ts'
import { silentLog } from '../../src/platform/log.ts'
import { databases } from './support/databases.ts'

const NOW = Date.parse('2026-11-20T15:00:00+08:00')
const HOUR = 3_600_000
const agent = '1001' as Extension
let legs = 0
const leg = (): LegId => `leg-${++legs}` as LegId

describe.each(databases)('calls to the outside on $on', ({ open }) => {
  async function opened(db = open(), changes: Partial<ReturnType<typeof defaultPolicy>['outbound']> = {}, clock = { now: NOW, night: false }) {
    const written: AuditEntry[] = []
    const alarms: { kind: string; details: object }[] = []
    const counted: string[] = []
    const store = outboundStore(await db)
    const outbound = await createOutbound({
      store, policy: { ...defaultPolicy().outbound, ...changes }, now: () => clock.now, isNight: () => clock.night, log: silentLog,
      plan: () => ({ tel: '0991', listed: new Set(['110', '12366']) }),
      audit: { write: async (entry) => void written.push(entry) },
      alarm: (alarm) => void alarms.push(alarm),
      count: { placed: (purpose) => void counted.push(purpose), refused: (why) => void counted.push(`refused ${why}`) },
    })
    return { outbound, store, written, alarms, counted, clock }
  }
  const call = (purpose: 'emergency' | 'in_call' | 'callback' | 'own' = 'own') => ({ leg: leg(), agent, purpose })

  it('gives the one form of a number, and puts what is refused on record without the number', async () => {
    const { outbound, written, counted } = await opened()
    expect(outbound.number('+86 138 0000 0001')).toBe('13800000001')
    const typed = '+1 212 555 0199'
    await expect(outbound.onRecord({ by: 'agent1001', target: typed }, () => outbound.number(typed))).rejects.toMatchObject({ code: 'NUMBER_NOT_ALLOWED', details: { why: 'international' } })
    await expect(outbound.onRecord({ by: 'agent1001', target: 'sip:x@y' }, () => outbound.number('sip:x@y'))).rejects.toMatchObject({ code: 'NUMBER_NOT_ALLOWED' })
    expect(written).toMatchObject([
      { actor: 'agent1001', action: 'outbound.refused', target: 'number:121****0199', details: { why: 'international' }, ok: false },
      { target: 'number:(7 characters)', details: { why: 'characters' } },
    ])
    expect(counted).toEqual(['refused international', 'refused characters'])
    await expect(outbound.onRecord({ by: 'x', target: '1' }, () => Promise.reject(new Error('something else')))).rejects.toThrow('something else')
    expect(written).toHaveLength(2)
  })

  it('lets the machine call telephones of people only: no service, whatever is listed', async () => {
    const { outbound } = await opened()
    expect(['110', '12366', '13800000001'].map((typed) => [outbound.judge(typed).ok, outbound.judgePerson(typed).ok])).toEqual([[true, false], [true, false], [true, true]])
  })

  it('counts calls until they end, and the same leg once', async () => {
    const { outbound } = await opened()
    const [first, second] = [call(), call()]
    outbound.begin(first)
    outbound.begin(first)
    outbound.begin(second)
    expect(() => outbound.begin(call())).toThrow(expect.objectContaining({ code: 'OUTBOUND_LIMIT', details: { limit: 'calls_of_agent' } }))
    outbound.begin(call('emergency'))
    outbound.ended(first.leg)
    outbound.ended(second.leg)
    outbound.ended('none of ours' as LegId)
    outbound.begin(call())
  })

  it('knows after a restart what the hour has carried and what is up', async () => {
    const db = await open()
    const { outbound } = await opened(Promise.resolve(db), { callsPerAgentPerHour: 2 })
    for (let n = 0; n < 2; n++) {
      const one = call()
      outbound.begin(one)
      outbound.ended(one.leg)
    }
    await outbound.settled()
    const again = await opened(Promise.resolve(db), { callsPerAgentPerHour: 2, maxCalls: 1 })
    expect(() => again.outbound.begin(call())).toThrow(expect.objectContaining({ details: { limit: 'per_hour_of_agent' } }))
    again.clock.now += HOUR
    again.outbound.adopt('still up' as LegId, agent)
    expect(() => again.outbound.begin(call())).toThrow(expect.objectContaining({ details: { limit: 'calls' } }))
    again.outbound.ended('still up' as LegId)
    again.outbound.begin(call())
  })

  it('locks at night what nobody asked for', async () => {
    const { outbound } = await opened(open(), {}, { now: NOW, night: true })
    expect(() => outbound.begin(call('own'))).toThrow(expect.objectContaining({ code: 'OUTBOUND_NIGHT' }))
    outbound.begin(call('callback'))
    outbound.begin(call('in_call'))
  })

  it('raises an alarm, once, when an hour carries far more than usual', async () => {
    const { outbound, store, alarms, clock } = await opened(open(), { unusualFrom: 5, unusualFactor: 2, maxCalls: 100, maxCallsPerAgent: 10 })
    // Two calls in this hour of each of the last fourteen days; more at another hour, which does not count.
    for (let day = 1; day <= 14; day++) {
      for (const ago of [0.2, 0.8, 5, 5.1, 5.2, 5.3]) await store.add({ leg: leg(), agent, purpose: 'own', at: NOW - day * 24 * HOUR - ago * HOUR })
    }
    const place = async () => {
      const one = call()
      outbound.begin(one)
      outbound.ended(one.leg)
      await outbound.settled()
    }
    for (let n = 0; n < 4; n++) await place()
    expect(alarms).toEqual([])
    await place()
    await place()
    expect(alarms).toEqual([{ kind: 'outbound_unusual', at: NOW, details: { calls: 5, usual: 2 } }])
    clock.now += 2 * HOUR
    await place()
    expect(alarms).toHaveLength(1)
  })

  it('forgets what is older than what is usual', async () => {
    const db = open()
    const { store } = await opened(db)
    await store.add({ leg: leg(), agent: null, purpose: 'own', at: NOW - 16 * 24 * HOUR })
    await store.add({ leg: leg(), agent: null, purpose: 'own', at: NOW - 14 * 24 * HOUR })
    await opened(db)
    expect(await store.countBetween(0, NOW)).toBe(1)
  })
})
