import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import type { TicketNote } from '../contract/ticket.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>
type Third = Fact<'thirdEnded'>

/** What a conversation leaves on its ticket: who has it, who joined and for how long, and who could not be reached. */
export async function recordTraces(trx: Knex.Transaction, facts: readonly CallFact[]): Promise<void> {
  for (const fact of facts) {
    if (fact.type === 'handedOver') await handedOver(trx, fact)
    if (fact.type === 'thirdEnded') await thirdEnded(trx, fact)
    if (fact.type === 'targetClosed') await failed(trx, { ...fact, leg: `${fact.call}-${fact.at}` }, 'closed')
  }
  await owners(trx, facts)
  await participantsLeft(trx, facts)
}

/** The ticket goes with whoever has the caller. Most calls have one agent only, who opened it. */
async function owners(trx: Knex.Transaction, facts: readonly CallFact[]): Promise<void> {
  const took = facts.flatMap((fact) => {
    if (fact.type === 'agentConnected') return [{ call: fact.call, agent: fact.agent, at: fact.at }]
    return fact.type === 'handedOver' && fact.party.kind === 'seat' ? [{ call: fact.call, agent: fact.party.agent, at: fact.at }] : []
  })
  for (const some of slices(took, ROWS_PER_STATEMENT)) {
    const rows: { call_id: string; agent: string }[] = await trx('tickets').whereIn('call_id', some.map(({ call }) => call)).select('call_id', 'agent')
    const agentOf = new Map(rows.map((row) => [row.call_id, row.agent]))
    for (const { call, agent, at } of some) {
      if (!agentOf.has(call) || agentOf.get(call) === agent) continue
      // A fact told again after a crash must not give the ticket back.
      const changed = await trx('tickets').where({ call_id: call }).whereRaw('coalesce(agent_since, 0) <= ?', [at]).update({ agent, agent_since: at, updated_at: at, version: trx.raw('version + 1') })
      if (changed === 1) agentOf.set(call, agent)
    }
  }
}

async function handedOver(trx: Knex.Transaction, { call, at, party }: Fact<'handedOver'>): Promise<void> {
  if (party.kind !== 'outside' || party.unit === null) return
  // Reached after all.
  await trx('tickets').where({ call_id: call, suggested_unit: party.unit }).update({ suggested_unit: null, updated_at: at, version: trx.raw('version + 1') })
}

async function thirdEnded(trx: Knex.Transaction, fact: Third): Promise<void> {
  if (fact.joinedAt !== null && fact.purpose !== 'transfer') return await joined(trx, fact, fact.joinedAt)
  const { how, party, purpose, answeredAt } = fact
  if (answeredAt !== null || purpose === 'emergency' || party.kind !== 'outside') return
  if (how === 'no_answer' || how === 'busy' || how === 'declined' || how === 'unreachable') await failed(trx, fact, how)
}

async function joined(trx: Knex.Transaction, { call, at, leg, party, purpose, how }: Third, joinedAt: number): Promise<void> {
  const row = { leg, call_id: call, ...shown(party), purpose, joined_at: joinedAt, ended_at: how === 'took_over' ? null : at }
  const fresh = await trx('ticket_participants').insert(row).onConflict('leg').ignore().returning('leg')
  if (fresh.length > 0) await trx('tickets').where({ call_id: call }).update({ disposition: 'three_way', updated_at: at, version: trx.raw('version + 1') })
}

/** A hand-over to another centre or a department that nobody took: the matter goes there as a ticket (domain.md §5.5). */
async function failed(trx: Knex.Transaction, { call, at, leg, party }: Pick<Third, 'call' | 'at' | 'party'> & { leg: string }, how: TicketNote['how']): Promise<void> {
  if (party.kind !== 'outside' || (party.line === null && party.unit === null)) return
  const { party: id, name } = shown(party)
  const details = JSON.stringify({ party: id, name, unit: party.unit, how })
  const fresh = await trx('ticket_notes').insert({ id: leg, call_id: call, at, kind: 'hand_over_failed', details }).onConflict('id').ignore().returning('id')
  if (fresh.length > 0 && party.unit !== null) await trx('tickets').where({ call_id: call }).update({ suggested_unit: party.unit, updated_at: at, version: trx.raw('version + 1') })
}

/** A number that is nobody's office stays masked. */
function shown(party: Third['party']): { kind: 'seat' | 'outside'; party: string; name: string } {
  if (party.kind === 'seat') return { kind: 'seat', party: party.agent, name: party.name }
  const { number, line, unit } = party
  return { kind: 'outside', party: line ?? unit ?? maskNumber(number), name: party.name === number ? maskNumber(number) : party.name }
}

/** Those who kept the caller leave later than the others. */
async function participantsLeft(trx: Knex.Transaction, facts: readonly CallFact[]): Promise<void> {
  const left = facts.filter((fact) => fact.type === 'agentLeft' || fact.type === 'partyLeft' || fact.type === 'callEnded')
  for (const some of slices(left, ROWS_PER_STATEMENT)) {
    const stay = new Set(await trx('ticket_participants').whereIn('call_id', some.map(({ call }) => call)).whereNull('ended_at').pluck<string[]>('call_id'))
    for (const fact of some.filter(({ call }) => stay.has(call))) {
      const which = fact.type === 'callEnded' ? { call_id: fact.call } : { leg: fact.leg }
      await trx('ticket_participants').where(which).whereNull('ended_at').update({ ended_at: fact.at })
    }
  }
}
