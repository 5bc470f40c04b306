import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../src/call/facts.ts'
import { Extension } from '../../src/contract/ids.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import type { Route } from '../../src/platform/route.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { recordFacts } from '../../src/ticket/from-calls.ts'
import { ticketRoutes } from '../../src/ticket/routes.ts'
import { connected, noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { processingOf } from '../../src/ticket/rules/processing.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const deps = { cipher, prefix: 'JC', dayOf: siteDay('Asia/Shanghai'), processingOf: () => processingOf(undefined) }
const record = (db: Knex, ...facts: CallFact[]) => db.transaction(async (trx) => await recordFacts(trx, facts, deps))

const user = (role: Role, extension: string | null): Principal => ({
  userId: 'u1', username: 'somebody', role, extension: extension === null ? null : Extension.parse(extension), department: null,
})

interface Page {
  items: { ticketNo: string; callId: string; ani: string | null }[]
  nextCursor: string | null
}

function ask(db: Knex, path: string) {
  const found = ticketRoutes(ticketing(db, { cipher, now: () => noon })).find((each) => each.path === path) as Route
  return async (who: Principal, { params = {}, query = {} }: { params?: unknown; query?: unknown }): Promise<Page> =>
    (await found.handle({ params, query: { limit: 50, ...(query as object) }, body: {}, user: who, requestId: 'r', language: 'zh' })) as Page
}

describe.each(databases)('ticket drafts on $on', ({ open }) => {
  it('are opened once per call, and belong to the agent who has the caller', async () => {
    const db = await open()
    const facts = [connected('c1'), connected('c1', { agent: Extension.parse('1002'), at: noon + 60_000 }), connected('c2')]
    await record(db, ...facts)
    await record(db, ...facts)
    expect(await db('tickets').select('ticket_no', 'call_id', 'agent', 'state', 'channel', 'dnis', 'opened_at', 'version').orderBy('ticket_no')).toEqual([
      { ticket_no: 'JC20261121000001', call_id: 'c1', agent: '1002', state: 'draft', channel: 'phone', dnis: '12319', opened_at: noon, version: 2 },
      { ticket_no: 'JC20261121000002', call_id: 'c2', agent: '1001', state: 'draft', channel: 'phone', dnis: '12319', opened_at: noon, version: 1 },
    ])
  })

  it('are numbered by the day of the site, from 1 again after midnight', async () => {
    const db = await open()
    const midnight = Date.parse('2026-11-22T00:00:00+08:00')
    await record(db, connected('c1', { at: midnight - 1 }), connected('c2', { at: midnight }), connected('c3', { at: midnight + 1 }))
    expect(await db('tickets').orderBy('call_id').pluck('ticket_no')).toEqual(['JC20261121000001', 'JC20261122000001', 'JC20261122000002'])
  })

  it('give no number away when the transaction fails', async () => {
    const db = await open()
    await expect(db.transaction(async (trx) => {
      await recordFacts(trx, [connected('c1')], deps)
      throw new Error('disk full')
    })).rejects.toThrow('disk full')
    await record(db, connected('c1'))
    expect(await db('tickets').pluck('ticket_no')).toEqual(['JC20261121000001'])
  })

  it('keep the caller’s number sealed and show it masked', async () => {
    const db = await open()
    await record(db, connected('c1'), connected('c2', { ani: null }))
    expect(JSON.stringify(await db('tickets'))).not.toContain('13912345678')
    const list = ask(db, '/tickets')
    expect((await list(user('supervisor', null), { query: { callId: 'c1' } })).items).toMatchObject([{ callId: 'c1', ani: '139****5678', ticketNo: 'JC20261121000001' }])
    expect((await list(user('supervisor', null), { query: { callId: 'c2' } })).items).toMatchObject([{ ani: null }])
  })

  it('are shown to their own agent and to nobody else’s', async () => {
    const db = await open()
    await record(db, connected('c1'), connected('c2', { agent: Extension.parse('1002') }))
    const list = ask(db, '/tickets')
    const one = ask(db, '/tickets/:ticketNo')
    expect((await list(user('agent', '1002'), {})).items.map(({ callId }) => callId)).toEqual(['c2'])
    expect((await list(user('unit', null), {})).items).toEqual([])
    expect(await one(user('agent', '1001'), { params: { ticketNo: 'JC20261121000001' } })).toMatchObject({ callId: 'c1' })
    await expect(one(user('agent', '1002'), { params: { ticketNo: 'JC20261121000001' } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(one(user('supervisor', null), { params: { ticketNo: 'JC20261121999999' } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('are recorded however many calls a batch brings', async () => {
    const db = await open()
    const calls = Array.from({ length: 1_100 }, (_, i) => `c${i}`)
    await record(db, ...calls.map((call) => connected(call)))
    expect(await db('ticket_sequences').select('day', 'last')).toEqual([{ day: '2026-11-21', last: 1_100 }])
    expect(await db('tickets').countDistinct({ calls: 'call_id', numbers: 'ticket_no' })).toEqual([{ calls: 1_100, numbers: 1_100 }])
  })

  it('are listed newest first, page by page, each once', async () => {
    const db = await open()
    await record(db, ...Array.from({ length: 7 }, (_, i) => connected(`c${i}`, { at: noon + Math.floor(i / 3) })))
    const list = ask(db, '/tickets')
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Page = await list(user('supervisor', null), { query: { limit: 2, ...(cursor === null ? {} : { cursor }) } })
      seen.push(...page.items.map(({ callId }) => callId))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(['c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c0'])
  })
})
