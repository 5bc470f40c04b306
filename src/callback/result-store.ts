import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import type { CallbackKind } from '../contract/callback.ts'
import { afterTry, resultOf } from './rules/attempts.ts'

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

/**
 * The citizen called again and talks with an agent: nobody needs to call back, whoever was about to (A-J25). A fact told
 * again after a crash must not close what was missed since: hence the comparison.
 */
export async function gotThrough(trx: Knex.Transaction, fact: Fact<'agentConnected'>, index: string): Promise<void> {
  await trx('callbacks')
    .whereNot({ state: 'closed' })
    .andWhere((either) => void either.where({ ani_index: index }).orWhere({ asked_by_index: index }))
    .andWhere('last_missed_at', '<=', fact.at)
    .update({ state: 'closed', closed_at: fact.at, closed_why: 'got_through', closed_call: fact.call, next_attempt_at: null })
}

interface Tried {
  kind: CallbackKind
  claimed_by: string | null
  attempts: number
  round_from: number
}

/** A call of ours is over. Only the try under way has a say: what was closed, merged or asked for anew meanwhile stays as it is. */
export async function ourCallEnded(trx: Knex.Transaction, fact: Fact<'callEnded'>, retryMs: readonly number[]): Promise<void> {
  const under = { id: fact.callbackId, state: 'dialing', dial_call: fact.call }
  const row: Tried | undefined = await trx('callbacks').where(under).first('kind', 'claimed_by', 'attempts', 'round_from')
  if (!row) return
  const { kind, claimed_by: claimedBy, attempts, round_from: roundFrom } = row
  const result = resultOf(fact)
  const next = afterTry({ kind, claimedBy, attempts, roundFrom }, result, fact.at, retryMs)
  const closed = next.state === 'closed' ? { closed_at: fact.at, closed_why: 'reached', closed_by: claimedBy, closed_call: fact.call } : {}
  await trx('callbacks').where(under).update({
    state: next.state,
    attempts: next.attempts,
    next_attempt_at: next.nextAttemptAt,
    last_attempt_at: fact.at,
    last_result: result,
    dial_call: null,
    dial_since: null,
    dial_node: null,
    ...closed,
  })
}
