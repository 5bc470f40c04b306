import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'
import { callerHungUp, requested } from './request-store.ts'
import { gotThrough, ourCallEnded } from './result-store.ts'

export interface CallbackRecording {
  cipher: { seal: (text: string) => string; index: (text: string) => string }
  /** Pauses between tries of the server: policy callback.retryMs. */
  retryMs: readonly number[]
}

/** Shorter is nobody's message: a receiver put down. */
const MESSAGE_MIN_MS = 1_000

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

/**
 * Missed callers and those who asked for it become call-backs, calls of ours say what came of them, and a caller who got
 * through needs none any more. Told twice, nothing happens.
 */
export async function recordFacts(trx: Knex.Transaction, facts: readonly CallFact[], deps: CallbackRecording): Promise<void> {
  for (const some of slices(facts, ROWS_PER_STATEMENT)) await recordSome(trx, some, deps)
}

async function recordSome(trx: Knex.Transaction, facts: readonly CallFact[], deps: CallbackRecording): Promise<void> {
  const indexOf = (ani: string | null) => (ani === null ? null : deps.cipher.index(ani))
  const waited = await waitedFor(trx, facts.flatMap((fact) => (isAnswered(fact) ? (indexOf(fact.ani) ?? []) : [])))
  for (const fact of facts) {
    if (isAnswered(fact)) {
      const index = indexOf(fact.ani)
      if (index !== null && waited.has(index)) await gotThrough(trx, fact, index)
    } else if (fact.type === 'callbackRequested') {
      await requested(trx, fact, deps.cipher)
      waited.add(indexOf(fact.number)).add(indexOf(fact.ani))
    } else if (fact.type === 'messageLeft') {
      if (fact.lengthMs >= MESSAGE_MIN_MS) await trx('callback_messages').insert({ call_id: fact.call, left_at: fact.at, length_ms: fact.lengthMs }).onConflict('call_id').ignore()
    } else if (fact.type === 'callEnded') {
      await ended(trx, fact, deps)
      if (fact.missed) waited.add(indexOf(fact.ani))
    }
  }
}

/** A citizen who called us was answered; whom we called is another matter. */
const isAnswered = (fact: CallFact): fact is Fact<'agentConnected'> => fact.type === 'agentConnected' && fact.direction === 'inbound'

async function ended(trx: Knex.Transaction, fact: Fact<'callEnded'>, deps: CallbackRecording): Promise<void> {
  if (fact.missed) await missed(trx, fact, deps)
  if (fact.endedIn === 'callback_accepted') await callerHungUp(trx, fact)
  if (fact.callbackId !== null) await ourCallEnded(trx, fact, deps.retryMs)
}

/** Of these numbers those with an unfinished call-back: almost none, so that most calls cost nothing more. */
async function waitedFor(trx: Knex.Transaction, indexes: readonly string[]): Promise<Set<string | null>> {
  if (indexes.length === 0) return new Set()
  const rows: { ani_index: string | null; asked_by_index: string | null }[] = await trx('callbacks')
    .whereNot({ state: 'closed' })
    .andWhere((either) => void either.whereIn('ani_index', [...indexes]).orWhereIn('asked_by_index', [...indexes]))
    .select('ani_index', 'asked_by_index')
  return new Set(rows.flatMap((row) => [row.ani_index, row.asked_by_index]))
}

/**
 * One record per number while it is unfinished, whatever its kind: who waits to be called back keeps the place. A caller
 * without a number cannot be recognised and gets one per call.
 */
async function missed(trx: Knex.Transaction, fact: Fact<'callEnded'>, { cipher }: CallbackRecording): Promise<void> {
  const counted = await trx('callback_calls').insert({ call_id: fact.call }).onConflict('call_id').ignore().returning('call_id')
  if (counted.length === 0) return
  const index = fact.ani === null ? null : cipher.index(fact.ani)
  const into = (index !== null && (await joined(trx, fact, index))) || (await opened(trx, fact, index, cipher))
  await trx('callback_calls').where({ call_id: fact.call }).update({ callback_id: into })
}

/** Those who asked to be called back at another number are still known by their own. */
async function joined(trx: Knex.Transaction, { dnis, at }: Fact<'callEnded'>, index: string): Promise<string | null> {
  const [row] = (await trx('callbacks')
    .where({ asked_by_index: index })
    .andWhereNot({ state: 'closed' })
    .update({ dnis, last_missed_at: at, missed_count: trx.raw('missed_count + 1') })
    .returning('id')) as { id: string }[]
  return row?.id ?? null
}

async function opened(trx: Knex.Transaction, fact: Fact<'callEnded'>, index: string | null, cipher: CallbackRecording['cipher']): Promise<string | null> {
  const [row] = (await trx('callbacks')
    .insert({
      id: `b${fact.call}`,
      kind: 'missed',
      state: 'open',
      dnis: fact.dnis,
      ani_sealed: fact.ani === null ? null : cipher.seal(fact.ani),
      ani_index: index,
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
  return row?.id ?? null
}
