import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Knex } from 'knex'
import { Extension } from '../../../src/contract/ids.ts'
import { TicketNo } from '../../../src/contract/ticket.ts'
import type { Principal } from '../../../src/identity/port.ts'
import type { FieldCipher } from '../../../src/platform/field-cipher.ts'
import { recordFacts } from '../../../src/ticket/from-calls.ts'
import type { Listing } from '../../../src/ticket/search/search.ts'
import { connected } from '../../contract/support/call-facts.ts'
import { ticketing } from '../../contract/support/ticketing.ts'
import { type Spread, spread } from '../figures.ts'
import { drawn } from './mix.ts'

export interface TicketFigures {
  database: string
  tickets: number
  /** Milliseconds by what was asked. */
  asked: Readonly<Record<string, Spread>>
  /** How late the event loop was meanwhile, milliseconds. */
  lag: { p99: number; max: number }
  /** Until the draft of an answered call was kept, ten a second meanwhile. */
  drafts: Spread
  /** From being handed in until the ticket lies with its department, fifty at once. */
  dispatch: Spread
}

export interface Measuring {
  tickets: number
  until: number
  times: number
}

const leader: Principal = { userId: 'u1', username: 'leader', role: 'supervisor', extension: null, department: null }
const agent: Principal = { userId: 'u2', username: 'agent1001', role: 'agent', extension: Extension.parse('1001'), department: null }
const COMMON = ['噪声', '物业 收费', '停水', '施工噪声', '红绿灯', '营业执照', '驿后小区', '市民称', '占道经营', '路灯损坏']
const RARE = ['石碑', '溶洞', '古井', '塔吊', '蜂窝', '恐龙', '驿后小区4号楼2单元']
const DAY_MS = 86_400_000

/** What is asked, over and over with other values. */
function questions(draw: () => number, until: number): Record<string, () => Listing> {
  const oneOf = <Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item => items[Math.floor(draw() * items.length)] as Item
  // As the list asks for somebody of the centre who also has a seat: what a reader may see decides which index serves.
  const sight = { kind: 'workspace', workspace: null, agent: '8001' } as const
  const list = (filter: Listing['filter'], more: Partial<Listing> = {}): Listing => ({ filter: { ...filter, sight }, limit: 50, ...more })
  return {
    'list, newest': () => list({}),
    'list by deadline': () => list({ states: ['handling', 'signed', 'dispatched'] }, { sort: 'dueAt' }),
    'filter: state': () => list({ states: [oneOf(['handling', 'in_triage', 'callback_review'] as const)] }),
    'filter: unit, category, time': () => list({ units: [oneOf(['HB', 'SW', 'GA'])], category: oneOf(['04', '02', '03']), opened: { from: until - 60 * DAY_MS, to: until - 5 * DAY_MS } }),
    'filter: overdue': () => list({ unanswered: { to: until } }, { sort: 'dueAt' }),
    'filter: area and grade': () => list({ area: '140581', grade: 'C' }),
    'filter: phone': () => list({}, { number: `13${String(Math.floor(draw() * 1e9)).padStart(9, '0')}` }),
    'filter: ticket number': () => list({ ticketNo: `JC2025${String(Math.floor(draw() * 1e5)).padStart(10, '0')}` }),
    'search: common words': () => list({}, { text: oneOf(COMMON) }),
    'search: rare words': () => list({}, { text: oneOf(RARE) }),
    'search: words and filter': () => list({ states: ['in_triage', 'callback_review'], units: ['HB', 'SW', 'GA', 'RS'] }, { text: oneOf(COMMON) }),
    'search: words by deadline': () => list({ states: ['handling', 'signed', 'dispatched'] }, { text: oneOf(COMMON), sort: 'dueAt' }),
  }
}

/** Asks as lists and pages do, each kind `times` times, while ten answered calls a second are recorded in the same process. */
export async function measureTickets(db: Knex, cipher: FieldCipher, { tickets, until, times }: Measuring): Promise<TicketFigures> {
  let now = until
  const office = ticketing(db, { cipher, now: () => (now += 1) })
  const [draw, asked, lag] = [drawn(7), {} as Record<string, Spread>, monitorEventLoopDelay({ resolution: 5 })]
  const calls = keepCalling(db, cipher, until)
  lag.enable()
  for (const [name, question] of Object.entries(questions(draw, until))) asked[name] = await timed(times, async () => await office.search.page(question()))
  for (const [name, look] of Object.entries(ledgerOf(office))) asked[name] = await timed(times, look)
  asked['open one'] = await timed(times, async () => await office.reading.show(await numberOf(db, Math.floor((draw() * tickets) / 20)), leader))
  lag.disable()
  const drafts = await calls.stop()
  const [database, late] = [db.client.config.client === 'pg' ? 'PostgreSQL' : 'SQLite', { p99: lag.percentile(99) / 1e6, max: lag.max / 1e6 }]
  return { database, tickets, asked, lag: late, drafts, dispatch: await dispatched(office) }
}

/** The ledger as its page asks for it: a list, and the departments beside it. */
const ledgerOf = ({ ledger }: ReturnType<typeof ticketing>): Record<string, () => Promise<unknown>> => ({
  'ledger: open': async () => await ledger.page(leader, { list: 'open', limit: 50 }),
  'ledger: overdue': async () => await ledger.page(leader, { list: 'overdue', limit: 50 }),
  'ledger: overdue of a department': async () => await ledger.page(leader, { list: 'overdue', unit: 'HB', limit: 50 }),
  'ledger: by department': async () => await ledger.units(leader, {}),
})

async function numberOf(db: Knex, nth: number): Promise<TicketNo> {
  const row: { ticket_no: string } | undefined = await db('tickets').where({ id: `b${nth}` }).first('ticket_no')
  return TicketNo.parse(row?.ticket_no)
}

async function timed(times: number, work: () => Promise<unknown>): Promise<Spread> {
  const took: number[] = []
  for (let i = 0; i < times; i += 1) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  return spread(took)
}

function keepCalling(db: Knex, cipher: FieldCipher, at: number): { stop: () => Promise<Spread> } {
  const [took, working] = [[] as number[], [] as Promise<void>[]]
  const one = async (n: number): Promise<void> => {
    const began = performance.now()
    await db.transaction(async (trx) => await recordFacts(trx, [connected(`bench${n}`, { at })], { cipher, prefix: 'JC', dayOf: () => '2026-11-21', processingOf: () => ({ processing: 'collaborative', workspace: null }) }))
    took.push(performance.now() - began)
  }
  const timer = setInterval(() => void working.push(one(working.length)), 100)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(working)
      return spread(took)
    },
  }
}

const DISPATCHED = 50

async function dispatched({ writing, acting }: ReturnType<typeof ticketing>): Promise<Spread> {
  const drafts = []
  for (let i = 0; i < DISPATCHED; i += 1) {
    const fields = { type: 'complaint', categoryCode: '0401', areaCode: '140502', content: `第${i}处夜间施工`, contactPhone: '13700001111', address: `东街${i}号` } as const
    drafts.push(await writing.open({ channel: 'phone', dnis: null, externalNo: null, ...fields }, agent, 'zh'))
  }
  return spread(await Promise.all(drafts.map(async ({ ticketNo, version }) => {
    const began = performance.now()
    const { state } = await acting.act(ticketNo, agent, { event: 'submit', version }, 'zh')
    if (state !== 'dispatched') throw new Error(`${ticketNo} is ${state}, not dispatched`)
    return performance.now() - began
  })))
}
