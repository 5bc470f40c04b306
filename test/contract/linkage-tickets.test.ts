import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../src/call/facts.ts'
import type { Outside, Seat } from '../../src/call/port.ts'
import { CallId, Extension, HotlineNumber, LegId } from '../../src/contract/ids.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { recordFacts } from '../../src/ticket/from-calls.ts'
import { ticketNosOf, ticketStore } from '../../src/ticket/store.ts'
import { connected, ended, noon } from './support/call-facts.ts'
import { processingOf } from '../../src/ticket/rules/processing.ts'
import { databases } from './support/databases.ts'

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

const deps = { cipher: createFieldCipher(Buffer.alloc(32, 7).toString('base64')), prefix: 'JC', dayOf: siteDay('Asia/Shanghai'), processingOf: () => processingOf(undefined) }
const specialist: Seat = { kind: 'seat', agent: Extension.parse('2001'), name: 'hr2001' }
const taxes: Outside = { kind: 'outside', number: '12366', name: '纳税服务热线', line: HotlineNumber.parse('12366'), unit: 'SWJ', emergency: false }
const mobile: Outside = { kind: 'outside', number: '13800000001', name: '13800000001', line: null, unit: null, emergency: false }
const about = { call: CallId.parse('c1'), by: Extension.parse('1001'), leg: LegId.parse('c1-t1') }
const third = (party: Seat | Outside, how: Fact<'thirdEnded'>['how'], more: Partial<Fact<'thirdEnded'>> = {}): CallFact => ({
  type: 'thirdEnded', ...about, at: noon + 60_000, purpose: 'consult', party, since: noon + 10_000, answeredAt: null, joinedAt: null, how, ...more,
})
const joined = { answeredAt: noon + 15_000, joinedAt: noon + 20_000 }
const handed = (party: Seat | Outside, at = noon + 60_000): CallFact => ({
  type: 'handedOver', call: about.call, at, from: about.by, party, leg: about.leg, purpose: 'transfer', counted: true, transferCount: 1,
})

async function room(open: () => Promise<Knex>) {
  const db = await open()
  const store = ticketStore(db)
  const record = (...facts: CallFact[]): Promise<void> => db.transaction(async (trx) => await recordFacts(trx, facts, deps))
  return {
    db,
    record,
    tickets: () => store.list({ limit: 10 }),
    traces: async () => {
      const [ticket] = await store.list({ limit: 1 })
      if (!ticket) throw new Error('no ticket')
      return await store.traces(ticket)
    },
  }
}

describe.each(databases)('what a conversation leaves on its ticket on $on', ({ open }) => {
  it('answered together with a specialist: three_way, with who joined and for how long (A-U09)', async () => {
    const { record, tickets, traces } = await room(open)
    await record(connected('c1'), third(specialist, 'left', joined))
    expect(await tickets()).toMatchObject([{ disposition: 'three_way', agent: '1001', suggestedUnit: null }])
    expect(await traces()).toMatchObject({ participants: [{ kind: 'seat', party: '2001', name: 'hr2001', purpose: 'consult', joinedAt: noon + 20_000, endedAt: noon + 60_000, lengthMs: 40_000 }], notes: [] })
  })

  it('no three-way call when the specialist was only asked in private', async () => {
    const { record, tickets, traces } = await room(open)
    await record(connected('c1'), third(specialist, 'left', { answeredAt: noon + 15_000 }))
    expect(await tickets()).toMatchObject([{ disposition: null }])
    expect(await traces()).toMatchObject({ participants: [] })
  })

  it('a specialist who keeps the caller stays in it until the end, and has the one ticket', async () => {
    const { record, tickets, traces } = await room(open)
    await record(connected('c1'), third(specialist, 'took_over', joined), handed(specialist))
    expect(await traces()).toMatchObject({ participants: [{ endedAt: null, lengthMs: null }] })
    await record(ended('c1', { at: noon + 90_000, missed: false }))
    expect(await traces()).toMatchObject({ participants: [{ endedAt: noon + 90_000, lengthMs: 70_000 }] })
    expect(await tickets()).toMatchObject([{ callId: 'c1', agent: '2001', disposition: 'three_way' }])
  })

  it('there is one ticket whoever takes over, and it does not go back when facts are told again', async () => {
    const { record, tickets } = await room(open)
    const facts = [connected('c1'), handed(specialist), connected('c1', { agent: Extension.parse('1002'), at: noon + 90_000 }), ended('c1', { at: noon + 95_000 })]
    await record(...facts)
    const once = await tickets()
    expect(once).toMatchObject([{ agent: '1002', version: 3 }])
    for (let from = 0; from < facts.length; from += 1) await record(...facts.slice(from))
    expect(await tickets()).toEqual(once)
    await record(...facts.slice(0, 2))
    expect(await tickets()).toEqual(once)
  })

  it.each(['no_answer', 'busy', 'declined', 'unreachable'] as const)('a sub-centre that did not take the caller (%s) is the suggested unit, with a note', async (how) => {
    const { record, tickets, traces } = await room(open)
    const facts = [connected('c1'), third(taxes, how, { purpose: 'transfer' })]
    await record(...facts)
    await record(...facts)
    expect(await tickets()).toMatchObject([{ suggestedUnit: 'SWJ', disposition: null, version: 2 }])
    expect(await traces()).toMatchObject({ notes: [{ at: noon + 60_000, kind: 'hand_over_failed', party: '12366', name: '纳税服务热线', unit: 'SWJ', how }] })
  })

  it('a sub-centre that took the caller after all is suggested no longer', async () => {
    const { record, tickets, traces } = await room(open)
    await record(connected('c1'), third(taxes, 'no_answer', { purpose: 'transfer' }))
    await record(handed(taxes, noon + 120_000))
    expect(await tickets()).toMatchObject([{ suggestedUnit: null }])
    expect(await traces()).toMatchObject({ notes: { length: 1 } })
  })

  it.each(['cancelled', 'caller_left'] as const)('nothing when the agent or the caller ended it (%s)', async (how) => {
    const { record, tickets, traces } = await room(open)
    await record(connected('c1'), third(taxes, how, { purpose: 'transfer' }))
    expect(await tickets()).toMatchObject([{ suggestedUnit: null, version: 1 }])
    expect(await traces()).toMatchObject({ notes: [] })
  })

  it('a private number is masked', async () => {
    const { db, record, traces } = await room(open)
    await record(connected('c1'), third(mobile, 'left', joined))
    expect(await traces()).toMatchObject({ participants: [{ party: '138****0001', name: '138****0001' }] })
    expect(JSON.stringify([await db('ticket_participants'), await db('ticket_notes')])).not.toContain('13800000001')
  })

  it('a call about a ticket opens none, and is found with it', async () => {
    const { db, record, tickets, traces } = await room(open)
    await record(connected('c1'))
    const ticketNo = (await tickets())[0]?.ticketNo ?? ''
    const facts = [connected('c2', { direction: 'outbound', ticketNo, at: noon + 1 }), connected('c3', { ticketNo: 'JC20200101000001', at: noon + 2 })]
    await record(...facts)
    await record(...facts)
    expect((await tickets()).map(({ callId }) => callId)).toEqual(['c3', 'c1'])
    expect(await ticketNosOf(db)([CallId.parse('c2')])).toEqual(new Map([['c2', ticketNo]]))
    const [, first] = await tickets()
    expect((await ticketStore(db).traces(first!)).callIds).toEqual(['c1', 'c2'])
    expect((await traces()).callIds).toEqual(['c3'])
  })
})
