import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../src/call/facts.ts'
import type { Outside } from '../../src/call/port.ts'
import { CallId, Extension, HotlineNumber, LegId } from '../../src/contract/ids.ts'
import { recordFacts } from '../../src/linkage/from-calls.ts'
import type { LinkageAlarm } from '../../src/linkage/pusher.ts'
import { linkageStore } from '../../src/linkage/store.ts'
import { connected, ended, noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

const police: Outside = { kind: 'outside', number: '110', name: '报警服务台', line: HotlineNumber.parse('110'), unit: 'GA', emergency: true }
const platform: Outside = { kind: 'outside', number: '09915550110', name: '外办多语种平台', line: null, unit: null, emergency: false }
const taxes: Outside = { kind: 'outside', number: '12366', name: '纳税服务热线', line: HotlineNumber.parse('12366'), unit: 'SWJ', emergency: false }

const about = { call: CallId.parse('c1'), by: Extension.parse('1001') }
const rung = (n: number, over: Partial<Fact<'thirdInvited'>> = {}): CallFact => ({
  type: 'thirdInvited', ...about, at: noon + n * 15_000, purpose: 'emergency', party: police, leg: LegId.parse(`c1-t${n}`), attempt: n, ...over,
})
const over = (n: number, how: Fact<'thirdEnded'>['how'], more: Partial<Fact<'thirdEnded'>> = {}): CallFact => ({
  type: 'thirdEnded', ...about, at: noon + (n + 1) * 15_000, purpose: 'emergency', party: police, leg: LegId.parse(`c1-t${n}`), since: noon + n * 15_000, answeredAt: null, joinedAt: null, how, ...more,
})
const spoke = (n: number): Partial<Fact<'thirdEnded'>> => ({ answeredAt: noon + n * 15_000 + 4_000, joinedAt: noon + n * 15_000 + 4_000 })
const arrived = (from: string): CallFact => ({
  type: 'callArrived', call: CallId.parse('c1'), at: noon - 9_000, direction: 'inbound', dnis: HotlineNumber.parse('12345'), dnisRaw: '12345', ani: null, aniRaw: '', labels: [], callerLeg: LegId.parse('c1'),
  transferCount: 0, interaction: 'c1', from: HotlineNumber.parse(from), callbackId: null, ticketNo: null, wish: null,
})

async function room(open: () => Promise<Knex>) {
  const db = await open()
  const alarms: LinkageAlarm[] = []
  const inTransaction = <R>(work: (trx: Knex.Transaction) => Promise<R>): Promise<R> => db.transaction(work)
  const deps = {
    peerOf: (party: Outside) => (party.emergency ? party.line : party.number === platform.number ? 'language' : null),
    isPeerLine: (line: string) => line === '110',
    alarm: (alarm: LinkageAlarm) => void alarms.push(alarm),
  }
  return {
    alarms,
    record: (...facts: CallFact[]) => inTransaction(async (trx) => await recordFacts(trx, facts, deps)),
    list: () => linkageStore(db, inTransaction).list({ limit: 100 }),
  }
}

describe.each(databases)('linkages from calls on $on', ({ open }) => {
  it('say that the emergency line spoke with caller and agent, and since when', async () => {
    const { record, list, alarms } = await room(open)
    await record(rung(1))
    expect(await list()).toMatchObject([{ direction: 'out', peer: '110', mode: 'voice', callId: 'c1', agent: '1001', requestedAt: noon + 15_000, acknowledgedAt: null, endedAt: null, result: null, attempts: 1 }])
    await record(over(1, 'left', spoke(1)))
    expect(await list()).toMatchObject([{ mode: 'three_way', acknowledgedAt: noon + 19_000, endedAt: noon + 30_000, result: 'answered', attempts: 1 }])
    expect(alarms).toEqual([])
  })

  it('tell supervisors at the first ringing in vain, and again when nobody came at all', async () => {
    const { record, list, alarms } = await room(open)
    await record(rung(1))
    await record(over(1, 'no_answer'), rung(2))
    expect(alarms).toMatchObject([{ kind: 'peer_no_answer', at: noon + 30_000, details: { peer: '110', call: 'c1', tries: 1, again: true } }])
    await record(over(2, 'busy'), rung(3))
    expect(alarms).toHaveLength(1)
    expect(await list()).toMatchObject([{ attempts: 3, endedAt: null, result: 'busy' }])
    await record(over(3, 'no_answer'))
    expect(alarms).toMatchObject([{}, { details: { tries: 3, again: false } }])
    expect(await list()).toMatchObject([{ mode: 'voice', attempts: 3, acknowledgedAt: null, endedAt: noon + 60_000, result: 'no_answer' }])
  })

  it('raise no alarm when the agent gave up or the caller left', async () => {
    const { record, list, alarms } = await room(open)
    await record(rung(1), over(1, 'cancelled'))
    expect(alarms).toEqual([])
    expect(await list()).toMatchObject([{ result: 'cancelled' }])
  })

  it('do not forget that they spoke when they are rung once more in vain', async () => {
    const { record, list } = await room(open)
    await record(rung(1), over(1, 'left', spoke(1)), rung(2, { at: noon + 60_000 }), over(2, 'no_answer', { at: noon + 75_000 }))
    expect(await list()).toMatchObject([{ attempts: 2, result: 'answered', acknowledgedAt: noon + 19_000, endedAt: noon + 75_000 }])
  })

  it('come out the same, with the same alarms, when facts are told again after a crash', async () => {
    const { record, list, alarms } = await room(open)
    const facts = [rung(1), over(1, 'no_answer'), rung(2), over(2, 'left', spoke(2))]
    await record(...facts)
    const once = await list()
    for (let from = 0; from < facts.length; from += 1) await record(...facts.slice(from))
    expect(await list()).toEqual(once)
    expect(alarms).toHaveLength(1)
  })

  it('are kept of platforms too, but not of sub-centres', async () => {
    const { record, list } = await room(open)
    await record(rung(1, { purpose: 'consult', party: platform }), over(1, 'no_answer', { purpose: 'consult', party: platform }), rung(2, { purpose: 'transfer', party: taxes }), over(2, 'took_over', { purpose: 'transfer', party: taxes }))
    expect(await list()).toMatchObject([{ peer: 'language', result: 'no_answer' }])
  })

  it('say who took the callers that 110 handed to us, and which of them nobody took', async () => {
    const { record, list } = await room(open)
    await record(arrived('110'), connected('c1', { at: noon }), ended('c1', { at: noon + 60_000, missed: false, outcome: 'handled' }))
    const taken = { direction: 'in', peer: '110', mode: 'voice', callId: 'c1', requestedAt: noon - 9_000, acknowledgedAt: noon, agent: '1001', endedAt: noon + 60_000, result: 'answered' }
    expect(await list()).toMatchObject([taken])
    await record({ ...arrived('110'), call: CallId.parse('c2') } as CallFact, ended('c2'))
    expect(await list()).toMatchObject([{ callId: 'c2', acknowledgedAt: null, result: 'abandoned' }, taken].toSorted((a, b) => (a.callId < b.callId ? 1 : -1)))
    await record({ ...arrived('12366'), call: CallId.parse('c3') } as CallFact)
    expect(await list()).toHaveLength(2)
  })
})
