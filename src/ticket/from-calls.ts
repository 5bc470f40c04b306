import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import { ticketNo } from './rules/ticket-no.ts'

export interface TicketRecording {
  cipher: { seal: (text: string) => string; index: (text: string) => string }
  /** First letters of a ticket number. */
  prefix: string
  /** Calendar day of an instant where the site is. */
  dayOf: (at: number) => string
}

type Connected = Extract<CallFact, { type: 'agentConnected' }>

/** The first agent who hears the caller opens the one draft of the call. Told twice, nothing happens. */
export async function recordFacts(trx: Knex.Transaction, facts: readonly CallFact[], deps: TicketRecording): Promise<void> {
  const connected = facts.filter((fact) => fact.type === 'agentConnected')
  const open = await callsWithTicket(trx, connected)
  for (const fact of connected) {
    if (open.has(fact.call)) continue
    open.add(fact.call)
    await openDraft(trx, fact, deps)
  }
}

async function callsWithTicket(trx: Knex.Transaction, facts: readonly Connected[]): Promise<Set<string>> {
  if (facts.length === 0) return new Set()
  const rows: { call_id: string }[] = await trx('tickets').whereIn('call_id', facts.map(({ call }) => call)).select('call_id')
  return new Set(rows.map((row) => row.call_id))
}

async function openDraft(trx: Knex.Transaction, fact: Connected, { cipher, prefix, dayOf }: TicketRecording): Promise<void> {
  const day = dayOf(fact.at)
  await trx('tickets').insert({
    id: `t${fact.call}`,
    ticket_no: ticketNo(prefix, day, await nextCount(trx, day)),
    call_id: fact.call,
    channel: 'phone',
    dnis: fact.dnis,
    ani_sealed: fact.ani === null ? null : cipher.seal(fact.ani),
    ani_index: fact.ani === null ? null : cipher.index(fact.ani),
    agent: fact.agent,
    state: 'draft',
    opened_at: fact.at,
    updated_at: fact.at,
    version: 1,
  })
}

/** In the transaction of the ticket: a number is neither given twice nor lost. */
async function nextCount(trx: Knex.Transaction, day: string): Promise<number> {
  const [row] = (await trx('ticket_sequences')
    .insert({ day, last: 1 })
    .onConflict('day')
    .merge({ last: trx.raw('ticket_sequences.last + 1') })
    .returning('last')) as { last: number }[]
  if (!row) throw new Error('the database gave no ticket number')
  return row.last
}
