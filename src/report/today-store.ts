import type { Knex } from 'knex'
import type { CallCounts } from './rules/kpi.ts'

/** Calls of one number that arrived in one slot of time. */
export interface Counted extends CallCounts {
  dnis: string
  /** 0 = the first since `from`. */
  slot: number
}

export interface Span {
  from: number
  /** Length of a slot. */
  slotMs: number
  answerWithinMs: number
  shortAbandonMs: number
}

export interface TodayStore {
  count: (span: Span) => Promise<Counted[]>
  /** Who waits now, whenever they came: the first arrival for each number. */
  waiting: () => Promise<{ dnis: string; firstAt: number }[]>
}

/** No agent was wanted: an unknown or cancelled number. */
const NO_AGENT_WANTED = `'rejected', 'cancelled_number', 'unreached'`

const WAITS = 'ended_at is null and answered_at is null'

// Twice the same question in both databases: whole numbers are divided as whole numbers only by the cast.
const COUNT = `
  select dnis, cast((arrived_at - ?) / ? as integer) as slot,
    sum(case when answered_at is not null then 1 else 0 end) as answered,
    sum(case when answered_at is not null and waited_ms <= ? then 1 else 0 end) as in_time,
    sum(case when answered_at is null and outcome = 'abandoned' then 1 else 0 end) as abandoned,
    sum(case when answered_at is null and outcome = 'abandoned' and waited_ms < ? then 1 else 0 end) as short,
    sum(case when answered_at is null and outcome = 'overflow' then 1 else 0 end) as overflow,
    sum(case when answered_at is null and outcome in ('fallback', 'interrupted', 'handled') then 1 else 0 end) as lost,
    sum(case when ${WAITS} then 1 else 0 end) as waiting,
    sum(case when answered_at is not null then waited_ms else 0 end) as waited_ms,
    sum(case when answered_at is not null and talked_ms is not null then 1 else 0 end) as talks,
    sum(case when answered_at is not null and talked_ms is not null then talked_ms else 0 end) as talked_ms
  from calls
  where arrived_at >= ? and direction = 'inbound' and (outcome is null or outcome not in (${NO_AGENT_WANTED}))
  group by dnis, slot`

/** Counts the calls in the database: the records themselves, and nothing that is counted along. */
export function todayStore(db: Knex): TodayStore {
  return {
    async count({ from, slotMs, answerWithinMs, shortAbandonMs }) {
      const found: unknown = await db.raw(COUNT, [from, slotMs, answerWithinMs, shortAbandonMs, from])
      return rowsOf(found).map((row) => ({
        dnis: String(row['dnis']), slot: Number(row['slot']), answered: Number(row['answered']), answeredInTime: Number(row['in_time']), abandoned: Number(row['abandoned']),
        abandonedShort: Number(row['short']), overflow: Number(row['overflow']), lost: Number(row['lost']), waiting: Number(row['waiting']),
        waitedMs: Number(row['waited_ms']), talks: Number(row['talks']), talkedMs: Number(row['talked_ms']),
      }))
    },
    async waiting() {
      const rows: { dnis: string; first: number | string }[] = await db('calls').whereRaw(WAITS).andWhere('direction', 'inbound').groupBy('dnis').select('dnis').min({ first: 'arrived_at' })
      return rows.map(({ dnis, first }) => ({ dnis, firstAt: Number(first) }))
    },
  }
}

/** SQLite answers with the rows, PostgreSQL with an object that has them. */
const rowsOf = (found: unknown): Record<string, unknown>[] => (Array.isArray(found) ? found : (found as { rows: unknown[] }).rows) as Record<string, unknown>[]
