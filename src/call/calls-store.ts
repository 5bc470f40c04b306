import type { Knex } from 'knex'
import type { CallOutcome, CallRecord, CallStage, Rating } from '../contract/call.ts'
import type { CallId, Extension, HotlineNumber } from '../contract/ids.ts'
import { insertRows, runStatement, updateRow, type Value } from '../database/statements.ts'
import type { CallFact } from './facts.ts'

interface Cipher {
  seal: (text: string) => string
  open: (sealed: string) => string
  index: (text: string) => string
}

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>
type Row = Readonly<Record<string, Value>>

/** What a batch of facts comes to: new rows, and for each known row all that has changed, so that it is written once. */
interface Folded {
  calls: Row[]
  legs: Row[]
  callChanges: Map<CallId, Record<string, Value>>
  legChanges: Map<string, Record<string, Value>>
}

/** Writes the one record of each call, and its legs, from facts. Told twice, it says the same. */
export function recordCalls(node: string, cipher: Cipher) {
  return async (trx: Knex.Transaction, facts: readonly CallFact[]): Promise<void> => {
    const { calls, legs, callChanges, legChanges } = fold(facts, { node, cipher })
    await insertRows(trx, 'calls', calls, 'on conflict (id) do nothing')
    await insertRows(trx, 'call_legs', legs, 'on conflict (id) do nothing')
    for (const [id, changes] of callChanges) await updateRow(trx, 'calls', id, changes)
    for (const [id, changes] of legChanges) await updateRow(trx, 'call_legs', id, changes)
  }
}

function fold(facts: readonly CallFact[], deps: { node: string; cipher: Cipher }): Folded {
  const folded: Folded = { calls: [], legs: [], callChanges: new Map(), legChanges: new Map() }
  for (const fact of facts) add(folded, fact, deps)
  return folded
}

function add(folded: Folded, fact: CallFact, deps: { node: string; cipher: Cipher }): void {
  switch (fact.type) {
    case 'callArrived':
      folded.calls.push(newCall(fact, deps))
      folded.legs.push(leg(fact.callerLeg, fact.call, { role: 'caller', party: 'caller', started_at: fact.at }))
      return
    case 'departmentRung':
      folded.legs.push(leg(fact.leg, fact.call, { role: 'department', party: fact.party.kind === 'seat' ? fact.party.agent : (fact.party.unit ?? ''), started_at: fact.at }))
      return
    case 'citizenReached':
      change(folded.callChanges, fact.call, { answered_at: fact.answeredAt, waited_ms: fact.answeredAt - fact.arrivedAt })
      return
    case 'departmentLeft':
      change(folded.legChanges, fact.leg, { answered_at: fact.pickedUpAt, offer_end: fact.how, ended_at: fact.at })
      return
    case 'offerEnded':
      folded.legs.push(offeredLeg(fact))
      return
    case 'agentConnected':
      change(folded.callChanges, fact.call, { agent: fact.agent, answered_at: fact.answeredAt, waited_ms: fact.answeredAt - fact.arrivedAt })
      return
    case 'thirdInvited':
      folded.legs.push(leg(fact.leg, fact.call, { role: 'third', party: fact.party.kind === 'seat' ? fact.party.agent : fact.party.number, started_at: fact.at }))
      return
    case 'thirdEnded':
      change(folded.legChanges, fact.leg, { answered_at: fact.answeredAt, offer_end: fact.how, ended_at: fact.how === 'took_over' ? null : fact.at })
      return
    case 'handedOver':
      change(folded.callChanges, fact.call, { transfer_count: fact.transferCount, ...(fact.party.kind === 'seat' ? { agent: fact.party.agent } : {}) })
      return
    case 'partyLeft':
      change(folded.legChanges, fact.leg, { ended_at: fact.at })
      return
    case 'monitored':
      if (fact.mode !== null) folded.legs.push(leg(fact.leg, fact.call, { role: 'monitor', party: fact.by, started_at: fact.at, answered_at: fact.at }))
      else change(folded.legChanges, fact.leg, { ended_at: fact.at })
      return
    case 'agentLeft':
      change(folded.legChanges, fact.leg, { ended_at: fact.at })
      return
    case 'rated':
      change(folded.callChanges, fact.call, { rating: fact.rating })
      return
    case 'callEnded':
      change(folded.callChanges, fact.call, ending(fact))
      change(folded.legChanges, fact.callerLeg, { ended_at: fact.at, answered_at: fact.answeredAt })
      return
    case 'scriptBegun':
      change(folded.callChanges, fact.call, { answered_at: fact.at })
      return
    case 'scriptAnswered':
    case 'scriptMessage':
      return // kept by whoever the call was made for
    case 'forced':
    case 'rescued':
    case 'moved':
    case 'targetClosed':
    case 'callbackRequested':
    case 'messageLeft':
    case 'recordingStarted':
    case 'recordingFailed':
      return // kept by the recordings
  }
}

function change<Key>(changes: Map<Key, Record<string, Value>>, key: Key, more: Row): void {
  changes.set(key, { ...changes.get(key), ...more })
}

const newCall = (fact: Fact<'callArrived'>, { node, cipher }: { node: string; cipher: Cipher }): Row => ({
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
  direction: fact.direction,
  interaction: fact.interaction,
  from_line: fact.from,
  transfer_count: fact.transferCount,
})

const leg = (id: string, call: CallId, rest: Row): Row => ({ id, call_id: call, answered_at: null, ended_at: null, offer_end: null, ...rest })

function offeredLeg(fact: Fact<'offerEnded'>): Row {
  const answered = fact.how === 'answered'
  return leg(fact.leg, fact.call, {
    role: 'agent',
    party: fact.agent,
    started_at: fact.since,
    answered_at: answered ? fact.since + fact.rangMs : null,
    ended_at: answered ? null : fact.at,
    offer_end: fact.how,
  })
}

const ending = (fact: Fact<'callEnded'>): Row => ({
  outcome: fact.outcome,
  ended_in: fact.endedIn,
  ended_at: fact.at,
  answered_at: fact.answeredAt,
  waited_ms: fact.waitedMs,
  talked_ms: fact.talkedMs,
  bridged_ms: fact.bridgedMs,
  agent: fact.agent,
  transfer_count: fact.transferCount,
})

const POSITION = 'calls'

/** How far the tables have caught up with this node's journal. */
export const readPosition = async (db: Knex, node: string): Promise<number> => {
  const row: { position: number } | undefined = await db('projection').where({ name: `${POSITION}:${node}` }).first('position')
  return row?.position ?? 0
}

export const writePosition = async (trx: Knex.Transaction, node: string, position: number): Promise<void> => {
  await runStatement(trx, 'insert into projection (name, position) values (?, ?) on conflict (name) do update set position = excluded.position', [`${POSITION}:${node}`, position])
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
  direction: 'inbound' | 'outbound'
  interaction: string | null
  labels: string
  ticket_no: string | null
}

export const fromRow = (row: CallRow, cipher: Pick<Cipher, 'open'>): CallRecord => ({
  id: row.id as CallId,
  direction: row.direction,
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
  interaction: row.interaction ?? row.id,
  ticketId: row.ticket_no,
  labels: JSON.parse(row.labels) as string[],
})

/** Calls of a node that have not ended, by their record. */
export const openCallIds = (db: Knex, node: string) => async (): Promise<string[]> =>
  (await db<{ id: string; node: string; ended_at: number | null }>('calls').select('id').where('node', node).whereNull('ended_at')).map(({ id }) => id)
