import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import type { Outside } from '../call/port.ts'
import type { LinkageResult } from '../contract/linkage.ts'
import type { LinkageAlarm } from './pusher.ts'

export interface LinkageRecording {
  /** Which peer this is: an emergency line's number or a platform's id; null = no peer, e.g. a sub-centre. */
  peerOf: (party: Outside) => string | null
  /** Whether callers handed over by this line come from a peer. */
  isPeerLine: (line: string) => boolean
  alarm: (alarm: LinkageAlarm) => void
}

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

/** What calls have to do with peers (domain.md §5.6): one linkage for each call and peer. Told twice, it says the same. */
export async function recordFacts(trx: Knex.Transaction, facts: readonly CallFact[], deps: LinkageRecording): Promise<void> {
  const callsIn = new Set<string>()
  for (const [i, fact] of facts.entries()) {
    switch (fact.type) {
      case 'callArrived':
        if (fact.from !== null && deps.isPeerLine(fact.from)) await arrived(trx, fact, fact.from)
        break
      case 'thirdInvited':
        await invited(trx, fact, deps)
        break
      case 'thirdEnded':
        await ended(trx, fact, { ...deps, again: facts.slice(i + 1).some((next) => isNextTry(next, fact)) })
        break
      case 'agentConnected':
      case 'callEnded':
        callsIn.add(fact.call)
        break
      default:
        break
    }
  }
  await followIn(trx, facts, callsIn)
}

const idOut = (call: string, peer: string): string => `lo-${call}-${peer}`
const idIn = (call: string): string => `li-${call}`

async function arrived(trx: Knex.Transaction, fact: Fact<'callArrived'>, peer: string): Promise<void> {
  await trx('linkages')
    .insert({ id: idIn(fact.call), direction: 'in', peer, mode: 'voice', call_id: fact.call, requested_at: fact.at, attempts: 1 })
    .onConflict('id')
    .ignore()
}

/** Who took the callers that peers handed to us, and which of them nobody took. Almost always there are none. */
async function followIn(trx: Knex.Transaction, facts: readonly CallFact[], calls: ReadonlySet<string>): Promise<void> {
  const ids = await open(trx, [...calls].map(idIn))
  if (ids.size === 0) return
  for (const fact of facts) {
    if ((fact.type !== 'agentConnected' && fact.type !== 'callEnded') || !ids.has(idIn(fact.call))) continue
    const row = trx('linkages').where({ id: idIn(fact.call) })
    if (fact.type === 'agentConnected') await row.whereNull('acknowledged_at').update({ acknowledged_at: fact.at, agent: fact.agent, result: 'answered' })
    else await row.whereNull('ended_at').update({ ended_at: fact.at, result: trx.raw("coalesce(result, 'abandoned')") })
  }
}

const SLICE = 400

async function open(trx: Knex.Transaction, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (let from = 0; from < ids.length; from += SLICE) {
    for (const id of await trx('linkages').whereIn('id', ids.slice(from, from + SLICE)).whereNull('ended_at').pluck<string[]>('id')) found.add(id)
  }
  return found
}

async function invited(trx: Knex.Transaction, fact: Fact<'thirdInvited'>, { peerOf }: LinkageRecording): Promise<void> {
  const peer = fact.party.kind === 'outside' ? peerOf(fact.party) : null
  if (peer === null) return
  const id = idOut(fact.call, peer)
  const fresh = await trx('linkage_legs').insert({ leg: fact.leg, linkage_id: id }).onConflict('leg').ignore().returning('leg')
  if (fresh.length === 0) return
  await trx('linkages')
    .insert({ id, direction: 'out', peer, mode: 'voice', call_id: fact.call, agent: fact.by, requested_at: fact.at, attempts: 1 })
    .onConflict('id')
    .merge({ attempts: trx.raw('linkages.attempts + 1'), ended_at: null })
}

const isNextTry = (next: CallFact, { call, at, purpose }: Fact<'thirdEnded'>): boolean =>
  next.type === 'thirdInvited' && next.call === call && next.at === at && next.purpose === purpose

async function ended(trx: Knex.Transaction, fact: Fact<'thirdEnded'>, { peerOf, again, alarm }: LinkageRecording & { again: boolean }): Promise<void> {
  const peer = fact.party.kind === 'outside' ? peerOf(fact.party) : null
  if (peer === null) return
  const id = idOut(fact.call, peer)
  if ((await trx('linkage_legs').where({ leg: fact.leg }).whereNull('ended_at').update({ ended_at: fact.at })) === 0) return
  const result = resultOf(fact)
  if (fact.answeredAt !== null) {
    await trx('linkages').where({ id }).update({ ended_at: fact.at, result, ...(fact.joinedAt === null ? {} : { mode: 'three_way' }) })
    await trx('linkages').where({ id }).whereNull('acknowledged_at').update({ acknowledged_at: fact.answeredAt })
    return
  }
  // Once they have spoken, a later ringing in vain takes nothing back.
  await trx('linkages').where({ id }).update({ ended_at: again ? null : fact.at, result: trx.raw('case when acknowledged_at is null then ? else result end', [result]) })
  if (fact.purpose !== 'emergency' || result === 'cancelled') return
  const tries = await triesOf(trx, id)
  if (tries === 1 || !again) alarm({ kind: 'peer_no_answer', at: fact.at, details: { call: fact.call, peer, how: fact.how, tries, again, agent: fact.by } })
}

const triesOf = async (trx: Knex.Transaction, id: string): Promise<number> =>
  Number((await trx('linkage_legs').where({ linkage_id: id }).whereNotNull('ended_at').count<{ n: string | number }[]>({ n: '*' }))[0]?.n ?? 0)

function resultOf({ answeredAt, how }: Fact<'thirdEnded'>): LinkageResult {
  if (answeredAt !== null) return 'answered'
  return how === 'no_answer' || how === 'busy' || how === 'declined' || how === 'unreachable' ? how : 'cancelled'
}
