import { basename, join } from 'node:path'
import type { Knex } from 'knex'
import type { Config } from '../../config.ts'
import { copySqlite, sqlitePath } from '../../database/database.ts'
import { countRows, damageIn, migrationsIn, openAsItIs } from '../../database/open-as-it-is.ts'
import { bytesOf, syncToDisk } from './files.ts'
import type { DatabaseEntry } from './manifest.ts'
import { dumpPostgres, readDump } from './pg-tool.ts'

// Names in a backup are those a new YHT_HOME expects, wherever the databases lie now.
export const MAIN = 'yihaotong.sqlite'
export const JOURNAL = 'yihaotong-journal.sqlite'
export const DUMP = 'yihaotong.dump'

export const kindOf = ({ databaseUrl }: Pick<Config, 'databaseUrl'>): 'sqlite' | 'postgres' => (databaseUrl.startsWith('sqlite:') ? 'sqlite' : 'postgres')

/** About how much room the copies take. */
export async function databaseBytes({ databaseUrl, journalUrl }: Config): Promise<number> {
  if (kindOf({ databaseUrl }) === 'postgres') return await using(databaseUrl, async (db) => Number((await rowsOf<{ n: number }>(db.raw('select pg_database_size(current_database()) as n')))[0]?.n ?? 0))
  let bytes = 0
  for (const url of [databaseUrl, journalUrl]) bytes += (await bytesOf(sqlitePath(url))) + (await bytesOf(`${sqlitePath(url)}-wal`))
  return bytes
}

/** A consistent copy while calls go on, checked. Throws an Error with a sentence when the copy is not whole. */
export async function copySqliteDatabase(url: string, target: string): Promise<DatabaseEntry> {
  await using(url, async (db) => await copySqlite(db, target))
  await syncToDisk(target)
  return await inspectSqlite(target)
}

/** Throws an Error with a sentence when the file is damaged. */
export async function inspectSqlite(file: string): Promise<DatabaseEntry> {
  return await using(`sqlite:${file}`, async (db) => {
    const damage = await damageIn(db)
    if (damage.length > 0) throw new Error(`${file} is damaged: ${damage.slice(0, 3).join('; ')}`)
    return { file: basename(file), migrations: await migrationsIn(db), rows: await countRows(db) }
  })
}

/** Rows are counted in the very state that is dumped. */
export async function dumpDatabase(url: string, folder: string): Promise<DatabaseEntry> {
  const file = join(folder, DUMP)
  return await using(url, async (db) => {
    const trx = await db.transaction(undefined, { isolationLevel: 'repeatable read' })
    try {
      const [exported] = await rowsOf<{ id: string }>(trx.raw('select pg_export_snapshot() as id'))
      await dumpPostgres(url, exported?.id ?? '', file)
      await readDump(file)
      await syncToDisk(file)
      return { file: DUMP, migrations: await migrationsIn(trx), rows: await countRows(trx) }
    } finally {
      await trx.rollback()
    }
  })
}

async function rowsOf<Row>(answer: PromiseLike<unknown>): Promise<Row[]> {
  return ((await answer) as { rows: Row[] }).rows
}

async function using<Result>(url: string, work: (db: Knex) => Promise<Result>): Promise<Result> {
  const db = openAsItIs(url)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
