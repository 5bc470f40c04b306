import type { Knex } from 'knex'
import { z } from 'zod'
import { CalendarDay } from '../contract/calendar.ts'
import { GroupId } from '../contract/ids.ts'
import { Schedule } from '../contract/schedule.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'

/** A year as a notice gives it. */
export interface StoredYear {
  year: number
  source: string
  days: readonly CalendarDay[]
}

export interface CalendarStore {
  all: () => Promise<(StoredYear & { updatedAt: number })[]>
  /** All or nothing; a year that is there already is left as it is. */
  seed: (years: readonly StoredYear[], at: number) => Promise<void>
  /** All or nothing. */
  replace: (year: StoredYear, at: number) => Promise<void>
}

const Years = z.array(z.object({ year: z.int(), source: z.string(), updatedAt: z.int() }))

export function calendarStore(db: Knex): CalendarStore {
  async function write(trx: Knex.Transaction, { year, days }: StoredYear): Promise<void> {
    await trx('calendar_days').where('day', '>=', `${year}-01-01`).andWhere('day', '<=', `${year}-12-31`).delete()
    for (const some of slices(days, ROWS_PER_STATEMENT)) await trx('calendar_days').insert(some.map(({ day, kind, name }) => ({ day, kind, name })))
  }
  return {
    async all() {
      const years = Years.parse(await db('calendar_years').select({ year: 'year', source: 'source', updatedAt: 'updated_at' }).orderBy('year'))
      const days = CalendarDay.array().parse(await db('calendar_days').select('day', 'kind', 'name').orderBy('day'))
      return years.map((year) => ({ ...year, days: days.filter(({ day }) => day.startsWith(`${year.year}-`)) }))
    },
    async seed(years, at) {
      await db.transaction(async (trx) => {
        for (const one of years) {
          const added = await trx('calendar_years').insert({ year: one.year, source: one.source, updated_at: at }).onConflict('year').ignore().returning('year')
          if (added.length > 0) await write(trx, one)
        }
      })
    },
    async replace(one, at) {
      await db.transaction(async (trx) => {
        await trx('calendar_years').insert({ year: one.year, source: one.source, updated_at: at }).onConflict('year').merge()
        await write(trx, one)
      })
    },
  }
}

export interface GroupSettings {
  id: GroupId
  /** null: always open. */
  schedule: Schedule | null
  updatedAt: number
}

export interface GroupStore {
  all: () => Promise<GroupSettings[]>
  put: (settings: GroupSettings) => Promise<void>
}

const Hours = z.string().transform((text): unknown => JSON.parse(text)).pipe(Schedule)
const Settings = z.array(z.object({ id: GroupId, schedule: Hours.nullable(), updatedAt: z.int() }))

/** Hours of groups that were changed here; those of the site profile hold for the others. */
export function groupStore(db: Knex): GroupStore {
  return {
    all: async () => Settings.parse(await db('group_settings').select({ id: 'id', schedule: 'schedule', updatedAt: 'updated_at' }).orderBy('id')),
    async put({ id, schedule, updatedAt }) {
      const row = { id, schedule: schedule === null ? null : JSON.stringify(schedule), updated_at: updatedAt }
      await db('group_settings').insert(row).onConflict('id').merge()
    },
  }
}
