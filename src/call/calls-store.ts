import type { Knex } from 'knex'
import type { CallOutcome, CallRecord, CallStage, Rating } from '../contract/call.ts'
import type { CallId, Extension, HotlineNumber } from '../contract/ids.ts'
import type { CallFact } from './facts.ts'

interface Cipher {
  seal: (text: string) => string
  open: (sealed: string) => string
  index: (text: string) => string
}

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

/** Writes the one record of each call, and its legs, from facts. Told twice, it says the same. */
export function recordCalls(node: string, cipher: Cipher) {
  return async (trx: Knex.Transaction, facts: readonly CallFact[]): Promise<void> => {
    for (const fact of facts) await recordOne(trx, fact, { node, cipher })
  }
}

async function recordOne(trx: Knex.Transaction, fact: CallFact, deps: { node: string; cipher: Cipher }): Promise<void> {
  const row = () => trx('calls').where({ id: fact.call })
  switch (fact.type) {
    case 'callArrived':
      return arrived(trx, fact, deps)
    case 'offerEnded':
      return offerEnded(trx, fact)
    case 'agentConnected':
      await row().update({ agent: fact.agent, waited_ms: trx.raw('coalesce(waited_ms, ?)', [fact.waitedMs]), answered_at: trx.raw('coalesce(answered_at, ?)', [fact.arrivedAt + fact.waitedMs]) })
      return
    case 'agentLeft':
      await trx('call_legs').where({ id: fact.leg }).update({ ended_at: fact.at })
      return
    case 'rated':
      await row().update({ rating: fact.rating })
      return
    case 'callEnded':
      await row().update({
        outcome: fact.outcome,
        ended_in: fact.endedIn,
        ended_at: fact.at,
        waited_ms: fact.waitedMs,
        talked_ms: fact.talkedMs,
        bridged_ms: fact.bridgedMs,
        agent: fact.agent,
      })
      await trx('call_legs').where({ call_id: fact.call, role: 'caller' }).update({ ended_at: fact.at, answered_at: fact.answeredAt })
      return
    case 'recordingStarted':
    case 'recordingFailed':
      return // kept by the recordings
  }
}

async function arrived(trx: Knex.Transaction, fact: Fact<'callArrived'>, { node, cipher }: { node: string; cipher: Cipher }): Promise<void> {
  await trx('calls')
    .insert({
      id: fact.call,
      node,
      caller_leg: fact.callerLeg,
      dnis: fact.dnis,
      dnis_raw: fact.dnisRaw,
      ani_sealed: fact.ani === null ? null : cipher.seal(fact.ani),
      ani_index: fact.ani === null ? null : cipher.index(fact.ani),
      ani_raw_sealed: cipher.seal(fact.aniRaw),
      arrived_at: fact.at,
      labels: JSON.stringify(fact.labels),
    })
    .onConflict('id')
    .ignore()
  await trx('call_legs').insert({ id: fact.callerLeg, call_id: fact.call, role: 'caller', party: 'caller', started_at: fact.at }).onConflict('id').ignore()
}

async function offerEnded(trx: Knex.Transaction, fact: Fact<'offerEnded'>): Promise<void> {
  const answered = fact.how === 'answered'
  await trx('call_legs')
    .insert({
      id: fact.leg,
      call_id: fact.call,
      role: 'agent',
      party: fact.agent,
      started_at: fact.at - fact.rangMs,
      answered_at: answered ? fact.at : null,
      ended_at: answered ? null : fact.at,
      offer_end: fact.how,
    })
    .onConflict('id')
    .ignore()
}

const POSITION = 'calls'

/** How far the tables have caught up with this node's journal. */
export const readPosition = async (db: Knex, node: string): Promise<number> => {
  const row: { position: number } | undefined = await db('projection').where({ name: `${POSITION}:${node}` }).first('position')
  return row?.position ?? 0
}

export const writePosition = async (trx: Knex.Transaction, node: string, position: number): Promise<void> => {
  await trx('projection').insert({ name: `${POSITION}:${node}`, position }).onConflict('name').merge()
}

export interface CallRow {
  id: string
  dnis: string
  dnis_raw: string
  ani_sealed: string | null
  ani_raw_sealed: string
  arrived_at: number
  answered_at: number | null
  ended_at: number | null
  waited_ms: number | null
  talked_ms: number | null
  outcome: string | null
  ended_in: string | null
  agent: string | null
  rating: number | null
  transfer_count: number
  labels: string
  ticket_no: string | null
}

export const fromRow = (row: CallRow, cipher: Pick<Cipher, 'open'>): CallRecord => ({
  id: row.id as CallId,
  direction: 'inbound',
  dnis: row.dnis as HotlineNumber,
  dnisRaw: row.dnis_raw,
  ani: row.ani_sealed === null ? null : cipher.open(row.ani_sealed),
  aniRaw: cipher.open(row.ani_raw_sealed),
  arrivedAt: row.arrived_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  waitedMs: row.waited_ms,
  talkedMs: row.talked_ms,
  outcome: row.outcome as CallOutcome | null,
  endedIn: row.ended_in as CallStage | null,
  agent: row.agent as Extension | null,
  rating: row.rating as Rating | null,
  transferCount: row.transfer_count,
  ticketId: row.ticket_no,
  labels: JSON.parse(row.labels) as string[],
})

/** Calls of a node that have not ended, by their record. */
export const openCallIds = (db: Knex, node: string) => async (): Promise<string[]> =>
  (await db<{ id: string; node: string; ended_at: number | null }>('calls').select('id').where('node', node).whereNull('ended_at')).map(({ id }) => id)
