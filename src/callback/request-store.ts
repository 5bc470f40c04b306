import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import { BREATH_MS } from './rules/attempts.ts'

type Requested = Extract<CallFact, { type: 'callbackRequested' }>
type Ended = Extract<CallFact, { type: 'callEnded' }>

/** Whoever asked still hears that it is noted. Due when they have hung up; at the latest now. */
const STILL_ON_THE_LINE_MS = 60_000

interface Unfinished {
  id: string
  ani_index: string | null
  attempts: number
  missed_count: number
  first_missed_at: number
  place_at: number | null
}

/**
 * The caller gave the place in line for being called back. What is unfinished of the same citizen becomes one with it and
 * keeps the earliest place; it begins anew, also when a person had taken it or the server was just calling.
 */
export async function requested(trx: Knex.Transaction, fact: Requested, cipher: { seal: (text: string) => string; index: (text: string) => string }): Promise<void> {
  const counted = await trx('callback_calls').insert({ call_id: fact.call }).onConflict('call_id').ignore().returning('call_id')
  if (counted.length === 0) return
  const number = cipher.index(fact.number)
  const own = fact.ani === null || fact.ani === fact.number ? null : cipher.index(fact.ani)
  const found = await unfinished(trx, number, own)
  const kept = found.find(({ ani_index }) => ani_index === number) ?? found[0]
  const others = found.filter((row) => row !== kept)
  for (const { id } of others) await mergeAway(trx, id, kept?.id ?? '', fact.at)
  const id = kept?.id ?? `b${fact.call}`
  const all = [...found.map(({ place_at }) => place_at), fact.arrivedAt].filter((at) => at !== null)
  const row = {
    kind: 'queue',
    state: 'open',
    dnis: fact.dnis,
    ani_sealed: cipher.seal(fact.number),
    ani_index: number,
    missed_count: found.reduce((sum, { missed_count }) => sum + missed_count, 1),
    first_missed_at: Math.min(fact.at, ...found.map(({ first_missed_at }) => first_missed_at)),
    last_missed_at: fact.at,
    place_at: Math.min(...all),
    rank: fact.rank,
    groups: JSON.stringify(fact.groups),
    asked_by_index: own,
    asked_call: fact.call,
    round_from: kept?.attempts ?? 0,
    next_attempt_at: fact.at + STILL_ON_THE_LINE_MS,
  }
  if (kept) await trx('callbacks').where({ id }).update({ ...row, claimed_by: null, claimed_at: null, dial_call: null, dial_since: null, dial_node: null })
  else await trx('callbacks').insert({ id, ...row })
  await trx('callback_calls').where({ call_id: fact.call }).update({ callback_id: id })
}

const unfinished = (trx: Knex.Transaction, number: string, own: string | null): Promise<Unfinished[]> =>
  trx('callbacks')
    .whereNot({ state: 'closed' })
    .andWhere((any) => {
      void any.where({ ani_index: number })
      if (own !== null) void any.orWhere({ ani_index: own }).orWhere({ asked_by_index: own })
      else void any.orWhere({ asked_by_index: number })
    })
    .orderBy(['first_missed_at', 'id'])
    .select('id', 'ani_index', 'attempts', 'missed_count', 'first_missed_at', 'place_at')

/** Its calls are counted in the other from now on. */
async function mergeAway(trx: Knex.Transaction, id: string, into: string, at: number): Promise<void> {
  await trx('callbacks').where({ id }).update({ state: 'closed', closed_at: at, closed_why: 'merged', missed_count: 0, next_attempt_at: null, dial_call: null })
  await trx('callback_calls').where({ callback_id: id }).update({ callback_id: into })
}

/** The call in which it was asked for is over: now the citizen can be called. */
export async function callerHungUp(trx: Knex.Transaction, { call, at }: Ended): Promise<void> {
  await trx('callbacks').where({ asked_call: call }).update({ next_attempt_at: trx.raw("case when state = 'open' then cast(? as bigint) else next_attempt_at end", [at + BREATH_MS]), asked_call: null })
}
