import type { Knex } from 'knex'
import { z } from 'zod'
import { Responsibility, ResponsibilitySettings, type ResponsibilityVersion } from '../contract/responsibility.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'

/** A line as it is after the change; settings null takes it out. */
export interface LineChange {
  id: string
  version: number
  at: number
  by: string
  settings: ResponsibilitySettings | null
}

export interface ListStore {
  all: () => Promise<Responsibility[]>
  /** All or nothing. False, and nothing is changed, when somebody else changed one of the lines. */
  change: (changes: readonly LineChange[]) => Promise<boolean>
  /** Oldest first. */
  versions: (id: string) => Promise<ResponsibilityVersion[]>
  /** Whether there has ever been a line: a list that was emptied stays empty. */
  begun: () => Promise<boolean>
}

const Settings = z.string().transform((text): unknown => JSON.parse(text)).pipe(ResponsibilitySettings)
const Row = z.object({ id: z.string(), settings: Settings, version: z.int(), updatedAt: z.int() }).transform(({ settings, ...row }) => Responsibility.parse({ ...settings, ...row }))
const VersionRow = z.object({ version: z.int(), at: z.int(), by: z.string(), settings: Settings.nullable() })

export function listStore(db: Knex): ListStore {
  return {
    all: async () => Row.array().parse(await db('responsibilities').select({ id: 'id', settings: 'settings', version: 'version', updatedAt: 'updated_at' }).orderBy('id')),
    begun: async () => (await db('responsibility_versions').first('id')) !== undefined,
    versions: async (id) => VersionRow.array().parse(await db('responsibility_versions').where({ id }).select('version', 'at', 'by', 'settings').orderBy('version')),
    change: async (changes) =>
      await db
        .transaction(async (trx) => {
          // Its key refuses a version that is there already: whoever was second changes nothing.
          const rows = changes.map(({ id, version, at, by, settings }) => ({ id, version, at, by, settings: settings && JSON.stringify(settings) }))
          for (const some of slices(rows, ROWS_PER_STATEMENT)) await trx('responsibility_versions').insert(some)
          for (const { id, version, at, settings } of changes) {
            if (settings === null) await trx('responsibilities').where({ id }).delete()
            else await trx('responsibilities').insert({ id, version, settings: JSON.stringify(settings), updated_at: at }).onConflict('id').merge()
          }
          return true
        })
        .catch((error: unknown) => {
          const code = error instanceof Error && 'code' in error ? error.code : ''
          if (code === 'SQLITE_CONSTRAINT' || code === '23505') return false
          throw error
        }),
  }
}

export const lineOf = ({ id, version, at, settings }: LineChange): Responsibility | null => settings && { ...settings, id, version, updatedAt: at }
