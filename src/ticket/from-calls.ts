import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import type { HotlineNumber } from '../contract/ids.ts'
import type { Ticket, TicketNo } from '../contract/ticket.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'
import { insertRows, runStatement } from '../database/statements.ts'
import { recordContacts } from './contact/store.ts'
import { takeNumbers } from './numbers-store.ts'
import { recordTraces } from './traces-store.ts'

export interface TicketRecording {
  cipher: { seal: (text: string) => string; index: (text: string) => string }
  /** First letters of a ticket number. */
  prefix: string
  /** Calendar day of an instant where the site is. */
  dayOf: (at: number) => string
  /** How matters of the line are worked on now (U11). */
  processingOf: (dnis: HotlineNumber) => Pick<Ticket, 'processing' | 'workspace'>
}

type Connected = Extract<CallFact, { type: 'agentConnected' }>

/**
 * The first agent who hears the caller opens the one draft of the call, whoever takes over later; a call about a ticket
 * that is there opens none. Told twice, it says the same.
 */
export async function recordFacts(trx: Knex.Transaction, facts: readonly CallFact[], deps: TicketRecording): Promise<void> {
  const connected = facts.filter((fact) => fact.type === 'agentConnected')
  const about = new Set(await aboutTickets(trx, facts))
  for (const some of slices(connected.filter(({ call }) => !about.has(call)), ROWS_PER_STATEMENT)) await openDrafts(trx, some, deps)
  await recordContacts(trx, facts, deps)
  await recordTraces(trx, facts)
}

async function openDrafts(trx: Knex.Transaction, connected: readonly Connected[], deps: TicketRecording): Promise<void> {
  const seen = await callsWithTicket(trx, connected)
  const first = connected.filter(({ call }) => !seen.has(call) && seen.add(call))
  for (const day of new Set(first.map(({ at }) => deps.dayOf(at)))) {
    const opened = first.filter(({ at }) => deps.dayOf(at) === day)
    const numbers = await takeNumbers(trx, { prefix: deps.prefix, day }, opened.length)
    await insertRows(trx, 'tickets', opened.flatMap((fact, i) => (numbers[i] === undefined ? [] : [draft(fact, numbers[i], deps)])))
  }
}

async function callsWithTicket(trx: Knex.Transaction, facts: readonly Connected[]): Promise<Set<string>> {
  const rows = await runStatement<{ call_id: string }>(trx, `select call_id from tickets where call_id in (${facts.map(() => '?').join(',')})`, facts.map(({ call }) => call))
  return new Set(rows.map((row) => row.call_id))
}

/** Calls of ours about a ticket that is there: noted beside it, whoever made them and whatever comes of them. */
async function aboutTickets(trx: Knex.Transaction, facts: readonly CallFact[]): Promise<string[]> {
  const asked = facts.flatMap((fact) => ((fact.type === 'callArrived' || fact.type === 'agentConnected') && fact.ticketNo !== null ? [{ call: fact.call, ticketNo: fact.ticketNo }] : []))
  if (asked.length === 0) return []
  const known = new Set(await trx('tickets').whereIn('ticket_no', asked.map(({ ticketNo }) => ticketNo)).pluck<string[]>('ticket_no'))
  const rows = asked.flatMap(({ call, ticketNo }) => (known.has(ticketNo) ? [{ call_id: call, ticket_no: ticketNo }] : []))
  for (const some of slices(rows, ROWS_PER_STATEMENT)) await trx('ticket_calls').insert(some).onConflict('call_id').ignore()
  return rows.map(({ call_id }) => call_id)
}

const draft = (fact: Connected, number: TicketNo, { cipher, processingOf }: TicketRecording) => ({
  ...processingOf(fact.dnis),
  id: `t${fact.call}`,
  ticket_no: number,
  call_id: fact.call,
  channel: 'phone',
  dnis: fact.dnis,
  ani_sealed: fact.ani === null ? null : cipher.seal(fact.ani),
  ani_index: fact.ani === null ? null : cipher.index(fact.ani),
  agent: fact.agent,
  agent_since: fact.at,
  state: 'draft',
  state_since: fact.at,
  opened_at: fact.at,
  updated_at: fact.at,
  version: 1,
})
