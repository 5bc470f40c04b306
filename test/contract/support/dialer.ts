import type { Knex } from 'knex'
import type { CallFact } from '../../../src/call/facts.ts'
import { callIdFor, calledLegId } from '../../../src/call/rules/ids.ts'
import type { Script, ScriptEnd } from '../../../src/call/script.ts'
import { CallId, HotlineNumber, type LegId } from '../../../src/contract/ids.ts'
import { defaultPolicy, type Policy } from '../../../src/contract/policy.ts'
import { transaction } from '../../../src/database/transaction.ts'
import { createDialer } from '../../../src/dialer/dialer.ts'
import { recordFacts, type Settling } from '../../../src/dialer/from-calls.ts'
import { pauseStore } from '../../../src/dialer/pause-store.ts'
import type { Heard, Job, JobEnd, JobKind, JobRules, NewJob } from '../../../src/dialer/port.ts'
import type { Seen } from '../../../src/dialer/rules/cut-short.ts'
import { nextDay, type Place } from '../../../src/dialer/rules/windows.ts'
import { createDialing } from '../../../src/dialer/schedule-store.ts'
import { dialerStore, type DialerStore } from '../../../src/dialer/store.ts'
import { createTiming } from '../../../src/dialer/timing.ts'
import { createFieldCipher } from '../../../src/platform/field-cipher.ts'
import { silentLog, type Log } from '../../../src/platform/log.ts'
import { siteDay } from '../../../src/platform/site-day.ts'
import { ended } from './call-facts.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const place: Place = { timeZone: 'Asia/Shanghai', kindOf: () => 'workday' }
const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: (message, fields) => { throw new Error(message, { cause: fields }) }, with: () => log }
const script: Script = { start: 'a', steps: {}, invalid: null, keyMs: 6_000, maxPlays: 2, person: null }

/** A Monday, ten in the morning where the site is. */
export const ten = Date.parse('2026-11-23T10:00:00+08:00')

export interface KilledAt {
  /** The server dies right before or after this step of the store. */
  step: 'claim' | 'commit'
  when: 'before' | 'after'
}

export interface Given {
  now?: number
  node?: string
  /** Calls that go on from an earlier run. */
  open?: Map<CallId, unknown>
  kind?: Partial<JobRules>
  killed?: KilledAt
  policy?: Partial<Policy['dialer']>
  refuses?: Error
}

const dies = new Error('killed')

/** One run of the server: what it placed, and what its kind of jobs was told. */
export function run(db: Knex, given: Given = {}) {
  const at = { now: given.now ?? ten }
  const policy = defaultPolicy()
  Object.assign(policy.dialer, given.policy)
  const timing = createTiming({ policy, hours: ['09:00-12:00', '14:30-20:00'], place })
  const open = given.open ?? new Map<CallId, unknown>()
  const placed: { call: CallId; number: string }[] = []
  const told: { heard: Heard[]; settled: { job: Job; end: JobEnd; heard: Heard }[]; safe: Job[] } = { heard: [], settled: [], safe: [] }
  const [seen, recorded, onTheLine] = [new Map<LegId, Seen>(), new Set<CallId>(), new Set<string>()]
  const present = { trunksInUse: 0, longestWaitMs: 0 }
  const kind: JobRules = {
    kind: 'survey', together: 2, yieldsToCallers: true, oncePerDay: true, maxAtOnce: () => 10, script: async () => script, mayCall: timing.mayCall, opensAt: timing.opensAt,
    heard: async (_, __, heard) => void told.heard.push(heard),
    settle: async (...[, job, end, heard, now]) => (told.settled.push({ job, end, heard }), timing.after(job, end, now)),
    settled: (job) => void told.safe.push(job),
    ...given.kind,
  }
  const rules = new Map<JobKind, JobRules>([[kind.kind, kind]])
  const settledJobs: Job[] = []
  const settling: Settling = { rulesOf: (name) => rules.get(name), settling: (job) => void settledJobs.push(job) }
  const inTransaction = <Result>(work: (trx: Knex.Transaction) => Promise<Result>): Promise<Result> => transaction(db, work)
  const safe = (): void => settledJobs.splice(0).forEach((job) => rules.get(job.kind)?.settled(job))
  const dialer = createDialer({
    store: dying(dialerStore(db, inTransaction), given.killed), pauses: pauseStore(db), inTransaction, node: given.node ?? 'n1', cipher, rules, settling, safe, policy: policy.dialer, log: given.killed ? silentLog : log,
    calls: { open: () => open }, recorded: async () => recorded, seen: async () => seen, present: () => present, onTheLine: () => onTheLine,
    walls: { judge: (number: string) => (number.startsWith('00') ? { ok: false, why: 'international' } : { ok: true, number, kind: 'mobile' }) } as Parameters<typeof createDialer>[0]['walls'],
    placing: {
      speak({ number }, { source, since }) {
        const call = callIdFor(source, since)
        if (given.refuses) throw given.refuses
        placed.push({ call, number })
        open.set(call, {})
        return call
      },
    },
    dayOf: siteDay(place.timeZone), nextDay: (now) => nextDay(now, place), clock: { now: () => at.now },
  })
  const record = async (...facts: CallFact[]): Promise<void> => {
    await inTransaction(async (trx) => await recordFacts(trx, facts, settling))
    safe()
  }
  /** The call is over. */
  const end = async (call: CallId, how: ScriptEnd): Promise<void> => {
    open.delete(call)
    await record(ended(call, { direction: 'outbound', script: how, at: at.now, missed: false }))
  }
  const key = (call: CallId, step: string, value: string): CallFact => ({ type: 'scriptAnswered', call, at: (at.now += 1), step, value })
  return { dialer, at, open, placed, told, seen, recorded, onTheLine, present, rules, settling, record, end, key, legOf: calledLegId, look: async () => await dialer.look(true), store: dialerStore(db, inTransaction), policy }
}

/** Dies at a step of the store, with whatever was written by then: afterwards nothing is done any more. */
function dying(store: DialerStore, killed: KilledAt | undefined): DialerStore {
  if (!killed) return store
  let dead = false
  const steps = Object.entries(store).map(([name, step]: [string, (...given: never[]) => Promise<unknown>]) => [
    name,
    async (...given: never[]) => {
      const here = name === killed.step
      if (dead || (here && killed.when === 'before')) dead = true
      if (dead) throw dies
      const result = await step(...given)
      if (here) dead = true
      if (dead) throw dies
      return result
    },
  ])
  return Object.fromEntries(steps) as DialerStore
}

let subjects = 0
export const numberOf = (n: number): string => `1380000${String(1_000 + n).padStart(4, '0')}`
export const job = (over: Partial<NewJob> = {}): NewJob => ({ kind: 'survey', subject: `s${(subjects += 1)}`, number: '13800001111', dnis: HotlineNumber.parse('12345'), dueAt: ten - 1_000, anyHour: false, ...over })
export const dialing = createDialing(cipher)
export const schedule = async (db: Knex, ...jobs: NewJob[]): Promise<boolean[]> =>
  await db.transaction(async (trx) => {
    const made: boolean[] = []
    for (const one of jobs) made.push(await dialing.schedule(trx, one))
    return made
  })
export const rows = async (db: Knex): Promise<Record<string, unknown>[]> => await db('dial_jobs').orderBy(['due_at', 'subject'])
export const callIds = (placed: readonly { call: CallId }[]): CallId[] => placed.map(({ call }) => CallId.parse(call))
