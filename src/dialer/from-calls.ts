import type { CallFact } from '../call/facts.ts'
import type { CallId } from '../contract/ids.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'
import type { Trx } from '../platform/store.ts'
import { jobOf } from './job-rows.ts'
import type { Job, JobEnd, JobKind, JobRules } from './port.ts'
import { endOf, mayHaveRung } from './rules/attempts.ts'
import { settledAs } from './rules/settled.ts'
import { heardOf, jobsOf, openTries, type Said, type TryRow } from './try-store.ts'

export interface Settling {
  /** Undefined while the parts are still being joined: what is heard then is kept, and settled as soon as they are (takeUp). */
  rulesOf: (kind: JobKind) => JobRules | undefined
  /** It is settled once the transaction is safe. */
  settling: (job: Job) => void
}

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>
type Saying = Fact<'scriptAnswered'> | Fact<'scriptMessage'>
type Telling = Fact<'scriptBegun'> | Saying | Fact<'callEnded'>

const isTelling = (fact: CallFact): fact is Telling => fact.type === 'scriptBegun' || fact.type === 'scriptAnswered' || fact.type === 'scriptMessage' || (fact.type === 'callEnded' && fact.direction === 'outbound')

/** Keys, messages and ends of calls the machine made, in the transaction of the projector. Told twice, nothing happens. */
export async function recordFacts(trx: Trx, facts: readonly CallFact[], deps: Settling): Promise<void> {
  for (const some of slices(facts.filter(isTelling), ROWS_PER_STATEMENT)) {
    const tries = await openTries(trx, [...new Set(some.map(({ call }) => call))])
    for (const fact of some) {
      const one = tries.get(fact.call)
      if (one) tries.set(fact.call, await told(trx, one, fact, deps))
    }
  }
}

async function told(trx: Trx, one: TryRow, fact: Telling, deps: Settling): Promise<TryRow> {
  if (fact.type === 'callEnded') return one.endedAt === null ? await ended(trx, one, { how: fact.script ?? 'failed', at: fact.at }, deps) : one
  await trx('dial_jobs').where({ call_id: one.call, state: 'dialing' }).update({ state: 'talking' })
  if (fact.type === 'scriptBegun') return one
  const said = withTold(one.said, fact)
  if (said === one.said) return one
  await trx('dial_tries').where({ call_id: one.call }).update({ heard: JSON.stringify(said) })
  const after = { ...one, said }
  await tellKinds(trx, after, deps)
  return after
}

/** The same when it was told before. */
function withTold(said: Said, fact: Saying): Said {
  const { step } = fact
  if (fact.type === 'scriptMessage') {
    const { recordingId, lengthMs } = fact
    return said.messages.some((one) => one.recordingId === recordingId) ? said : { ...said, messages: [...said.messages, { step, recordingId, lengthMs }] }
  }
  const { value, at } = fact
  return said.answers.some((one) => one.step === step && one.at === at) ? said : { ...said, answers: [...said.answers, { step, value, at }] }
}

async function tellKinds(trx: Trx, one: TryRow, { rulesOf }: Settling): Promise<void> {
  for (const row of await jobsOf(trx, one.call)) await rulesOf(row.kind)?.heard(trx, jobOf(row), heardOf(one))
}

/** The try is over; what it means is kept with it. */
export async function ended(trx: Trx, one: TryRow, { how, at, answeredUnseen = false }: { how: JobEnd; at: number; answeredUnseen?: boolean }, deps: Settling): Promise<TryRow> {
  const over = { ...one, how: endOf(how, one.said.answers), endedAt: at, answeredUnseen }
  await trx('dial_tries').where({ call_id: one.call }).update({ how: over.how, ended_at: at, answered_unseen: answeredUnseen })
  if (!mayHaveRung(over.how)) await trx('dial_rings').where({ call_id: one.call }).delete()
  await settle(trx, over, deps)
  return over
}

/** Settles every job the call was about, or none: as long as nobody has said what their kind makes of it, it stays. */
async function settle(trx: Trx, one: TryRow, { rulesOf, settling }: Settling): Promise<void> {
  const { call, how: end, endedAt: at, answeredUnseen } = one
  if (end === null || at === null) return
  const rows = await jobsOf(trx, call)
  for (const row of rows) {
    const rules = rulesOf(row.kind)
    if (!rules) return
    const job = jobOf(row)
    const verdict = await rules.settle(trx, job, end, heardOf(one), at)
    const { dueAt, notNow, lastAt, last, ...after } = settledAs(job, verdict, { end, at, answeredUnseen, unwanted: row.unwanted })
    await trx('dial_jobs').where({ id: row.id, call_id: call }).update({ ...after, not_now: notNow, last_at: lastAt, last_end: last, due_at: dueAt, look_at: dueAt, call_id: null, owner: null, lease_until: null, unwanted: false })
    settling({ ...job, ...after, notNow, lastAt, last, dueAt })
  }
  await trx('dial_tries').where({ call_id: call }).update({ settled_at: at })
}

/** What was kept before the kinds were there to say what it means. */
export async function takeUp(trx: Trx, calls: readonly CallId[], deps: Settling): Promise<void> {
  for (const one of (await openTries(trx, calls)).values()) {
    if (one.said.answers.length + one.said.messages.length > 0) await tellKinds(trx, one, deps)
    await settle(trx, one, deps)
  }
}
