import { pathToFileURL } from 'node:url'
import knex, { type Knex } from 'knex'
import { sqlitePath } from './database.ts'

/**
 * Opens a database to look into it or copy it, while a server may be using it: nothing is migrated, and nothing can
 * be written. A SQLite file must exist. `url` as in openDatabase.
 */
export function openAsItIs(url: string, waitMs = 10_000): Knex {
  return /^postgres(ql)?:\/\//.test(url) ? postgres(url, waitMs) : sqlite(sqlitePath(url), waitMs)
}

function postgres(url: string, waitMs: number): Knex {
  return knex({
    client: 'pg',
    connection: { connectionString: url, application_name: 'yihaotong-cli', connectionTimeoutMillis: waitMs, options: '-c default_transaction_read_only=on' },
    pool: { min: 0, max: 2 },
    acquireConnectionTimeout: waitMs,
  })
}

/** Read-only by a file URI (sqlite.org/uri.html): knex can only add flags to "read and write". */
function sqlite(path: string, waitMs: number): Knex {
  return knex({
    client: 'sqlite3',
    connection: { filename: `${pathToFileURL(path).href}?mode=ro`, flags: ['OPEN_URI'] },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: 1,
      afterCreate(connection: { exec: (sql: string, done: (error: Error | null) => void) => void }, done: (error: Error | null) => void) {
        connection.exec(`PRAGMA busy_timeout = ${Math.trunc(waitMs)};`, done)
      },
    },
  })
}

/** Names of the migrations that were run, oldest first; empty in a database that is not ours yet. */
export async function migrationsIn(db: Knex): Promise<string[]> {
  if (!(await db.schema.hasTable('schema_migrations'))) return []
  return await db('schema_migrations').orderBy('name').pluck<string[]>('name')
}

/** Number of rows of every table. */
export async function countRows(db: Knex): Promise<Record<string, number>> {
  const names = db.client.config.client === 'pg' ? db('pg_tables').where({ schemaname: 'public' }).orderBy('tablename').pluck<string[]>('tablename') : sqliteTables(db)
  const counts: Record<string, number> = {}
  for (const name of await names) counts[name] = Number((await db(name).count<{ n: number }[]>({ n: '*' }))[0]?.n ?? 0)
  return counts
}

const sqliteTables = (db: Knex) => db('sqlite_master').where({ type: 'table' }).andWhereNot('name', 'like', 'sqlite_%').orderBy('name').pluck<string[]>('name')

/** What SQLite's own check finds wrong in the file; empty when it is whole. */
export async function damageIn(db: Knex): Promise<string[]> {
  const rows: { integrity_check: string }[] = await db.raw('PRAGMA integrity_check')
  return rows.map((row) => row.integrity_check).filter((finding) => finding !== 'ok')
}
