import type { Knex } from 'knex'
import { z } from 'zod'
import type { DialerKind } from '../contract/dialer.ts'
import { CallId } from '../contract/ids.ts'
import { runStatement } from '../database/statements.ts'
import type { InTransaction } from '../platform/store.ts'
import { JOB_COLUMNS, JobRow } from './job-rows.ts'
import type { JobKind } from './port.ts'

/** Who asks, and until when the others leave it alone. */
export interface Lease {
  node: string
  now: number
  until: number
}

export interface Try {
  call: CallId
  serial: number
  /** Unix ms; with the serial it makes the call's id. */
  since: number
  /** Day of the site on which the number may ring for this kind only once; null = as often as need be. */
  day: string | null
}

const UnderWay = z.object({ call: CallId, committedAt: z.coerce.number(), since: z.coerce.number() })
export type UnderWay = z.infer<typeof UnderWay>

export type Counts = Pick<DialerKind, 'running' | 'due' | 'planned' | 'waitingPerson'>

/** Jobs and tries. Of two who want the same, the database gives it to one. */
export interface DialerStore {
  /** Takes at most `limit` jobs whose time has come, the one due longest first. */
  claim: (kind: JobKind, limit: number, lease: Lease) => Promise<JobRow[]>
  /** Takes further jobs about the same number that are due too. */
  claimSame: (job: JobRow, limit: number, lease: Lease) => Promise<JobRow[]>
  /** Gives jobs back, to be looked at again at `lookAt`. Whoever was too slow changes nothing. */
  release: (jobs: readonly JobRow[], lookAt: number) => Promise<void>
  /** Not wanted any more. */
  drop: (jobs: readonly JobRow[]) => Promise<void>
  /** Before anything is dialled. stale: somebody else has one of them; rang: the number rang today. */
  commit: (jobs: readonly JobRow[], one: Try, lease: Lease) => Promise<'committed' | 'stale' | 'rang'>
  /** Nothing was dialled: as before, and the try is made again under its number. */
  takeBack: (call: CallId, lookAt: number) => Promise<void>
  renew: (lease: Lease) => Promise<void>
  /** Tries of this server that were not settled. */
  underWay: (node: string) => Promise<UnderWay[]>
  /** Whose end is known, but not what it means to the kind. */
  unsettled: (node: string) => Promise<CallId[]>
  counts: (kind: JobKind, now: number) => Promise<Counts>
  /** The job that is due longest. */
  first: (kind: JobKind, now: number) => Promise<JobRow | undefined>
  /** Which numbers rang before the day is of no use any more. */
  forget: (beforeDay: string) => Promise<void>
}

const RETURNED = Object.entries(JOB_COLUMNS).map(([name, column]) => `${column} as "${name}"`).join(', ')
const FREE = "state = 'scheduled' and look_at <= ? and (lease_until is null or lease_until <= ?)"

export function dialerStore(db: Knex, inTransaction: InTransaction): DialerStore {
  const isPostgres = db.client.driverName !== 'sqlite3'
  /** SQLite writes one after the other; PostgreSQL passes over what somebody else is taking. */
  async function take(which: string, given: readonly (string | number)[], limit: number, { node, now, until }: Lease): Promise<JobRow[]> {
    const found = `select id from dial_jobs where ${which} and ${FREE} order by due_at, id limit ?`
    const sets = 'update dial_jobs set owner = ?, fence = fence + 1, lease_until = ?'
    const rows = isPostgres
      ? await runStatement(db, `with c as materialized (${found} for update skip locked) ${sets} where id in (select id from c) returning ${RETURNED}`, [...given, now, now, limit, node, until])
      : await runStatement(db, `${sets} where id in (${found}) returning ${RETURNED}`, [node, until, ...given, now, now, limit])
    return JobRow.array().parse(rows).toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
  }
  /** Each job is changed by whoever holds its newest fence. */
  async function change(jobs: readonly JobRow[], to: object): Promise<void> {
    await inTransaction(async (trx) => {
      for (const { id, fence } of jobs) await trx('dial_jobs').where({ id, fence, state: 'scheduled' }).update({ owner: null, lease_until: null, ...to })
    })
  }
  return {
    claim: async (kind, limit, lease) => await take('kind = ?', [kind], limit, lease),
    claimSame: async ({ kind, numberIndex, dnis }, limit, lease) => (limit > 0 ? await take('kind = ? and number_index = ? and dnis = ? and due_at <= ?', [kind, numberIndex, dnis, lease.now], limit, lease) : []),
    release: async (jobs, lookAt) => await change(jobs, { look_at: lookAt }),
    drop: async (jobs) => await change(jobs, { state: 'dropped' }),
    async commit(jobs, one, lease) {
      const refused = { why: 'committed' as 'committed' | 'stale' | 'rang' }
      await inTransaction(async (trx) => {
        refused.why = await begin(trx, jobs, one, lease)
        if (refused.why !== 'committed') throw NOT_BEGUN
      }).catch((error: unknown) => {
        if (error !== NOT_BEGUN) throw error
      })
      return refused.why
    },
    takeBack: async (call, lookAt) =>
      await inTransaction(async (trx) => {
        const made: { job_id: string; serial: number; since: number | string } | undefined = await trx('dial_tries').where({ call_id: call, settled_at: null }).first('job_id', 'serial', 'since')
        if (!made) return
        await trx('dial_jobs').where({ id: made.job_id, call_id: call }).update({ serial: made.serial - 1, redo_since: Number(made.since) })
        await trx('dial_jobs').where({ call_id: call }).whereIn('state', ['dialing', 'talking']).update({ state: trx.raw("case when unwanted then 'dropped' else 'scheduled' end"), call_id: null, owner: null, lease_until: null, look_at: lookAt })
        await trx('dial_tries').where({ call_id: call }).delete()
        await trx('dial_rings').where({ call_id: call }).delete()
      }),
    renew: async ({ node, until }) => void (await db('dial_jobs').where({ owner: node }).whereIn('state', ['dialing', 'talking']).update({ lease_until: until })),
    underWay: async (node) => UnderWay.array().parse(await db('dial_tries').where({ node, settled_at: null, ended_at: null }).select({ call: 'call_id', committedAt: 'committed_at', since: 'since' })),
    async unsettled(node) {
      const rows: { call_id: CallId }[] = await db('dial_tries').where({ node, settled_at: null }).whereNotNull('ended_at').orderBy('ended_at').select('call_id')
      return rows.map(({ call_id: call }) => call)
    },
    async counts(kind, now) {
      const [row] = await db('dial_jobs').where({ kind }).whereIn('state', ['scheduled', 'dialing', 'talking', 'waiting_person']).select(
        db.raw("count(distinct case when state in ('dialing', 'talking') then call_id end) as running"),
        db.raw("sum(case when state = 'scheduled' and due_at <= ? then 1 else 0 end) as due", [now]),
        db.raw("sum(case when state = 'scheduled' and due_at > ? then 1 else 0 end) as planned", [now]),
        db.raw(`sum(case when state = 'waiting_person' then 1 else 0 end) as "waitingPerson"`),
      ) as unknown as Record<keyof Counts, number | string | null>[]
      return { running: Number(row?.running ?? 0), due: Number(row?.due ?? 0), planned: Number(row?.planned ?? 0), waitingPerson: Number(row?.waitingPerson ?? 0) }
    },
    first: async (kind, now) => JobRow.optional().parse(await db('dial_jobs').where({ kind, state: 'scheduled' }).where('due_at', '<=', now).orderBy(['due_at', 'id']).first(JOB_COLUMNS)),
    forget: async (beforeDay) => void (await db('dial_rings').where('day', '<', beforeDay).delete()),
  }
}

const NOT_BEGUN = new Error('a try is not begun')

async function begin(trx: Knex.Transaction, jobs: readonly JobRow[], { call, serial, since, day }: Try, { node, now, until }: Lease): Promise<'committed' | 'stale' | 'rang'> {
  const [lead] = jobs
  if (!lead) return 'stale'
  if (day !== null) {
    const rings: unknown[] = await trx('dial_rings').insert({ number_index: lead.numberIndex, day, call_id: call }).onConflict(['number_index', 'day']).ignore().returning('call_id')
    if (rings.length === 0) return 'rang'
  }
  for (const { id, fence } of jobs) {
    const own = id === lead.id ? { serial, redo_since: null } : {}
    const changed = await trx('dial_jobs').where({ id, fence, owner: node, state: 'scheduled' }).update({ state: 'dialing', call_id: call, lease_until: until, ...own })
    if (changed !== 1) return 'stale'
  }
  await trx('dial_tries').insert({ call_id: call, job_id: lead.id, serial, kind: lead.kind, node, since, committed_at: now })
  return 'committed'
}
