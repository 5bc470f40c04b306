import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'

export interface CallbackRecording {
  cipher: { seal: (text: string) => string; index: (text: string) => string }
}

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

/** Missed callers become call-backs, and one who got through needs none any more. Told twice, nothing happens. */
export async function recordFacts(trx: Knex.Transaction, facts: readonly CallFact[], deps: CallbackRecording): Promise<void> {
  for (const some of slices(facts, ROWS_PER_STATEMENT)) await recordSome(trx, some, deps)
}

async function recordSome(trx: Knex.Transaction, facts: readonly CallFact[], deps: CallbackRecording): Promise<void> {
  const indexOf = (ani: string | null) => (ani === null ? null : deps.cipher.index(ani))
  const waited = await waitedFor(trx, facts.flatMap((fact) => (fact.type === 'agentConnected' ? (indexOf(fact.ani) ?? []) : [])))
  for (const fact of facts) {
    if (fact.type === 'callEnded' && fact.missed) {
      await missed(trx, fact, deps)
      waited.add(indexOf(fact.ani))
    } else if (fact.type === 'agentConnected') {
      const index = indexOf(fact.ani)
      if (index !== null && waited.has(index)) await gotThrough(trx, fact, index)
    }
  }
}

/** Of these numbers those with an unfinished call-back: almost none, so that most calls cost nothing more. */
async function waitedFor(trx: Knex.Transaction, indexes: readonly string[]): Promise<Set<string | null>> {
  if (indexes.length === 0) return new Set()
  return new Set(await trx('callbacks').whereIn('ani_index', [...indexes]).andWhereNot({ state: 'closed' }).pluck<string[]>('ani_index'))
}

/** One record per number while it is unfinished; a caller without a number cannot be recognised and gets one per call. */
async function missed(trx: Knex.Transaction, fact: Fact<'callEnded'>, { cipher }: CallbackRecording): Promise<void> {
  const counted = await trx('callback_calls').insert({ call_id: fact.call }).onConflict('call_id').ignore().returning('call_id')
  if (counted.length === 0) return
  const [kept] = (await trx('callbacks')
    .insert({
      id: `b${fact.call}`,
      kind: 'missed',
      state: 'open',
      dnis: fact.dnis,
      ani_sealed: fact.ani === null ? null : cipher.seal(fact.ani),
      ani_index: fact.ani === null ? null : cipher.index(fact.ani),
      missed_count: 1,
      first_missed_at: fact.at,
      last_missed_at: fact.at,
    })
    .onConflict(trx.raw("(ani_index) where state <> 'closed'"))
    .merge({
      dnis: trx.raw('excluded.dnis'),
      last_missed_at: trx.raw('excluded.last_missed_at'),
      missed_count: trx.raw('callbacks.missed_count + 1'),
    })
    .returning('id')) as { id: string }[]
  await trx('callback_calls').where({ call_id: fact.call }).update({ callback_id: kept?.id ?? null })
}

/** A fact told again after a crash must not close what was missed since: hence the comparison. */
async function gotThrough(trx: Knex.Transaction, fact: Fact<'agentConnected'>, aniIndex: string): Promise<void> {
  await trx('callbacks')
    .where({ ani_index: aniIndex })
    .andWhereNot({ state: 'closed' })
    .andWhere('last_missed_at', '<=', fact.at)
    .update({ state: 'closed', closed_at: fact.at, closed_why: 'got_through', closed_call: fact.call })
}
