import type { Knex } from 'knex'
import type { Alarm } from '../contract/alarm.ts'

export interface AlarmFilter {
  /** True = nobody has seen it yet. */
  open?: boolean | undefined
  after?: { at: number; id: string } | undefined
  limit: number
}

export interface AlarmStore {
  /** The one that nobody has seen yet. */
  openOne: (kind: string, subject: string) => Promise<Alarm | undefined>
  add: (alarm: Alarm, subject: string) => Promise<void>
  /** Happened again. */
  again: (id: string, at: number, details: Alarm['details']) => Promise<void>
  find: (id: string) => Promise<Alarm | undefined>
  /** False when somebody did before. */
  acknowledge: (id: string, by: string, at: number) => Promise<boolean>
  /** The last to happen first. */
  list: (filter: AlarmFilter) => Promise<Alarm[]>
  /** Forgets those seen before the instant. */
  prune: (before: number) => Promise<number>
}

interface Row {
  id: string
  kind: string
  details: string
  first_at: number
  last_at: number
  times: number
  acknowledged_at: number | null
  acknowledged_by: string | null
}

const fromRow = (row: Row): Alarm => ({
  id: row.id, kind: row.kind, details: JSON.parse(row.details) as Alarm['details'], firstAt: row.first_at, lastAt: row.last_at, times: row.times,
  acknowledgedAt: row.acknowledged_at, acknowledgedBy: row.acknowledged_by,
})

export function alarmStore(db: Knex): AlarmStore {
  const one = (row: Row | undefined): Alarm | undefined => row && fromRow(row)
  return {
    openOne: async (kind, subject) => one((await db('alarms').where({ kind, subject }).whereNull('acknowledged_at').first()) as Row | undefined),
    async add({ id, kind, details, firstAt, lastAt, times }, subject) {
      await db('alarms').insert({ id, kind, subject, details: JSON.stringify(details), first_at: firstAt, last_at: lastAt, times })
    },
    async again(id, at, details) {
      await db('alarms').where({ id }).update({ last_at: at, details: JSON.stringify(details), times: db.raw('times + 1') })
    },
    find: async (id) => one((await db('alarms').where({ id }).first()) as Row | undefined),
    acknowledge: async (id, by, at) => (await db('alarms').where({ id }).whereNull('acknowledged_at').update({ acknowledged_at: at, acknowledged_by: by })) > 0,
    async list({ open, after, limit }) {
      const query = db('alarms').orderBy([{ column: 'last_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)
      if (open !== undefined) void (open ? query.whereNull('acknowledged_at') : query.whereNotNull('acknowledged_at'))
      if (after) void query.whereRaw('(last_at < ? or (last_at = ? and id < ?))', [after.at, after.at, after.id])
      return ((await query) as Row[]).map(fromRow)
    },
    prune: async (before) => await db('alarms').where('acknowledged_at', '<', before).delete(),
  }
}
