import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Knex } from 'knex'

const TABLE = 'schema_migrations'
const LOCK = 7_612_345 // any number of our own: the PostgreSQL advisory lock of this product's migrations

interface Migration {
  up: (db: Knex) => Promise<void>
  down: (db: Knex) => Promise<void>
}

/**
 * Runs what has not run yet, in the order of the file names, all in one transaction: a crash in the middle
 * leaves the old schema and no lock behind, and two servers starting together wait for each other.
 */
export async function migrate(db: Knex, directory: string): Promise<string[]> {
  const files = await migrationsIn(directory)
  return await exclusively(db, async (trx) => {
    const done = await doneMigrations(trx)
    const unknown = [...done].filter((name) => !files.includes(name))
    if (unknown.length > 0) {
      throw new Error(`The database was written by a newer version (it has ${unknown.join(', ')}). Install that version again, or restore a backup made before it.`)
    }
    const missing = files.filter((name) => !done.has(name))
    for (const name of missing) {
      await (await load(directory, name)).up(trx)
      await trx(TABLE).insert({ name, at: Date.now() })
    }
    return missing
  })
}

/** Takes every migration back, last first. For tests: each migration must be able to go both ways. */
export async function unmigrate(db: Knex, directory: string): Promise<void> {
  await exclusively(db, async (trx) => {
    for (const name of [...(await doneMigrations(trx))].sort().reverse()) {
      await (await load(directory, name)).down(trx)
      await trx(TABLE).where({ name }).delete()
    }
  })
}

async function migrationsIn(directory: string): Promise<string[]> {
  const files = (await readdir(directory)).filter((name) => /^\d{4}-[a-z0-9-]+\.mjs$/.test(name)).sort()
  if (files.length === 0) throw new Error(`No migrations in ${resolve(directory)}.`)
  return files
}

const load = async (directory: string, name: string): Promise<Migration> =>
  (await import(pathToFileURL(join(resolve(directory), name)).href)) as Migration

async function doneMigrations(trx: Knex): Promise<Set<string>> {
  if (!(await trx.schema.hasTable(TABLE))) {
    await trx.schema.createTable(TABLE, (t) => {
      t.string('name', 120).primary()
      t.bigInteger('at').notNullable()
    })
  }
  const rows = await trx(TABLE).select<{ name: string }[]>('name')
  return new Set(rows.map(({ name }) => name))
}

async function exclusively<Result>(db: Knex, work: (trx: Knex) => Promise<Result>): Promise<Result> {
  if (db.client.config.client === 'pg') {
    return await db.transaction(async (trx) => {
      await trx.raw('SELECT pg_advisory_xact_lock(?)', [LOCK])
      return await work(trx)
    })
  }
  return await db.transaction(async (trx) => {
    // Takes SQLite's write lock before anything is read, so that what was read is still true when writing.
    await trx.raw('PRAGMA user_version = 1')
    return await work(trx)
  })
}
