import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { TicketNo } from '../../src/contract/ticket.ts'
import { openDatabase } from '../../src/database/database.ts'
import type { Principal } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

// What was decided about a ticket is there as a whole or not at all, whenever the server dies (reliability notes D5, H11).

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const agent: Principal = { userId: 'u1', username: 'agent1001', role: 'agent', extension: Extension.parse('1001'), department: null }
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，太吵', contactPhone: '13700001111' } as const
const migrationsDir = new URL('../../migrations', import.meta.url).pathname
/** No step writes more often. */
const WRITES_MAX = 30

async function stepThatDies(url: string, ticketNo: TicketNo, { event, kill }: { event: object; kill: number }): Promise<'done' | 'killed'> {
  const program = join(import.meta.dirname, 'support/killed-step.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, url, ticketNo, JSON.stringify(event), JSON.stringify(agent), String(kill), String(noon)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the step ended with ${code ?? signal}`)
  return code === 0 ? 'done' : 'killed'
}

/** Everything that tells of the ticket, beside its fields. */
async function toldOf(db: Knex, id: string): Promise<object> {
  const of = async (table: string): Promise<Record<string, unknown>[]> => await db(table).where({ ticket_id: id }).select()
  const [row, events, records, timers, notices, outbox] = [await db('tickets').where({ id }).first(), await of('ticket_events'), await of('ticket_records'), await of('ticket_timers'), await of('ticket_notices'), await of('ticket_outbox')]
  const { state, version, lead_unit: lead } = row as { state: string; version: number; lead_unit: string | null }
  return { state, version, lead, events: events.map(({ event, to_state: to }) => [event, to]), records: records.length, timers: timers.length, notices: notices.length, outbox: outbox.length }
}

describe.each(databases)('a server killed in the middle of a step on $on', ({ url }) => {
  it('leaves the ticket as it was or as it is to be: state, history, tasks, clocks, notices and outbox agree', async () => {
    const at = await url()
    const db = await openDatabase(at, { migrationsDir })
    try {
      const { writing, reading } = ticketing(db, { cipher, now: () => noon })
      const ticketNo = (await writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise }, agent, 'zh')).ticketNo
      const { id, version } = await reading.find(ticketNo, agent)
      const before = await toldOf(db, id)
      let kill = 0
      do {
        kill += 1
        expect(await toldOf(db, id)).toEqual(before)
        expect(kill).toBeLessThan(WRITES_MAX)
      } while ((await stepThatDies(at, ticketNo, { event: { event: 'submit', version }, kill })) === 'killed')
      expect(kill).toBeGreaterThan(5)
      expect(await toldOf(db, id)).toMatchObject({ state: 'dispatched', version: version + 1, lead: 'HB', events: [['submit', 'pending_dispatch'], ['autoDispatch', 'dispatched']] })
    } finally {
      await db.destroy()
    }
  })
})

describe.each(databases)('fifty who change one ticket at once on $on', ({ open }) => {
  it('one wins, the others are told so, and nothing is lost or done twice', async () => {
    const db = await open()
    const { writing, reading, acting } = ticketing(db, { cipher, now: () => noon })
    const ticketNo = (await writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise }, agent, 'zh')).ticketNo
    const { id, version } = await reading.find(ticketNo, agent)
    const all = await Promise.allSettled(Array.from({ length: 50 }, async () => await acting.act(ticketNo, agent, { event: 'submit', version }, 'zh')))
    const lost = all.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []))
    expect(lost).toHaveLength(49)
    expect(new Set(lost.filter((code) => code !== 'ILLEGAL_TRANSITION'))).toEqual(new Set(['VERSION_CONFLICT']))
    expect(await toldOf(db, id)).toMatchObject({ version: version + 1, events: [['submit', 'pending_dispatch'], ['autoDispatch', 'dispatched']] })
    // Each of ten who say something more is heard in the end: whoever was outrun asks again with what is there now.
    const say = async (n: number): Promise<void> => {
      const now = await reading.find(ticketNo, agent)
      await acting.act(ticketNo, agent, { event: 'supplement', version: now.version, text: `补充 ${n}` }, 'zh').catch(async (error: { code?: string }) => {
        if (error.code !== 'VERSION_CONFLICT') throw error
        await say(n)
      })
    }
    await Promise.all(Array.from({ length: 10 }, async (_, n) => await say(n)))
    const notes = (await reading.show(ticketNo, agent)).timeline.filter(({ event }) => event === 'supplement').map(({ note }) => note)
    expect(notes.toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `补充 ${n}`).toSorted())
  })
})
